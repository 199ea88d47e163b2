"""Derived indexes as immutable generations: built beside the old one, verified, then switched.

``INDEX/generations/000007/`` holds ``chroma/``, ``lexical/``, the vectors and ``MANIFEST.json``; the file
``INDEX/CURRENT`` names the one in use and is replaced atomically. Embedded Chroma can't survive a kill while
writing; a generation that nobody writes can.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from retrieval import dense
from retrieval.compounds import CompoundSplitter, known_words, read_words
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.library import CURRENT, GENERATIONS, Library
from retrieval.model import Coverage
from retrieval.opening import OpeningIndex
from retrieval.ports import Ids, LexicalIndex, LexicalIndexWriter, VectorIndex, VectorIndexWriter, VectorServer
from retrieval.segments import open_segments
from retrieval.served import ServedIndex, is_served
from retrieval.settings import usable_cores

MANIFEST = "MANIFEST.json"
FOLDER = GENERATIONS
LEXICAL, CHROMA, VERSIONS = "lexical", "chroma", "versions.npy"
WORDS, DIGESTS = "words.tsv", "digests.npy"

# Raise it when the files of a generation are laid out otherwise.
_LAYOUT = "segments, ids"
_AT_A_TIME = 2_000
# Passages whose vector index takes longer to open than somebody wants to wait: a third of a second for each 50,000.
_LARGE = 200_000
_One = TypeVar("_One")
_Result = TypeVar("_Result")

# HNSW is approximate, and poor among many equal vectors: below this share of exact results, search is exact.
AGREEMENT = 0.95


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. ``shape``: how its passages were cut; ``state``: digest of plans and inputs; ``files``: sha256
    by path inside it; ``agreement``: share of exact results that the vector index reached on canary queries; ``software``: what
    it was verified with; ``base``: the generation that it took over from, 0 for none, with as many passages ``added`` and
    ``taken`` away since all was made anew."""

    number: int
    fingerprint: str
    shape: str
    state: str
    built_at: str
    passages: int
    dimension: int
    documents: int
    plans: int
    unreadable_pages: int
    files: Mapping[str, str]
    agreement: float = 0.0
    software: str = ""
    base: int = 0
    added: int = 0
    taken: int = 0

    @property
    def trusts_vector_index(self) -> bool:
        """Whether the vector index may answer in place of exact search."""
        return self.agreement >= AGREEMENT


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened generation: its manifest, its three indexes, the document versions it refers to, and how often each of its
    words occurs."""

    folder: Path
    manifest: Manifest
    exact: dense.ExactIndex
    lexical: LexicalIndex
    vectors: VectorIndex
    versions: Ids
    words: Mapping[str, int]
    splitter: CompoundSplitter

    def coverage(self, consortia: tuple[int, int]) -> Coverage:
        """What a search in this generation covers."""
        m, damaged = self.manifest, isinstance(self.vectors, OpeningIndex) and self.vectors.damaged
        exact = damaged or self.vectors is self.exact or not self.manifest.trusts_vector_index
        away = isinstance(self.vectors, ServedIndex) and self.vectors.away
        return Coverage(
            m.documents, m.plans, m.passages, m.unreadable_pages, m.built_at, consortia, exact=exact, server_away=away
        )

    def close(self) -> None:
        """Let go of its files."""
        self.vectors.close()


@dataclass(frozen=True, slots=True)
class IndexWriters:
    """The adapters that build and open the derived indexes. ``server``: the ``vectors``, where a server holds them."""

    lexical: LexicalIndexWriter
    vectors: VectorIndexWriter
    server: VectorServer | None = None


def _never() -> bool:
    return False


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


def is_of_record(library: Library, folder: Path) -> bool:
    """Whether the record knows a generation. One that was put back or lost its end may give the numbers of the passages of a
    generation to others, which would be quoted in their place."""
    known = json.loads(library.meta(FOLDER) or "{}")
    manifest = folder / MANIFEST
    return manifest.is_file() and known.get(folder.name) == file_hash(manifest)


@cache
def software() -> str:
    """What opens generations: another version may fail on files that this one verified, or end the process on them."""
    versions = (f"{name} {version(name)}" for name in ("chromadb", "tantivy"))
    return f"{', '.join(versions)}; {platform.machine()}; {_LAYOUT}"


def read_manifest(folder: Path) -> Manifest:
    """Raises ``IndexDamaged`` when the manifest is missing or not one."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(index=str(folder), reason=f"{MANIFEST}: {error}") from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write what ``read_manifest`` reads."""
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def files_of(folder: Path) -> dict[str, str]:
    """The sha256 of the files of a generation that has no manifest yet, by path inside it."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / MANIFEST]
    return {path.relative_to(folder).as_posix(): digest for path, digest in zip(paths, _each(file_hash, paths), strict=True)}


def open_generation(
    folder: Path, writers: IndexWriters, *, spare_vector_index: bool = False, without: Collection[str] = ()
) -> Generation:
    """Open a generation after comparing its files with its manifest. Raises ``IndexDamaged``.

    ``spare_vector_index``: go on without the vector index when only that is damaged; ``without``: names of its segments that stay
    closed.
    """
    manifest = read_manifest(folder)
    damaged = _damaged(folder, {name: digest for name, digest in manifest.files.items() if not _is_of_vectors(name)})
    if damaged:
        raise IndexDamaged(index=str(folder), reason=damaged[0])
    exact = dense.open_vectors(folder)
    versions = np.array(versions_of(folder), dtype=np.int64)
    lexical_index = writers.lexical.open(folder / LEXICAL)
    try:
        own_words = read_words(folder / WORDS)
    except (OSError, ValueError) as error:
        raise IndexDamaged(index=str(folder), reason=WORDS) from error
    vectors = _vectors(folder, manifest, writers, exact, spare=spare_vector_index, without=without)
    splitter = CompoundSplitter(known_words(own_words, read_words()))
    return Generation(folder, manifest, exact, lexical_index, vectors, versions, own_words, splitter)


def damaged_files(folder: Path, manifest: Manifest) -> list[str]:
    """The files of a generation that are not what was published."""
    return _damaged(folder, manifest.files)


def _damaged(folder: Path, files: Mapping[str, str], unwanted: Callable[[], bool] = _never) -> list[str]:
    """Those of ``files``, with their sha256, that are others; none any more once it is ``unwanted``."""
    whole = _each(lambda name: unwanted() or _is_whole(folder / name, files[name]), files)
    return [name for name, good in zip(files, whole, strict=True) if not good]


def _is_of_vectors(name: str) -> bool:
    return name.startswith(f"{CHROMA}/")


def is_whole(folder: Path) -> bool:
    """Whether all files of a generation are what was published."""
    try:
        return not damaged_files(folder, read_manifest(folder))
    except IndexDamaged:
        return False


def _vectors(
    folder: Path, manifest: Manifest, writers: IndexWriters, exact: dense.ExactIndex, *, spare: bool, without: Collection[str]
) -> VectorIndex:
    """The vector index; with ``spare``, exact search for one that can't be used: slower with many passages, never wrong."""
    own, served = folder / CHROMA, spare and is_served(folder / CHROMA)
    if spare and not served and not manifest.trusts_vector_index:
        return exact  # nobody will ask it
    files = {name: digest for name, digest in manifest.files.items() if _is_of_vectors(name)}

    def open_whole(unwanted: Callable[[], bool]) -> VectorIndex:
        if damaged := _damaged(folder, files, unwanted):
            raise IndexDamaged(index=str(folder), reason=damaged[0])
        if served:
            return ServedIndex(partial(writers.vectors.open, own), exact)
        return open_segments(writers.vectors, own, exact.ids, unwanted, without)

    if spare and not served and len(exact.ids) >= _LARGE:
        return OpeningIndex(open_whole, exact)
    try:
        return open_whole(_never)
    except IndexDamaged:
        if not spare:
            raise
        return exact


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


def versions_of(folder: Path) -> list[int]:
    """The document versions that a generation refers to; none for one that is damaged."""
    try:
        return [int(version) for version in np.load(folder / VERSIONS, allow_pickle=False)]
    except (OSError, ValueError, EOFError):
        return []  # a damaged generation can't be opened, and so refers to nothing


def _each(done: Callable[[_One], _Result], to: Iterable[_One]) -> list[_Result]:
    """What is done to each, on all cores: whoever hashes a file needs no lock of Python."""
    with ThreadPoolExecutor(usable_cores()) as pool:
        return list(pool.map(done, to))


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and file_hash(path) == digest


def file_hash(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
