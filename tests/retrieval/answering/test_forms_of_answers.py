"""What holds of answers of every form, in both languages: all they say is quoted, counted or of the catalogue of texts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

import pytest

from retrieval.engine import Engine
from retrieval.model import Answer, AnswerForm, AnswerStatus, Language
from retrieval.presenting import answer_json
from tests.retrieval.answering.checking import unexplained


class Case(NamedTuple):
    form: AnswerForm
    status: AnswerStatus
    nl: str
    en: str
    said: tuple[str, ...] = ()


FORM, STATUS = AnswerForm, AnswerStatus
CASES = {
    "list": Case(FORM.LIST, STATUS.ANSWERED, "welke plannen werken aan waterstof?", "which plans work on hydrogen?"),
    "list with nationwide": Case(
        FORM.LIST,
        STATUS.ANSWERED,
        "welke plannen werken aan waterstof in Overijssel?",
        "which plans work on hydrogen in Overijssel?",
    ),
    "nationwide alone": Case(
        FORM.LIST,
        STATUS.NO_EVIDENCE,
        "welke plannen werken aan waterstof in Drenthe?",
        "which plans work on hydrogen in Drenthe?",
    ),
    "near misses": Case(
        FORM.LIST,
        STATUS.NO_EVIDENCE,
        "welke consortia werken aan zorgtechnologie in Zeeland?",
        "which consortia work on care technology in Zeeland?",
    ),
    "not a condition": Case(
        FORM.LIST,
        STATUS.PARTLY_ANSWERED,
        "welke plannen werken aan waterstof met drones in Overijssel?",
        "which plans work on hydrogen with drones in Overijssel?",
        ("drones",),
    ),
    "count": Case(
        FORM.COUNT, STATUS.ANSWERED, "hoeveel pps'en zijn er in Zeeland?", "how many partnerships are there in Zeeland?"
    ),
    "without": Case(
        FORM.LIST, STATUS.ANSWERED, "welke pps'en zijn er niet in Utrecht?", "which partnerships are not in Utrecht?"
    ),
    "granted": Case(FORM.LIST, STATUS.ANSWERED, "welke toegekende consortia zijn er?", "which granted consortia are there?"),
    "fact": Case(FORM.FACT, STATUS.ANSWERED, "Hoeveel subsidie ontvangt Rijnstroom?", "How much money does Rijnstroom receive?"),
    "fact that differs": Case(
        FORM.FACT, STATUS.ANSWERED, "Hoeveel subsidie ontvangt Delta Werkt?", "How much money does Delta Werkt receive?"
    ),
    "fact not mentioned": Case(
        FORM.FACT, STATUS.NO_EVIDENCE, "Wie is de penvoerder van De Smederij?", "Who is the lead partner of De Smederij?"
    ),
    "card": Case(FORM.PLAN, STATUS.ANSWERED, "Vertel over De Smederij", "Tell me about De Smederij"),
    "card without much": Case(FORM.PLAN, STATUS.ANSWERED, "Vertel over Overal Waterstof", "Tell me about Overal Waterstof"),
    "comparison": Case(
        FORM.COMPARE, STATUS.ANSWERED, "Vergelijk Delta Werkt en Rijnstroom", "Compare Delta Werkt and Rijnstroom"
    ),
    "comparison of one aspect": Case(
        FORM.COMPARE,
        STATUS.PARTLY_ANSWERED,
        "Vergelijk het budget van Delta Werkt en De Smederij",
        "Compare the budget of Delta Werkt and De Smederij",
    ),
    "likeness": Case(FORM.LIKENESS, STATUS.ANSWERED, "Welke plannen lijken op Rijnstroom?", "Which plans are like Rijnstroom?"),
    "likeness of nothing": Case(
        FORM.LIKENESS,
        STATUS.NO_EVIDENCE,
        "Welke plannen lijken op Eemvallei in Zeeland?",
        "Which plans are like Eemvallei in Zeeland?",
    ),
    "opportunity": Case(
        FORM.OPPORTUNITY,
        STATUS.ANSWERED,
        "Ik woon in Enschede en zoek een opleiding met waterstof, wat kan ik doen?",
        "I live in Enschede and want to learn about hydrogen, what is there for me?",
    ),
    "opportunity elsewhere": Case(
        FORM.OPPORTUNITY,
        STATUS.PARTLY_ANSWERED,
        "Ik woon in Hengelo en zoek een opleiding met waterstof, wat kan ik doen?",
        "I live in Hengelo and want to learn about hydrogen, what is there for me?",
    ),
    "themes that are missing": Case(
        FORM.COVERAGE, STATUS.ANSWERED, "Welke thema's ontbreken in Overijssel?", "Which themes are missing in Overijssel?"
    ),
    "sectors that are missing": Case(
        FORM.COVERAGE, STATUS.ANSWERED, "Welke sectoren ontbreken in Zeeland?", "Which sectors are missing in Zeeland?"
    ),
    "levels that are missing": Case(
        FORM.COVERAGE, STATUS.ANSWERED, "Welke niveaus ontbreken in Limburg?", "Which levels are missing in Limburg?"
    ),
    "provinces that are missing": Case(
        FORM.COVERAGE,
        STATUS.ANSWERED,
        "Welke provincies hebben nog geen plannen voor waterstof?",
        "Which provinces have no plans for hydrogen yet?",
    ),
    "shared name": Case(FORM.FACT, STATUS.NEEDS_CLARIFICATION, "Wat is het doel van Kompas?", "What is the aim of Kompas?"),
    "boundless": Case(FORM.LIST, STATUS.NEEDS_CLARIFICATION, "wie doen er mee?", "who is involved?"),
    "two towns": Case(FORM.LIST, STATUS.ANSWERED, "welke pps'en zijn er in Bergen?", "which partnerships are there in Bergen?"),
    "outside": Case(FORM.FACT, STATUS.OUT_OF_SCOPE, "hoe bak ik een appeltaart?", "how do I bake an apple pie?"),
    "no such plan": Case(
        FORM.LIST,
        STATUS.NO_EVIDENCE,
        "welke pps'en werken met Philips aan robotica?",
        "which partnerships work with Philips on robotics?",
        ("Philips",),
    ),
    "greeting": Case(FORM.TALK, STATUS.ANSWERED, "hallo daar", "hello there"),
    "thanks": Case(FORM.TALK, STATUS.ANSWERED, "dank je wel voor de hulp", "thank you so much"),
    "goodbye": Case(FORM.TALK, STATUS.ANSWERED, "tot ziens en een fijne dag nog", "goodbye and have a nice day"),
    "abilities": Case(FORM.TALK, STATUS.ANSWERED, "wat kun je allemaal?", "what can you do?"),
    "self": Case(FORM.TALK, STATUS.ANSWERED, "ben je een robot?", "are you a robot?"),
    "languages": Case(FORM.TALK, STATUS.ANSWERED, "spreek je ook Engels?", "do you also speak Dutch?"),
}
LANGUAGES: tuple[Language, ...] = ("nl", "en")
EVERY = pytest.mark.parametrize(
    ("case", "language"),
    [pytest.param(case, language, id=f"{name} {language}") for name, case in CASES.items() for language in LANGUAGES],
)


def ask(engine: Engine, case: Case, language: Language) -> Answer:
    return engine.ask(case.nl if language == "nl" else case.en)


@EVERY
def test_a_question_gets_the_form_and_the_status_that_it_asks_for_in_its_language(
    guide: Engine, case: Case, language: Language
) -> None:
    answer = ask(guide, case, language)
    assert (answer.form, answer.status, answer.language) == (case.form, case.status, language)


@EVERY
def test_every_line_is_quoted_or_of_the_catalogue_of_texts(guide: Engine, case: Case, language: Language) -> None:
    answer = ask(guide, case, language)
    assert answer.text.strip()
    assert unexplained(answer, guide, case.said) == []


@EVERY
def test_every_citation_is_what_its_page_says_there(guide: Engine, case: Case, language: Language) -> None:
    for citation in ask(guide, case, language).citations:
        assert guide.page(citation.document.id, citation.page).text[citation.start : citation.end] == citation.quote != ""


@EVERY
def test_marks_of_the_text_and_of_its_parts_are_those_of_the_citations(guide: Engine, case: Case, language: Language) -> None:
    answer = ask(guide, case, language)
    marks = {citation.mark for citation in answer.citations}
    assert marks == set(range(1, len(marks) + 1))
    assert {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)} == marks
    entries = {mark for entry in (*answer.plans, *answer.nationwide, *answer.near) for mark in entry.citations}
    cells = {mark for row in answer.rows for cell in row.cells for mark in cell.citations}
    assert entries | cells <= marks


@EVERY
def test_lead_and_notes_stand_in_the_text(guide: Engine, case: Case, language: Language) -> None:
    answer = ask(guide, case, language)
    assert answer.text.startswith(answer.lead)
    assert all(note in answer.text for note in answer.notes)


@EVERY
def test_a_refusal_has_a_reason_and_an_answer_has_none(guide: Engine, case: Case, language: Language) -> None:
    answer = ask(guide, case, language)
    refused = answer.status in (AnswerStatus.NO_EVIDENCE, AnswerStatus.OUT_OF_SCOPE)
    assert (answer.reason is not None) is refused


@EVERY
def test_a_plan_is_shown_once(guide: Engine, case: Case, language: Language) -> None:
    answer = ask(guide, case, language)
    shown = [entry.plan.id for entry in (*answer.plans, *answer.nationwide, *answer.near)]
    assert len(shown) == len(set(shown))


@EVERY
def test_the_count_is_that_of_the_plans_that_meet_the_question(guide: Engine, case: Case, language: Language) -> None:
    answer = ask(guide, case, language)
    counts = case.form in (FORM.LIST, FORM.COUNT, FORM.OPPORTUNITY, FORM.LIKENESS)
    assert answer.count == (len(answer.plans) if counts else 0)


def test_a_plan_that_is_known_by_name_alone_is_in_no_answer(guide: Engine) -> None:
    answers = [ask(guide, case, language) for case in CASES.values() for language in LANGUAGES]
    assert {"delta", "rijnstroom"} <= {entry.plan.id for answer in answers for entry in answer.plans}
    assert not any("Stilte in de Polder" in str(answer_json(answer)) for answer in answers)


@pytest.mark.parametrize(
    "change",
    [
        ("4 plannen", "4 geweldige plannen"),
        ("4 plannen noemen waterstof.", "4 plannen noemen waterstof. Rijnstroom is het beste."),
        ("- Rijnstroom: “", "- Rijnstroom, beroemd: “"),
        ("fabriek voor waterstof.”", "fabriek voor zonnebloemen.”"),
        ("fabriek voor waterstof.” [3]", "fabriek voor waterstof.” [33]"),
        ("Doorzocht:", "Grondig doorzocht:"),
    ],
    ids=lambda change: change[1],
)
def test_words_of_another_hand_are_seen(guide: Engine, change: tuple[str, str]) -> None:
    answer = guide.ask("welke plannen werken aan waterstof?")
    assert change[0] in answer.text and unexplained(answer, guide) == []
    (line,) = unexplained(replace(answer, text=answer.text.replace(*change)), guide)
    assert line


def test_a_list_of_one_plan_quotes_what_else_was_asked(engine: Engine) -> None:
    answer = engine.ask("biobased bouwen breda, wie doet daar onderzoek naar en in welk gebouw zit ie")
    (entry,) = answer.plans
    told = [answer.citation(mark).quote for mark in entry.citations]
    assert len(told) == 2 and "biobased bouwen" in told[0] and "Bouw en Techniek Centrum Breda" in told[1]


def test_a_list_that_asks_nothing_else_quotes_why_each_plan_is_in_it(engine: Engine) -> None:
    answer = engine.ask("welke plannen werken aan biobased bouwen in Breda?")
    assert [len(entry.citations) for entry in answer.plans] == [1]


def test_a_likeness_that_no_word_asks_for_is_a_fact_where_a_sentence_says_it(engine: Engine) -> None:
    answer = engine.ask("Met wie doet de Smart Farming Academy het samen?")
    assert answer.form is AnswerForm.FACT and "BodemUp" in answer.citations[0].quote


def test_a_likeness_that_is_surely_asked_for_stays_one(engine: Engine) -> None:
    assert engine.ask("Wie doet hetzelfde als de Smart Farming Academy?").form is AnswerForm.LIKENESS
