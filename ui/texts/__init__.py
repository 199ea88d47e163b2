"""The sentences of the interface, in one TOML file a language beside this module."""

from __future__ import annotations

from pathlib import Path

from retrieval.model import Language
from retrieval.texts import Texts, load_texts


def interface_texts(language: Language) -> Texts:
    """The sentences of the interface in ``language``."""
    return load_texts(language, Path(__file__).parent)


def number(count: int) -> str:
    """What ends the key of a sentence that tells of one or of many."""
    return "one" if count == 1 else "many"
