"""The long runs, one after the other: ``python -m benchmarks.soak [--minutes 10]``, or ``make soak``.

Visitors of the app, requests of the API, readers beside a writer, killed builds; all on this machine, bounded in number and time.
Each prints a row of a table; the exit code says whether anything was wrong. ``--minutes``: of the visitors; the others last in
proportion. ``PLANWIJZER_INDEX`` names the library.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_USUAL = 10.0


def runs(minutes: float) -> dict[str, list[str]]:
    """The commands by what they try, for so many minutes of visitors."""
    share = minutes / _USUAL
    seconds = f"{60 * min(share, 1):.0f}"
    return {
        "50 conversations at once": ["benchmarks.sessions", "--sessions", "50", "--minutes", f"{minutes:g}"],
        "200 requests a second, one server": ["benchmarks.requests", "--rate", "200", "--seconds", seconds],
        "200 requests a second, two servers": ["benchmarks.requests", "--rate", "200", "--seconds", seconds, "--servers", "2"],
        "within what one server answers": ["benchmarks.requests", "--rate", "40", "--seconds", seconds],
        "one writer, 20 readers": ["benchmarks.readers", "--seconds", f"{300 * share:.0f}"],
        "killed builds": ["benchmarks.kills", "--kills", f"{max(500 * share, 10):.0f}"],
    }


def main() -> int:
    """Run them all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=_USUAL)
    given = parser.parse_args()
    wrong = []
    for name, command in runs(given.minutes).items():
        print(f"\n{name}: python -m {' '.join(command)}\n", flush=True)
        if subprocess.run([sys.executable, "-m", *command], cwd=_ROOT, check=False).returncode:
            wrong.append(name)
    print(f"\nwrong: {', '.join(wrong) or 'nothing'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
