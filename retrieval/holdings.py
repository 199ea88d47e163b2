"""What a library holds and what it lacks: each input with what became of it, without saying where it stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from retrieval.library import DUPLICATE, InputRecord
from retrieval.model import Document, Passage, Plan
from retrieval.snapshot import MISSING, Snapshot


@dataclass(frozen=True, slots=True)
class Holding:
    """An input. ``name``: its id in the catalogue or the name of its file, never a path; ``document``: ``None`` when nothing of
    it is searched; ``status``: that of ``InputRecord``, with the key of a ``reason``; ``copy_of``: the id of a document with the
    same content, or ``""``; ``also``: the names of the inputs that are the same as this one; ``title`` and ``url``: what its
    catalogue says, or ``""``; ``suffix``: of the file that was read, as ``".pdf"``; ``quality`` and ``ocr_pages``: those of
    ``InputRecord``; ``addresses``: where it and those that are the same stand on the web, that of the document first."""

    name: str
    document: Document | None
    status: str
    reason: str
    pages: int
    unreadable_pages: int
    passages: int
    plans: tuple[str, ...]
    copy_of: str = ""
    also: tuple[str, ...] = ()
    title: str = ""
    url: str = ""
    suffix: str = ""
    quality: float = -1.0
    ocr_pages: int = 0
    addresses: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What names the document that this input gave or should give: its id, for a copy that of the other."""
        return self.document.id if self.document else self.copy_of or self.name


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a document as it is held. ``characters``: of its text, none where it is not readable; ``reader``: the library
    that gave the text, ``""`` where there was no choice; ``quality``: how plausible that is, 0 to 1, ``None`` where nobody
    judged; ``ocr``: it was recognised from a picture; ``hidden``: letters left out because nobody sees them; ``passages``: in
    reading order."""

    number: int
    label: str
    characters: int
    reader: str
    quality: float | None
    ocr: bool
    hidden: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PlanHolding:
    """A plan with the number of documents and passages that tell of it."""

    plan: Plan
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """All inputs, by name, and all plans that some source names, in the order of the catalogue."""

    inputs: tuple[Holding, ...]
    plans: tuple[PlanHolding, ...]


def holdings(snapshot: Snapshot) -> Holdings:
    """What the state of a library holds."""
    counts = snapshot.library.passage_counts()
    owners: dict[int, list[str]] = defaultdict(list)
    plans = []
    for plan in snapshot.plans:
        passages = snapshot.passages_of(plan.id)
        versions = {passage.version for passage in passages}
        for version in versions:
            owners[version].append(plan.id)
        if plan.status != MISSING:
            plans.append(PlanHolding(plan, len(versions), len(passages)))
    copies = _copies(snapshot.documents.values())
    by_id = {document.id: document for document in snapshot.documents.values()}
    records, named = snapshot.library.inputs(), snapshot.library.named()
    others: dict[str, list[str]] = defaultdict(list)
    addresses: dict[str, list[str]] = defaultdict(list)
    for record in records:
        if record.status == DUPLICATE:
            others[record.document].append(shown_name(record.source))
        if record.document:
            addresses[record.document] += record.addresses

    def holding(record: InputRecord) -> Holding:
        same = record.status == DUPLICATE
        document = None if same else by_id.get(record.document)
        version = document.version if document else -1
        pages = record.pages or (document.pages if document else 0)
        held = counts.get(version, 0), tuple(owners.get(version, ()))
        first = [document.url] if document and document.url else []
        return Holding(
            shown_name(record.source),
            document,
            record.status,
            record.reason,
            pages,
            record.unreadable_pages,
            *held,
            record.document if same else copies.get(record.document, ""),
            () if same else tuple(others[record.document]) if record.document else (),
            *named.get(record.source, ("", "")),
            # Behind the ending may stand that pictures of pages were read too.
            PurePath(record.reader).suffix.partition("+")[0],
            record.quality,
            record.ocr_pages,
            tuple(dict.fromkeys(first + addresses[record.document])) if document else (),
        )

    return Holdings(tuple(sorted(map(holding, records), key=lambda h: h.name)), tuple(plans))


def sheets(document: Document, snapshot: Snapshot) -> tuple[Sheet, ...]:
    """The pages of a document as they are held."""
    details = snapshot.library.page_details(document.version)
    passages: dict[int, list[Passage]] = defaultdict(list)
    for passage in snapshot.library.passages_of(document.version):
        passages[passage.page].append(passage)

    def sheet(number: int, label: str, characters: int) -> Sheet:
        known = details.get(number, {})
        reader, quality = str(known.get("reader", "")), float(str(known.get("quality", 1)))
        own = tuple(passages[number])
        hidden, ocr = int(str(known.get("hidden", 0))), bool(known.get("ocr"))
        return Sheet(number, label, characters, reader, quality if reader else None, ocr, hidden, own)

    return tuple(sheet(*size) for size in snapshot.library.page_sizes(document.version))


def shown_name(source: str) -> str:
    """What a visitor may see of where an input came from: its id behind ``#``, or else the name of its file."""
    before, sign, identity = source.rpartition("#")
    # A sign within the name of a folder or file parts no id.
    named = identity if sign and PurePath(before).suffix.lower() in (".csv", ".jsonl") else source
    return PurePath(named.replace("\\", "/")).name


def _copies(documents: Iterable[Document]) -> dict[str, str]:
    """For each document whose content an earlier one has, by id, the id of that one."""
    first: dict[str, str] = {}
    ordered = sorted(documents, key=lambda document: document.version)
    return {d.id: first[d.hash] for d in ordered if first.setdefault(d.hash, d.id) != d.id}
