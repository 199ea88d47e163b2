"""``python -m benchmarks.building``: how fast ``ingest build`` is, beside LangChain's loader, splitter and Chroma.

The same generated files, the same machine, one after the other. The peers need the optional dependencies ``bench``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.generating import Writer, by_frequency, write_lines
from benchmarks.loading import MINILM, OURS
from benchmarks.options import add_places, tell
from benchmarks.papers import PAGES, write_papers
from benchmarks.report import machine
from benchmarks.resident import Ran, ran
from retrieval.compounds import read_words

ROOT = Path(__file__).resolve().parent.parent
SEED, RUNS = 20266, 5
REMARKS = (
    "each system in a process of its own with what it starts; memory is the most that those held together, what they share "
    "counted once",
    "ours goes on until its index is verified, synced and in use; it keeps the text of pages, what was read, vectors, an index "
    "of words and one of vectors; the peer keeps passages and vectors in Chroma",
    "the peers: PyPDFLoader or JSONLoader, RecursiveCharacterTextSplitter with the size of our passages, Chroma as it comes; "
    "minilm: all-MiniLM-L6-v2 by sentence-transformers, as in the tutorials of LangChain; ours: with our embedded encoder",
    "each system so many runs, every run an index of its own, in turns; seconds, memory and stages are those of its median run; "
    "ratio: the time of the peer to that of Planwijzer, both medians",
)
PLANWIJZER = "Planwijzer"
_PEERS = {MINILM: "LangChain, MiniLM", OURS: "LangChain, our encoder"}


@dataclass(frozen=True, slots=True)
class Built:
    """One build of a system. ``stages``: seconds."""

    ran: Ran
    passages: int
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a system did with a source of so many ``units`` (pages or lines), in each of its runs."""

    system: str
    units: int
    runs: Sequence[Built]

    def ordered(self) -> list[Built]:
        """The runs, the shortest first."""
        return sorted(self.runs, key=lambda run: run.ran.seconds)

    def median(self) -> Built:
        """The run in the middle; of an even number the longer of the two."""
        return self.ordered()[len(self.runs) // 2]


def measure(source: Path, units: int, folder: Path, peers: Sequence[str], runs: int) -> list[Measured]:
    """Planwijzer and its peers over one source, in turns."""
    found: dict[str, list[Built]] = {system: [] for system in (PLANWIJZER, *peers)}
    for run in range(runs):
        for system, own in found.items():
            index = folder / f"{system}-{run}"
            own.append(_planwijzer(source, index) if system == PLANWIJZER else _peer(system, source, index))
            shutil.rmtree(index)
            print(f"{system}: {own[-1].ran.seconds:.1f} s", file=sys.stderr)
    return [Measured(_PEERS.get(system, system), units, own) for system, own in found.items()]


def _planwijzer(source: Path, index: Path) -> Built:
    own = ran([sys.executable, "-m", "ingest", "build", str(source), "--index", str(index), "--json"], ROOT)
    told: dict[str, Any] = json.loads(own.output)
    return Built(own, int(told["passages"]), told["seconds"])


def _peer(name: str, source: Path, index: Path) -> Built:
    own = ran([sys.executable, "-m", "benchmarks.loading", str(source), str(index), name], ROOT)
    told: dict[str, Any] = json.loads(own.output.splitlines()[-1])
    passages, _ = int(told.pop("passages")), told.pop("documents")
    return Built(own, passages, told)


def table(found: Sequence[Measured], unit: str) -> str:
    """A line for each system."""
    lines = [
        f"| {found[0].units:,} {unit} | seconds | shortest-longest | {unit}/s | passages | passages/s | memory, MiB | ratio | "
        "seconds by stage |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    first = found[0].median().ran.seconds
    for own in found:
        run, ordered = own.median(), own.ordered()
        seconds = run.ran.seconds
        stages = ", ".join(f"{name} {value:.1f}" for name, value in run.stages.items())
        lines.append(
            f"| {own.system} | {seconds:.1f} | {ordered[0].ran.seconds:.1f}-{ordered[-1].ran.seconds:.1f} | "
            f"{own.units / seconds:,.0f} | {run.passages:,} | {run.passages / seconds:,.0f} | {run.ran.peak_mib:,.0f} | "
            f"{seconds / first:.1f} | {stages} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the report and write it if asked."""
    options = _parser().parse_args(arguments)
    tables = []
    with tempfile.TemporaryDirectory(prefix="planwijzer-bench-", dir=options.folder) as name:
        folder = Path(name)
        if options.papers:
            pages = write_papers(folder / "papers", options.papers, _writer())
            tables.append(table(measure(folder / "papers", pages, folder / "of-papers", options.peers, options.runs), "pages"))
        if options.lines:
            lines = write_lines(folder / "lines.jsonl", _writer().documents(options.lines))
            tables.append(table(measure(lines, options.lines, folder / "of-lines", options.peers, options.runs), "lines"))
    facts = "\n".join(f"- {fact}" for fact in (*machine(), *REMARKS, f"{PAGES} pages a PDF"))
    text = "\n\n".join([f"```\n{_command(options)}\n```", facts, *tables]) + "\n"
    tell(text, options.report)
    return 0


def _writer() -> Writer:
    return Writer(by_frequency(read_words()), SEED)


def _command(options: argparse.Namespace) -> str:
    peers = " ".join(options.peers)
    sizes = f"--papers {options.papers} --lines {options.lines} --runs {options.runs}"
    return f"python -m benchmarks.building {sizes} --peers {peers}".strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building", description="Building beside LangChain.")
    parser.add_argument("--papers", type=int, default=1_000, metavar="N", help="PDFs of ten pages")
    parser.add_argument("--lines", type=int, default=100_000, metavar="N", help="lines of a .jsonl file")
    parser.add_argument("--peers", nargs="*", choices=list(_PEERS), default=list(_PEERS), help="who else builds")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"times that each builds (default: {RUNS})")
    add_places(parser)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
