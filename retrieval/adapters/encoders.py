"""Encoders: the embedded one, and any sentence-transformers model by name or folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from retrieval.errors import EncoderUnavailable
from retrieval.ports import Encoder, Vectors
from retrieval.settings import EMBEDDED

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MODEL_FOLDER = Path(__file__).resolve().parent.parent / "encoder" / "model"
MODULES_FILE = "modules.json"
WEIGHTS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
TABLE_NAME = "embedding.weight"
DIGEST_LENGTH = 12
TEXTS_PER_BATCH = 256
PIECES_PER_SUM = 8192
TEXTS_PER_FORWARD = 32

SNAPSHOTS_FOLDER = "snapshots"
E5_FAMILY = re.compile(r"(?:^|[-_.])e5(?:$|[-_.])", re.IGNORECASE)
E5_QUERY_PROMPT = "query: "
E5_PASSAGE_PROMPT = "passage: "


def load_encoder(name: str) -> Encoder:
    """Load the encoder called ``name``: "embedded", or a sentence-transformers name or folder.

    Raises ``EncoderUnavailable`` when it can't be loaded.
    """
    return EmbeddedEncoder() if name == EMBEDDED else SentenceTransformerEncoder(name)


class EmbeddedEncoder:
    """The static encoder that comes with the package: a vector a piece, summed and normalised.

    A text without a known piece (an empty text, say) gets the zero vector.
    """

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        """Load a sentence-transformers folder whose first module is a StaticEmbedding."""
        try:
            module = _module_folder(folder)
            self._tokenizer = Tokenizer.from_file(str(module / TOKENIZER_FILE))
            self._table = load_file(module / WEIGHTS_FILE)[TABLE_NAME].astype(np.float32)
        except Exception as error:  # both libraries raise bare exceptions for damaged files
            raise EncoderUnavailable(EMBEDDED, str(error)) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._identity = f"{EMBEDDED}-{_files_digest([module / WEIGHTS_FILE, module / TOKENIZER_FILE])}"

    @property
    def identity(self) -> str:
        """Name, and short hash of weights and tokenizer."""
        return self._identity

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._table.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, pieces in enumerate(self._pieces(texts)):
            for start in range(0, len(pieces), PIECES_PER_SUM):
                sums[row] += self._table[pieces[start : start + PIECES_PER_SUM]].sum(axis=0)
        return _normalised(sums)

    def _pieces(self, texts: Sequence[str]) -> Iterator[list[int]]:
        for start in range(0, len(texts), TEXTS_PER_BATCH):
            batch = [_encodable(text) for text in texts[start : start + TEXTS_PER_BATCH]]
            for encoding in self._tokenizer.encode_batch_fast(batch, add_special_tokens=False):
                yield encoding.ids


class SentenceTransformerEncoder:
    """Any sentence-transformers model, on the CPU, with the prompts that its family needs."""

    def __init__(self, name: str) -> None:
        """Load a local folder, or a model of the hub; the latter asks the network unless HF_HUB_OFFLINE is set."""
        self._model = _load_model(name)
        self._query_prompt, self._passage_prompt = _prompts(name, self._model.prompts)
        digest = _model_digest(self._model, (self._query_prompt, self._passage_prompt))
        self._identity = f"{_model_name(name)}-{digest}"

    @property
    def identity(self) -> str:
        """Name, and short hash of weights and prompts."""
        return self._identity

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._encode(self._model.encode_query, texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        return self._encode(self._model.encode_document, texts, self._passage_prompt)

    def _encode(self, encode: Callable[..., object], texts: Sequence[str], prompt: str | None) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = encode(
            [_encodable(text) for text in texts],
            prompt=prompt,
            batch_size=TEXTS_PER_FORWARD,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return _normalised(np.asarray(vectors, dtype=np.float32))


def _load_model(name: str) -> SentenceTransformer:
    is_folder = Path(name).is_dir()
    if Path(name).is_absolute() and not is_folder:
        raise EncoderUnavailable(name, "no such folder")
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(name, device="cpu", trust_remote_code=False, local_files_only=is_folder)
    except Exception as error:  # loading runs through four libraries with errors of their own
        raise EncoderUnavailable(name, str(error)) from error


def _prompts(name: str, own: Mapping[str, str | None]) -> tuple[str | None, str | None]:
    """Return the prompts to add for questions and passages; None leaves it to the model's own."""
    if any(own.values()) or not _is_e5(name):
        return None, None
    return E5_QUERY_PROMPT, E5_PASSAGE_PROMPT


def _is_e5(name: str) -> bool:
    """Tell E5 by its name; its "instruct" relatives want other prompts."""
    model = _model_name(name)
    return E5_FAMILY.search(model) is not None and "instruct" not in model.lower()


def _model_name(name: str) -> str:
    """Return the last part of a name or folder, or what the hub's cache calls the model of a snapshot."""
    parts = Path(name).resolve().parts if Path(name).is_dir() else Path(name).parts
    return parts[-3] if parts[-2:-1] == (SNAPSHOTS_FOLDER,) else parts[-1]


def _module_folder(folder: Path) -> Path:
    modules = json.loads((folder / MODULES_FILE).read_text(encoding="utf-8"))
    return folder / str(modules[0]["path"])


def _encodable(text: str) -> str:
    """Replace lone surrogates, which the tokenizers refuse."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _normalised(vectors: NDArray[np.float32]) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    normalised: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return normalised


def _files_digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:DIGEST_LENGTH]


def _model_digest(model: SentenceTransformer, prompts: Iterable[str | None]) -> str:
    digest = hashlib.sha256(repr((sorted(model.prompts.items()), tuple(prompts))).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().float().numpy().tobytes())
    return digest.hexdigest()[:DIGEST_LENGTH]
