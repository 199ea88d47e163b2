"""Builds killed at moments of chance, over a library that is in use: ``python -m benchmarks.kills [--kills 500]``.

As the test in ``tests/faults`` does fifty times; here every check opens the indexes in a process of its own, as ``ingest check``
does, and with ``--commands`` every build is ``python -m ingest build`` as a user starts it.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from tests.faults.builds import Command, Nursery
from tests.faults.killing import Campaign


def main() -> int:
    """Kill, tell the counts as they grow, and print them; the exit code says whether there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument(
        "--kills-a-state", type=int, default=10, help="of each state of the folder, before a build may complete it"
    )
    parser.add_argument("--commands", action="store_true", help="start every build as a command, which takes seconds more")
    arguments = parser.parse_args()
    began, nursery = monotonic(), None if arguments.commands else Nursery()
    with tempfile.TemporaryDirectory(prefix="planwijzer-kills-") as folder:
        campaign = Campaign(Path(folder), nursery or Command(), arguments.seed, arguments.kills_a_state)
        tally = campaign.run(arguments.kills, lambda line: print(line, file=sys.stderr, flush=True))
    if nursery:
        nursery.close()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, seed {arguments.seed}"
    )
    print(f"{tally.line()}; {monotonic() - began:,.0f} s")
    print("\n".join(tally.faults))
    return 1 if tally.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
