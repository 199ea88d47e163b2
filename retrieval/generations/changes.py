"""What of the record is no longer what a generation was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval import dense
from retrieval.errors import IndexDamaged
from retrieval.generations.folders import DIGESTS, versions_of
from retrieval.generations.manifest import read_manifest
from retrieval.library import Library

_AT_A_TIME = 2_000


def digests_of(library: Library, versions: Sequence[int]) -> NDArray[np.uint8]:
    """A sha256 of all that is stored of each version of a document, but for its vectors, shape (versions, 32)."""
    sums = {own: hashlib.sha256() for own in versions}
    for own, row in library.contents(versions):
        sums[own].update(repr(row).encode("utf-8", "surrogatepass"))
    return np.frombuffer(b"".join(found.digest() for found in sums.values()), dtype=np.uint8).reshape(len(sums), 32)


def changed_versions(library: Library, folder: Path) -> set[int]:
    """The versions of documents of which the record no longer holds what a whole generation was made from."""
    versions, exact = versions_of(folder), dense.open_vectors(folder)
    try:
        differs = (digests_of(library, versions) != np.load(folder / DIGESTS, allow_pickle=False)).any(axis=1)
    except (OSError, ValueError, EOFError) as error:
        raise IndexDamaged(index=str(folder), reason=DIGESTS) from error
    changed = {own for own, other in zip(versions, differs, strict=True) if other}
    if read_manifest(folder).fingerprint == library.meta("fingerprint"):
        changed |= _with_other_vectors(library, exact)
    return changed


def _with_other_vectors(library: Library, exact: dense.ExactIndex) -> set[int]:
    """The versions of documents whose vectors are others in the record."""
    found: set[int] = set()
    for start in range(0, len(exact.ids), _AT_A_TIME):
        ids, published = exact.ids[start : start + _AT_A_TIME], exact.vectors[start : start + _AT_A_TIME]
        there = library.passages(ids.tolist())  # those that are not have no version either
        held = np.isin(ids, list(there))
        stored = library.vectors(ids[held], published.shape[1])
        differs = (stored.view(np.uint32) != published[held].view(np.uint32)).any(axis=1)
        found |= {there[passage].version for passage in ids[held][differs].tolist()}
    return found
