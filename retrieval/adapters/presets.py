"""Encoders of the hub that we know: how each wants its text, and what others published about its Dutch.

``docs/models.md`` has the same table for people.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SNAPSHOTS_FOLDER = "snapshots"
CACHE_PREFIX = "models--"
E5_FAMILY = re.compile(r"(?:^|[-_.])e5(?:$|[-_.])", re.IGNORECASE)
E5_PROMPTS = ("query: ", "passage: ")
NO_PROMPTS = ("", "")
Prompts = tuple[str | None, str | None]

# The plain mean of the main scores (nDCG@10) of ArguAna, NFCorpus, SCIDOCS and SciFact (each -NL.v2), bBSARD-NL,
# LegalQA-NL and DutchNews, times 100; not measured here.
MTEB_NL = "mean of 7 MTEB-NL retrieval tasks, embeddings-benchmark/results @ f4cc6c8"
# The same mean over the files of this model that the same repository holds, its revision ab10c1a.
MTEB_NL_LARGE = "mean of 7 MTEB-NL retrieval tasks, embeddings-benchmark/results, intfloat__multilingual-e5-large/ab10c1a"


@dataclass(frozen=True, slots=True)
class Preset:
    """A model of the hub and what it needs.

    ``parameters`` in millions; ``prompts`` for questions and for passages; ``dutch``: a published figure, and where it is from.
    """

    alias: str
    name: str
    parameters: int
    dimension: int
    max_tokens: int
    pooling: Literal["mean", "cls"]
    prompts: tuple[str, str]
    licence: str
    dutch: float
    source: str = MTEB_NL

    @property
    def model(self) -> str:
        """The name without its organisation: what a folder with the model is usually called."""
        return self.name.rpartition("/")[2]


PRESETS = (
    # E5: prompts and mean pooling as in the model cards ("Each input text should start with ..."; average_pool),
    # 1_Pooling/config.json, and mteb's e5_models.py. The cards of clips say the same of the trimmed ones.
    Preset("e5-small", "intfloat/multilingual-e5-small", 118, 384, 512, "mean", E5_PROMPTS, "MIT", 40.6),
    Preset("e5-base", "intfloat/multilingual-e5-base", 278, 768, 512, "mean", E5_PROMPTS, "MIT", 44.4),
    Preset("e5-large", "intfloat/multilingual-e5-large", 560, 1024, 512, "mean", E5_PROMPTS, "MIT", 48.0, MTEB_NL_LARGE),
    Preset("e5-small-trm-nl", "clips/e5-small-trm-nl", 41, 384, 512, "mean", E5_PROMPTS, "MIT", 43.4),
    # bge-m3: its makers in discussions 35 ("doesn't need prefix instruction") and 69 ("uses cls pooling") of the model.
    Preset("bge-m3", "BAAI/bge-m3", 568, 1024, 8192, "cls", NO_PROMPTS, "MIT", 49.4),
    # bekko: mteb's bekko_models.py (use_instructions=False); mean pooling as in its GGUF file at ollama.com/hotchpotch.
    Preset("bekko-a8m", "hotchpotch/bekko-embedding-v1-a8m", 106, 384, 8192, "mean", NO_PROMPTS, "MIT", 47.2),
    # arctic: its model card (prompt_name="query", which is "query: "; none for documents; the first token's state).
    Preset("arctic-l-v2", "Snowflake/snowflake-arctic-embed-l-v2.0", 568, 1024, 8192, "cls", ("query: ", ""), "Apache-2.0", 51.4),
)


def find_preset(name: str) -> Preset | None:
    """The preset called ``name``: an alias, a name on the hub, a folder of that name or a snapshot in the hub's cache.

    A folder is not known by an alias: ``e5-small`` is also the name of another model.
    """
    called = {known.casefold() for known in _called(name)}
    aliased = not _folder(name).is_dir()
    for preset in PRESETS:
        if called & {preset.name.casefold(), preset.model.casefold(), preset.alias if aliased else ""}:
            return preset
    return None


def hub_name(name: str) -> str:
    """The name on the hub of what is called ``name``, which is no folder."""
    preset = find_preset(name)
    return preset.name if preset else name


def model_name(name: str) -> str:
    """What the model is called, without organisation and without the folders around it."""
    preset = find_preset(name)
    return preset.model if preset else _called(name)[-1].rpartition("/")[2]


def prompts_for(name: str, own: Mapping[str, str | None]) -> Prompts:
    """The prompts to add for questions and for passages; ``None`` leaves it to ``own``, those that the model carries."""
    if any(own.values()):
        return None, None
    preset = find_preset(name)
    if preset:
        return preset.prompts
    return E5_PROMPTS if any(map(_is_e5, _called(name))) else (None, None)


def _is_e5(name: str) -> bool:
    """Tell E5 by its name; its "instruct" relatives want other prompts."""
    model = name.rpartition("/")[2]
    return E5_FAMILY.search(model) is not None and "instruct" not in model.casefold()


def _called(name: str) -> tuple[str, ...]:
    """The names that a name or folder goes by; a folder by its own name and by that of the folder it links to."""
    folder = _folder(name)
    if not folder.is_dir():
        return (name,)
    return _folder_name(Path(os.path.abspath(folder))), _folder_name(folder.resolve())


def _folder_name(folder: Path) -> str:
    """The last part, or what the hub's cache calls the model of a snapshot: ``organisation/model``."""
    *_, cached, place = ("", "", *folder.parts[:-1])
    if place == SNAPSHOTS_FOLDER and cached.startswith(CACHE_PREFIX):
        return cached.removeprefix(CACHE_PREFIX).replace("--", "/", 1)
    return folder.name


def _folder(name: str) -> Path:
    return Path(name).expanduser()
