"""``python -m benchmarks.starting``: from a new process to its first answer, beside what others would write.

The same documents and questions, the same machine, in turns. The peers need the optional dependencies ``bench``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.generating import write_lines
from benchmarks.haystack import ROOT, build, hide, passages, shuffled
from benchmarks.judging import judged
from benchmarks.options import MINILM_MOST, add_minilm, add_places, tell
from benchmarks.peers import OURS, left_out
from benchmarks.report import machine
from benchmarks.resident import Ran, ran
from benchmarks.systems import NAMES, PEERS
from retrieval.evaluation.testset import read_testset
from retrieval.library import Library
from retrieval.settings import CATALOGUE, CORPUS

STARTS = 5
REMARKS = (
    "from the start of a process to its end, after the first answer is printed: ours is `python -m retrieval ask`, which "
    "verifies the index and gives an answer with quotations; a peer opens what it kept and prints ten passages",
    f"one start of each that does not count, so that files are in memory; then {STARTS} of each, one after the other, who is "
    "first changing with each; all get the same question, another one each time",
    "BM25Retriever keeps nothing: EnsembleRetriever reads the passages from a file and makes its index of words again",
    "the vectors of EnsembleRetriever and txtai are those of our embedded encoder",
    "ratio: the median to ours; memory is the most that a process held with what it started",
)
# What a command is given in place of the question.
QUESTION = "{question}"


class NoAnswer(Exception):
    """A command printed nothing: it failed, and how long it took says nothing."""


@dataclass(frozen=True, slots=True)
class Started:
    """The starts of one system over so many passages; none if it was left out, for which ``note`` gives the reason."""

    passages: int
    system: str
    runs: Sequence[Ran]
    note: str = ""


def measure(size: int, index: Path, folder: Path, questions: Sequence[str], minilm_most: int) -> list[Started]:
    """All systems over a library of ``size`` passages. The first of ``questions`` is of the starts that do not count."""
    lines = write_lines(folder / "passages.jsonl", shuffled(list(passages(Library(index)))))
    commands = {OURS: [sys.executable, "-m", "retrieval", "ask", QUESTION, "--index", str(index)]}
    peers = [name for name in PEERS if not left_out(name, size, minilm_most)]
    for name in peers:
        commands[NAMES[name]] = [sys.executable, "-m", "benchmarks.opening", name, str(folder / name), str(lines), QUESTION]
        # Made by a process of its own, so that the next one opens it.
        _answered(commands[NAMES[name]], questions[0])
    found = [Started(size, name, runs) for name, runs in start(commands, questions).items()]
    reason = f"left out above {minilm_most:,} passages"
    return [*found, *(Started(size, NAMES[name], (), reason) for name in PEERS if name not in peers)]


def start(commands: Mapping[str, Sequence[str]], questions: Sequence[str]) -> dict[str, list[Ran]]:
    """A start of each command for each question but the first, in turns; those with the first do not count.

    Raises ``NoAnswer``.
    """
    for command in commands.values():
        _answered(command, questions[0])
    found: dict[str, list[Ran]] = {name: [] for name in commands}
    names = list(commands)
    for question in questions[1:]:
        for name in names:
            found[name].append(_answered(commands[name], question))
        names = [*names[1:], names[0]]
    return found


def _answered(command: Sequence[str], question: str) -> Ran:
    own = ran([question if part == QUESTION else part for part in command], ROOT)
    if not own.output.strip():
        raise NoAnswer(" ".join(command))
    return own


def table(found: Sequence[Started]) -> str:
    """A line for each system at each size; ``ratio``: its median to that of the first system of its size."""
    lines = [
        "| passages | system | median, s | least, s | most, s | ratio | MiB |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    ours: dict[int, float] = {}
    for own in found:
        if not own.runs:
            lines.append(f"| {own.passages:,} | {own.system}: {own.note} | | | | | |")
            continue
        seconds = [run.seconds for run in own.runs]
        median = float(np.median(seconds))
        ratio, memory = median / ours.setdefault(own.passages, median), max(run.peak_mib for run in own.runs)
        cells = f"{median:.2f} | {min(seconds):.2f} | {max(seconds):.2f} | {ratio:.1f} | {memory:,.0f}"
        lines.append(f"| {own.passages:,} | {own.system} | {cells} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the report and write it if asked."""
    options = _parser().parse_args(arguments)
    questions, found = [topic.text for topic in judged(read_testset(CORPUS / "testset"))[: STARTS + 1]], list[Started]()
    with tempfile.TemporaryDirectory(prefix="planwijzer-bench-", dir=options.folder) as name:
        bare = build(Path(name) / "bare", CORPUS / CATALOGUE)
        for synthetic in options.synthetic:
            with tempfile.TemporaryDirectory(dir=name) as own:
                built = hide(CORPUS, bare.index, Path(own), bare.passages + synthetic) if synthetic else bare
                found += measure(built.passages, built.index, Path(own), questions, options.minilm_most)
            print(f"{built.passages}: measured", file=sys.stderr)
    facts = "\n".join(f"- {fact}" for fact in (*machine(), date.today().isoformat(), *REMARKS))
    text = f"```\n{_command(options)}\n```\n\n{facts}\n\n{table(found)}\n"
    tell(text, options.report)
    return 0


def _command(options: argparse.Namespace) -> str:
    """What makes the report again."""
    parts = ["python -m benchmarks.starting --synthetic", *map(str, options.synthetic)]
    parts += [f"--minilm-most {options.minilm_most}"] * (options.minilm_most != MINILM_MOST)
    return " ".join(parts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.starting", description="Cold starts beside LangChain and txtai.")
    parser.add_argument(
        "--synthetic", type=int, nargs="+", default=[0], metavar="N", help="passages beside the shipped corpus (default: none)"
    )
    add_minilm(parser)
    add_places(parser)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
