"""How long a question takes over the shipped corpus: ``python -m benchmarks.shipped`` (the index of PLANWIJZER_INDEX).

All questions of the test set, after ten others; search is from understanding to ranking, ten hits; then the same again,
and the answers.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence

from retrieval.assembly import open_engine
from retrieval.environment import read_settings
from retrieval.evaluation.testset import read_testset
from retrieval.settings import CORPUS

_WARMING = 10


def timed(ask: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile of asking each question once, in milliseconds."""
    taken = []
    for question in questions:
        started = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - started) * 1e3)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def main() -> None:
    """Print a table."""
    engine = open_engine(read_settings(os.environ))
    questions = [topic.text for topic in read_testset(CORPUS / "testset")]
    timed(engine.search, questions[:_WARMING])
    print("| questions | median, ms | p95, ms |\n| --- | ---: | ---: |")
    for name, ask in (("searched first", engine.search), ("searched again", engine.search), ("answered", engine.ask)):
        median, slow = timed(ask, questions[_WARMING:])
        print(f"| {name} | {median:.1f} | {slow:.1f} |")


if __name__ == "__main__":
    main()
