"""One input at a time: read, clean, lay out, cut, embed, store; and the count of what became of each."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ingest.attribution import PlanNames
from ingest.cleaning import clean_document
from ingest.errors import Unreadable
from ingest.passages import passage_spans
from ingest.reading import ReadDocument
from ingest.reading.files import read_bytes
from ingest.reading.text import read_text
from ingest.reading.workers import Readers
from ingest.sections import Section, lay_out
from ingest.sources import NOT_READ, Input, digest
from retrieval.filenames import shown
from retrieval.language import language_of
from retrieval.library import InputRecord, LibraryWriter, NewPassage, NewVersion
from retrieval.model import Language, Page
from retrieval.ports import Encoder

INDEXED, PARTIAL, UNREADABLE, MISSING, SKIPPED = "indexed", "partial", "unreadable", "missing", "skipped"
# What the user should look at; a document known to be missing and a file of another kind are no findings.
FINDINGS = frozenset({PARTIAL, UNREADABLE})


@dataclass(slots=True)
class BuildReport:
    """What a build did. ``statuses`` counts its ``inputs``."""

    statuses: Counter[str] = field(default_factory=Counter)
    inputs: list[InputRecord] = field(default_factory=list)
    unchanged: int = 0
    generation: int = 0
    documents: int = 0
    passages: int = 0
    plans: int = 0
    published: bool = False

    @property
    def findings(self) -> list[InputRecord]:
        """The inputs to look at."""
        return [entry for entry in self.inputs if entry.status in FINDINGS]


@dataclass(slots=True)
class Storing:
    """One build: what each input needs, and the report of what became of them.

    ``context``: what decides beside a document itself how it is stored; ``known``: earlier inputs by source.
    """

    writer: LibraryWriter
    readers: Readers
    encoder: Encoder
    names: PlanNames
    context: str
    report: BuildReport
    known: dict[str, InputRecord]
    owner: dict[str, str] = field(init=False)
    taken: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.owner = {entry.document: entry.source for entry in self.known.values() if entry.document}

    def take(self, item: Input) -> None:
        """Store one input, or write down why not."""
        self.taken.add(item.source)
        if item.text is not None or item.problem:
            self.files.add(shown(str(item.path.resolve())) if item.path else "")
        try:
            data = self._data(item)
            mark = digest(item, data or b"", self.context)
            before = self.known.get(item.source)
            if before and before.digest == mark:
                self.report.unchanged += 1
                self._count(before)
            elif data is None:
                self._note(item, MISSING, mark, "not_there")
            else:
                self._store(item, data, mark)
        except Unreadable as problem:
            status = SKIPPED if problem.reason in NOT_READ else UNREADABLE
            self._note(item, status, "", problem.reason)

    def forget_lost_findings(self) -> None:
        """Drop findings about lines that are no longer in a file that was read now."""
        for source, entry in self.known.items():
            lost = not entry.document and source not in self.taken
            if lost and any(source.startswith((f"{file}#", f"{file}:")) for file in self.files):
                self.writer.forget_input(source)

    def _data(self, item: Input) -> bytes | None:
        """The bytes of an input; ``None`` when the catalogue names no file."""
        if item.problem:
            raise Unreadable(item.problem)
        if self.owner.get(item.entry.id, item.source) != item.source:
            raise Unreadable("same_id")
        if item.text is not None:
            return item.text.encode("utf-8", "replace")
        if item.path is None:
            return None
        return read_bytes(item.path)

    def _store(self, item: Input, data: bytes, mark: str) -> None:
        read = read_text(item.text) if item.text is not None else self.readers.submit(_path(item), data).result()
        cleaned = clean_document(read)
        new = _version(item, data, cleaned, self.names)
        if not new.passages:
            raise Unreadable("no_text")
        unreadable = sum(not page.readable for page in read.pages)
        reason = "pages_unreadable" if unreadable else read.partial
        status = PARTIAL if reason else INDEXED
        entry = InputRecord(item.source, new.id, mark, status, reason, len(new.pages), unreadable)
        vectors = self.encoder.encode_passages([_embedded(passage, new) for passage in new.passages])
        before = self.known.get(item.source)
        if before and before.document not in ("", new.id):
            self.writer.retire(before.document)
        self.writer.put_version(new, vectors, entry)
        self.owner[new.id] = item.source
        self._count(entry)

    def _note(self, item: Input, status: str, mark: str, reason: str) -> None:
        # An input that was read before keeps its document: what was reported as indexed is not lost.
        document = self.known[item.source].document if item.source in self.known else ""
        entry = InputRecord(item.source, document, mark, status, reason, 0, 0)
        self.writer.put_input(entry)
        self._count(entry)

    def _count(self, entry: InputRecord) -> None:
        self.report.statuses[entry.status] += 1
        self.report.inputs.append(entry)


def _path(item: Input) -> Path:
    if item.path is None:
        raise Unreadable("not_found")
    return item.path


def _version(item: Input, data: bytes, read: ReadDocument, names: PlanNames) -> NewVersion:
    entry = item.entry
    pages, sections = lay_out(read, entry.id, names.named_by)
    whole = " ".join(page.text for page in pages)
    language = _language(entry.language) or language_of(whole, _language(read.language) or "nl")
    sole = entry.plans[0] if len(entry.plans) == 1 else None
    passages = [p for section in sections for p in _passages(pages[section.page - 1], section, sole, language)]
    title = entry.title or read.title or Path(entry.id).name
    return NewVersion(
        entry.id, title, entry.kind, entry.url, language, entry.date, hashlib.sha256(data).hexdigest(), pages, passages
    )


def _language(code: str) -> Language | None:
    return "nl" if code == "nl" else "en" if code == "en" else None


def _passages(page: Page, section: Section, sole: str | None, language: Language) -> list[NewPassage]:
    plan = sole or section.plan
    plans = (plan,) if plan else ()
    return [
        NewPassage(page.number, start, end, section.heading, language, plans) for start, end in passage_spans(page.text, section)
    ]


def _embedded(passage: NewPassage, version: NewVersion) -> str:
    """What of a passage is embedded: its headings say what it is about."""
    text = version.pages[passage.page - 1].text[passage.start : passage.end]
    return " ".join(dict.fromkeys((version.title, *passage.heading))) + "\n" + text
