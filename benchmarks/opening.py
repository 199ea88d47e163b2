"""``python -m benchmarks.opening PEER FOLDER PASSAGES QUESTION``: a new process of a peer, until its first answer is printed.

What it kept in ``FOLDER`` is opened; if there is nothing yet, it is made first. It needs the optional dependencies ``bench``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.systems import PEERS


def main() -> int:
    """The door of a peer."""
    name, folder, passages, question = sys.argv[1:]
    print("\n\n".join(PEERS[name](Path(folder), Path(passages)).search(question).texts))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
