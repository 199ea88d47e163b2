"""``python -m benchmarks.building``: how fast ``ingest build`` is, beside LangChain's loader, splitter and Chroma.

The same generated files, the same machine, one after the other. The peers need the optional dependencies ``bench``.
"""

from __future__ import annotations

import argparse
import json
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
SEED = 20266
REMARKS = (
    "each system in a process of its own with what it starts; memory is the most that those held together, what they share "
    "counted once",
    "ours goes on until its index is verified, synced and in use; it keeps the text of pages, what was read, vectors, an index "
    "of words and one of vectors; the peer keeps passages and vectors in Chroma",
    "the peers: PyPDFLoader or JSONLoader, RecursiveCharacterTextSplitter with the size of our passages, Chroma as it comes; "
    "minilm: all-MiniLM-L6-v2 by sentence-transformers, as in the tutorials of LangChain; ours: with our embedded encoder",
    "ratio: the time of the peer to that of Planwijzer",
)
_PEERS = {MINILM: "LangChain, MiniLM", OURS: "LangChain, our encoder"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a system did with a source of so many ``units`` (pages or lines). ``stages``: seconds."""

    system: str
    ran: Ran
    units: int
    passages: int
    stages: dict[str, float]


def measure(source: Path, units: int, folder: Path, peers: Sequence[str]) -> list[Measured]:
    """Planwijzer and its peers over one source."""
    found = [_planwijzer(source, units, folder / "planwijzer")]
    for peer in peers:
        index = folder / peer
        own = ran([sys.executable, "-m", "benchmarks.loading", str(source), str(index), peer], ROOT)
        told: dict[str, Any] = json.loads(own.output.splitlines()[-1])
        passages, _ = int(told.pop("passages")), told.pop("documents")
        found.append(Measured(_PEERS[peer], own, units, passages, told))
    return found


def _planwijzer(source: Path, units: int, index: Path) -> Measured:
    own = ran([sys.executable, "-m", "ingest", "build", str(source), "--index", str(index), "--json"], ROOT)
    told: dict[str, Any] = json.loads(own.output)
    return Measured("Planwijzer", own, units, int(told["passages"]), told["seconds"])


def table(found: Sequence[Measured], unit: str) -> str:
    """A line for each system."""
    lines = [
        f"| {found[0].units:,} {unit} | seconds | {unit}/s | passages | passages/s | memory, MiB | ratio | seconds by stage |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    first = found[0].ran.seconds
    for own in found:
        seconds = own.ran.seconds
        stages = ", ".join(f"{name} {value:.1f}" for name, value in own.stages.items())
        lines.append(
            f"| {own.system} | {seconds:.1f} | {own.units / seconds:,.0f} | {own.passages:,} | {own.passages / seconds:,.0f} | "
            f"{own.ran.peak_mib:,.0f} | {seconds / first:.1f} | {stages} |"
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
            tables.append(table(measure(folder / "papers", pages, folder / "of-papers", options.peers), "pages"))
        if options.lines:
            lines = write_lines(folder / "lines.jsonl", _writer().documents(options.lines))
            tables.append(table(measure(lines, options.lines, folder / "of-lines", options.peers), "lines"))
    facts = "\n".join(f"- {fact}" for fact in (*machine(), *REMARKS, f"{PAGES} pages a PDF"))
    text = "\n\n".join([f"```\n{_command(options)}\n```", facts, *tables]) + "\n"
    tell(text, options.report)
    return 0


def _writer() -> Writer:
    return Writer(by_frequency(read_words()), SEED)


def _command(options: argparse.Namespace) -> str:
    peers = " ".join(options.peers)
    return f"python -m benchmarks.building --papers {options.papers} --lines {options.lines} --peers {peers}".strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building", description="Building beside LangChain.")
    parser.add_argument("--papers", type=int, default=1_000, metavar="N", help="PDFs of ten pages")
    parser.add_argument("--lines", type=int, default=100_000, metavar="N", help="lines of a .jsonl file")
    parser.add_argument("--peers", nargs="*", choices=list(_PEERS), default=list(_PEERS), help="who else builds")
    add_places(parser)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
