"""The catalogue of texts: sentences by key and language, in TOML files beside their package.

Every user-facing sentence of ``retrieval`` and ``ingest`` stands in ``nl.toml`` and ``en.toml`` here; the
interface keeps its own catalogue and reads it with the same class.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from retrieval.errors import PlanwijzerError
from retrieval.model import Language


class Texts:
    """Sentences of one ``language``. Calling it fills the placeholders of a sentence by name."""

    def __init__(self, sentences: dict[str, str], language: Language) -> None:
        self._sentences = sentences
        self.language = language

    def __call__(self, key: str, **facts: object) -> str:
        """The sentence ``key``, filled. Raises ``KeyError`` for an unknown key or a missing fact."""
        return self._sentences[key].format(**facts)

    def keys(self) -> frozenset[str]:
        """All keys of the catalogue."""
        return frozenset(self._sentences)

    def error(self, error: PlanwijzerError) -> str:
        """The sentence of an error: what happened and what to do."""
        reason = f"{error.reasons}{error.facts.get('reason')}"
        spoken = {"reason": self(reason)} if reason in self._sentences else {}
        return self(error.key, **{**error.facts, **spoken})


@cache
def load_texts(language: Language, folder: Path = Path(__file__).parent) -> Texts:
    """Read ``folder/<language>.toml``: tables of sentences, keyed ``table.name``."""
    tables = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return Texts({f"{table}.{name}": text for table, texts in tables.items() for name, text in texts.items()}, language)
