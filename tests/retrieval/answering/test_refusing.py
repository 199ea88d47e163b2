"""Why nothing was found."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.model import AnswerStatus, Reason
from retrieval.texts import load_texts

REFUSED = pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("hoe bak ik een appeltaart?", Reason.OUTSIDE),
        ("how do I bake an apple pie?", Reason.OUTSIDE),
        ("welke pps'en werken met Philips aan robotica?", Reason.NO_SUCH_PLAN),
        ("which partnerships work with Philips on robotics?", Reason.NO_SUCH_PLAN),
        ("welke consortia werken aan zorgtechnologie in Zeeland?", Reason.NOT_THERE),
        ("which consortia work on care technology in Zeeland?", Reason.NOT_THERE),
        ("Wie is de penvoerder van De Smederij?", Reason.NOT_MENTIONED),
        ("Who is the lead partner of De Smederij?", Reason.NOT_MENTIONED),
        ("Who is the lead partner of Zorgster?", Reason.WEAK),
        ("welke pps'en doen iets met zonnepanelen op boerderijen?", Reason.WEAK),
    ],
)


@REFUSED
def test_not_finding_has_a_reason(guide: Engine, question: str, reason: Reason) -> None:
    assert guide.ask(question).reason is reason


@REFUSED
def test_only_what_is_about_something_else_is_out_of_scope(guide: Engine, question: str, reason: Reason) -> None:
    outside = AnswerStatus.OUT_OF_SCOPE if reason is Reason.OUTSIDE else AnswerStatus.NO_EVIDENCE
    assert guide.ask(question).status is outside


@REFUSED
def test_the_reason_stands_behind_the_first_sentence(guide: Engine, question: str, reason: Reason) -> None:
    answer = guide.ask(question)
    note = load_texts(answer.language)(f"no_evidence.{reason}", names="Philips")
    assert answer.notes[0] == note
    assert answer.text.split("\n")[0] == f"{answer.lead} {note}"


@pytest.mark.parametrize("question", ["wat is er in Tilburg?", "what is there in Tilburg?"])
def test_who_asks_only_for_a_place_is_told_of_no_combination(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.reason, answer.notes[0]) == (Reason.NOT_THERE, load_texts(answer.language)("no_evidence.elsewhere"))


def test_an_answer_needs_no_reason(guide: Engine) -> None:
    assert guide.ask("welke plannen werken aan waterstof?").reason is None


def test_nothing_from_outside_is_cited(guide: Engine) -> None:
    answer = guide.ask("hoe bak ik een appeltaart?")
    assert (answer.plans, answer.near, answer.citations) == ((), (), ())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was the lowest grant?", "laagste toegekende bedrag"),
        ("Uit wiens kas kwamen de zes miljoen voor de logistiek in Breda?", "€ 6 miljoen"),
    ],
)
def test_what_comes_nearest_is_shown_as_that(engine: Engine, question: str, said: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.reason) == (AnswerStatus.NO_EVIDENCE, Reason.WEAK)
    assert any(said in citation.quote for citation in answer.citations)
    texts = load_texts(answer.language)
    nearest = texts("no_evidence.nearest")
    assert nearest in answer.notes and answer.lead == texts("no_evidence.unsure")
    assert answer.text.index(nearest) < answer.text.index(answer.citations[0].quote)


def test_a_list_of_nothing_says_of_what_beside_what_comes_nearest(engine: Engine) -> None:
    answer = engine.ask("welke pps'en hebben honderd bedrijven bereikt?")
    assert answer.lead.startswith("Geen pps") and answer.text.startswith(answer.lead)
    assert answer.citations and load_texts("nl")("no_evidence.nearest") in answer.notes


def test_nothing_is_near_to_what_no_document_is_about(engine: Engine) -> None:
    assert engine.ask("Does SNEL have a swimming pool?").citations == ()


def test_what_a_source_says_it_does_not_mention_is_quoted(guide: Engine) -> None:
    answer = guide.ask("Wie is de penvoerder van De Smederij?")
    (citation,) = answer.citations
    assert citation.heading[-1] == "Niet vermeld" and "penvoerder" in citation.quote
