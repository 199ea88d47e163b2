"""Publishes a copy and kills itself on the way: ``python -m tests.faults.dying INDEX TARGET STEP``.

A step is whatever Python does with a file of the target: opening, making, renaming or removing it. Prints how many there were.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from retrieval.generations import copying
from retrieval.verifying import verify

_EVENTS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect", "shutil.rmtree"})


def main(index: Path, target: Path, step: int) -> None:
    """Publish, and be killed before that step; 0 for never."""
    taken = 0

    def look(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal taken
        if event in _EVENTS and arguments and str(target) in str(arguments[0]):
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

    copying.verify_in_child = verify
    sys.addaudithook(look)
    copying.publish_copy(index, target)
    print(taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
