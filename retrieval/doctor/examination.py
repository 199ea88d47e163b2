"""The whole examination, in the order in which things rest on each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from retrieval.doctor import library, machine
from retrieval.doctor.finding import Finding
from retrieval.doctor.surroundings import settings_of


def examined(environment: Mapping[str, str], index: Path | None) -> Iterator[Finding]:
    """What is found, one by one. ``index``: the folder that the command line names, or ``None``."""
    settings, found = settings_of(environment, index)
    yield machine.python()
    yield from machine.packages()
    yield machine.sqlite()
    yield machine.memory()
    yield from found
    yield from machine.folder(settings.index)
    yield machine.temporary()
    yield machine.tesseract()
    yield from library.encoder(settings.encoder)
    yield from library.library(settings)
    if settings.chat:
        yield library.chat(settings.chat)
