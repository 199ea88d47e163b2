"""Many visitors at once: ``python -m benchmarks.sessions`` (the index of PLANWIJZER_INDEX; ``--help`` tells the rest).

A server in a child process; sessions over its websocket that each hold another dialogue of the test set, one question after
the other with a pause to read between them. Every answer is compared with that of an engine of this process that nobody else
asks: its first sentence and all its quotations must be shown. The time of a question is from sending it until its page is drawn.
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
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import served
from benchmarks.visitor import Visitor
from retrieval.assembly import open_engine
from retrieval.evaluation.testset import read_testset
from retrieval.model import Answer
from retrieval.settings import CORPUS, read_settings
from ui.components.answers import choices

_SEED = 20261122


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


async def all_held(address: str, made: Sequence[Sequence[Turn]], pause: float) -> list[Asked]:
    """All dialogues at once."""
    told = await asyncio.gather(*(held(address, turns, pause, random.Random(_SEED + n)) for n, turns in enumerate(made)))
    return [asked for dialogue in told for asked in dialogue]


def main() -> int:
    """Print a line of a table; 1 when an answer was not what it should be."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.sessions", description=__doc__)
    reader.add_argument("--sessions", type=int, default=50)
    reader.add_argument("--questions", type=int, default=4, help="of each session, at most")
    reader.add_argument("--pause", type=float, default=5.0, help="seconds to read an answer, on average")
    given = reader.parse_args()
    made = dialogues(given.sessions, given.questions)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log", {}) as address:
        # The first visit opens the library.
        asyncio.run(held(address, made[0], 0, random.Random(_SEED)))
        started = time.perf_counter()
        asked = asyncio.run(all_held(address, made, given.pause))
        took = time.perf_counter() - started
    wrong = [each for each in asked if each.missing]
    for each in wrong:
        print(f"{each.question!r} lacks {each.missing}", file=sys.stderr)
    marks = statistics.quantiles((each.seconds for each in asked), n=100)
    p50, p95, p99 = (f"{marks[share - 1]:.2f}" for share in (50, 95, 99))
    print("| sessions | pause, s | questions | a second | p50, s | p95, s | p99, s | not as expected |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    speed = len(asked) / took
    print(f"| {given.sessions} | {given.pause:g} | {len(asked)} | {speed:.1f} | {p50} | {p95} | {p99} | {len(wrong)} |")
    return 1 if wrong else 0


def _plain(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
