"""The encoder that comes with the package: a table of vectors, without torch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from retrieval.adapters.encoding import encodable, normalised, short_digest
from retrieval.errors import EncoderUnavailable
from retrieval.ports import Vectors
from retrieval.settings import EMBEDDED

MODEL_FOLDER = Path(__file__).resolve().parent.parent / "encoder" / "model"
MODULES_FILE = "modules.json"
WEIGHTS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
CODES_NAME, SCALES_NAME = "embeddings", "weights"  # as model2vec names them
TEXTS_PER_BATCH = 256
PIECES_PER_SUM = 8192


class EmbeddedEncoder:
    """The static encoder that comes with the package: a vector a piece, summed and normalised.

    A text without a known piece (an empty text, say) gets the zero vector.
    """

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        """Load a sentence-transformers folder whose first module is a StaticEmbedding with 8-bit vectors.

        Raises ``EncoderUnavailable`` when a file is missing or damaged.
        """
        try:
            module = _module_folder(folder)
            self._tokenizer = Tokenizer.from_file(str(module / TOKENIZER_FILE))
            self._table = _read_table(module / WEIGHTS_FILE)
        except Exception as error:  # both libraries raise bare exceptions for damaged files
            raise EncoderUnavailable(EMBEDDED, str(error)) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        digest = short_digest((module / file).read_bytes() for file in (WEIGHTS_FILE, TOKENIZER_FILE))
        self._identity = f"{EMBEDDED}-{digest}"

    @property
    def identity(self) -> str:
        """Name, and short hash of weights and tokenizer."""
        return self._identity

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._table.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimension) of questions."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimension) of passages."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, pieces in enumerate(self._pieces(texts)):
            for start in range(0, len(pieces), PIECES_PER_SUM):
                sums[row] += self._table[pieces[start : start + PIECES_PER_SUM]].sum(axis=0)
        return normalised(sums)

    def _pieces(self, texts: Sequence[str]) -> Iterator[list[int]]:
        for start in range(0, len(texts), TEXTS_PER_BATCH):
            batch = [encodable(text) for text in texts[start : start + TEXTS_PER_BATCH]]
            for encoding in self._tokenizer.encode_batch_fast(batch, add_special_tokens=False):
                yield encoding.ids


def _module_folder(folder: Path) -> Path:
    modules = json.loads((folder / MODULES_FILE).read_text(encoding="utf-8"))
    return folder / str(modules[0]["path"])


def _read_table(path: Path) -> NDArray[np.float32]:
    stored = load_file(path)
    table: NDArray[np.float32] = stored[CODES_NAME] * stored[SCALES_NAME][:, np.newaxis]
    return table
