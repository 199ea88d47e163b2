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

_PACKAGES = ("langchain-classic", "langchain-community", "langchain-chroma", "rank-bm25", "chromadb", "tantivy", "numpy")
_SHAPES = ("ingest", "retrieval", "corpus")
_BYTES_PER_GIB = 2**30


@dataclass(frozen=True, slots=True)
class Measured:
    """What one system did at one size. ``found`` and ``recalls``: of each question."""

    size: int
    system: str
    found: Sequence[Found]
    recalls: Sequence[float]
    built: str = ""
    memory_mib: float | None = None


def markdown(found: Sequence[Measured], command: str, remarks: Iterable[str]) -> str:
    """The report of a run."""
    asked = len(found[0].found)
    facts = [*machine(), f"{asked} questions, {date.today().isoformat()}", *remarks]
    parts = [f"```\n{command}\n```", "\n".join(f"- {fact}" for fact in facts), table(found)]
    return "\n\n".join(parts) + "\n"


def table(found: Sequence[Measured]) -> str:
    """A line for each system at each size; ``ratio``: its median to that of the first system of its size."""
    lines = [
        "| passages | system | median, ms | p95, ms | ratio | CPU, ms | recall@5 | build | memory, MiB |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |",
    ]
    first: dict[int, float] = {}
    for own in found:
        median, late = np.percentile([each.milliseconds for each in own.found], [50, 95])
        cpu = np.median([each.cpu_ms for each in own.found])
        ratio = median / first.setdefault(own.size, median)
        memory = "" if own.memory_mib is None else f"{own.memory_mib:,.0f}"
        lines.append(
            f"| {own.size:,} | {own.system} | {median:.1f} | {late:.1f} | {ratio:.1f} | {cpu:.1f} | "
            f"{np.mean(own.recalls):.3f} | {own.built} | {memory} |"
        )
    return "\n".join(lines)


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
