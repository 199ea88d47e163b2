"""What the user named, as inputs: one for each document that should come out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from ingest.catalogue import CatalogueEntry, is_catalogue, read_catalogue
from ingest.errors import SourceIsAddress, SourceMissing, SourceUnsupported, Unreadable
from ingest.fetching.memory import addresses_of, file_of_page
from ingest.folders import walk
from ingest.reading import SUFFIXES
from ingest.reading.files import Opened, open_bytes
from ingest.reading.jsonl import read_jsonl
from retrieval.archives import ARCHIVE, ArchiveUnusable, members
from retrieval.filenames import shown
from retrieval.originals import FETCHED
from retrieval.settings import CATALOGUE

JSONL = ".jsonl"
READABLE = SUFFIXES | {JSONL, ARCHIVE}
# Reasons of what is passed over and needs nothing from the user.
NOT_READ = frozenset({"unsupported", "folder", "not_a_file", "link_inside"})
# A path joins the two slashes of an address to one.
_ADDRESS = re.compile(r"https?:/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Input:
    """One input. ``source`` names it in the report; ``path`` is ``None`` where no file is named; ``text`` is the
    content of a JSON line; ``problem`` is the key of a reason why it can't be read."""

    source: str
    entry: CatalogueEntry
    path: Path | None = None
    text: str | None = None
    problem: str = ""


def is_address(source: str) -> bool:
    """Whether a source is an address on the web."""
    return bool(_ADDRESS.match(source))


def check_sources(sources: Iterable[Path]) -> None:
    """Raises ``SourceMissing``, ``SourceIsAddress`` or ``SourceUnsupported`` before any work is done."""
    for source in sources:
        if is_address(str(source)):
            raise SourceIsAddress(source=str(source))
        if not source.exists():
            raise SourceMissing(source=str(source))
        if not source.is_dir() and not (source.is_file() and source.suffix.lower() in READABLE):
            raise SourceUnsupported(source=str(source), kinds=", ".join(sorted(READABLE)))


def inputs(source: Path) -> Iterator[Input]:
    """The inputs of a file, a folder, an archive or a catalogue, in a fixed order."""
    if source.is_dir():
        yield from _folder(source)
    elif is_catalogue(source):
        yield from _catalogued(source)
    else:
        yield from _file(source.resolve(), source.name)


def _folder(folder: Path) -> Iterator[Input]:
    top = folder.resolve()
    for found in walk(folder):
        # Not where a link leads: two links may lead to one place.
        path = top / found.name
        if found.problem:
            yield _refused(path, found.name, found.problem)
        elif not found.folder:
            yield from _file(path, found.name)
        elif path.suffix.lower() in READABLE:
            yield _refused(path, found.name, "folder")


def _catalogued(catalogue: Path) -> Iterator[Input]:
    for entry in read_catalogue(catalogue):
        file = entry.file or _fetched(catalogue, entry)
        path = (catalogue.parent / file).resolve() if file else None
        inside = path is None or path.is_relative_to(catalogue.parent.resolve())
        yield Input(f"{catalogue.resolve()}#{entry.id}", entry, path, problem="" if inside else "outside")


def _fetched(catalogue: Path, entry: CatalogueEntry) -> str:
    """The file that was fetched for a line of a catalogue that names none."""
    name = file_of_page(catalogue.parent / FETCHED, entry.url) if entry.url else ""
    return f"{FETCHED}/{name}" if name else ""


def _file(path: Path, name: str) -> Iterator[Input]:
    suffix = path.suffix.lower()
    if suffix == JSONL:
        yield from _lines(path, name)
    elif suffix == ARCHIVE:
        yield from _members(path, name)
    elif suffix in SUFFIXES:
        url, *also = addresses_of(path) or ("",)
        yield Input(shown(str(path)), replace(_entry(shown(name)), url=url, also=tuple(also)), path)
    else:
        yield _refused(path, name, "unsupported")


def _members(archive: Path, name: str) -> Iterator[Input]:
    try:
        found = members(archive)
    except ArchiveUnusable as unusable:
        yield _refused(archive, name, unusable.reason)
    except OSError:
        yield _refused(archive, name, "not_opened")
    else:
        for member in found:
            inside, inside_name = archive / member.name, f"{name}/{member.name}"
            if member.problem:
                # Only as a name: what leads out is not made a path.
                yield Input(shown(f"{archive}/{member.name}"), _entry(shown(inside_name)), archive, problem=member.problem)
            else:
                yield from _file(inside, inside_name)


def _refused(path: Path, name: str, problem: str) -> Input:
    return Input(shown(str(path)), _entry(shown(name)), path, problem=problem)


def _entry(identity: str, fields: Mapping[str, str] = MappingProxyType({})) -> CatalogueEntry:
    """The entry of a document that no catalogue names, with what it says of itself."""
    title, kind, url, language, date = (fields.get(name, "") for name in ("title", "kind", "url", "language", "date"))
    return CatalogueEntry(identity, title, kind, "", url, language, date, ())


def _lines(path: Path, name: str) -> Iterator[Input]:
    try:
        with open_bytes(path) as file:
            yield from _records(file, shown(str(path)), path)
    except Unreadable as problem:
        yield _refused(path, name, problem.reason)


def _records(file: Opened, source: str, path: Path) -> Iterator[Input]:
    seen: set[str] = set()
    for record in read_jsonl(file):
        fields = record.fields
        identity = fields.get("id", f"{shown(path.name)}:{record.line}")
        # A second line with an id that was there can't take the name of the first.
        twice = identity in seen
        seen.add(identity)
        named = f"{source}:{record.line}" if twice else f"{source}#{identity}"
        problem = "same_id" if twice else record.problem
        yield Input(named, _entry(identity, fields), path, text=fields.get("text"), problem=problem)


def default_source(corpus: Path) -> Path:
    """The catalogue of the shipped corpus."""
    return corpus / CATALOGUE
