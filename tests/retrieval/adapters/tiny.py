"""Real models, small enough to make in a test: random weights over a few dozen words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, StaticEmbedding, Transformer
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
VOCABULARY = (
    *SPECIAL,
    *"query passage : ? . een de het in op voor van met en is wie wat waar welke plan plannen regio school mbo hbo".split(),
    *"waterstof wind zon techniek zorg bouw onderhoud monteur docent student subsidie ##en ##s ##er".split(),
)
DIMENSION = 32
WORDS = ("<unk>", "query", "passage", ":", "vraag", "tekst")


def save_transformer(folder: Path, *, seed: int = 0, positions: int = 64, half: bool = False) -> Path:
    """Save a BERT and its tokenizer as transformers does: no list of modules, so no pooling; nor the layer of BERT's own."""
    model = BertModel(_config(folder, seed, positions), add_pooling_layer=False)
    (model.to(torch.bfloat16) if half else model).save_pretrained(folder)
    return folder


def save_sentence_transformer(
    folder: Path, *, pooling: str = "mean", prompts: Mapping[str, str] | None = None, seed: int = 0
) -> Path:
    """Save the same BERT as sentence-transformers does: with a list of modules that says how to pool."""
    with TemporaryDirectory() as without_modules:
        bert = Transformer(str(save_transformer(Path(without_modules) / "bert", seed=seed)))
    model = SentenceTransformer(modules=[bert, Pooling(DIMENSION, pooling)], device="cpu", prompts=dict(prompts or {}))
    model.save(str(folder), create_model_card=False)
    return folder


def save_cross_encoder(folder: Path, *, seed: int = 0, labels: int | Sequence[str] = 1) -> Path:
    """Save a BERT with a last layer that gives a score for two texts for each of ``labels``: their number or their names."""
    names: dict[str, object] = {"num_labels": labels}
    if not isinstance(labels, int):
        names = {"id2label": dict(enumerate(labels)), "label2id": {label: place for place, label in enumerate(labels)}}
    BertForSequenceClassification(_config(folder, seed, 64, **names)).save_pretrained(folder)
    return folder


def save_words(folder: Path, prompts: Mapping[str, str] | None = None) -> Path:
    """Save a static model in which every known word has its own axis, so that a vector shows its words."""
    tokenizer = Tokenizer(models.WordLevel({word: row for row, word in enumerate(WORDS)}, unk_token=WORDS[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    static = StaticEmbedding(tokenizer, embedding_weights=np.eye(len(WORDS), dtype=np.float32))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu", prompts=dict(prompts or {}))
    model.save(str(folder), create_model_card=False)
    return folder


def save_in_cache(cache: Path, name: str) -> Path:
    """Save a model where the hub's client would have put the download of ``name``; the folder of its snapshot."""
    commit = "0a1b2c3d" * 5
    home = cache / f"models--{name.replace('/', '--')}"
    (home / "refs").mkdir(parents=True)
    (home / "refs" / "main").write_text(commit)
    return save_sentence_transformer(home / "snapshots" / commit)


def _config(folder: Path, seed: int, positions: int, **settings: object) -> BertConfig:
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(seed)
    return BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=DIMENSION,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=positions,
        initializer_range=0.3,  # large enough for texts to differ
        **settings,
    )
