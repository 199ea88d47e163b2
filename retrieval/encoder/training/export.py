"""Writing the student as a sentence-transformers model with 8-bit vectors."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from retrieval.adapters.embedded import CODES_NAME, SCALES_NAME, TOKENIZER_FILE, WEIGHTS_FILE

LARGEST_CODE = 127


def save_model(tokenizer: Tokenizer, table: NDArray[np.float32], folder: Path) -> None:
    """Write tokenizer and vectors as StaticEmbedding followed by Normalize, the vectors as 8-bit codes and scales.

    sentence-transformers reads such a file, made for models of model2vec, but writes single precision only: its file
    of weights is replaced.
    """
    codes, scales = quantise(table)
    static = StaticEmbedding(tokenizer, embedding_weights=codes * scales[:, None])
    SentenceTransformer(modules=[static, Normalize()], device="cpu").save(str(folder), create_model_card=False)
    save_file({CODES_NAME: codes, SCALES_NAME: scales}, folder / WEIGHTS_FILE)
    (folder / TOKENIZER_FILE).write_text(tokenizer.to_str(), encoding="utf-8")


def quantise(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return codes from -127 to 127 and a scale for each row: ``codes * scales[:, None]`` is nearly the table.

    The largest value of a row has code 127 or -127, and zero has code 0. A value is off by half a scale at most; one
    halfway between two codes gets the even one. A row of zeros has scale 0.
    """
    scales = np.abs(table).max(axis=1) / np.float32(LARGEST_CODE)
    codes = np.divide(table, scales[:, None], out=np.zeros_like(table), where=scales[:, None] > 0)
    return np.rint(codes).astype(np.int8), scales
