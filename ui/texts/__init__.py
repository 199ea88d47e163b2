"""The sentences of the interface, in one TOML file a language beside this module."""

from __future__ import annotations

from pathlib import Path

from retrieval.model import Language
from retrieval.texts import Texts, load_texts


def interface_texts(language: Language) -> Texts:
    """The sentences of the interface in ``language``."""
    return load_texts(language, Path(__file__).parent)
