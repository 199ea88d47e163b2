"""What the user named, as inputs: one for each document that should come out of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ingest.catalogue import CatalogueEntry, is_catalogue, read_catalogue
from ingest.errors import SourceIsAddress, SourceMissing, SourceUnsupported
from ingest.reading import SUFFIXES
from ingest.reading.jsonl import read_jsonl
from retrieval.settings import CATALOGUE

JSONL = ".jsonl"
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
        if source.is_file() and source.suffix.lower() not in SUFFIXES | {JSONL}:
            raise SourceUnsupported(source=str(source), kinds=", ".join(sorted(SUFFIXES | {JSONL})))


def inputs(source: Path) -> Iterator[Input]:
    """The inputs of a file, a folder or a catalogue, in a fixed order."""
    if source.is_dir():
        for path in sorted(p for p in source.rglob("*") if p.is_file() and not _hidden(p, source)):
            yield from _file(path, path.relative_to(source).as_posix())
    elif is_catalogue(source):
        yield from _catalogued(source)
    else:
        yield from _file(source, source.name)


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _catalogued(catalogue: Path) -> Iterator[Input]:
    for entry in read_catalogue(catalogue):
        path = (catalogue.parent / entry.file).resolve() if entry.file else None
        inside = path is None or path.is_relative_to(catalogue.parent.resolve())
        yield Input(f"{catalogue.resolve()}#{entry.id}", entry, path, problem="" if inside else "outside")


def _file(path: Path, name: str) -> Iterator[Input]:
    if path.suffix.lower() == JSONL:
        yield from _lines(path)
    elif path.suffix.lower() in SUFFIXES:
        yield Input(str(path.resolve()), _entry(name), path)
    else:
        yield Input(str(path.resolve()), _entry(name), path, problem="unsupported")


def _entry(identity: str, fields: Mapping[str, str] = MappingProxyType({})) -> CatalogueEntry:
    """The entry of a document that no catalogue names, with what it says of itself."""
    title, kind, url, language, date = (fields.get(name, "") for name in ("title", "kind", "url", "language", "date"))
    return CatalogueEntry(identity, title, kind, "", url, language, date, ())


def _lines(path: Path) -> Iterator[Input]:
    seen: set[str] = set()
    for record in read_jsonl(path):
        fields = record.fields
        identity = fields.get("id", f"{path.name}:{record.line}")
        entry = _entry(identity, fields)
        # A second line with an id that was there can't take the name of the first.
        twice = identity in seen
        source = f"{path.resolve()}:{record.line}" if twice else f"{path.resolve()}#{identity}"
        seen.add(identity)
        yield Input(source, entry, path, text=fields.get("text"), problem="same_id" if twice else record.problem)


def digest(item: Input, data: bytes, context: str) -> str:
    """What decides whether an input changed: its content, its line in the catalogue and ``context``."""
    parts = (repr(item.entry).encode(), context.encode(), data)
    return hashlib.sha256(b"\x00".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def default_source(corpus: Path) -> Path:
    """The catalogue of the shipped corpus."""
    return corpus / CATALOGUE
