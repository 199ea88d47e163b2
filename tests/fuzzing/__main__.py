"""Coverage-guided fuzzing with atheris (extra ``fuzz``): ``python -m tests.fuzzing TARGET [--seconds 240] [--keep DIR]``.

Ends at the first fault, whose input is then in ``--keep``. Put it in ``tests/fuzzing/cases/TARGET``, where ``make test`` tries
it again, and mend what it shows.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def main() -> int:
    """Fuzz one target for a while."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=240)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzzing"), metavar="DIR")
    arguments = parser.parse_args()
    import atheris

    # What is ours is watched, and what we call is not: its paths are not what is looked for.
    with atheris.instrument_imports(include=["ingest", "retrieval"]):
        from tests.fuzzing.targets import TARGETS, beginnings
    folder = arguments.keep / arguments.target
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(beginnings(arguments.target)):
        (folder / f"seed-{number}").write_bytes(data)
    options = [f"-max_total_time={arguments.seconds}", "-timeout=60", "-rss_limit_mb=3000", "-max_len=20000", "-len_control=0"]
    atheris.Setup([sys.argv[0], str(folder), *options, f"-artifact_prefix={folder}{os.sep}fault-"], TARGETS[arguments.target])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
