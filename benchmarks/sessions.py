"""Many visitors at once: ``python -m benchmarks.sessions`` (the index of PLANWIJZER_INDEX; ``--help`` tells the rest).

A server in a child process; sessions over its websocket that each hold another dialogue of the test set, one question after
the other with a pause to read between them. Every answer is compared with that of an engine of this process that nobody else
asks: its first sentence and all its quotations must be shown. The time of a question is from sending it until its page is drawn.
With ``--minutes`` a visitor who is done is followed by another with the next dialogue until then; a session that the server ends
or does not answer is lost.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from websockets.exceptions import WebSocketException

from benchmarks.resident import held_mib
from benchmarks.serving import served
from benchmarks.visitor import Visitor
from retrieval.assembly import open_engine
from retrieval.environment import read_settings
from retrieval.evaluation.testset import read_testset
from retrieval.model import Answer
from retrieval.settings import CORPUS
from ui.components.answers import choices

_SEED = 20261122
# A session that is silent for so long is lost.
_LOST_SECONDS = 120.0
_COLUMNS = ("sessions at once", "seconds", "sessions", "pause, s", "questions", "a second", "p50, s", "p95, s", "p99, s")
_COLUMNS += ("memory before, MiB", "memory after, MiB", "sessions lost", "not as expected")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, and what must be shown of its answer."""

    question: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How long a question took, in seconds, and what was missing of its answer."""

    question: str
    seconds: float
    missing: tuple[str, ...]


def dialogues(sessions: int, questions: int) -> list[tuple[Turn, ...]]:
    """A dialogue for each session, with the answers that it gets where nobody else asks."""
    engine = open_engine(read_settings(os.environ))
    found: dict[str, list[str]] = defaultdict(list)
    for topic in read_testset(CORPUS / "testset"):
        if topic.dialogue:
            found[topic.dialogue].append(topic.text)
    made = []
    for place in range(sessions):
        texts = list(found.values())[place % len(found)][:questions]
        turns, state = [], None
        for text in texts:
            answer = engine.ask(text, state=state)
            turns.append(Turn(text, expected(answer)))
            state = answer.state
        made.append(tuple(turns))
    return made


def expected(answer: Answer) -> tuple[str, ...]:
    """What must be shown of an answer: of a source that says that it does not mention something only the button is."""
    silent = {mark for row in answer.rows for cell in row.cells if not cell.said for mark in cell.citations}
    quotes = () if choices.asks(answer) else [citation.quote for citation in answer.citations if citation.mark not in silent]
    return tuple(part for part in (answer.lead, *quotes) if part)


@dataclass(slots=True)
class Held:
    """What came of dialogues: the questions, and why sessions were lost."""

    asked: list[Asked] = field(default_factory=list)
    sessions: int = 0
    lost: list[str] = field(default_factory=list)


async def held(address: str, turns: Sequence[Turn], pause: float, drawn: random.Random) -> list[Asked]:
    """Hold a dialogue; between half and one and a half times ``pause`` seconds go before each question."""
    asked = []
    async with Visitor(address) as visitor:
        for turn in turns:
            await asyncio.sleep(pause * drawn.uniform(0.5, 1.5))
            started = time.perf_counter()
            shown = _plain(await visitor.ask(turn.question))
            seconds = time.perf_counter() - started
            asked.append(Asked(turn.question, seconds, tuple(part for part in turn.expected if _plain(part) not in shown)))
    return asked


async def all_held(address: str, made: Sequence[Sequence[Turn]], pause: float, seconds: float) -> Held:
    """All dialogues at once, and others after them for so many seconds."""
    told, end = Held(), time.perf_counter() + seconds

    async def visits(place: int) -> None:
        drawn = random.Random(_SEED + place)
        for turns in islice(cycle(made), place, None):
            told.sessions += 1
            patience = _LOST_SECONDS + 2 * pause * len(turns)
            try:
                told.asked += await asyncio.wait_for(held(address, turns, pause, drawn), patience)
            except (RuntimeError, OSError, TimeoutError, WebSocketException) as error:
                told.lost.append(f"{type(error).__name__}: {error}")
            if time.perf_counter() > end:
                return

    await asyncio.gather(*map(visits, range(len(made))))
    return told


def main() -> int:
    """Print a line of a table; 1 when an answer was not what it should be."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.sessions", description=__doc__)
    reader.add_argument("--sessions", type=int, default=50)
    reader.add_argument("--questions", type=int, default=4, help="of each session, at most")
    reader.add_argument("--pause", type=float, default=5.0, help="seconds to read an answer, on average")
    reader.add_argument("--minutes", type=float, default=0.0, help="how long visitors follow each other")
    given = reader.parse_args()
    made = dialogues(given.sessions, given.questions)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log", {}) as address:
        # The first visit opens the library.
        asyncio.run(held(address, made[0], 0, random.Random(_SEED)))
        before, started = held_mib(os.getpid(), itself=False), time.perf_counter()
        told = asyncio.run(all_held(address, made, given.pause, 60 * given.minutes))
        took, after = time.perf_counter() - started, held_mib(os.getpid(), itself=False)
    asked = told.asked
    print("\n".join(told.lost), file=sys.stderr)
    wrong = [each for each in asked if each.missing]
    for each in wrong:
        print(f"{each.question!r} lacks {each.missing}", file=sys.stderr)
    marks = statistics.quantiles((each.seconds for each in asked), n=100)
    p50, p95, p99 = (f"{marks[share - 1]:.2f}" for share in (50, 95, 99))
    print(f"| {' | '.join(_COLUMNS)} |\n|{' ---: |' * len(_COLUMNS)}")
    memory = (f"{before:,.0f}", f"{after:,.0f}")
    counts = (given.sessions, f"{took:.0f}", told.sessions, f"{given.pause:g}", len(asked), f"{len(asked) / took:.1f}")
    print(f"| {' | '.join(map(str, (*counts, p50, p95, p99, *memory, len(told.lost), len(wrong))))} |")
    return 1 if wrong or told.lost else 0


def _plain(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
