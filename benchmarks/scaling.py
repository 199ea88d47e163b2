"""``python -m benchmarks.scaling``: how building, starting, asking, memory and disk grow with the number of passages.

The shipped corpus is hidden among synthetic reports of fifty passages: the same questions must get the same answers at
every size. A picture of it takes the optional dependencies ``bench``.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from itertools import cycle
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.answering import Answering, Asked
from benchmarks.generating import write_lines
from benchmarks.growth import Measured, tables
from benchmarks.haystack import ROOT, build, writer_like
from benchmarks.judging import DEVELOPMENT
from benchmarks.options import add_places, tell
from benchmarks.processes import Served
from benchmarks.report import machine
from benchmarks.resident import ran
from retrieval.evaluation.testset import FOLLOW_UP, Topic, read_testset
from retrieval.generations.folders import current_folder
from retrieval.library.schema import FILE
from retrieval.settings import CATALOGUE, CORPUS

SIZES = (1_000, 10_000, 100_000, 1_000_000)
EACH, QUESTIONS, STARTS, TEN = 50, 100, 5, 10
_BYTES_PER_MIB = 2**20
REMARKS = (
    f"synthetic reports of {EACH} passages, words by Zipf's law, beside the shipped corpus; one .jsonl file and the catalogue",
    "built: `python -m ingest build` from nothing to a verified, synced index in use; memory: the most that it held with its "
    "children, what they share counted once",
    f"{TEN} more: a second `build` with one more document of {TEN} passages",
    f"started: `python -m retrieval ask` from its start to its end, a new process, median of {STARTS}; opened: the library alone",
    f"first: {TEN} other questions, one process, asked again and again until the vector index is open",
    f"asked: {QUESTIONS} questions of the development half, in their order, each once after those; "
    "same: answers with the same form, status, plans, count and quotations as of the corpus alone",
    "near: of the ten passages nearest to each question by exact search, the share that the vector index finds among ten",
)


def measure(size: int, bare: Path, folder: Path, topics: Sequence[Topic]) -> Measured:
    """Build a library of about ``size`` passages, add ten, and ask it. Raises ``CalledProcessError``."""
    found, index = Measured(size), folder / "index"
    lines = write_lines(folder / "verslagen.jsonl", writer_like(CORPUS, bare).reports(size, EACH))
    built = ran(_command(index, CORPUS / CATALOGUE, lines), ROOT)
    told = json.loads(built.output)
    found.passages, found.build_seconds, found.build_mib = told["passages"], built.seconds, built.peak_mib
    found.stages = told["seconds"]
    report = list(writer_like(CORPUS, bare).reports(TEN + EACH, TEN))[-1]
    more = write_lines(folder / "erbij.jsonl", [report | {"id": "erbij"}])
    found.ten_seconds = ran(_command(index, more), ROOT).seconds
    found.disk_mib = _disk(index)
    ask = [sys.executable, "-m", "retrieval", "ask", topics[0].text, "--index", str(index), "--json"]
    found.start_seconds = float(np.median([ran(ask, ROOT).seconds for _ in range(STARTS)]))
    _ask(found, index, topics)
    return found


def _command(index: Path, *sources: Path) -> list[str]:
    return [sys.executable, "-m", "ingest", "build", *map(str, sources), "--index", str(index), "--json"]


def _ask(found: Measured, index: Path, topics: Sequence[Topic]) -> None:
    started = perf_counter()
    served = Served(Answering, index)
    found.open_seconds = served.call("opening")
    print(f"{found.size}: opened after {perf_counter() - started:.1f} s", file=sys.stderr)
    # A large vector index opens beside the first questions.
    before = cycle(topics[QUESTIONS:])
    while len(found.first) < TEN or not served.call("settled"):
        found.first.append(served.call("ask", next(before).text).milliseconds)
    for topic in topics[:QUESTIONS]:
        asked: Asked = served.call("ask", topic.text)
        found.kinds.setdefault(topic.kind, []).append(asked.milliseconds)
        found.answers.append(asked.told)
    found.near = served.call("near", [topic.text for topic in topics])
    found.serving_mib = served.memory_mib()
    served.close()


def _disk(index: Path) -> dict[str, float]:
    """The MiB of the record, and of the parts of the generation in use."""
    with closing(sqlite3.connect(index / FILE)) as record:
        record.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sizes = {"record": (index / FILE).stat().st_size}
    for part in current_folder(index).iterdir():
        files = part.rglob("*") if part.is_dir() else [part]
        sizes[part.name] = sum(file.stat().st_size for file in files if file.is_file())
    return {name: size / _BYTES_PER_MIB for name, size in sizes.items()}


def _chosen(topics: Sequence[Topic]) -> list[Topic]:
    """A hundred questions of all kinds, and ten more to ask before."""
    own = [topic for topic in topics if topic.half == DEVELOPMENT and topic.kind != FOLLOW_UP]
    drawn = np.random.default_rng(len(own)).permutation(len(own))[: QUESTIONS + TEN]
    return [own[place] for place in drawn]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the report and write it if asked."""
    options = _parser().parse_args(arguments)
    topics, found = _chosen(read_testset(CORPUS / "testset")), list[Measured]()
    with tempfile.TemporaryDirectory(prefix="planwijzer-bench-", dir=options.folder) as name:
        bare = build(Path(name) / "bare", CORPUS / CATALOGUE).index
        alone = Measured(0)
        _ask(alone, bare, topics)
        for size in options.passages:
            with tempfile.TemporaryDirectory(dir=name) as own:
                found.append(measure(size, bare, Path(own), topics))
            print(f"{size}: {json.dumps(asdict(found[-1]) | {'answers': [], 'kinds': {}})}", file=sys.stderr)
    facts = "\n".join(f"- {fact}" for fact in (*machine(), *REMARKS))
    command = f"python -m benchmarks.scaling --passages {' '.join(map(str, options.passages))}"
    text = f"```\n{command}\n```\n\n{facts}\n\n{tables(found, alone.answers)}\n"
    tell(text, options.report)
    if options.plot:
        from benchmarks.plotting import plot

        plot(found, options.plot)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling", description="How cost grows with passages.")
    parser.add_argument("--passages", type=int, nargs="+", default=list(SIZES), metavar="N", help="sizes")
    add_places(parser)
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw it there (SVG or PNG)")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
