"""The encoder that comes with the package."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from retrieval.adapters.embedded import MODEL_FOLDER, EmbeddedEncoder
from retrieval.errors import EncoderUnavailable

LONG_TEXT = ("De regio werkt samen aan techniekonderwijs voor volwassenen. " * 400)[:20_000]
TEXTS = (
    "Welke pps werkt aan waterstof in Noord-Nederland?",
    "Cursus slim onderhoud voor monteurs",
    "publiek-private samenwerking",
    "Hoeveel subsidie kreeg het consortium in 2023?",
    "€ 123 miljoen, 42 procent van de totale kosten",
    "leven lang ontwikkelen",
    "zij-instromers en mbo'ers",
    "pps'en in 's-Hertogenbosch",
    "Één coördinerende roc; geïnteresseerde cliënten",
    "Één coördinerende roc; geïnteresseerde cliënten".upper(),
    "een coordinerende roc geinteresseerde clienten",
    "cafe\u0301 en café",
    "Which partnership trains technicians for offshore wind?",
    "predictive maintenance",
    "The programme runs until 2027.",
    "lifelong learning for workers in health care",
    "Wat kost een nanomodule? What does it cost?",
    "Übergröße, naïveté, smörgåsbord",
    "日本語のテキスト",
    "текст на русском языке",
    "🤖",
    "waterstof 🤖 hydrogen",
    "",
    "   \t\n ",
    "...!?",
    "a",
    "C++ & C#",
    "regel een\nregel twee\r\nregel drie",
    "nul\x00teken",
    "zachte\u00adkoppel\u200bteken\u00a0spatie",
    "x" * 5_000,
    LONG_TEXT,
)
# The first numbers of each vector; a library that changes them changes every ranking.
GOLDEN = {
    "Welke pps werkt aan waterstof in Noord-Nederland?": (-0.00615, 0.03445, -0.03474, -0.05888, 0.06824, 0.01164),
    "Cursus slim onderhoud voor monteurs": (-0.12180, 0.01472, 0.07370, 0.03194, 0.07283, -0.03690),
    "Which partnership trains technicians for offshore wind?": (-0.10655, 0.03350, 0.08661, 0.04648, -0.02084, -0.03158),
    "Één coördinerende roc": (0.05450, -0.05593, -0.06321, -0.00648, -0.01744, 0.01740),
}
WITHOUT_PIECES = ("日本語のテキスト", "текст на русском языке", "🤖", "", "   \t\n ", "...!?")


@pytest.fixture(scope="module")
def embedded() -> EmbeddedEncoder:
    return EmbeddedEncoder()


def test_equals_sentence_transformers_on_the_same_folder(embedded: EmbeddedEncoder) -> None:
    reference = SentenceTransformer(str(MODEL_FOLDER), device="cpu", local_files_only=True)
    expected = reference.encode(list(TEXTS), convert_to_numpy=True)
    vectors = embedded.encode_passages(TEXTS)
    np.testing.assert_allclose(vectors, expected, atol=1e-4)
    filled = np.linalg.norm(vectors, axis=1) > 0
    assert ((vectors * expected).sum(axis=1)[filled] >= 0.9999).all()


def test_vectors_are_as_stored(embedded: EmbeddedEncoder) -> None:
    vectors = embedded.encode_queries(list(GOLDEN))
    np.testing.assert_allclose(vectors[:, :6], list(GOLDEN.values()), atol=1e-4)


def test_vectors_are_normalised_single_precision(embedded: EmbeddedEncoder) -> None:
    texts = [text for text in TEXTS if text not in WITHOUT_PIECES]
    vectors = embedded.encode_passages(texts)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(texts), embedded.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("text", WITHOUT_PIECES)
def test_text_without_pieces_has_the_zero_vector(embedded: EmbeddedEncoder, text: str) -> None:
    assert not embedded.encode_queries([text]).any()


def test_same_text_has_same_vector_in_any_batch(embedded: EmbeddedEncoder) -> None:
    alone = np.vstack([embedded.encode_passages([text]) for text in TEXTS])
    assert np.array_equal(alone, embedded.encode_passages(TEXTS))
    assert np.array_equal(alone, embedded.encode_queries(TEXTS * 20)[-len(TEXTS) :])


def test_no_texts_give_no_vectors(embedded: EmbeddedEncoder) -> None:
    assert embedded.encode_passages([]).shape == (0, embedded.dimension)


def test_case_and_accents_do_not_matter(embedded: EmbeddedEncoder) -> None:
    first, second, third = embedded.encode_queries(["Één coördinator", "ÉÉN COÖRDINATOR", "een coordinator"])
    assert np.array_equal(first, second)
    assert np.array_equal(first, third)


def test_lone_surrogates_are_accepted(embedded: EmbeddedEncoder) -> None:
    assert embedded.encode_queries(["waterstof \ud800"]).any()


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("hydrogen", "Het project maakt waterstof uit windstroom.", "De docent geeft les in de klas."),
        ("nurses", "Verpleegkundigen werken in het ziekenhuis.", "De machine draait in de fabriek."),
        ("wie geeft onderwijs", "Teachers work at a school.", "The ship sails to the harbour."),
    ],
)
def test_finds_across_languages(embedded: EmbeddedEncoder, question: str, near: str, far: str) -> None:
    to_near, to_far = embedded.encode_passages([near, far]) @ embedded.encode_queries([question])[0]
    assert to_near > to_far


def test_identity_names_the_encoder_and_its_weights(embedded: EmbeddedEncoder) -> None:
    assert re.fullmatch(r"embedded-[0-9a-f]{12}", embedded.identity)
    assert embedded.identity == EmbeddedEncoder().identity


def test_model_folder_stays_small() -> None:
    assert sum(file.stat().st_size for file in MODEL_FOLDER.rglob("*")) <= 8_100_000


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "modules.json"])
@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_damaged_embedded_model_is_unavailable(tmp_path: Path, file: str, damage: str) -> None:
    folder = Path(shutil.copytree(MODEL_FOLDER, tmp_path / "model"))
    if damage == "missing":
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(b"{not a model")
    with pytest.raises(EncoderUnavailable):
        EmbeddedEncoder(folder)
