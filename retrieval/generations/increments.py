"""What a new generation takes over from the one in use, so that a few changes in a large library take seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.compounds import read_words
from retrieval.dense import ExactIndex, open_vectors
from retrieval.dutch import words
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.generations.changes import digests_of
from retrieval.generations.folders import DIGESTS, WORDS, current_folder, versions_of
from retrieval.generations.manifest import Manifest, damaged_files, is_of_record, read_manifest, software
from retrieval.library import Library
from retrieval.model import Passage
from retrieval.ports import Ids, Vectors

# A smaller library is made anew in a minute.
LARGE = 20_000
# What was added since all was made anew, of all passages; beyond it the next generation is made anew.
_ADDED_SHARE = 0.05
# A vector index that finds less is not poor but broken.
_BROKEN = 0.5
# What is gone still counts in how rare words are.
_GONE = 1_000


@dataclass(frozen=True, slots=True)
class Base:
    """A whole generation to take over from, and how the record differs: passages ``new`` and ``gone`` (ascending)."""

    folder: Path
    manifest: Manifest
    exact: ExactIndex
    new: Ids
    gone: Ids

    @property
    def added(self) -> int:
        """Passages that were added since all was made anew."""
        return self.manifest.added + len(self.new)

    @property
    def taken(self) -> int:
        """Passages that were taken away since all was made anew."""
        return self.manifest.taken + len(self.gone)

    def vectors(self, library: Library, ids: Ids) -> Vectors:
        """The vectors of some passages, shape (n, dimension)."""
        known = np.isin(ids, self.new, assume_unique=True, invert=True)
        found = np.empty((len(ids), self.exact.vectors.shape[1]), dtype=np.float32)
        found[known] = self.exact.vectors[np.searchsorted(self.exact.ids, ids[known])]
        found[~known] = library.vectors(ids[~known], found.shape[1])
        return found

    def digests(self, library: Library, versions: Sequence[int]) -> NDArray[np.uint8]:
        """See ``digests_of``: those of what was there before are not computed again, so that ``check`` still finds a change."""
        before = dict(zip(versions_of(self.folder), np.load(self.folder / DIGESTS, allow_pickle=False), strict=True))
        new = [version for version in versions if version not in before]
        before |= dict(zip(new, digests_of(library, new), strict=True))
        return np.stack([before[version] for version in versions])

    def words(self, added: Iterable[Passage], taken: Iterable[Passage]) -> Counter[str]:
        """How often each word occurs."""
        counted = Counter(read_words(self.folder / WORDS))
        counted.update(word for passage in added for word in words(passage.text))
        counted.subtract(word for passage in taken for word in words(passage.text))
        return +counted


def base_of(library: Library, ids: Ids) -> Base | None:
    """The generation in use, where the record, whose passages are ``ids``, differs from it little enough."""
    try:
        folder = current_folder(library.folder)
        manifest = read_manifest(folder)
        if manifest.passages < LARGE or manifest.software != software() or manifest.agreement < _BROKEN:
            return None
        if manifest.fingerprint != library.meta("fingerprint") or not is_of_record(library, folder):
            return None
        exact = open_vectors(folder)
    except (IndexMissing, IndexDamaged):
        return None
    new, gone = (np.setdiff1d(one, other, assume_unique=True) for one, other in ((ids, exact.ids), (exact.ids, ids)))
    base = Base(folder, manifest, exact, new, gone)
    few = base.added <= _ADDED_SHARE * manifest.passages and base.taken <= _GONE
    return base if few and not damaged_files(folder, manifest.files) else None
