"""The report of a run: Markdown, with the machine, the versions and the command."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from benchmarks.haystack import ROOT
from benchmarks.systems import Found

_PACKAGES = (
    *("langchain-classic", "langchain-community", "langchain-chroma", "rank-bm25", "sentence-transformers", "torch"),
    *("txtai", "faiss-cpu", "chromadb", "tantivy", "numpy"),
)
_SHAPES = ("ingest", "retrieval", "corpus")
_BYTES_PER_GIB = 2**30


@dataclass(frozen=True, slots=True)
class Asked:
    """What one system did with a question: its runs, of which the first may do what later ones need not do again."""

    runs: Sequence[Found]
    recall: float
    ndcg: float

    @property
    def milliseconds(self) -> float:
        """The median of the runs."""
        return float(np.median([run.milliseconds for run in self.runs]))

    @property
    def cpu_ms(self) -> float:
        """The median of the runs, of all cores together."""
        return float(np.median([run.cpu_ms for run in self.runs]))


@dataclass(frozen=True, slots=True)
class Measured:
    """What one system did at one size with each question; nothing if it was left out, for which ``built`` gives the reason."""

    size: int
    system: str
    asked: Sequence[Asked]
    built: str = ""
    memory_mib: float | None = None


def markdown(found: Sequence[Measured], command: str, remarks: Iterable[str]) -> str:
    """The report of a run."""
    facts = [*machine(), f"{len(found[0].asked)} questions, {date.today().isoformat()}", *remarks]
    parts = [f"```\n{command}\n```", "\n".join(f"- {fact}" for fact in facts), table(found)]
    return "\n\n".join(parts) + "\n"


def table(found: Sequence[Measured]) -> str:
    """A line for each system at each size; ``ratio``: what stands before it to that of the first system of its size."""
    lines = [
        "| passages | system | median, ms | ratio | first, ms | ratio | p95, ms | CPU, ms | recall@5 | nDCG@10 | build | MiB |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: |",
    ]
    ours: dict[int, tuple[float, float]] = {}
    for own in found:
        cells = _cells(own, ours) if own.asked else [""] * 8
        memory = "" if own.memory_mib is None else f"{own.memory_mib:,.0f}"
        lines.append(f"| {' | '.join([f'{own.size:,}', own.system, *cells, own.built, memory])} |")
    return "\n".join(lines)


def _cells(own: Measured, ours: dict[int, tuple[float, float]]) -> list[str]:
    median, late = np.percentile([each.milliseconds for each in own.asked], [50, 95])
    first = float(np.median([each.runs[0].milliseconds for each in own.asked]))
    cpu = np.median([each.cpu_ms for each in own.asked])
    to, first_to = ours.setdefault(own.size, (median, first))
    times = (median, median / to, first, first / first_to, late, cpu)
    measures = (np.mean([each.recall for each in own.asked]), np.mean([each.ndcg for each in own.asked]))
    return [*(f"{each:.1f}" for each in times), *(f"{each:.3f}" for each in measures)]


def machine() -> list[str]:
    """The machine, the versions and the commit, as lines."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _BYTES_PER_GIB
    load = ", ".join(f"{own:.1f}" for own in os.getloadavg())
    return [
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB; load (1, 5 and 15 minutes) at the end: {load}",
        ", ".join([f"Python {platform.python_version()}", *_versions()]),
        f"commit {commit()}",
    ]


def _versions() -> Iterator[str]:
    """The packages that are compared, as far as they are installed."""
    for name in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def commit() -> str:
    """The commit, and whether what is measured differs from it."""
    changed = _git("status", "--porcelain", "--", *_SHAPES)
    return _git("rev-parse", "--short", "HEAD") + (" with changes that are not committed" if changed else "")


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if sys.platform == "linux" and file.is_file() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
