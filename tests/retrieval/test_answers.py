"""Answers over the shipped corpus."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from retrieval.dutch import words
from retrieval.engine import Engine
from retrieval.library import Library
from retrieval.model import PLAN_KINDS, Answer, AnswerStatus, Citation, Language, Plan, PlanEntry, Reason
from retrieval.presenting import answer_json, state_of
from retrieval.search import ALL_STAGES, Stage
from retrieval.settings import Settings

ENERGY = {
    "nl": "welke consortia werken aan de energietransitie in Zuid-Holland?",
    "en": "which consortia work on the energy transition in South Holland?",
}
MAINTENANCE = {
    "nl": "welke consortia werken aan smart maintenance in Gelderland",
    "en": "which consortia work on smart maintenance in Gelderland",
}
AMOUNT = {"nl": "wat was het hoogste toegekende bedrag?", "en": "what was the highest amount granted?"}
REFUSED = (AnswerStatus.NO_EVIDENCE, AnswerStatus.OUT_OF_SCOPE)
BOTH = pytest.mark.parametrize("language", ["nl", "en"])


def ids(entries: tuple[PlanEntry, ...]) -> list[str]:
    return [entry.plan.id for entry in entries]


def filters(answer: Answer) -> list[tuple[str, str, str]]:
    return [(f.facet, f.value, f.source_text) for f in answer.filters]


def citation_of(answer: Answer, entry: PlanEntry) -> Citation:
    (mark,) = entry.citations
    return answer.citation(mark)


@BOTH
def test_a_list_holds_exactly_the_plans_with_one_quotation_each(engine: Engine, language: Language) -> None:
    answer = engine.ask(ENERGY[language])
    assert (answer.status, answer.language, answer.complete) == (AnswerStatus.ANSWERED, language, True)
    assert sorted(ids(answer.plans)) == ["greenport-horti-campus", "people", "scale"]
    assert (answer.count, answer.near) == (3, ())
    assert sorted(mark for entry in answer.plans for mark in entry.citations) == [1, 2, 3]
    assert [citation.mark for citation in answer.citations] == [1, 2, 3]


@BOTH
def test_a_list_names_its_filters_and_its_count(engine: Engine, language: Language) -> None:
    answer = engine.ask(ENERGY[language])
    assert [(facet, value) for facet, value, _ in filters(answer)] == [
        ("kind", "consortium"),
        ("theme", "energietransitie"),
        ("province", "zuid-holland"),
    ]
    first = answer.text.splitlines()[0]
    assert "3 consortia" in first
    assert all(label in first for label in [f.label for f in answer.filters if f.facet != "kind"])


def test_a_quotation_in_a_list_is_from_the_passages_of_its_plan(engine: Engine, shipped_library: Settings) -> None:
    library = Library(shipped_library.index)
    own = library.plan_passages()
    for question in (*ENERGY.values(), *MAINTENANCE.values(), "pps'en in Drenthe"):
        answer = engine.ask(question)
        for entry in (*answer.plans, *answer.near):
            quoted = citation_of(answer, entry)
            spans = [
                (p.start, p.end)
                for p in library.passages(own[entry.plan.id]).values()
                if (p.version, p.page) == (quoted.document.version, quoted.page)
            ]
            assert any(start <= quoted.start and quoted.end <= end for start, end in spans), entry.plan.id


def test_a_quotation_for_scale_says_that_it_works_on_the_energy_transition(engine: Engine) -> None:
    answer = engine.ask(ENERGY["nl"])
    quoted = {entry.plan.id: citation_of(answer, entry).quote for entry in answer.plans}
    assert "energietransitie" in quoted["scale"]
    assert all("niet vermeld" not in quote for quote in quoted.values())


def test_an_organisation_is_found_in_sources_that_do_not_say_that_it_is_one(engine: Engine) -> None:
    answer = engine.ask("Welke plannen noemen Curio?")
    assert ("organisation", "Curio", "Curio") in filters(answer)
    assert {"practoraat-klimaatpositief", "vliegtuigonderhoud-aviolanda", "smart-farming-academy"} == set(ids(answer.plans))


def test_plans_of_an_organisation_are_quoted_where_they_name_it(engine: Engine) -> None:
    answer = engine.ask("Welke pps'en werken samen met Saxion?")
    assert ("organisation", "Saxion", "Saxion") in filters(answer)
    assert {"pcpt-oost", "techwise-twente"} <= set(ids(answer.plans))
    assert ["Saxion" in citation_of(answer, entry).quote for entry in answer.plans] == [True] * answer.count


@BOTH
def test_without_a_plan_that_meets_all_the_near_misses_are_quoted_apart(engine: Engine, language: Language) -> None:
    answer = engine.ask(MAINTENANCE[language])
    assert (answer.status, answer.plans, answer.count, answer.complete) == (AnswerStatus.NO_EVIDENCE, (), 0, True)
    assert filters(answer) == [
        ("kind", "consortium", "consortia"),
        ("theme", "smart-maintenance", "smart maintenance"),
        ("province", "gelderland", "Gelderland"),
    ]
    same_subject = [entry for entry in answer.near if "smart-maintenance" in [f.value for f in entry.why]]
    same_place = [entry for entry in answer.near if "gelderland" in [f.value for f in entry.why]]
    assert {"new-waves", "techport-ijmond", "world-class-maintenance"} <= set(ids(tuple(same_subject)))
    assert {"tech-oost", "connectr", "civon", "techadoptie"} <= set(ids(tuple(same_place)))
    assert len(same_subject) + len(same_place) == len(answer.near) == len(set(ids(answer.near)))
    assert ids(answer.near) == ids((*same_subject, *same_place))
    assert all(citation_of(answer, entry).quote for entry in answer.near)


def test_near_misses_of_one_kind_and_the_other_stand_apart_in_the_text(engine: Engine) -> None:
    answer = engine.ask(MAINTENANCE["nl"])
    parts = answer.text.split("\n\n")
    (subject,) = [part for part in parts if "New Waves" in part]
    (place,) = [part for part in parts if "Tech Oost" in part]
    assert subject != place and "elders" in subject and "Gelderland" in place
    assert parts[0].startswith("Geen consortium")


def test_every_near_miss_says_what_it_meets_and_misses(engine: Engine) -> None:
    near = answer_json(engine.ask(MAINTENANCE["nl"]))["near"]
    why = {entry["id"]: entry["why"] for entry in near}
    assert why["new-waves"] == "wel: consortium, smart maintenance; niet: Gelderland"
    assert why["connectr"] == "wel: Gelderland; niet: consortium, smart maintenance"


@BOTH
def test_a_fact_is_answered_with_the_sentence_that_holds_it(engine: Engine, language: Language) -> None:
    answer = engine.ask(AMOUNT[language])
    assert (answer.status, answer.language, answer.plans) == (AnswerStatus.ANSWERED, language, ())
    assert "€ 9 miljoen" in answer.citations[0].quote and "hoogste" in answer.citations[0].quote
    assert answer.citations[0].quote in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie is de penvoerder van SCALE?", "Da Vinci College"),
        ("wie is penvoerder van scale?", "Da Vinci College"),
        ("Who leads SCALE?", "Da Vinci College"),
        ("Wie leidt SNEL?", "CHILL is de leadpartner"),
        ("hoe kom ik in contact met Techport?", "https://techport.nl"),
        ("wat is het mailadres van CHILL?", "https://chillabs.nl"),
        ("Who is the lead partner of SCALE?", "Da Vinci College"),
        ("Hoeveel geld kreeg SCALE?", "€ 9 miljoen"),
        ("How much money did SCALE receive?", "€ 9 miljoen"),
        ("Hoeveel geld kreeg New Waves?", "€ 8,7 miljoen"),
        ("Wanneer begon New Waves?", "september 2023"),
        ("When did New Waves start?", "september 2023"),
        ("Wie is de voorzitter van de stuurgroep van SNEL?", "Ferdinand van Kampen"),
        ("Hoeveel aanvragen waren er?", "21 aanvragen"),
        ("Wat betekent pps?", "publiek-private samenwerking"),
        ("Wat is een consortium?", "samenwerkingsverband"),
        ("What is smart maintenance?", "onderhoud"),
    ],
)
def test_facts_of_the_corpus_are_found(engine: Engine, question: str, said: str) -> None:
    answer = engine.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert said in answer.citations[0].quote


OUTSIDE = [
    "wie is de burgemeester van Parijs?",
    "hoe bak ik een appeltaart?",
    "who is the mayor of Paris?",
    "how do I bake an apple pie?",
    "Wat is de hoofdstad van Mongolië?",
    "wie is de koning van Nederland?",
    "Wat is de snelheid van het licht?",
    "asdfghjkl qwertyuiop",
    "日本語 の 質問",
]
# Their words are those of the documents.
NEARLY_INSIDE = ["Wie is de burgemeester van Dordrecht?", "Hoeveel inwoners heeft Dordrecht?", "Wat kost een brood?"]


@pytest.mark.parametrize("question", [*OUTSIDE, *NEARLY_INSIDE])
def test_a_question_outside_the_corpus_has_no_answer_and_no_citation(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.status in REFUSED and (answer.citations, answer.plans, answer.near) == ((), (), ())
    assert "[" not in answer.text


@pytest.mark.parametrize("question", OUTSIDE)
def test_a_question_about_something_else_is_said_to_be_that(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.reason) == (AnswerStatus.OUT_OF_SCOPE, Reason.OUTSIDE)


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Wie is de penvoerder van New Waves?", "New Waves"),
        ("Wat is het contactadres van New Waves?", "New Waves"),
        ("Wat is de looptijd van SNEL?", "SNEL"),
        ("Wat is de totale begroting van SNEL?", "SNEL"),
        pytest.param(
            "Hoeveel geld kreeg SNEL?",
            "SNEL",
        ),
    ],
)
def test_what_the_sources_of_a_plan_do_not_say_is_quoted_as_not_said(engine: Engine, question: str, plan: str) -> None:
    answer = engine.ask(question)
    assert answer.citations[0].quote.startswith(f"In de gelezen bronnen over {plan} is niet vermeld")
    assert answer.citations[0].heading[-1] == "Niet vermeld"


@pytest.mark.parametrize("question", ["Welke kleur heeft het logo van SNEL?", "Does SNEL have a swimming pool?"])
def test_that_sources_do_not_mention_it_is_only_said_of_what_they_say_so_of(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.reason) == (AnswerStatus.NO_EVIDENCE, Reason.WEAK)
    assert answer.citations == () and "niet vermeld" not in answer.text


@BOTH
def test_the_coverage_names_the_consortia_that_are_known(engine: Engine, language: Language) -> None:
    for question in (ENERGY[language], MAINTENANCE[language]):
        answer = engine.ask(question)
        assert answer.coverage.consortia == (9, 15)
        last = answer.text.split("\n\n")[-1]
        assert all(number in last for number in ("9", "15", "6"))
        assert str(answer.coverage.documents) in last and str(answer.coverage.plans) in last


def test_the_coverage_counts_what_is_shipped(engine: Engine, shipped_library: Settings, shipped_files: dict[str, object]) -> None:
    coverage = engine.coverage()
    assert coverage.documents == len(shipped_files) == len(engine.documents())
    assert coverage.plans == sum(plan.status != "missing" for plan in Library(shipped_library.index).plans())
    assert coverage.unreadable_pages == 0
    assert coverage == engine.ask(ENERGY["nl"]).coverage


PROVINCES = {"groningen": "Groningen", "friesland": "Friesland", "drenthe": "Drenthe", "overijssel": "Overijssel"}
PROVINCES |= {"flevoland": "Flevoland", "gelderland": "Gelderland", "utrecht": "Utrecht", "noord-holland": "Noord-Holland"}
PROVINCES |= {"zuid-holland": "Zuid-Holland", "zeeland": "Zeeland", "noord-brabant": "Noord-Brabant", "limburg": "Limburg"}


@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize(("kind", "word"), [("consortium", "consortia"), ("pps", "pps'en")])
def test_a_count_is_that_of_the_table_of_plans(engine: Engine, plans: list[Plan], province: str, kind: str, word: str) -> None:
    expected = {p.id for p in plans if p.kind == kind and province in p.facets.get("province", ())}
    counted = engine.ask(f"Hoeveel {word} zijn er in {PROVINCES[province]}?")
    listed = engine.ask(f"Welke {word} zijn er in {PROVINCES[province]}?")
    assert set(ids(counted.plans)) == expected == set(ids(listed.plans))
    assert counted.count == len(expected) == len(counted.plans)
    if expected:
        assert counted.text.startswith(f"{len(expected)} ")


def test_a_theme_is_counted_by_table_and_text(engine: Engine, plans: list[Plan], shipped_library: Settings) -> None:
    answer = engine.ask("Hoeveel consortia werken aan de energietransitie?")
    in_table = {p.id for p in plans if p.kind == "consortium" and "energietransitie" in p.facets.get("theme", ())}
    recorded = {
        p.id
        for p in Library(shipped_library.index).plans()
        if p.kind == "consortium" and "energietransitie" in p.facets.get("theme", ())
    }
    assert in_table <= recorded <= set(ids(answer.plans))


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel consortia zijn er?",
        "Welke consortia zijn er?",
        "How many consortia are there?",
        "consortia",
        "Welke consortia zijn er in Utrecht?",
    ],
)
def test_a_consortium_that_is_not_known_by_name_is_never_listed(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.plans
    assert not [entry for entry in (*answer.plans, *answer.near) if entry.plan.status == "missing" or "onbekend" in entry.plan.id]
    assert "naam niet bekend" not in answer.text


@pytest.mark.parametrize("city", ["stad Rotterdam", "stad Dordrecht", "gemeente Groningen"])
def test_a_city_is_counted_whole(engine: Engine, plans: list[Plan], city: str) -> None:
    answer = engine.ask(f"Hoeveel pps'en zijn er in de {city}?")
    assert set(ids(answer.plans)) == {p.id for p in plans if p.kind == "pps" and city.split()[1] in p.facets.get("place", ())}


@pytest.mark.parametrize("facet_value", [("province", "zeeland"), ("kind", "pps"), ("theme", "waterstof")])
def test_a_filter_by_hand_narrows_an_answer(engine: Engine, facet_value: tuple[str, str]) -> None:
    chosen = engine.filter(*facet_value)
    answer = engine.ask("Welke pps'en zijn er in Zeeland, Drenthe of Groningen?", [chosen])
    assert chosen in answer.filters
    whole = engine.ask("Welke pps'en zijn er in Zeeland, Drenthe of Groningen?")
    assert set(ids(answer.plans)) <= set(ids(whole.plans))


def test_words_beside_a_subject_that_could_not_be_used_make_an_answer_partial(engine: Engine) -> None:
    answer = engine.ask("welke pps'en in Limburg werken in de zorg en hebben een duikboot?")
    assert (answer.status, answer.complete) == (AnswerStatus.PARTLY_ANSWERED, False)
    assert "duikboot" in answer.text and answer.plans


@pytest.mark.parametrize("thing", ["duikboot", "zwembad", "kasteel"])
def test_what_no_plan_of_a_place_mentions_is_said(engine: Engine, thing: str) -> None:
    answer = engine.ask(f"welke pps'en in Limburg hebben een {thing}?")
    assert answer.status is not AnswerStatus.ANSWERED and thing in answer.text
    shown = {entry.plan.id for entry in (*answer.plans, *answer.near)}
    assert shown >= plans_with(engine, "Welke pps'en zijn er in Limburg?")


def test_an_answer_is_the_same_every_time(engine: Engine) -> None:
    first, second = (answer_json(engine.ask(ENERGY["nl"])) for _ in range(2))
    for answer in (first, second):
        assert answer.pop("timings_ms") and all(step.pop("ms") >= 0 for step in answer["steps"])
    assert first == second


def test_hostile_characters_are_only_words(engine: Engine) -> None:
    for question in (
        "waterstof'; DROP TABLE plans; --",
        "body:waterstof AND *",
        '"waterstof',
        "waterstof \x00 \ud800 \u202e",
        "(((",
        "\\",
    ):
        if question.strip("(\\"):
            assert engine.ask(question).status in set(AnswerStatus)


def test_the_example_questions_of_readme_are_answered_with_quotations_or_counts(engine: Engine) -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    questions = re.findall(r"^- \*(.+?\?)\*", readme, re.MULTILINE)
    assert len(questions) >= 3
    answers = [engine.ask(question) for question in questions]
    # What is missing can't be quoted.
    assert [answer.question for answer in answers if not (answer.spots if answer.form == "coverage" else answer.citations)] == []


@pytest.mark.parametrize("kind", PLAN_KINDS)
def test_every_kind_can_be_listed(engine: Engine, plans: list[Plan], kind: str) -> None:
    answer = engine.ask(
        {"consortium": "welke consortia zijn er?", "pps": "welke pps'en zijn er?", "programme": "welke programma's zijn er?"}[
            kind
        ]
    )
    assert set(ids(answer.plans)) == {p.id for p in plans if p.kind == kind and p.status != "missing"}


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("How much did Greenport Horti Campus receive?", "€ 9 miljoen"),
        ("Hoeveel krijgt SCALE van het Groeifonds?", "Aan SCALE is € 9 miljoen toegekend"),
        ("What was the lowest grant?", "€ 4,3 miljoen"),
        ("Hoeveel aanvragen zijn er ingediend?", "21 aanvragen"),
    ],
)
def test_an_amount_is_that_of_the_one_asked_for(engine: Engine, question: str, amount: str) -> None:
    assert amount in engine.ask(question).citations[0].quote


def plans_with(engine: Engine, question: str) -> set[str]:
    return {entry.plan.id for entry in engine.ask(question).plans}


def test_a_place_that_is_denied_leaves_out_its_plans(engine: Engine) -> None:
    without, within = (
        plans_with(engine, "Welke pps'en zitten niet in Limburg?"),
        plans_with(engine, "Welke pps'en zitten in Limburg?"),
    )
    assert within and not without & within
    assert without | within == plans_with(engine, "Welke pps'en zijn er?")


@pytest.mark.parametrize("question", ["Welke consortia zijn toegekend?", "Which consortia were granted?"])
def test_granted_consortia_are_those_that_the_table_says_are_granted(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.count == 9 and {entry.plan.status for entry in answer.plans} == {"granted"}
    assert "6" in answer.text.split("\n\n")[-1]


def test_words_that_say_little_do_not_narrow_a_place(engine: Engine) -> None:
    assert plans_with(engine, "Hoeveel pps'en werken samen in Groningen?") == plans_with(
        engine, "Hoeveel pps'en zijn er in Groningen?"
    )


def test_two_subjects_must_both_hold_and_each_alone_comes_near(engine: Engine) -> None:
    answer = engine.ask("Welke pps'en werken aan waterstof en zorg?")
    assert answer.lead == "Geen pps noemt waterstof en zorg."
    met = {f.facet for entry in answer.near for f in entry.why}
    assert {"theme", "sector"} <= met and not answer.plans


# --- What is denied


@pytest.mark.parametrize(
    "question",
    [
        "alle pps'en met uitzondering van Limburg",
        "pps'en, Limburg niet meegerekend",
        "alle pps'en behalve in Limburg",
        "welke pps'en zijn er buiten Limburg?",
        "welke pps'en, behalve die in Limburg?",
        "list all partnerships except those in Limburg",
        "all partnerships with the exception of Limburg",
        "partnerships excluding Limburg",
    ],
)
def test_every_way_to_deny_a_place_leaves_out_its_plans_and_no_others(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    within = plans_with(engine, "Welke pps'en zitten in Limburg?")
    assert {entry.plan.id for entry in answer.plans} == plans_with(engine, "Welke pps'en zijn er?") - within
    assert answer.status is AnswerStatus.ANSWERED


@pytest.mark.parametrize("question", ["pps'en behalve in Limburg en Zeeland", "welke pps'en zijn er niet in Limburg of Zeeland?"])
def test_two_places_that_are_denied_are_both_left_out(engine: Engine, question: str) -> None:
    within = plans_with(engine, "Welke pps'en zitten in Limburg of Zeeland?")
    assert within and plans_with(engine, question) == plans_with(engine, "Welke pps'en zijn er?") - within


# --- Words in quotation marks


def holding(engine: Engine, *phrase: str) -> set[str]:
    """The plans with a passage in which these words follow each other."""
    snapshot = engine.retriever().snapshot
    found = set()
    for plan in snapshot.plans:
        for passage in snapshot.passages_of(plan.id):
            text = words(passage.text)
            if any(tuple(text[at : at + len(phrase)]) == phrase for at in range(len(text))):
                found.add(plan.id)
    return found


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„”"])
@pytest.mark.parametrize("phrase", ["Da Vinci College", "duurzame energie", "penvoerder van"])
def test_a_list_holds_only_plans_with_the_words_in_quotation_marks(engine: Engine, phrase: str, marks: str) -> None:
    listed = plans_with(engine, f"welke consortia noemen {marks[0]}{phrase}{marks[1]}?")
    assert listed and listed <= holding(engine, *words(phrase))


def test_a_theme_in_quotation_marks_is_not_replaced_by_another_name_for_it(engine: Engine) -> None:
    assert holding(engine, "praktijkgericht", "onderzoek") == set()
    assert plans_with(engine, 'welke plannen doen "praktijkgericht onderzoek"?') == set()


def test_a_count_counts_only_plans_with_the_words_in_quotation_marks(engine: Engine) -> None:
    answer = engine.ask('Hoeveel consortia in Noord-Holland noemen "penvoerder"?')
    assert set(ids(answer.plans)) <= holding(engine, "penvoerder") and answer.count == len(answer.plans)


@pytest.mark.parametrize(
    "question",
    [
        'welke pps\'en hebben een "xyzzy plugh"?',
        'hoeveel pps\'en in Limburg hebben een "xyzzy plugh"?',
        'wat is "xyzzy plugh"?',
        'wie is de penvoerder van SCALE volgens "xyzzy plugh"?',
        '"van de energietransitie de"',
    ],
)
def test_words_in_quotation_marks_that_stand_nowhere_give_nothing(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.status in REFUSED and (answer.plans, answer.count) == ((), 0)
    assert engine.search(question).hits == ()


def test_a_fact_is_quoted_from_a_passage_with_the_words_in_quotation_marks(engine: Engine) -> None:
    answer = engine.ask('wie is "penvoerder van SCALE"?')
    assert answer.status is AnswerStatus.ANSWERED and "penvoerder van SCALE" in answer.citations[0].quote


# --- Words that were looked for besides, and typing errors

EXPANDED = (
    "welke consortia werken aan duurzame energie?",
    "wat is predictive maintenance?",
    "who is the lead partner of SCALE?",
)


@pytest.mark.parametrize(
    "question",
    ["welke consortia werken aan duurzame energie?", "wat is predictive maintenance?", "who is the lead partner of SCALE?"],
)
def test_words_that_were_looked_for_besides_stand_in_the_library_and_not_in_the_question(engine: Engine, question: str) -> None:
    for expansion in (engine.ask(question).expansion, engine.search(question).expansion):
        assert expansion and len(set(expansion)) == len(expansion)
        texts = [words(passage.text) for passage in engine.retriever().snapshot.library.passages(known_passages(engine)).values()]
        for name in expansion:
            assert f" {name} " not in f" {' '.join(words(question))} "
            wanted = words(name)
            assert any(text[at : at + len(wanted)] == wanted for text in texts for at in range(len(text))), name


def known_passages(engine: Engine) -> list[int]:
    return engine.retriever().snapshot.generation.exact.ids.tolist()


@pytest.mark.parametrize(
    "question",
    ["welke consortia werken aan duurzame energie?", "wat is predictive maintenance?", "who is the lead partner of SCALE?"],
)
def test_without_expansion_nothing_is_looked_for_besides(engine: Engine, question: str) -> None:
    answer = engine.ask(question, expand=False)
    assert answer.expansion == () == engine.search(question, stages=ALL_STAGES - {Stage.SYNONYMS}).expansion
    assert answer.filters and all(f.exact for f in answer.filters)


@pytest.mark.parametrize(
    "question", ["Hoeveel geld kreeg SNEL?", "Hoeveel geld kreeg SCALE?", "pps in Zuid-Holland", "money of SCALE"]
)
def test_the_words_of_a_name_bring_no_other_words(engine: Engine, question: str) -> None:
    of_names = {"sneller", "fast", "quick", "schaal", "omvang", "grootte", "size", "south", "nieuw", "nieuwe"}
    assert not of_names & set(engine.ask(question).expansion)


def test_without_expansion_a_list_holds_only_plans_with_the_value_itself(engine: Engine) -> None:
    wide, narrow = (engine.ask("welke pps'en werken aan duurzaamheid?", expand=expand) for expand in (True, False))
    assert set(ids(narrow.plans)) < set(ids(wide.plans))
    assert all("duurzaamheid" in entry.plan.facets["theme"] for entry in narrow.plans)


def test_typing_errors_are_told_and_the_answer_is_that_of_the_words_that_were_meant(engine: Engine) -> None:
    typed, meant = "welke consortai werken aan watrestof?", "welke consortia werken aan waterstof?"
    wrong, right = engine.ask(typed), engine.ask(meant)
    assert [(c.typed, c.meant) for c in wrong.corrections] == [("consortai", "consortia"), ("watrestof", "waterstof")]
    assert all(typed[c.start : c.end] == c.typed for c in wrong.corrections)
    assert wrong.question == typed and right.corrections == ()
    assert [f.source_text for f in wrong.filters] == ["consortai", "watrestof"]
    assert (wrong.text, ids(wrong.plans)) == (right.text, ids(right.plans))
    assert engine.search(typed).corrections == wrong.corrections


def test_words_are_not_corrected_when_that_is_asked(engine: Engine) -> None:
    answer = engine.ask("welke consortia werken aan watrestof?", correct=False)
    assert answer.corrections == () and "waterstof" not in [f.value for f in answer.filters]


# --- Several plans, and what a question of fact reports


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hoeveel geld kregen SCALE en New Waves?", ["€ 9 miljoen", "€ 8,7 miljoen"]),
        ("How much money did New Waves and SCALE receive?", ["€ 8,7 miljoen", "€ 9 miljoen"]),
    ],
)
def test_a_question_about_several_plans_is_answered_for_each(engine: Engine, question: str, said: list[str]) -> None:
    answer = engine.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert all(any(amount in citation.quote for citation in answer.citations) for amount in said)
    assert said[0] in answer.citations[0].quote


@pytest.mark.parametrize(
    "question", ["Wie is de penvoerder van SCALE en New Waves?", "Who is the lead partner of New Waves and SCALE?"]
)
def test_what_is_not_mentioned_of_one_of_several_plans_is_told(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert any("Da Vinci College" in citation.quote for citation in answer.citations)
    assert any("New Waves" in citation.quote for citation in answer.citations)


def test_plans_that_are_given_by_hand_are_each_asked_too(engine: Engine) -> None:
    given = [engine.filter("plan", "scale"), engine.filter("plan", "new-waves")]
    by_hand, by_name = engine.ask("Hoeveel geld ontvingen ze?", given), engine.ask("Hoeveel geld kregen SCALE en New Waves?")
    assert {citation.quote for citation in by_hand.citations} <= {citation.quote for citation in by_name.citations}
    assert len(by_hand.citations) >= 2


def test_a_question_of_fact_reports_what_it_names_and_prefers_it(engine: Engine) -> None:
    answer = engine.ask("Wie is de penvoerder van SCALE in Zuid-Holland?")
    assert {(f.facet, f.preferred) for f in answer.filters} == {("plan", False), ("province", True)}
    assert not answer.complete


def test_both_values_are_asked_for_at_once(engine: Engine) -> None:
    both = engine.ask("bij welke pps'en in Zuid-Holland doen mbo en hbo allebei mee?")
    either = engine.ask("welke pps'en in Zuid-Holland zijn er voor mbo of hbo?")
    assert {entry.plan.id for entry in both.plans} < {entry.plan.id for entry in either.plans}
    assert all({"mbo", "hbo"} <= set(entry.plan.facets["level"]) for entry in both.plans)
    assert "mbo en hbo" in both.text and "mbo of hbo" in either.text


def test_a_theme_or_a_sector_makes_one_list_of_both(engine: Engine) -> None:
    def listed(question: str) -> set[str]:
        return {entry.plan.id for entry in engine.ask(question).plans}

    either = engine.ask("welke plannen gaan over scheepsbouw of de maritieme sector?")
    assert {entry.plan.id for entry in either.plans} == listed("welke plannen gaan over scheepsbouw?") | listed(
        "welke plannen zijn er in de maritieme sector?"
    )
    assert "scheepsbouw of maritiem" in either.text


def test_consortia_of_which_it_is_unknown_whether_they_were_granted(engine: Engine) -> None:
    for question in ("is onbekend of ze geld hebben gekregen", "staat niet vast dat ze zijn toegekend"):
        answer = engine.ask(f"Van welke consortia {question}?")
        assert {entry.plan.status for entry in answer.plans} == {"applied", "named"}


def test_a_topic_that_is_mostly_unknown_selects_nothing(engine: Engine) -> None:
    answer = engine.ask("welke pps'en hebben honderd bedrijven bereikt?")
    assert (answer.count, answer.status) == (0, AnswerStatus.NO_EVIDENCE) and answer.text.startswith("Geen pps")


def test_every_name_must_be_there(engine: Engine) -> None:
    answer = engine.ask("In welke samenwerkingsverbanden zitten Saxion en ROC van Twente allebei?")
    passages = engine.retriever().snapshot.passages_of
    texts = {entry.plan.id: " ".join(passage.text for passage in passages(entry.plan.id)) for entry in answer.plans}
    assert texts and all("Saxion" in text and "ROC van Twente" in text for text in texts.values())


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("welke consortia zijn er in de achterhoek?", "Geen consortium in de Achterhoek gevonden."),
        ("Hoeveel pps'en zitten er in Groene Hart?", "in het Groene Hart"),
        ("welke pps'en zijn er in Twente?", "in Twente"),
        ("Which consortia are there in Achterhoek?", "No consortium in the Achterhoek found."),
        ("Which partnerships are there in the Metropoolregio Amsterdam?", "in the Metropoolregio Amsterdam"),
    ],
)
def test_a_region_has_its_article_in_a_sentence(engine: Engine, question: str, lead: str) -> None:
    assert lead in engine.ask(question).lead


def test_a_region_keeps_its_article_in_a_conversation(engine: Engine) -> None:
    state = engine.ask("welke consortia zijn er in de Achterhoek?").state
    assert state is not None
    carried = state_of(json.loads(json.dumps(answer_json(engine.ask("alleen mbo", state=state))))["state"])
    assert "in de Achterhoek" in engine.ask("en hbo?", state=carried).lead


@pytest.mark.parametrize(
    ("question", "plan", "quote"),
    [
        # A longer word with the name of the theme, before a sentence that names only the place.
        ("welke pps'en werken aan robotica in Gelderland?", "techadoptie", "Een zorgrobot is een van de middelen"),
        ("which partnerships work on robotics in Gelderland?", "techadoptie", "Een zorgrobot is een van de middelen"),
        # The subject before the region.
        ("Wat loopt er in de Drechtsteden rond energie?", "scale", "energietransitie"),
        # What a plan got shows that it was granted; who does not know says so.
        ("Welke consortia zijn toegekend?", "new-waves", "€ 8,7 miljoen uit het Groeifonds"),
        ("Which consortia were granted?", "it-verband-zuid-holland", "€ 7,1 miljoen subsidie"),
        ("Welke consortia hebben geen toekenning?", "tech-oost", "zeggen de gelezen bronnen niet"),
        # A region that holds the province shows it somewhat.
        ("Welke plannen in Drenthe gaan niet over waterstof?", "groene-transitie", "Noord-Nederland"),
        # What a plan is, where nothing but plans is asked for.
        ("Welke consortia zijn er?", "snel", "is een consortium van pps'en"),
    ],
)
def test_the_quotation_of_a_plan_shows_what_was_asked_for(engine: Engine, question: str, plan: str, quote: str) -> None:
    answer = engine.ask(question)
    entry = next(entry for entry in answer.plans if entry.plan.id == plan)
    assert quote in answer.citation(entry.citations[0]).quote


def test_what_is_denied_is_no_reason_to_quote_a_sentence(engine: Engine) -> None:
    answer = engine.ask("Please give me all partnerships on care technology, except the ones in Limburg.")
    assert answer.plans and not any("Limburg" in citation.quote for citation in answer.citations)
