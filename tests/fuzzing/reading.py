"""What becomes of a file on its way from the disk to what would be stored: the way that a build takes, limits and all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from ingest.attribution import PlanNames
from ingest.catalogue import PLANS, read_plans
from ingest.errors import Unreadable
from ingest.provisional import PlanFinder
from ingest.reading.files import read_bytes
from ingest.reading.text import read_text
from ingest.reading.workers import Readers
from ingest.shaping import shaped
from ingest.sources import Input, inputs
from retrieval.aspects import read_aspects
from retrieval.settings import CORPUS, Limits
from retrieval.texts import load_texts
from retrieval.vocabulary import read_vocabulary

SECONDS = 10
LIMITS = Limits(SECONDS, 900 * 1024**2)
# A child that is lost is started again, and the file read once more; what is over that hangs.
PATIENCE = 2 * SECONDS + 30
READ = "read"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input of a file. ``what``: ``READ``, or the key of the reason; ``detail``: what a library said."""

    what: str
    detail: str
    seconds: float


class Reading:
    """Reads files one by one with one reused child."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._readers = folder, Readers(1, LIMITS)
        plans = PlanNames(read_plans(CORPUS / PLANS))
        self._finder = PlanFinder(read_vocabulary(CORPUS), read_aspects(CORPUS), plans)
        self._texts = [load_texts(language) for language in ("nl", "en")]

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._readers.__exit__(None, None, None)

    def outcomes(self, name: str, data: bytes) -> list[Outcome]:
        """What becomes of a file of that name: one outcome for each input in it, at least one. Raises ``AssertionError`` when it
        took too long, or failed in a way that has no sentence; and whatever a reader raises that it should not."""
        file = self._folder / name
        file.write_bytes(data)
        found = [self._outcome(item) for item in inputs(file)]
        return found or [Outcome("no_inputs", "", 0)]

    def _outcome(self, item: Input) -> Outcome:
        began = monotonic()
        what, detail = READ, ""
        try:
            self._read(item)
        except Unreadable as problem:
            what, detail = problem.reason, problem.detail
            assert all(texts(f"reason.{what}") for texts in self._texts)
        seconds = monotonic() - began
        assert seconds < PATIENCE, f"{seconds:.0f} s"
        return Outcome(what, detail, seconds)

    def _read(self, item: Input) -> None:
        if item.problem:
            raise Unreadable(item.problem)
        if item.text is not None:
            read = read_text(item.text)
        else:
            assert item.path is not None
            read = self._readers.submit(item.path, read_bytes(item.path)).result(PATIENCE)
        version = shaped("d", item.entry, "hash", read, self._finder)
        for passage in version.passages:
            text = version.pages[passage.page - 1].text[passage.start : passage.end]
            assert text and text == text.strip()
        for page in version.pages:
            (page.text + page.label).encode("utf-8")
