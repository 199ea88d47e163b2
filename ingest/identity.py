"""Which document an input gives: one by its content, wherever its file stands and whatever it is called by then."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path, PurePath

from ingest.catalogue import CatalogueEntry
from ingest.errors import Unreadable
from ingest.sources import Input
from retrieval.archives import ArchiveUnusable, member_of, members
from retrieval.filenames import unshown
from retrieval.library import DUPLICATE, InputIndex, InputRecord

# The part of the name of an input that says which document in a file it is: behind ``#`` its id, behind ``:`` its line.
_WITHIN = re.compile(r"(?<=\.csv)#.*|(?<=\.jsonl)[#:].*", re.IGNORECASE | re.DOTALL)
_FIELDS = tuple(field.name for field in fields(CatalogueEntry))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an input belongs. ``document``: the id of what it gives, or with ``same`` of what it is the same as; ``from_``: the
    input that gave it until now and is no longer there; ``retired``: the document that it gave until now."""

    document: str
    same: bool = False
    from_: str = ""
    retired: str = ""


def place_of(item: Input, content: str, index: InputIndex) -> Place:
    """Where an input with that content belongs. Raises ``Unreadable``: another document has its id."""
    before = index.find(item.source)
    own = before.document if before and before.status != DUPLICATE else ""
    named = _is_named(item)
    for document in index.with_hash(content):
        twin = index.owner(document)
        if twin and twin.source != item.source and not _is_other_plan(item, twin, index):
            if not is_there(twin.source) and not own and not (named and index.owner(item.entry.id)):
                # Its file was moved; a new name that somebody gave it goes before that of the file.
                return Place(item.entry.id, from_=twin.source, retired=document) if named else Place(document, from_=twin.source)
            if is_there(twin.source) and document != item.entry.id:
                return Place(document, same=True, retired=own)
    if own and (own == item.entry.id or not named):
        return Place(own)
    return _newly_placed(item, content, own, index)


def is_there(source: str) -> bool:
    """Whether the file of an input is still there, be it in an archive."""
    path = Path(file_of(source))
    inside = member_of(path)
    try:
        return any(member.name == inside[1] for member in members(inside[0])) if inside else path.exists()
    except (ArchiveUnusable, OSError):
        return True  # it can't be told; what is there is not taken for gone


def file_of(source: str) -> str:
    """The file that an input stands in, or is."""
    return unshown(_WITHIN.sub("", source))


def packed_entry(entry: CatalogueEntry) -> str:
    """What is known of an input beside its content, as it is kept."""
    return json.dumps({name: getattr(entry, name) for name in _FIELDS}, ensure_ascii=False)


def unpacked_entry(text: str) -> CatalogueEntry:
    """The entry that was packed."""
    found = json.loads(text)
    return CatalogueEntry(**found | {name: tuple(found.get(name, ())) for name in ("plans", "also")})


def _newly_placed(item: Input, content: str, own: str, index: InputIndex) -> Place:
    """The place of an input that gave no document of that id before."""
    wanted = item.entry.id
    owner = index.owner(wanted)
    if owner is None or owner.source == item.source:
        return Place(wanted, retired=own)
    elsewhere = _is_named(item) and _last(owner.source) == _last(item.source) and not index.was_seen(owner.source)
    if elsewhere or not is_there(owner.source):
        return Place(wanted, from_=owner.source, retired=own)  # the file, or all of its folder, was moved or copied
    if owner.hash == content:
        return Place(wanted, same=True, retired=own)
    if _is_named(item):
        raise Unreadable("same_id")
    return Place(_free(wanted, index), retired=own)


def _is_named(item: Input) -> bool:
    """Whether a catalogue or a line of JSON gives the id, and not the name of the file."""
    return bool(_WITHIN.search(item.source))


def _is_other_plan(item: Input, twin: InputRecord, index: InputIndex) -> bool:
    """Whether the catalogue says of an input that it tells of a plan that it does not name for its twin."""
    known = index.entry(twin.source)
    return not set(item.entry.plans) <= set(unpacked_entry(known).plans if known else ())


def _last(source: str) -> str:
    file = _WITHIN.sub("", source)
    return re.split(r"[\\/]", file)[-1] + source.removeprefix(file)


def _free(document: str, index: InputIndex) -> str:
    """An id like that of a file, which no other document has."""
    path, number = PurePath(document), 2
    while index.holds(found := str(path.with_stem(f"{path.stem} ({number})"))):
        number += 1
    return found
