"""The child that makes a Chroma folder: ``python -m retrieval.adapters.chroma_child FOLDER VECTORS``."""

from __future__ import annotations

import sys
from pathlib import Path

from retrieval.adapters.chroma import fill
from retrieval.dense import open_vectors


def main() -> int:
    """The door of this child."""
    exact = open_vectors(Path(sys.argv[2]))
    try:
        fill(Path(sys.argv[1]), exact.ids, exact.vectors)
    except OSError as error:
        sys.stderr.write(f"{error.strerror} (os error {error.errno})\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
