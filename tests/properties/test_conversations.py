"""Conversations through the engine: whatever is said, in whatever order, there is an answer or a refusal that says why."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retrieval.dutch import words
from retrieval.engine import Engine
from retrieval.errors import FilterUnknown, QuestionEmpty, QuestionTooLong
from retrieval.exporting import FORMATS, report_of_answer, written
from retrieval.model import Answer, AnswerForm, Filter, Standing, State
from retrieval.presenting import answer_json, state_json, state_of
from retrieval.settings import Settings
from retrieval.understanding.question import MAX_CHARACTERS
from retrieval.vocabulary import FACETS, read_vocabulary
from tests.properties.examples import few

NAMES = ["Delta Werkt", "De Smederij", "Kompas", "Rijnstroom", "Overal Waterstof", "Stilte in de Polder", "Bergen", "Utrecht"]
SUBJECTS = ["waterstof", "robotica", "Overijssel", "Twente", "Arnhem", "mbo", "zorg", "consortia", "hydrogen", "watestof", "2024"]
PATTERNS = [
    "Welke plannen werken aan {}?",
    "Which plans work on {}?",
    "Hoeveel pps'en zijn er in {}?",
    "Wie is de penvoerder van {}?",
    "Wat is het budget van {}?",
    "Vertel over {}",
    "Vergelijk {} met Delta Werkt",
    "Welke plannen lijken op {}?",
    "Welke thema's ontbreken in {}?",
    "en in {}?",
    "en {}?",
    "niet in {}",
    "ook {}",
    "alleen {}",
    "nee, ik bedoel {}",
    "terug naar {}",
    "zoiets in {}?",
    "die in {}",
    'precies "{}"',
    "{}",
]
ALONE = [
    "de tweede",
    "de laatste drie",
    "vergelijk die twee",
    "en het budget?",
    "wie doen er mee?",
    "waarom?",
    "hoeveel zijn dat?",
    "alles weer",
    "begin opnieuw",
    "bedankt",
    "hallo",
    "back to the list",
    "all of them",
    "ja",
    "nee",
    "?",
    "de 99999999999999999999e",
    "nummer -1",
]
SAID = (
    st.builds(str.format, st.sampled_from(PATTERNS), st.sampled_from(NAMES + SUBJECTS))
    | st.sampled_from(ALONE)
    | st.text(max_size=80)
    | st.lists(
        st.sampled_from(NAMES + SUBJECTS + ["niet", "en", "of", "in", "“", '"', ",", "(", "die", "ook", "0"]), max_size=12
    ).map(" ".join)
    | st.integers(0, 3).map(lambda more: "x " * (MAX_CHARACTERS // 2 + more))
)
WORDS = st.sampled_from([*NAMES, *SUBJECTS, "", "\ud800", "\x00", "'", "x" * 300]) | st.text(max_size=20)
FILTERS = st.builds(
    Filter,
    st.sampled_from(FACETS),
    WORDS,
    WORDS,
    WORDS,
    *[st.booleans()] * 8,
)
PLANS = st.lists(st.sampled_from(["delta", "smederij", "kompas-zeeland", "stilte", "nergens", ""]), max_size=4).map(tuple)
FORMS = st.sampled_from(AnswerForm)
STATES = st.builds(
    State,
    text=SAID,
    form=FORMS,
    filters=st.lists(FILTERS, max_size=3).map(tuple),
    asked=SAID,
    listed=PLANS,
    focus=PLANS,
    recent=PLANS,
    pending=st.booleans(),
    said=st.lists(SAID, max_size=2).map(tuple),
    earlier=st.lists(st.builds(Standing, SAID, FORMS, st.lists(FILTERS, max_size=2).map(tuple)), max_size=2).map(tuple),
)


def answered(engine: Engine, question: str, state: State | None, **options: bool) -> Answer | None:
    """The answer, ``None`` for a question that is refused, which is one without words or one that is too long."""
    try:
        answer = engine.ask(question, state=state, **options)
    except QuestionEmpty:
        assert not words(question) or len(question) > len(words(question))
        return None
    except QuestionTooLong:
        assert len(question) > MAX_CHARACTERS
        return None
    for citation in answer.citations:
        assert engine.page(citation.document.id, citation.page).text[citation.start : citation.end] == citation.quote
    marks = {citation.mark for citation in answer.citations}
    assert all(set(entry.citations) <= marks for entry in (*answer.plans, *answer.near, *answer.nationwide))
    assert answer.dropped == 0 and answer.text.strip()
    return answer


@few(60)
@given(st.lists(SAID, min_size=1, max_size=6), st.booleans(), st.booleans())
def test_any_conversation_goes_on_and_every_quotation_is_exact(
    guide: Engine, said: list[str], expand: bool, correct: bool
) -> None:
    state: State | None = None
    for question in said:
        answer = answered(guide, question, state, expand=expand, correct=correct)
        if answer is None:
            continue
        told = json.loads(json.dumps(answer_json(answer), ensure_ascii=False, allow_nan=False))
        state = state_of(told["state"]) if told["state"] else None
        assert state == answer.state


@few(60)
@given(STATES, SAID)
def test_from_any_state_that_somebody_makes_up_there_is_an_answer(guide: Engine, state: State, question: str) -> None:
    answer = answered(guide, question, state)
    if answer is not None and answer.state is not None:
        assert state_of(json.loads(json.dumps(state_json(answer.state)))) == answer.state


@few(25)
@given(SAID, st.sampled_from(sorted(FORMATS)))
def test_any_answer_can_be_exported_in_any_form(guide: Engine, landscape: Settings, question: str, form: str) -> None:
    answer = answered(guide, question, None)
    if answer is not None:
        assert written(report_of_answer(answer, read_vocabulary(landscape.corpus)), form)


@few(100)
@given(st.sampled_from(FACETS), WORDS, st.sampled_from(["nl", "en"]))
def test_a_filter_by_any_name_is_one_of_the_library_or_unknown(guide: Engine, facet: str, value: str, language: str) -> None:
    with suppress(FilterUnknown):
        found = guide.filter(facet, value, language)  # type: ignore[arg-type]
        assert guide.filter(facet, found.value, language) == replace(found)  # type: ignore[arg-type]
        guide.plans([found])
