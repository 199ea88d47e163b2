"""Which encoder or reranker a name stands for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.adapters.hub import CrossEncoderReranker, SentenceTransformerEncoder
from retrieval.adapters.loading import open_chat
from retrieval.assembly import load_encoder, load_reranker
from retrieval.errors import EncoderNotHere, RerankerNotHere
from retrieval.settings import EMBEDDED, ChatSettings
from tests.retrieval.adapters import tiny


def test_the_embedded_encoder_needs_neither_torch_nor_sentence_transformers() -> None:
    program = (
        "import sys; from retrieval.assembly import load_encoder; load_encoder('embedded').encode_queries(['waterstof']);"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'huggingface_hub'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_name_or_folder_is_loaded(tmp_path: Path) -> None:
    assert isinstance(load_encoder(EMBEDDED), EmbeddedEncoder)
    assert isinstance(load_encoder(str(tiny.save_transformer(tmp_path / "model"))), SentenceTransformerEncoder)
    assert isinstance(load_reranker(str(tiny.save_cross_encoder(tmp_path / "reranker"))), CrossEncoderReranker)


@pytest.mark.usefixtures("cache", "no_network")
def test_a_name_that_is_not_here_is_unavailable() -> None:
    with pytest.raises(EncoderNotHere):
        load_encoder("arctic-l-v2")
    with pytest.raises(RerankerNotHere):
        load_reranker("cross-encoder/mmarco-mMiniLMv2-L12-H384-v1")


def test_a_language_model_is_opened_without_asking_it_anything(no_network: list[str]) -> None:
    assert open_chat(ChatSettings("http://host:8000/v1", "some-model", "sk-1")).identity == "some-model@host:8000"
    assert no_network == []
