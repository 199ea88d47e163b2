"""How near the words of a question come to those of a text."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import alignment
from retrieval.alignment import Aligner
from retrieval.coverage import Weighted
from retrieval.ports import Vectors
from tests.fakes import GroupEncoder, HashEncoder

GROUPS = ("papieren administratie formulieren", "geld bedrag subsidie", "lead partner penvoerder")


def notion(name: str, weight: float = 1.0) -> Weighted:
    return Weighted((frozenset(name.split()),), weight, tuple(name.split()))


def aligned(asked: Sequence[Weighted], *texts: str, encoder: GroupEncoder | None = None) -> list[float]:
    own = Aligner(encoder or GroupEncoder(*GROUPS))
    return own.alignment(asked, [text.split() for text in texts]).tolist()


def test_a_word_that_means_the_same_counts_as_the_word_itself() -> None:
    assert aligned([notion("papieren")], "de papieren zijn klaar", "onze administratie groeit", "het weer is mooi") == [1, 1, 0]


def test_a_phrase_is_one_thing_that_is_asked() -> None:
    assert aligned([notion("lead partner")], "zij is penvoerder") == pytest.approx([1.0])


def test_what_weighs_more_counts_more() -> None:
    asked = [notion("papieren", 3.0), notion("geld", 1.0)]
    assert aligned(asked, "formulieren", "subsidie", "subsidie en formulieren") == pytest.approx([0.75, 0.25, 1.0])


def test_the_scale_of_the_weights_does_not_matter() -> None:
    light, heavy = ([notion("papieren", w), notion("geld", 2 * w)] for w in (0.1, 50.0))
    assert aligned(light, "formulieren", "bedrag") == pytest.approx(aligned(heavy, "formulieren", "bedrag"))


def test_the_nearest_word_counts_wherever_it_stands_and_however_often() -> None:
    asked = [notion("geld")]
    assert aligned(asked, "bedrag weer", "weer bedrag", "bedrag bedrag bedrag weer weer") == [1, 1, 1]


def test_small_words_say_nothing() -> None:
    encoder = GroupEncoder("geld de het the")
    assert aligned([notion("geld")], "de het", "the", encoder=encoder) == [0, 0]


def test_opposite_words_count_for_nothing_and_not_against() -> None:
    class Opposite(GroupEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            return np.array([[1.0] if text == "warm" else [-1.0] for text in texts], dtype=np.float32)

    assert aligned([notion("warm")], "koud", encoder=Opposite()) == [0.0]


@pytest.mark.parametrize("texts", [[], [()], [(), ()], [("de", "het")], [("woord",), ()]])
def test_texts_without_words_have_no_alignment(texts: list[Sequence[str]]) -> None:
    found = Aligner(GroupEncoder(*GROUPS)).alignment([notion("geld")], texts)
    assert found.shape == (len(texts),) and not found.any()


@pytest.mark.parametrize("asked", [[], [notion("geld", 0.0)]])
def test_nothing_asked_has_no_alignment(asked: list[Weighted]) -> None:
    assert aligned(asked, "geld") == [0.0]


def test_an_empty_text_among_others_changes_theirs_not() -> None:
    asked = [notion("geld"), notion("papieren")]
    assert aligned(asked, "bedrag", "", "formulieren") == [aligned(asked, "bedrag")[0], 0.0, aligned(asked, "formulieren")[0]]


def test_cosines_are_those_of_the_texts_as_wholes() -> None:
    encoder = HashEncoder()
    texts = ["de penvoerder is bekend", "iets heel anders", "penvoerder"]
    expected = encoder.encode_passages(texts) @ encoder.encode_queries(["wie is penvoerder"])[0]
    assert Aligner(encoder).cosines("wie is penvoerder", texts) == pytest.approx(expected, abs=1e-6)
    assert Aligner(encoder).cosines("wie is penvoerder", []).shape == (0,)


WORDS = st.sampled_from("geld bedrag papieren administratie weer wind lead de".split())


@given(st.lists(WORDS, max_size=3, unique=True), st.lists(st.lists(WORDS, max_size=5), max_size=4))
def test_an_alignment_is_a_share_and_the_same_when_asked_again(names: list[str], texts: list[list[str]]) -> None:
    own = Aligner(GroupEncoder(*GROUPS))
    asked = [notion(name) for name in names]
    first = own.alignment(asked, texts)
    assert ((first >= 0) & (first <= 1 + 1e-6)).all()
    assert np.array_equal(first, own.alignment(asked, texts))
    assert np.array_equal(first, Aligner(GroupEncoder(*GROUPS)).alignment(asked, texts))


def test_what_is_met_again_is_not_encoded_again() -> None:
    encoder = GroupEncoder(*GROUPS)
    own = Aligner(encoder)
    for _ in range(3):
        own.alignment([notion("geld")], [["bedrag", "weer"]])
    assert sorted(encoder.encoded) == ["bedrag", "geld", "weer"]


def test_a_text_that_stands_twice_in_one_question_is_encoded_once() -> None:
    encoder = GroupEncoder(*GROUPS)
    Aligner(encoder).cosines("geld", ["een zin", "een zin", "een zin"])
    assert encoder.encoded.count("een zin") == 1


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """A cache of a few vectors."""
    monkeypatch.setattr(alignment, "_KEPT", 8)
    return 8


def test_no_more_vectors_are_kept_than_allowed_and_results_stay_right(few: int) -> None:
    encoder = HashEncoder()
    own = Aligner(encoder)
    for start in range(0, 60, 4):
        texts = [f"woord{number}" for number in range(start, start + 4)]
        expected = encoder.encode_passages(texts) @ encoder.encode_queries(["woord3"])[0]
        assert own.cosines("woord3", texts) == pytest.approx(expected, abs=1e-6)
        assert len(own._vectors) <= few


def test_known_and_new_texts_come_together_right_when_the_cache_is_full(few: int) -> None:
    encoder = HashEncoder()
    own = Aligner(encoder)
    texts = [f"woord{number}" for number in range(few)]
    own.cosines("vraag", texts)
    mixed = [texts[0], "nieuw", texts[-1], texts[0]]
    assert own.cosines("vraag", mixed) == pytest.approx(Aligner(encoder).cosines("vraag", mixed), abs=1e-6)


@pytest.mark.usefixtures("few")
def test_several_threads_get_right_answers_while_the_cache_is_renewed() -> None:
    encoder = HashEncoder()
    own, workers = Aligner(encoder), 8
    together = Barrier(workers)

    def ask(worker: int) -> bool:
        together.wait()
        right = True
        for turn in range(100):
            texts = [f"woord{(worker * 3 + turn + place) % 40}" for place in range(5)]
            expected = encoder.encode_passages(texts) @ encoder.encode_queries(["woord1"])[0]
            right &= bool(np.allclose(own.cosines("woord1", texts), expected, atol=1e-6))
        return right

    with ThreadPoolExecutor(workers) as pool:
        assert all(pool.map(ask, range(workers)))
