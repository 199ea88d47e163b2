"""A process of readers: ``python -m tests.faults.reader INDEX BOARD THREADS SEED``, until its standard input ends.

Each thread asks for one document after the other by the word that is its own in a state that may be seen, and looks whether all
of the answer is of one such state. Prints ``ready``, and at its end a JSON object.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import threading
from collections import Counter
from pathlib import Path
from time import perf_counter

from retrieval.assembly import open_engine
from retrieval.engine import Engine
from retrieval.model import Answer
from retrieval.settings import Settings
from retrieval.snapshot import Snapshot
from tests.faults.board import Board

_FAULTS_TOLD = 20
_ABSENT = "zzqkwyxvbjhf"  # no document has it
States = list[dict[str, str]]


class Readers:
    """Some readers of one engine, and what they found."""

    def __init__(self, engine: Engine, board: Board) -> None:
        self._engine, self._board = engine, board
        self._lock, self._stop = threading.Lock(), threading.Event()
        self.counts: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.faults: list[str] = []

    def stop(self) -> None:
        self._stop.set()

    def read(self, chance: random.Random) -> None:
        """Ask until it is enough."""
        looks = (self._search, self._search, self._ask, self._count)
        while not self._stop.is_set():
            look, since, started = chance.choice(looks), self._board.published(), perf_counter()
            try:
                fault = look(chance, since)
            except Exception as error:  # a question that fails is what is looked for
                fault = f"{type(error).__name__}: {error}"
            with self._lock:
                self.seconds.append(perf_counter() - started)
                self.counts[look.__name__.strip("_")] += 1
                if fault:
                    self.counts["faults"] += 1
                    self.faults = [*self.faults, fault][:_FAULTS_TOLD]

    def _wanted(self, chance: random.Random, since: int) -> str:
        """The word of a document in a state that may be seen, or one that nobody has."""
        words = chance.choice(self._board.since(since))
        return chance.choice([*words.values(), _ABSENT])

    def _search(self, chance: random.Random, since: int) -> str:
        word = self._wanted(chance, since)
        snapshot = self._engine.retriever().snapshot
        hits = self._engine.search(word, limit=3).hits
        holds = [hit for hit in hits if word in hit.passage.text]
        for hit in holds:
            page = snapshot.library.page(hit.passage.version, hit.passage.page)
            if page is None or page.text[hit.passage.start : hit.passage.end] != hit.passage.text:
                return f"{word}: the quotation of {hit.document.id} does not hold"
        found = hits[0].document.id if holds and holds[0] is hits[0] else ""
        owners = [next((name for name, own in state.items() if own == word), "") for state in self._board.since(since)]
        self._see(len({*owners}) > 1)
        return "" if found in owners else f"{word}: found in {found or 'nothing'}, where it is {owners}"

    def _ask(self, chance: random.Random, since: int) -> str:
        word = self._wanted(chance, since)
        snapshot = self._engine.retriever().snapshot
        answer = self._engine.ask(f"Wat is het kenmerk {word}?")
        fault = self._of_one_state(answer.coverage.documents, since)
        return fault or self._quoted(answer, snapshot)

    def _count(self, _: random.Random, since: int) -> str:
        documents = {document.id for document in self._engine.documents()}
        states = [{*state} for state in self._board.since(since)]
        return "" if documents in states else f"documents of no state: {sorted(documents)}"

    def _of_one_state(self, documents: int, since: int) -> str:
        sizes = {len(state) for state in self._board.since(since)}
        return "" if documents in sizes else f"{documents} documents were searched, of {sizes}"

    def _quoted(self, answer: Answer, before: Snapshot) -> str:
        """The first quotation that is not the text at its span, in the version that was quoted."""
        after = self._engine.retriever().snapshot
        for citation in answer.citations:
            own, number = citation.document.version, citation.page
            page = before.library.page(own, number) or after.library.page(own, number)
            # Two states later a version may be dropped; whoever quotes it has read it back by then.
            if page is not None and page.text[citation.start : citation.end] != citation.quote:
                return f"{citation.document.id}: {citation.quote!r} does not stand there"
            with self._lock:
                self.counts["quotations" if page else "quotations of dropped versions"] += 1
        return ""

    def _see(self, between: bool) -> None:
        with self._lock:
            self.counts["asked between two states"] += between


def main() -> int:
    """The door of this process."""
    index, board, threads, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    readers = Readers(open_engine(Settings(index=index)), Board(board))
    readers._engine.search(_ABSENT)
    begun = _memory()
    own = [threading.Thread(target=readers.read, args=(random.Random(seed * 1000 + n),)) for n in range(threads)]
    for thread in own:
        thread.start()
    print("ready", flush=True)
    sys.stdin.read()
    readers.stop()
    for thread in own:
        thread.join()
    told = {"counts": readers.counts, "faults": readers.faults, "seconds": readers.seconds, "memory": [begun, _memory()]}
    print(json.dumps(told))
    return 0


def _memory() -> int:
    """The resident memory of this process, in bytes."""
    pages = Path("/proc/self/statm")
    if pages.is_file():
        return int(pages.read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    raise SystemExit(main())
