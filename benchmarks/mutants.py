"""Mutants of every format through the readers, limits and all: ``python -m benchmarks.mutants [--mutants 2000]``.

Prints what became of them. Whatever is not text or a reason with a sentence is kept in ``--keep``, and is a fault.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

from tests.fuzzing.mutating import mutant
from tests.fuzzing.reading import LIMITS, READ, Reading
from tests.fuzzing.seeds import FORMATS, seeds


@dataclass(slots=True)
class Tally:
    """Of one format: how many inputs there were of each outcome, the slowest in seconds, and the faults."""

    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    slowest: float = 0
    faults: list[str] = field(default_factory=list)


def tried(suffix: str, number: int, seed: int, reading: Reading, keep: Path) -> Tally:
    """What became of ``number`` mutants of a format."""
    tally, random, made = Tally(), Random(f"{seed}{suffix}"), seeds(suffix)
    for n in range(number):
        data = mutant(made[n % len(made)], random)
        tally.files += 1
        try:
            found = reading.outcomes(f"a{suffix}", data)
        except Exception as error:  # whatever it is, it is what is looked for
            keep.mkdir(parents=True, exist_ok=True)
            file = keep / f"{seed}-{n}{suffix}"
            file.write_bytes(data)
            tally.faults.append(f"{file}: {type(error).__name__}: {error}")
            continue
        for one in found:
            tally.outcomes[one.what] += 1
            tally.said[one.detail.partition(":")[0]] += 1
            tally.slowest = max(tally.slowest, one.seconds)
    return tally


def line(name: str, tally: Tally) -> str:
    """A row of the table."""
    refused = sum(tally.outcomes.values()) - tally.outcomes[READ] - tally.outcomes["damaged"]
    others = ", ".join(f"{what} {count}" for what, count in tally.outcomes.most_common() if what not in (READ, "damaged"))
    cells = (tally.files, tally.outcomes[READ], tally.outcomes["damaged"], f"{refused} ({others})" if others else "0")
    return f"| {name} | {' | '.join(map(str, cells))} | {tally.slowest:.1f} s | {len(tally.faults)} |"


def main() -> int:
    """Read the mutants and print the table; the exit code says whether there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=2_000, help="of each format")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--format", action="append", default=[], choices=FORMATS)
    parser.add_argument("--keep", type=Path, default=Path("build/mutants"), metavar="DIR")
    arguments = parser.parse_args()
    began, faults = monotonic(), []
    print(
        "| format | files | read | damaged | other reasons | slowest | faults |\n|---|---:|---:|---:|---|---:|---:|", flush=True
    )
    with tempfile.TemporaryDirectory(prefix="planwijzer-mutants-") as folder, Reading(Path(folder)) as reading:
        for suffix in arguments.format or FORMATS:
            tally = tried(suffix, arguments.mutants, arguments.seed, reading, arguments.keep)
            print(line(suffix, tally), flush=True)
            print(suffix, dict(tally.said.most_common(12)), file=sys.stderr, flush=True)
            faults += tally.faults
    print(f"\n{LIMITS.seconds} s and {LIMITS.memory_bytes >> 20} MB a file, seed {arguments.seed}; {monotonic() - began:,.0f} s")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
