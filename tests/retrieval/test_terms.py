"""Words of the field are found in texts by every name they go by, and mean what the glossary says."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.model import Passage
from retrieval.terms import Term, Terms, terms_of

LAB = Term("Fieldlab", "Een fieldlab is een werkplaats.")
CENTRE = Term(
    "Centre of Expertise (CoE)", "Een Centre of Expertise (CoE, meervoud: Centres of Expertise) is een hbo-pps; in het Engels zo."
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Het fieldlab en twee Fieldlabs.", ["fieldlab", "Fieldlabs"]),
        ("Twee Centres of Expertise en een CoE.", ["Centres of Expertise", "CoE"]),
        ("Een veldlaboratorium.", []),
        ("", []),
    ],
)
def test_a_term_is_found_by_each_of_its_names(text: str, named: list[str]) -> None:
    found = Terms([LAB, CENTRE]).named(text)

    assert [text[start:end] for start, end, _ in found] == named
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)


def test_the_meaning_is_the_first_sentence_under_the_heading() -> None:
    text = "Een fieldlab is een werkplaats. Er zijn er vijftig."
    passages = [
        Passage(1, 1, 1, 0, len(text), text, ("Begrippen", "Fieldlab"), "nl", ()),
        Passage(2, 1, 1, 60, 70, "Later nog iets.", ("Begrippen", "Fieldlab"), "nl", ()),
        Passage(3, 1, 1, 80, 81, " ", ("Begrippen", "Leeg"), "nl", ()),
        Passage(4, 1, 1, 90, 95, "Kop.", (), "nl", ()),
    ]

    assert [term for _, _, term in terms_of(passages).named("fieldlab leeg kop")] == [LAB]


def test_the_shipped_glossary_explains_what_answers_say(engine: Engine) -> None:
    text = "De penvoerder van het consortium werkt met pps'en in het mkb."
    found = engine.terms().named(text)

    assert [text[start:end] for start, end, _ in found] == ["penvoerder", "consortium", "pps", "mkb"]
    for _, _, term in found:
        assert term.meaning.endswith(".")
        assert any(term.meaning in engine.page("begrippenlijst", n).text for n in range(1, 4))


def test_without_a_glossary_nothing_is_explained(guide: Engine) -> None:
    assert guide.terms().named("fieldlab penvoerder") == ()
