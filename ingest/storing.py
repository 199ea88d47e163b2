"""Storing inputs one after the other: which document each gives, cut, embedded some at a time, and written."""

from __future__ import annotations

import logging
import secrets
import sqlite3
from dataclasses import dataclass, field, replace
from time import monotonic

from ingest.arriving import Arrival, Arrivals
from ingest.catalogue import CatalogueEntry
from ingest.duplicates import address_bands, same_page, same_text
from ingest.embedding import Ahead
from ingest.errors import Unreadable
from ingest.identity import Place, packed_entry, place_of, unpacked_entry
from ingest.outcomes import FAILED, INDEXED, MISSING, PARTIAL, SKIPPED, UNREADABLE, BuildReport
from ingest.provisional import PlanFinder
from ingest.reading import ReadDocument
from ingest.readings import packed, unpacked
from ingest.shaping import SHAPE, embedded, shaped
from ingest.sources import NOT_READ, Input
from ingest.stopping import Stopping
from ingest.timing import Stages
from retrieval.errors import PlanwijzerError
from retrieval.library import DUPLICATE, InputRecord, LibraryWriter, NewVersion
from retrieval.library.failing import NO_ROOM

# Reasons that stay as long as the file does; with another one the next run may have better luck.
_LASTING = frozenset({"empty", "no_text", "damaged", "not_text", "too_many_pages", "not_there"})
# Embedded and written together: fewer make many small transactions, more lose more when the run is ended by force.
_TOGETHER_CHARACTERS, _TOGETHER_PASSAGES, _TOGETHER_SECONDS = 1_000_000, 2_000, 2.0
# Chains of documents that are the same as each other are short.
_ROUNDS = 5
_LOG = logging.getLogger("ingest")


@dataclass(slots=True)
class _Kept:
    """What one transaction holds until its passages are embedded."""

    versions: list[tuple[int, NewVersion]] = field(default_factory=list)
    readings: list[tuple[str, str, bytes]] = field(default_factory=list)
    characters: int = 0
    passages: int = 0
    since: float = field(default_factory=monotonic)


@dataclass(slots=True)
class Storing:
    """One build: stores inputs, and reports what became of them."""

    writer: LibraryWriter
    ahead: Ahead
    finder: PlanFinder
    report: BuildReport
    stages: Stages
    stopping: Stopping
    _kept: _Kept = field(default_factory=_Kept)

    def take(self, arrival: Arrival) -> None:
        """Store one input, or write down why not."""
        self._open()
        self.writer.see(arrival.item.source, unchanged=arrival.unchanged)
        if arrival.unchanged and arrival.before:
            self._pass_by(arrival.before)
            return
        self.writer.begin_input()
        try:
            with self.stages("read"):
                document = arrival.document()
            if document is None:
                self._note(arrival, MISSING, "not_there")
            else:
                self._keep_reading(arrival, document)
                self._store(arrival, document)
        except Unreadable as problem:
            status = SKIPPED if problem.reason in NOT_READ else UNREADABLE
            self._note(arrival, status, problem.reason, problem.detail)
        except (PlanwijzerError, sqlite3.Error):
            raise
        except Exception as error:  # one bad file never stops the run, a disk without room does
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                raise
            self.writer.undo_input()
            number = secrets.token_hex(4)
            _LOG.exception("%s [%s]", arrival.item.source, number)
            self._note(arrival, FAILED, "unexpected", number)
        if self._is_full():
            self.flush()

    def drop(self, entry: InputRecord) -> None:
        """Take an input out, with the document that it gave."""
        self._open()
        self.writer.remove([entry.document] if entry.document and entry.status != DUPLICATE else [], [entry.source])
        self.report.pruned += bool(entry.document)

    def settle(self) -> None:
        """Store the inputs that were the same as a document that changed or is gone."""
        for _ in range(_ROUNDS):
            self._open()
            lost = self.writer.index.duplicates()
            for entry in lost:
                self._store_again(entry)
            self.flush()
            if not lost:
                return

    def cut_again(self) -> None:
        """Cut the documents again that the run did not come by and that were cut in another way."""
        for source in self.writer.index.shaped_otherwise(SHAPE):
            self._open()
            entry = self.writer.index.find(source)
            if entry:
                self._store_again(entry)
            if self._is_full():
                self.flush()
        self.flush()

    def flush(self) -> None:
        """Embed and write what was taken since the last time."""
        kept = self._kept
        if not self.writer.is_open:
            return
        with self.stopping.held():
            self._write(kept)

    def _write(self, kept: _Kept) -> None:
        with self.stages("embed"):
            vectors = self.ahead.vectors()
        with self.stages("store"):
            start = 0
            for version, new in kept.versions:
                self.writer.put_passages(version, new.passages, vectors[start : start + len(new.passages)])
                start += len(new.passages)
            for reading in kept.readings:
                self.writer.put_reading(*reading)
            self.writer.commit()
        self._kept = _Kept()

    def give_up(self, arrivals: Arrivals) -> None:
        """Undo what is not whole, but keep what was read, so that the next run need not read it again."""
        self.writer.roll_back()
        self.ahead.forget()
        read = [(own.content, own.reader, packed(d)) for own in arrivals.read() if not own.kept and (d := own.document())]
        self.writer.begin()
        for reading in (*self._kept.readings, *read):
            self.writer.put_reading(*reading)
        self.writer.commit()

    def _open(self) -> None:
        if not self.writer.is_open:
            self.writer.begin()

    def _is_full(self) -> bool:
        own = self._kept
        much = own.characters > _TOGETHER_CHARACTERS or own.passages > _TOGETHER_PASSAGES
        return much or monotonic() - own.since > _TOGETHER_SECONDS

    def _pass_by(self, before: InputRecord) -> None:
        self.report.unchanged += 1
        if before.gone:
            self.writer.set_gone([before.source], gone=False)

    def _keep_reading(self, arrival: Arrival, document: ReadDocument) -> None:
        if not arrival.kept:
            shaped = arrival.shaped()
            self._kept.readings.append((arrival.content, arrival.reader, shaped.packed if shaped else packed(document)))

    def _store(self, arrival: Arrival, document: ReadDocument) -> None:
        with self.stages("cut"):
            place = place_of(arrival.item, arrival.content, self.writer.index)
            unreadable = sum(not page.readable for page in document.pages)
            reason = "pages_unreadable" if unreadable else document.partial
            entry = InputRecord(
                source=arrival.item.source,
                document=place.document,
                digest=arrival.mark,
                status=PARTIAL if reason else INDEXED,
                reason=reason,
                pages=len(document.pages),
                unreadable_pages=unreadable,
                quality=_quality(document),
                ocr_pages=sum(bool(getattr(page, "ocr", False)) for page in document.pages),
                hash=arrival.content,
                reader=arrival.reader,
                entry=packed_entry(arrival.item.entry),
            )
            self._put(place, entry, arrival, document)

    def _put(self, place: Place, entry: InputRecord, arrival: Arrival, document: ReadDocument) -> None:
        """Write a document where it belongs, unless it is the same as another."""
        named, ahead = arrival.item.entry, arrival.shaped()
        if place.same:
            self._put_duplicate(place, entry, "same_content", entry.hash)
            return
        if ahead and ahead.new.id == place.document:
            new = ahead.new
        else:
            new = shaped(place.document, named, entry.hash, document, self.finder)
        if not new.passages:
            raise Unreadable("no_text")
        twin = self._nearly_same(new, named) if new.bands and not named.plans else None
        if twin:
            self._put_duplicate(replace(place, document=twin[0], retired=place.document), entry, "nearly_same", twin[1])
            return
        self._leave(place)
        before = self.writer.index.mark(new.id)
        if before and before == new.mark():
            self.writer.put_input(entry)  # it is there as it should be
            return
        version = self.writer.open_version(new, entry)
        self.ahead.add([embedded(*_about(new, number)) for number in range(len(new.passages))])
        self._kept.versions.append((version, new))
        self._kept.passages += len(new.passages)
        self._kept.characters += sum(len(page.text) for page in new.pages)

    def _put_duplicate(self, place: Place, entry: InputRecord, reason: str, twin: str) -> None:
        self._leave(place)
        entry = replace(entry, document=place.document, status=DUPLICATE, reason=reason, twin=twin)
        self.writer.put_input(entry)

    def _leave(self, place: Place) -> None:
        """Take away what an input no longer gives, and the name that it no longer has."""
        if place.retired and place.retired != place.document:
            self.writer.retire(place.retired)
        if place.from_:
            self.writer.forget_input(place.from_)
            self.report.moved += 1

    def _nearly_same(self, new: NewVersion, named: CatalogueEntry) -> tuple[str, str] | None:
        """(id, hash) of a document that has nearly the same text, or is the same page of the web."""
        ours, index = [page.text for page in new.pages], self.writer.index
        page = {version for version, *_ in index.with_bands(address_bands((named.url, *named.also)))}
        for version, document, content in index.with_bands(new.bands):
            if document == new.id:
                continue
            theirs = index.page_texts(version)
            if same_text(ours, theirs) or (version in page and same_page(ours, theirs)):
                return document, content
        return None

    def _store_again(self, entry: InputRecord) -> None:
        """Store an input from what was read of it before."""
        data = self.writer.index.reading(entry.hash, entry.reader)
        document = unpacked(data) if data else None
        if document is None:
            return
        named = unpacked_entry(self.writer.index.entry(entry.source))
        arrival = Arrival(Input(entry.source, named), entry, entry.hash, entry.digest, entry.reader, kept=True)
        self.report.again += 1
        try:
            self._store(arrival, document)
        except Unreadable as problem:
            self._note(arrival, UNREADABLE, problem.reason, problem.detail)

    def _note(self, arrival: Arrival, status: str, reason: str, detail: str = "") -> None:
        before = arrival.before
        # An input that was read before keeps its document: what was reported as indexed is not lost.
        held = before if before and before.document and before.status != DUPLICATE else None
        entry = InputRecord(
            source=arrival.item.source,
            document=held.document if held else "",
            digest=arrival.mark if reason in _LASTING else "",
            status=status,
            reason=reason,
            pages=0,
            unreadable_pages=0,
            detail=detail,
            hash=held.hash if held else arrival.content,
            reader=held.reader if held else arrival.reader,
            entry=packed_entry(arrival.item.entry),
        )
        self.writer.put_input(entry)


def _about(new: NewVersion, place: int) -> tuple[str, tuple[str, ...], str]:
    passage = new.passages[place]
    return new.title, passage.heading, new.pages[passage.page - 1].text[passage.start : passage.end]


def _quality(document: ReadDocument) -> float:
    """How plausible the text is, by its letters: 0 to 1, or -1 where nobody judged."""
    pages = [page for page in document.pages if getattr(page, "reader", "")]
    judged = [(sum(len(block.text) for block in page.blocks), getattr(page, "quality", 1.0)) for page in pages]
    letters = sum(length for length, _ in judged)
    return sum(length * quality for length, quality in judged) / letters if letters else -1.0
