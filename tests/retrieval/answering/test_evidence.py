"""Sentences as evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.evidence import sentences_of
from retrieval.engine import Engine
from retrieval.model import OWN_SUM, Passage, Plan
from retrieval.texts import load_texts


def passage(text: str, start: int = 0, heading: tuple[str, ...] = ()) -> Passage:
    return Passage(1, 1, 1, start, start + len(text), text, heading, "nl", ())


def texts(*passages: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(map(passage, passages))]


@pytest.mark.parametrize(
    "line",
    [
        "Bron: wijzijnkatapult.nl en meer daarover",
        "Bronnen: chillabs.nl, techniekpact.nl en andere",
        "Source: some site about this",
        "Sources: one site, another site",
        "Eigen omschrijving van Planwijzer.",
        "3 techniekpact.nl https://techniekpact.nl/nieuws/a-b-c",
    ],
)
def test_a_line_that_names_a_source_is_no_sentence(line: str) -> None:
    assert texts(f"SCALE begon in 2023.\n{line}\nDaarna kwam New Waves.") == ["SCALE begon in 2023.", "Daarna kwam New Waves."]


def test_a_sentence_about_sources_is_one() -> None:
    assert texts("De bronnen: dat zijn er twee.") == ["De bronnen: dat zijn er twee."]


def test_scraps_alone_are_left_out() -> None:
    assert texts("Partners\n\nSCALE heeft veel partners. Ja. Nee hoor.") == ["SCALE heeft veel partners."]


def test_scraps_on_following_lines_are_one_sentence() -> None:
    assert texts("21 aanvragen\n15 gehonoreerd\n6 afgewezen\n\nDe rest volgt later.") == [
        "21 aanvragen\n15 gehonoreerd\n6 afgewezen",
        "De rest volgt later.",
    ]


@pytest.mark.parametrize("gap", ["\n\n", " ", "\n \n"])
def test_scraps_that_do_not_follow_line_by_line_stay_apart(gap: str) -> None:
    assert texts(f"Ja hoor.{gap}Nee hoor.") == []


def test_a_sentence_between_scraps_parts_them() -> None:
    assert texts("21 aanvragen\nEen heel gewone zin.\n15 gehonoreerd") == ["Een heel gewone zin."]


def test_a_sentence_knows_where_it_stands_on_its_page() -> None:
    page = "Kop\n\n  SCALE begon in 2023. Aan SCALE is € 9 miljoen toegekend.\n21 aanvragen\n15 gehonoreerd"
    found = list(sentences_of([passage(page[5:], start=5, heading=("SCALE", "Geld"))]))
    assert len(found) == 3
    assert all(page[sentence.start : sentence.end] == sentence.text for sentence in found)
    quotation = found[1].quotation()
    assert (quotation.start, quotation.end, quotation.text) == (found[1].start, found[1].end, found[1].text)
    assert found[0].context() == "SCALE Geld SCALE begon in 2023."


@given(st.text("abAB1 .!?\n€:-"), st.integers(0, 50))
def test_whatever_a_passage_holds_its_sentences_are_spans_of_the_page(text: str, start: int) -> None:
    page = "x" * start + text
    for sentence in sentences_of([passage(text, start)]):
        assert page[sentence.start : sentence.end] == sentence.text == sentence.text.strip()


def test_what_was_computed_here_stands_on_no_card_and_beside_no_source(engine: Engine) -> None:
    assert OWN_SUM in "".join(passage.text for passage, _ in engine.passages(_plan(engine, "scale")))
    asked = ("Vertel over SCALE", "Hoeveel krijgt SCALE?", "Vergelijk SCALE en PEOPLE", "Welke consortia zijn toegekend?")
    quoted = [citation for question in asked for citation in engine.ask(question).citations]
    assert quoted and not any(citation.computed for citation in quoted)


@pytest.mark.parametrize(
    "question",
    [
        "Als je van de 20,4 miljoen het geld voor IT Verband en Greenport Horti Campus aftrekt, wat rest er dan voor PEOPLE?",
        "If you take the money for IT Verband and Greenport Horti Campus off the 20.4 million, what is left for PEOPLE?",
    ],
)
def test_what_only_a_sum_of_ours_answers_is_told_as_that(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    computed = next(citation for citation in answer.citations if citation.computed)
    heading = load_texts(answer.language)("answer.computed")
    assert answer.text.index(heading) < answer.text.index(computed.quote)


def _plan(engine: Engine, identity: str) -> Plan:
    return next(plan for plan in engine.plans() if plan.id == identity)
