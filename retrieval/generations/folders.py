"""Where the generations of an index stand, and what their files are called.

``INDEX/generations/000007/`` holds ``chroma/``, ``lexical/``, the vectors and ``MANIFEST.json``; the file
``INDEX/CURRENT`` names the one in use and is replaced atomically.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.library import CURRENT, GENERATIONS

MANIFEST = "MANIFEST.json"
FOLDER = GENERATIONS
LEXICAL, CHROMA, VERSIONS = "lexical", "chroma", "versions.npy"
WORDS, DIGESTS = "words.tsv", "digests.npy"


def current_folder(index: Path) -> Path:
    """The generation in use. Raises ``IndexMissing`` when none was published, ``IndexDamaged`` when it can't be told which."""
    try:
        name = (index / CURRENT).read_bytes().strip()
    except OSError as error:
        raise IndexMissing(index=str(index)) from error
    if not name.isdigit():
        raise IndexDamaged(index=str(index), reason=CURRENT)
    return index / FOLDER / name.decode("ascii")


def generations(index: Path) -> list[Path]:
    """The generations that were published, newest first."""
    return sorted((folder for folder in (index / FOLDER).glob("[0-9]*") if folder.name.isdigit()), reverse=True)


def versions_of(folder: Path) -> list[int]:
    """The document versions that a generation refers to; none for one that is damaged."""
    try:
        return [int(version) for version in np.load(folder / VERSIONS, allow_pickle=False)]
    except (OSError, ValueError, EOFError):
        return []  # a damaged generation can't be opened, and so refers to nothing
