"""The child that makes a Chroma folder: ``python -m retrieval.adapters.chroma_child FOLDER VECTORS``."""

from __future__ import annotations

import sys
from pathlib import Path

from retrieval.adapters.chroma import fill
from retrieval.dense import open_vectors


def main() -> int:
    """The door of this child."""
    exact = open_vectors(Path(sys.argv[2]))
    fill(Path(sys.argv[1]), exact.ids, exact.vectors)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
