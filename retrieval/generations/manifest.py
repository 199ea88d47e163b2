"""The manifest of a generation: what it holds, and the hash of each of its files."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from retrieval.errors import IndexDamaged
from retrieval.generations.folders import FOLDER, MANIFEST
from retrieval.library import Library
from retrieval.settings import usable_cores

# Raise it when the files of a generation are laid out otherwise.
_LAYOUT = "segments, ids"
# HNSW is approximate, and poor among many equal vectors: below this share of exact results, search is exact.
AGREEMENT = 0.95
_One = TypeVar("_One")
_Result = TypeVar("_Result")


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


@cache
def software() -> str:
    """What opens generations: another version may fail on files that this one verified, or end the process on them."""
    versions = (f"{name} {version(name)}" for name in ("chromadb", "tantivy"))
    return f"{', '.join(versions)}; {platform.machine()}; {_LAYOUT}"


def is_of_record(library: Library, folder: Path) -> bool:
    """Whether the record knows a generation. One that was put back or lost its end may give the numbers of the passages of a
    generation to others, which would be quoted in their place."""
    known = json.loads(library.meta(FOLDER) or "{}")
    manifest = folder / MANIFEST
    return manifest.is_file() and known.get(folder.name) == file_hash(manifest)


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


def damaged_files(folder: Path, files: Mapping[str, str], unwanted: Callable[[], bool] = lambda: False) -> list[str]:
    """Those of some files of a generation, with their sha256, that are others; none any more once it is ``unwanted``."""
    whole = _each(lambda name: unwanted() or _is_whole(folder / name, files[name]), files)
    return [name for name, good in zip(files, whole, strict=True) if not good]


def is_whole(folder: Path) -> bool:
    """Whether all files of a generation are what was published."""
    try:
        return not damaged_files(folder, read_manifest(folder).files)
    except IndexDamaged:
        return False


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
