"""Encoders and rerankers through sentence-transformers, with small real models."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoModel, AutoTokenizer

from retrieval.adapters.hub import CrossEncoderReranker, SentenceTransformerEncoder
from retrieval.errors import (
    EncoderNotHere,
    EncoderPoolingDiffers,
    EncoderUnavailable,
    RerankerNotHere,
    RerankerUnavailable,
    RerankerUnfit,
)
from retrieval.texts import load_texts
from tests.retrieval.adapters import tiny

QUESTION = "welke regio is met waterstof?"
TEXTS = ("het plan voor waterstof", "een monteur van wind en zon", "de school in de regio", "subsidie voor zorg en bouw")
# No answer takes longer than this, in seconds: the client of the hub alone would go on for more than a minute.
SOON = 10


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders of models: names of presets and others, without a list of modules and with one."""
    folder = tmp_path_factory.mktemp("models")
    for name in ("multilingual-e5-small", "bge-m3", "snowflake-arctic-embed-l-v2.0", "bekko-embedding-v1-a8m", "plain"):
        tiny.save_transformer(folder / name)
    tiny.save_sentence_transformer(folder / "own" / "bge-m3", pooling="cls", prompts={"query": "wie ", "document": "wat "})
    tiny.save_sentence_transformer(folder / "wrong" / "bge-m3", pooling="mean")
    tiny.save_cross_encoder(folder / "reranker")
    return folder


@pytest.fixture(scope="module")
def e5(models: Path) -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder(str(models / "multilingual-e5-small"))


@pytest.fixture(scope="module")
def reranker(models: Path) -> CrossEncoderReranker:
    return CrossEncoderReranker(str(models / "reranker"))


def by_hand(folder: Path, texts: list[str], pooling: str, limit: int = 64) -> np.ndarray:
    """The vectors, from the model itself: tokens in, states out, pooled and normalised here."""
    tokens = AutoTokenizer.from_pretrained(folder)(texts, padding=True, truncation=True, max_length=limit, return_tensors="pt")
    with torch.no_grad():
        states = AutoModel.from_pretrained(folder).eval()(**tokens).last_hidden_state
    mask = tokens["attention_mask"][..., None].float()
    pooled = states[:, 0] if pooling == "cls" else (states * mask).sum(1) / mask.sum(1)
    return torch.nn.functional.normalize(pooled).numpy()


def change_weights(folder: Path, copy: Path, change: Callable[[torch.nn.Module], object]) -> Path:
    """Copy a folder, with its model changed."""
    shutil.copytree(folder, copy)
    kind = type(CrossEncoder(str(folder), device="cpu").model) if "reranker" in folder.name else AutoModel
    model = kind.from_pretrained(folder)
    with torch.no_grad():
        change(model)
    model.save_pretrained(copy)
    return copy


# --- prompts


@pytest.mark.parametrize(
    ("name", "query", "passage", "pooling"),
    [
        ("multilingual-e5-small", "query: ", "passage: ", "mean"),
        ("bge-m3", "", "", "cls"),
        ("snowflake-arctic-embed-l-v2.0", "query: ", "", "cls"),
        ("bekko-embedding-v1-a8m", "", "", "mean"),
        ("plain", "", "", "mean"),
    ],
)
def test_prompts_and_pooling_of_a_preset_reach_the_model(models: Path, name: str, query: str, passage: str, pooling: str) -> None:
    encoder = SentenceTransformerEncoder(str(models / name))
    prompted = [passage + text for text in TEXTS]
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), by_hand(models / name, prompted, pooling), atol=1e-5)
    asked = by_hand(models / name, [query + QUESTION], pooling)
    np.testing.assert_allclose(encoder.encode_queries([QUESTION]), asked, atol=1e-5)


def test_prompts_change_vectors(models: Path, e5: SentenceTransformerEncoder) -> None:
    bare = by_hand(models / "multilingual-e5-small", [QUESTION], "mean")
    assert not np.allclose(e5.encode_queries([QUESTION]), bare, atol=1e-3)
    assert not np.allclose(e5.encode_queries([QUESTION]), e5.encode_passages([QUESTION]), atol=1e-3)


def test_a_model_keeps_the_prompts_that_it_carries(models: Path) -> None:
    folder = models / "own" / "bge-m3"
    encoder = SentenceTransformerEncoder(str(folder))
    np.testing.assert_allclose(encoder.encode_queries(TEXTS), by_hand(folder, [f"wie {t}" for t in TEXTS], "cls"), atol=1e-5)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), by_hand(folder, [f"wat {t}" for t in TEXTS], "cls"), atol=1e-5)


def words(vector: np.ndarray) -> set[str]:
    return {word for word, value in zip(tiny.WORDS, vector, strict=True) if value > 0}


@pytest.mark.parametrize("name", ["my-e5-model", "E5_base", "models--intfloat--e5-small/snapshots/0a1b2c"])
def test_an_unknown_relative_of_e5_gets_the_prompts_of_e5(tmp_path: Path, name: str) -> None:
    encoder = SentenceTransformerEncoder(str(tiny.save_words(tmp_path / name)))
    assert words(encoder.encode_queries(["vraag"])[0]) == {"query", ":", "vraag"}
    assert words(encoder.encode_passages(["tekst"])[0]) == {"passage", ":", "tekst"}


@pytest.mark.parametrize("name", ["plain-model", "model-v1e5", "multilingual-e5-large-instruct"])
def test_other_families_get_no_prompts(tmp_path: Path, name: str) -> None:
    encoder = SentenceTransformerEncoder(str(tiny.save_words(tmp_path / name)))
    assert words(encoder.encode_queries(["vraag"])[0]) == {"vraag"}
    assert words(encoder.encode_passages(["tekst"])[0]) == {"tekst"}


def test_a_static_model_may_have_the_name_of_a_preset(tmp_path: Path) -> None:
    encoder = SentenceTransformerEncoder(str(tiny.save_words(tmp_path / "multilingual-e5-small")))
    assert words(encoder.encode_queries(["vraag"])[0]) == {"query", ":", "vraag"}


# --- pooling and limit


def test_pooling_makes_a_difference(models: Path) -> None:
    first, mean = (by_hand(models / "plain", list(TEXTS), pooling) for pooling in ("cls", "mean"))
    assert not np.allclose(first, mean, atol=1e-2)


def test_a_folder_that_declares_another_pooling_than_its_preset_is_refused(models: Path) -> None:
    folder = str(models / "wrong" / "bge-m3")
    with pytest.raises(EncoderPoolingDiffers) as refused:
        SentenceTransformerEncoder(folder)
    assert isinstance(refused.value, EncoderUnavailable)
    for language in ("nl", "en"):
        told = load_texts(language).error(refused.value)
        assert all(fact in told for fact in (folder, "BAAI/bge-m3", "mean", "cls", "hf download BAAI/bge-m3"))


def test_a_folder_of_another_name_may_pool_as_it_likes(models: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(models / "wrong" / "bge-m3", tmp_path / "mine"))
    encoder = SentenceTransformerEncoder(str(folder))
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), by_hand(folder, list(TEXTS), "mean"), atol=1e-5)


def test_a_text_is_cut_at_the_limit_of_the_model(models: Path) -> None:
    encoder = SentenceTransformerEncoder(str(models / "plain"))  # 64 positions, two of them for the marks around a text
    vectors = encoder.encode_passages(["wind " * 62, "wind " * 62 + "zon " * 500, "wind " * 61 + "zon"])
    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-6)
    assert not np.allclose(vectors[0], vectors[2], atol=1e-4)


def test_a_preset_limits_a_model_that_would_take_more(tmp_path: Path) -> None:
    long = ["wind " * 510, "wind " * 510 + "zon " * 80]
    limited, free = (
        SentenceTransformerEncoder(str(tiny.save_transformer(tmp_path / name, positions=600))).encode_queries(long)
        for name in ("multilingual-e5-base", "bekko-embedding-v1-a8m")
    )
    np.testing.assert_allclose(limited[0], limited[1], atol=1e-6)
    assert not np.allclose(free[0], free[1], atol=1e-4)


# --- vectors


def test_vectors_are_normalised_single_precision(e5: SentenceTransformerEncoder) -> None:
    vectors = e5.encode_passages([*TEXTS, "", " ", "waterstof \ud800", "onbekende tekens 日本語 🤖"])
    assert (vectors.dtype, vectors.shape) == (np.float32, (len(TEXTS) + 4, e5.dimension))
    assert e5.dimension == tiny.DIMENSION
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_vectors(e5: SentenceTransformerEncoder) -> None:
    vectors = e5.encode_queries([])
    assert (vectors.dtype, vectors.shape) == (np.float32, (0, tiny.DIMENSION))


def test_a_zero_vector_stays_zero(tmp_path: Path) -> None:
    assert not SentenceTransformerEncoder(str(tiny.save_words(tmp_path / "words"))).encode_passages([""]).any()


def test_a_vector_hardly_depends_on_the_texts_around_it(e5: SentenceTransformerEncoder) -> None:
    alone = np.vstack([e5.encode_passages([text]) for text in TEXTS])
    together = e5.encode_passages([*TEXTS, *("wind " * length for length in range(1, 60))])
    np.testing.assert_allclose(together[: len(TEXTS)], alone, atol=1e-5)


def test_a_model_stored_in_half_precision_is_used_in_single(tmp_path: Path) -> None:
    folder = tiny.save_transformer(tmp_path / "half", half=True)
    single = SentenceTransformer(str(folder), device="cpu", model_kwargs={"dtype": "float32"}).encode(list(TEXTS))
    single /= np.linalg.norm(single, axis=1, keepdims=True)
    np.testing.assert_allclose(SentenceTransformerEncoder(str(folder)).encode_passages(TEXTS), single, atol=1e-6)


def test_vectors_that_are_not_finite_are_refused(models: Path, tmp_path: Path) -> None:
    folder = change_weights(models / "plain", tmp_path / "plain", lambda m: m.encoder.layer[1].output.dense.bias.fill_(np.nan))
    encoder = SentenceTransformerEncoder(str(folder))
    with pytest.raises(EncoderUnavailable, match="finite"):
        encoder.encode_passages(TEXTS)


def test_threads_may_share_an_encoder(e5: SentenceTransformerEncoder) -> None:
    expected = e5.encode_queries([QUESTION])
    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda n: e5.encode_queries([QUESTION, "wind " * (n % 40)])[:1], range(80)))
    for vectors in results:
        np.testing.assert_allclose(vectors, expected, atol=1e-5)


# --- identity


def test_identity_names_model_and_weights_and_is_the_same_anew(models: Path, e5: SentenceTransformerEncoder) -> None:
    assert re.fullmatch(r"multilingual-e5-small-[0-9a-f]{12}", e5.identity)
    # Without the layer that BERT has for pooling, each load makes up one.
    assert SentenceTransformerEncoder(str(models / "multilingual-e5-small")).identity == e5.identity


def digest(model: SentenceTransformerEncoder | CrossEncoderReranker) -> str:
    return model.identity.rpartition("-")[2]


def test_identity_follows_all_that_shapes_a_vector(models: Path, tmp_path: Path) -> None:
    folders = {
        "mean": models / "plain",
        "prompts": models / "multilingual-e5-small",
        "first token": models / "bge-m3",
        "weights": tiny.save_transformer(tmp_path / "weights", seed=1),
        "limit": tiny.save_transformer(tmp_path / "limit"),
        "own prompts": tiny.save_sentence_transformer(tmp_path / "own", prompts={"query": "wie "}),
    }
    settings = folders["limit"] / "tokenizer_config.json"
    settings.write_text(json.dumps(json.loads(settings.read_text()) | {"model_max_length": 32}))
    digests = {what: digest(SentenceTransformerEncoder(str(folder))) for what, folder in folders.items()}
    assert len(set(digests.values())) == len(digests)
    same = Path(shutil.copytree(models / "plain", tmp_path / "elsewhere" / "plain"))
    assert SentenceTransformerEncoder(str(same)).identity == SentenceTransformerEncoder(str(models / "plain")).identity


# --- names, the cache, and a hub that is away


def test_a_cached_preset_needs_no_network_and_is_the_same_by_every_name(
    cache: Path, no_network: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = tiny.save_in_cache(cache, "intfloat/multilingual-e5-small")
    folder = shutil.copytree(snapshot, tmp_path / "home" / "multilingual-e5-small")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "link").symlink_to(folder)
    (tmp_path / "multilingual-e5-small").symlink_to(snapshot)
    names = ["e5-small", "E5-Small", "multilingual-e5-small", "intfloat/multilingual-e5-small"]
    folders = [snapshot, folder, tmp_path / "link", tmp_path / "multilingual-e5-small", "~/multilingual-e5-small"]
    encoders = [SentenceTransformerEncoder(str(name)) for name in [*names, *folders]]
    assert {encoder.identity for encoder in encoders} == {encoders[0].identity}
    assert encoders[0].identity.startswith("multilingual-e5-small-")
    asked = by_hand(snapshot, [f"query: {QUESTION}"], "mean")
    for encoder in encoders:
        np.testing.assert_allclose(encoder.encode_queries([QUESTION]), asked, atol=1e-5)
    assert no_network == []


ENCODERS = {
    "e5-small": "intfloat/multilingual-e5-small",
    "bge-m3": "BAAI/bge-m3",
    "Snowflake/snowflake-arctic-embed-l-v2.0": "Snowflake/snowflake-arctic-embed-l-v2.0",
    "someone/something": "someone/something",
    "all-MiniLM-L6-v2": "sentence-transformers/all-MiniLM-L6-v2",
}
RERANKERS = {
    "BAAI/bge-reranker-v2-m3": "BAAI/bge-reranker-v2-m3",
    "ms-marco-MiniLM-L6-v2": "cross-encoder/ms-marco-MiniLM-L6-v2",
}


def check_advice(error: EncoderNotHere | RerankerNotHere, name: str, model: str, setting: str) -> None:
    folder = model.rpartition("/")[2]
    for language in ("nl", "en"):
        told = load_texts(language).error(error)
        assert name in told and setting in told and f"hf download {model} --local-dir {folder} " in told


@pytest.mark.parametrize(("name", "model"), ENCODERS.items())
@pytest.mark.usefixtures("cache")
def test_without_a_network_an_encoder_is_unavailable_soon_and_the_error_tells_what_to_do(
    no_network: list[str], name: str, model: str
) -> None:
    start = time.monotonic()
    with pytest.raises(EncoderNotHere) as unavailable:
        SentenceTransformerEncoder(name)
    assert time.monotonic() - start < SOON
    assert len(no_network) == 1  # asked once, not again and again
    assert isinstance(unavailable.value, EncoderUnavailable)
    check_advice(unavailable.value, name, model, "PLANWIJZER_ENCODER")


@pytest.mark.parametrize(("name", "model"), RERANKERS.items())
@pytest.mark.usefixtures("cache")
def test_without_a_network_a_reranker_is_unavailable_soon_and_the_error_tells_what_to_do(
    no_network: list[str], name: str, model: str
) -> None:
    start = time.monotonic()
    with pytest.raises(RerankerNotHere) as unavailable:
        CrossEncoderReranker(name)
    assert time.monotonic() - start < SOON
    assert len(no_network) == 1
    assert isinstance(unavailable.value, RerankerUnavailable)
    check_advice(unavailable.value, name, model, "PLANWIJZER_RERANKER")


@pytest.mark.usefixtures("cache")
def test_told_to_stay_offline_the_network_is_left_alone(no_network: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)  # what HF_HUB_OFFLINE=1 sets at a start
    with pytest.raises(EncoderNotHere):
        SentenceTransformerEncoder("e5-small")
    with pytest.raises(RerankerNotHere):
        CrossEncoderReranker("BAAI/bge-reranker-v2-m3")
    assert no_network == []


@pytest.mark.parametrize("name", ["nowhere", "models/of/mine", "~/nowhere/model"])
def test_a_missing_folder_is_unavailable(tmp_path: Path, name: str, no_network: list[str]) -> None:
    place = str(tmp_path / name) if name == "nowhere" else name
    with pytest.raises(EncoderUnavailable, match="no such folder"):
        SentenceTransformerEncoder(place)
    with pytest.raises(RerankerUnavailable, match="no such folder"):
        CrossEncoderReranker(place)
    assert no_network == []


@pytest.mark.parametrize("damaged", ["", "config.json", "model.safetensors", "modules.json", "1_Pooling/config.json"])
def test_a_folder_without_a_whole_model_is_unavailable(models: Path, tmp_path: Path, damaged: str, no_network: list[str]) -> None:
    folder = tmp_path / "model"
    if damaged:
        shutil.copytree(models / "own" / "bge-m3", folder)
        (folder / damaged).write_bytes(b"{not a model")
    else:
        folder.mkdir()
    with pytest.raises(EncoderUnavailable) as unavailable:
        SentenceTransformerEncoder(str(folder))
    assert unavailable.value.facts["reason"] and "\n" not in str(unavailable.value.facts["reason"])
    assert no_network == []


def test_code_that_comes_with_a_model_is_not_run(models: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(models / "own" / "bge-m3", tmp_path / "model"))
    modules = folder / "modules.json"
    modules.write_text(re.sub(r'"sentence_transformers[\w.]*Pooling"', '"custom.Pooling"', modules.read_text()))
    (folder / "custom.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Pooling: ...\n")
    with pytest.raises(EncoderUnavailable):
        SentenceTransformerEncoder(str(folder))
    assert not (tmp_path / "ran").exists()


# --- rerankers


def test_scores_are_those_of_the_model(models: Path, reranker: CrossEncoderReranker) -> None:
    expected = CrossEncoder(str(models / "reranker"), device="cpu").predict([(QUESTION, text) for text in TEXTS])
    scores = reranker.scores(QUESTION, TEXTS)
    assert (scores.dtype, scores.shape) == (np.float32, (len(TEXTS),))
    np.testing.assert_allclose(scores, expected, atol=1e-6)
    assert len(np.unique(scores)) == len(TEXTS)


def test_scores_depend_on_the_question(reranker: CrossEncoderReranker) -> None:
    assert not np.allclose(reranker.scores(QUESTION, TEXTS), reranker.scores("wie is docent", TEXTS), atol=1e-4)


def test_no_texts_have_no_scores(reranker: CrossEncoderReranker) -> None:
    scores = reranker.scores(QUESTION, [])
    assert (scores.dtype, scores.shape) == (np.float32, (0,))


def test_any_text_has_a_score(reranker: CrossEncoderReranker) -> None:
    scores = reranker.scores("waterstof \ud800", ["", "\udfff", "🤖", "wind " * 5_000, "nul\x00teken"])
    assert scores.shape == (5,) and np.isfinite(scores).all()


def test_more_texts_than_go_through_at_once_keep_their_order(reranker: CrossEncoderReranker) -> None:
    many = [f"{text} {'wind ' * (n % 7)}" for n in range(10) for text in TEXTS]
    alone = [float(reranker.scores(QUESTION, [text])[0]) for text in many[:8]]
    np.testing.assert_allclose(reranker.scores(QUESTION, many)[:8], alone, atol=1e-5)


def test_scores_that_are_not_finite_are_refused(models: Path, tmp_path: Path) -> None:
    folder = change_weights(models / "reranker", tmp_path / "reranker", lambda model: model.classifier.bias.fill_(np.inf * 0))
    with pytest.raises(RerankerUnavailable, match="finite"):
        CrossEncoderReranker(str(folder)).scores(QUESTION, TEXTS)


def test_identity_of_a_reranker_follows_its_weights(models: Path, tmp_path: Path, reranker: CrossEncoderReranker) -> None:
    assert re.fullmatch(r"reranker-[0-9a-f]{12}", reranker.identity)
    assert CrossEncoderReranker(str(models / "reranker")).identity == reranker.identity
    other = CrossEncoderReranker(str(tiny.save_cross_encoder(tmp_path / "seed", seed=1)))
    pooler = change_weights(models / "reranker", tmp_path / "pooler", lambda model: model.bert.pooler.dense.bias.add_(1))
    assert len({digest(reranker), digest(other), digest(CrossEncoderReranker(str(pooler)))}) == 3


@pytest.mark.parametrize("kind", ["plain", "own/bge-m3", "two scores"])
def test_a_model_that_is_no_reranker_is_refused(models: Path, tmp_path: Path, kind: str) -> None:
    folder = tiny.save_cross_encoder(tmp_path / "two", labels=2) if kind == "two scores" else models / kind
    with pytest.raises(RerankerUnfit) as refused:
        CrossEncoderReranker(str(folder))
    assert isinstance(refused.value, RerankerUnavailable)
    assert all(str(folder) in load_texts(language).error(refused.value) for language in ("nl", "en"))


def test_a_reranker_saved_by_sentence_transformers_is_one(models: Path, tmp_path: Path, reranker: CrossEncoderReranker) -> None:
    CrossEncoder(str(models / "reranker"), device="cpu").save_pretrained(str(tmp_path / "saved"), create_model_card=False)
    saved = CrossEncoderReranker(str(tmp_path / "saved"))
    np.testing.assert_allclose(saved.scores(QUESTION, TEXTS), reranker.scores(QUESTION, TEXTS), atol=1e-6)
