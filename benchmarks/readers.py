"""One who writes and many who read: ``python -m benchmarks.readers [--seconds 300] [--processes 4] [--threads 5]``.

As the test in ``tests/faults`` does for half a minute. Every answer is looked at: it is of one published state, its quotations
stand where they say. Prints a row of a table; the exit code says whether there was a fault.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.builds import Nursery
from tests.faults.reading import HEAD, read_and_write


def main() -> int:
    """The door of this benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--threads", type=int, default=5, help="of each process")
    given = parser.parse_args()
    nursery = Nursery()
    try:
        with tempfile.TemporaryDirectory(prefix="planwijzer-readers-") as folder:
            reading = read_and_write(
                Path(folder), nursery, given.seconds, given.processes, given.threads, lambda line: print(line, file=sys.stderr)
            )
    finally:
        nursery.close()
    print(reading.line(), file=sys.stderr)
    print(f"{HEAD}\n{reading.row()}")
    print("\n".join(reading.faults))
    return 1 if reading.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
