"""The sentences of a language model, out of a text that comes in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answering.generation.sentences import MOST_CHARACTERS, Claim, split


def claims(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(claim.text, claim.quotations) for claim in split([text])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een [Q1]. Twee [Q2].", [("Een.", (1,)), ("Twee.", (2,))]),
        ("Een. [Q1] Twee. [Q2]", [("Een.", (1,)), ("Twee.", (2,))]),
        ("Een.[Q1] Twee.[Q2]", [("Een.", (1,)), ("Twee.", (2,))]),
        ("Een [Q1][Q2]. Twee [Q2] [Q1].", [("Een.", (1, 2)), ("Twee.", (2, 1))]),
        ("Een [Q1, Q2]. Twee [Q1; 3].", [("Een.", (1, 2)), ("Twee.", (1, 3))]),
        ("Een [q1]. Twee [ Q2 ].", [("Een.", (1,)), ("Twee.", (2,))]),
        ("Een [Q1][Q1].", [("Een.", (1,))]),
        ("Een [Q1]. [Q2] Twee [Q3].", [("Een.", (1, 2)), ("Twee.", (3,))]),
        ("Het is 8,7 of 8.7 miljoen [Q1]. Ja [Q2].", [("Het is 8,7 of 8.7 miljoen.", (1,)), ("Ja.", (2,))]),
        ("Zo bijv. Ulft, o.a. Breda [Q1].", [("Zo bijv. Ulft, o.a. Breda.", (1,))]),
        ("J. de Vries leidt het [Q1].", [("J. de Vries leidt het.", (1,))]),
        ("Het kost 9 mln. [Q1] De stad betaalt [Q2].", [("Het kost 9 mln.", (1,)), ("De stad betaalt.", (2,))]),
        ("- Een [Q1]\n- Twee [Q2]", [("Een", (1,)), ("Twee", (2,))]),
        ("1. Een [Q1].\n2) Twee [Q2].\n• Drie [Q3]", [("Een.", (1,)), ("Twee.", (2,)), ("Drie", (3,))]),
        ("Een.\n[Q1]\nTwee.\n[Q2]", [("Een.", (1,)), ("Twee.", (2,))]),
        ("**Een** is *dit* [Q1].", [("Een is dit.", (1,))]),
        ("Wie is dat? Hij! [Q1]", [("Wie is dat?", ()), ("Hij!", (1,))]),
        ("Niets erbij.", [("Niets erbij.", ())]),
        ("[Q1]", []),
        (" \n 12. \n", []),
        ("", []),
        ("Een [Q1-Q3] en [bron] zijn geen tokens.", [("Een [Q1-Q3] en [bron] zijn geen tokens.", ())]),
        ("Cut off [Q1", [("Cut off [Q1", ())]),
    ],
)
def test_a_text_is_split_into_sentences_with_their_quotations(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert claims(text) == expected


def test_a_sentence_is_given_as_soon_as_the_next_one_begins() -> None:
    seen: list[str] = []

    def pieces() -> list[str]:
        return ["Een is zo", ". [", "Q1]", " [Q2] ", "T", "wee", " [Q3]."]

    came = []
    for claim in split(piece for piece in pieces() if not seen.append(piece)):
        came.append((claim, len(seen)))
    assert came == [(Claim("Een is zo.", (1, 2)), 5), (Claim("Twee.", (3,)), 7)]


def test_an_unfinished_sentence_is_not_given_when_the_text_breaks_off() -> None:
    def broken() -> list[str]:
        raise OSError("gone")

    def pieces() -> object:
        yield "Een [Q1]. Twee is n"
        broken()

    came: list[Claim] = []
    with pytest.raises(OSError, match="gone"):
        came.extend(split(pieces()))  # type: ignore[arg-type]
    assert came == [Claim("Een.", (1,))]


def test_a_text_without_end_is_not_read_to_the_end() -> None:
    taken: list[int] = []
    pieces = (f"Zin {n} [Q1]. " for n in range(10**9) if not taken.append(n))
    found = list(split(pieces))
    assert found[0] == Claim("Zin 0.", (1,)) and sum(len(claim.text) for claim in found) < MOST_CHARACTERS
    assert len(taken) < MOST_CHARACTERS
    whole = "".join(f"Zin {n} [Q1]. " for n in range(1000))
    assert list(split([whole])) == found


PARTS = st.sampled_from(
    ["Een", "twee", "Drie", ".", "!", "?", " ", "  ", "\n", "[Q1]", "[Q2, Q3]", "[", "]", "Q4", "8,7", "mln.", "bijv.", "- ",
     "1. ", "**", "”", ")", "J.", ",", "5", "\r\n", "\u2028", "é", "[bron]"]
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(PARTS, max_size=25).map("".join), st.lists(st.integers(0, 120), max_size=12))
def test_the_sentences_are_the_same_wherever_the_stream_is_cut(text: str, cuts: list[int]) -> None:
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pieces = [text[start:end] for start, end in zip(places, [*places[1:], len(text)], strict=True)]
    assert list(split(pieces)) == list(split([text])) == list(split(text))


@given(st.text(max_size=80))
def test_any_text_gives_sentences_of_one_line_that_say_something(text: str) -> None:
    assert all(claim.text == " ".join(claim.text.split()) and any(map(str.isalpha, claim.text)) for claim in split([text]))
