"""Settings: read from the environment once, at the door, into one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from retrieval.errors import SettingInvalid

PREFIX = "PLANWIJZER_"
EMBEDDED = "embedded"
OFF = "off"
CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the index is and what it is made with.

    ``index``: folder of the library; ``corpus``: folder with catalogue, thesaurus and gazetteer;
    ``encoder``: ``embedded``, the alias of a preset, or the name or folder of a sentence-transformers model;
    ``reranker``: the name or folder of a cross-encoder, or ``None`` to do without.
    """

    index: Path
    corpus: Path = CORPUS
    encoder: str = EMBEDDED
    reranker: str | None = None


def default_index() -> Path:
    """The folder of the library in the user's data directory."""
    return Path(platformdirs.user_data_dir("planwijzer", appauthor=False)) / "index"


def read_settings(environment: Mapping[str, str], index: Path | None = None) -> Settings:
    """Settings from ``PLANWIJZER_*``; ``index`` (from the command line) goes before the variable.

    Raises ``SettingInvalid`` for a ``PLANWIJZER_`` name that is not known.
    """
    known = {"INDEX", "ENCODER", "RERANKER"}
    for name, value in environment.items():
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in known:
            raise SettingInvalid(name=name, value=value)
    named = environment.get(PREFIX + "INDEX", "").strip()
    reranker = environment.get(PREFIX + "RERANKER", "").strip()
    return Settings(
        index=(index or (Path(named) if named else default_index())).expanduser().absolute(),
        encoder=environment.get(PREFIX + "ENCODER", "").strip() or EMBEDDED,
        reranker=reranker if reranker.casefold() not in ("", OFF) else None,
    )
