"""How many inputs a source holds, about: for those who wait."""

from __future__ import annotations

from pathlib import Path

from ingest.catalogue import is_catalogue, read_catalogue
from ingest.folders import walk
from ingest.sources import JSONL
from retrieval.archives import ARCHIVE, ArchiveUnusable, members
from retrieval.errors import CorpusInvalid

_AT_ONCE = 1 << 20


def count_inputs(source: Path, *, named: bool = True) -> int:
    """The files of a folder, the lines of a catalogue and of JSON; nothing is read for it but line ends.

    ``named``: the user named it; a catalogue that lies in a folder is a table as others are.
    """
    try:
        if source.is_dir():
            return sum(
                1 if found.problem else count_inputs(found.path, named=False) for found in walk(source) if not found.folder
            )
        if source.suffix.lower() == JSONL:
            return _lines(source)
        if source.suffix.lower() == ARCHIVE:
            return len(members(source))
        if named and is_catalogue(source):
            return len(read_catalogue(source))
    except (OSError, ArchiveUnusable, CorpusInvalid):
        return 0
    return 1


def _lines(path: Path) -> int:
    lines, last = 0, b"\n"
    with path.open("rb") as file:
        for part in iter(lambda: file.read(_AT_ONCE), b""):
            lines, last = lines + part.count(b"\n"), part[-1:]
    return lines + (last != b"\n")
