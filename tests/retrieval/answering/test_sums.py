"""Money of a plan that its sources call otherwise than the question: shown, with the word of the source."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.model import AnswerStatus

NEW_WAVES = "New Waves ontvangt voor een periode van vier jaar € 8,7 miljoen uit het Groeifonds."


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Wat is het budget van New Waves?", "“ontvangt”"),
        ("wat kost New Waves?", "“ontvangt”"),
        ("Hoe wordt New Waves gefinancierd?", "“ontvangt”"),
        ("What is the budget of New Waves?", "“ontvangt”"),
        ("How is New Waves funded?", "“ontvangt”"),
    ],
)
def test_what_a_plan_received_is_shown_where_its_budget_is_asked(engine: Engine, question: str, word: str) -> None:
    answer = engine.ask(question)
    assert answer.citations[0].quote == NEW_WAVES
    assert word in answer.lead


def test_what_the_document_does_not_mention_is_said_besides(engine: Engine) -> None:
    answer = engine.ask("Wat is het budget van New Waves?")
    assert (answer.status, "de totale begroting" in answer.citations[-1].quote) == (AnswerStatus.PARTLY_ANSWERED, True)


@pytest.mark.parametrize("question", ["Wat is de begroting van Greenchain NH?", "Hoeveel subsidie krijgt Greenchain NH?"])
def test_what_is_called_as_it_was_asked_needs_no_word(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.lead) == (AnswerStatus.ANSWERED, "")


@pytest.mark.parametrize("then", ["en het budget?", "en de kosten?", "and the funding?"])
def test_so_too_in_a_conversation(engine: Engine, then: str) -> None:
    state = engine.ask("Vertel over New Waves").state
    assert NEW_WAVES in [citation.quote for citation in engine.ask(then, state=state).citations]


def test_what_several_got_together_is_said_to_be_that(engine: Engine) -> None:
    answer = engine.ask("Wat is het budget van PEOPLE?")
    assert answer.lead == "Wat dit plan alleen kreeg, noemen de bronnen niet. Wel een bedrag voor meer plannen samen."
    assert any("in totaal € 29,4 miljoen" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize("question", ["Wat is het budget van SNEL?", "Hoeveel geld krijgt het MBO ICT Field Lab Almere?"])
def test_what_the_document_denies_is_not_shown_under_another_name(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert not any("€" in citation.quote for citation in answer.citations)
