"""The shipped corpus hidden among synthetic documents: made, built with the door of ingest, and read back for a peer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.generating import Writer, by_frequency, write_lines
from ingest.catalogue import PLANS, read_plans
from retrieval.compounds import read_words
from retrieval.dutch import words
from retrieval.library import Library
from retrieval.settings import CATALOGUE

SEED = 20261
_ROWS_AT_A_TIME = 2_000
_KIB_PER_MIB = 1024
ROOT = Path(__file__).resolve().parent.parent


class BuildFailed(Exception):
    """``python -m ingest build`` ended with an error, or made another number of passages than were written."""


@dataclass(frozen=True, slots=True)
class Built:
    """A library that was built. ``seconds`` of the clock and the most memory, of the command that built it."""

    index: Path
    passages: int
    seconds: float
    peak_mib: float


def build(index: Path, *sources: Path) -> Built:
    """Build a library with ``python -m ingest build``. Raises ``BuildFailed``."""
    command = [sys.executable, "-m", "ingest", "build", *map(str, sources), "--index", str(index), "--json"]
    started = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BuildFailed(f"exit {process.returncode}")
    passages = len(Library(index).current_passages())
    return Built(index, passages, perf_counter() - started, used.ru_maxrss / _KIB_PER_MIB)


def hide(corpus: Path, bare: Path, folder: Path, size: int) -> Built:
    """Build a library of ``size`` passages in ``folder``: those of ``corpus`` and synthetic ones, a document each.

    ``bare``: the library of the corpus alone. Raises ``BuildFailed``.
    """
    missing = size - len(Library(bare).current_passages())
    if missing < 0:
        raise BuildFailed(f"{size} passages are fewer than the corpus has")
    lines = write_lines(folder / "synthetisch.jsonl", writer_like(corpus, bare).documents(missing))
    built = build(folder / "index", corpus / CATALOGUE, lines)
    if built.passages != size:
        raise BuildFailed(f"{built.passages} passages instead of {size}")
    return built


def writer_like(corpus: Path, bare: Path) -> Writer:
    """A writer with the words of a corpus, of which ``bare`` is the library, that names none of its plans."""
    return Writer(vocabulary(row["text"] for row in passages(Library(bare))), SEED, names(corpus))


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The words of texts and of the shipped list, the most frequent first."""
    return by_frequency(Counter(word for text in texts for word in words(text)), read_words())


def names(corpus: Path) -> frozenset[str]:
    """The words of the names of plans."""
    return frozenset(word for plan in read_plans(corpus / PLANS) for name in (plan.name, *plan.aliases) for word in words(name))


def passages(library: Library) -> Iterator[Mapping[str, str]]:
    """The passages of a library in order: ``about``, what they are about, is their title and headings."""
    ids = [int(identity) for identity in library.current_passages()]
    titles = {document.version: document.title for document in library.documents()}
    for start in range(0, len(ids), _ROWS_AT_A_TIME):
        for own in library.passages(ids[start : start + _ROWS_AT_A_TIME]).values():
            about = " ".join(dict.fromkeys((titles[own.version], *own.heading)))
            yield {"id": str(own.id), "about": about, "text": own.text}


def shuffled(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The rows in another order, the same each time: what is real does not stand in front."""
    return [rows[place] for place in np.random.default_rng(SEED).permutation(len(rows))]
