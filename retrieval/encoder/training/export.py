"""Writing the student as a sentence-transformers model."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

TOKENIZER_FILE = "tokenizer.json"


def save_model(tokenizer: Tokenizer, table: NDArray[np.float32], folder: Path) -> None:
    """Write tokenizer and vectors as StaticEmbedding followed by Normalize.

    Values are rounded to half precision, so that they compress well, but kept in single precision: in half
    precision sentence-transformers turns a text without pieces into NaN.
    """
    rounded = table.astype(np.float16).astype(np.float32)
    static = StaticEmbedding(tokenizer, embedding_weights=rounded)
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    model.save(str(folder), create_model_card=False)
    (folder / TOKENIZER_FILE).write_text(tokenizer.to_str(), encoding="utf-8")
