"""The training command, from parallel text to a model that loads."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.encoder.training.data import PARTS
from tests.retrieval.adapters import tiny

PAIRS = [("query tekst", "vraag text"), ("passage", "stuk"), ("tekst", "text"), ("query", "vraag")]


@pytest.fixture
def parallel(tmp_path: Path) -> Path:
    lines = "".join(f"{english}\t{dutch}\n" for english, dutch in [("held out", "bewaard"), *PAIRS])
    (tmp_path / "tatoeba.tsv").write_text(lines, encoding="utf-8")
    return tmp_path


def test_the_command_writes_an_8_bit_model_that_loads(parallel: Path, tmp_path: Path) -> None:
    pytest.importorskip("sentencepiece")  # only training needs it
    from retrieval.encoder import train

    teacher, output = tiny.save_words(tmp_path / "teacher"), tmp_path / "model"
    places = ["--parallel", str(parallel), "--output", str(output), "--cache", str(tmp_path / "cache"), "--teacher", str(teacher)]
    others = [option for part in PARTS if part != "tatoeba" for option in ("--without", part)]
    train.main([*places, *others, "--pieces", "20", "--epochs", "2"])
    stored = load_file(output / "model.safetensors")
    assert {name: values.dtype for name, values in stored.items()} == {"embeddings": np.int8, "weights": np.float32}
    encoder = EmbeddedEncoder(output)
    assert encoder.dimension == len(tiny.WORDS)
    assert encoder.encode_queries(["vraag"]).any()
