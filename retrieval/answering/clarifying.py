"""Which of several things is meant, asked only where the answer depends on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.quoting import Quoter
from retrieval.answering.stating import facts_of
from retrieval.answering.telling import told
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import Draft
from retrieval.aspects import Aspects
from retrieval.dutch import words
from retrieval.model import AnswerForm, AnswerStatus, Choice, Filter, Plan, PlanEntry, State
from retrieval.retrieving import Retriever
from retrieval.snapshot import Snapshot
from retrieval.understanding.cues import tells_who_asks
from retrieval.understanding.dialogue.cues import ELLIPTIC_AND, bare_left
from retrieval.understanding.dialogue.references import points_back
from retrieval.understanding.intent import PLAN_NOUNS, Intent
from retrieval.understanding.question import Question, as_fact
from retrieval.vocabulary import PLACES


def is_boundless(question: Question) -> bool:
    """Whether it asks for plans without saying which, and does not ask for all: "wie doen er mee?", "ik ben student"."""
    if not question.filters and tells_who_asks(question.read, question.left):
        return True
    if question.intent is Intent.FACT or question.form is AnswerForm.COVERAGE:
        return False
    says = (
        question.filters
        or question.topic
        or question.notions
        or question.phrases
        or question.names
        or question.among
        or question.bound
        or question.party
    )
    return not says and not (PLAN_NOUNS | _ALL) & set(words(question.read))


_THE_LAST = re.compile(r"\b(?:het|de|the)\s+(?P<word>[\w-]+)[\s?.!]*$", re.IGNORECASE)
_ALL = frozenset("alle alles all every elk elke ieder iedere everything totaal total altogether bibliotheek library".split())


def says_nothing(question: Question, state: State | None) -> bool:
    """Whether it only makes sense with what was said before, and could not be understood with it: "waarom?", "en de derde?"."""
    return state is not None and not (question.filters or question.left or question.names or question.among)


def points_at_nothing(question: Question, state: State | None, aspects: Aspects) -> bool:
    """Whether it asks something of what was to be said before, and nothing was: "wat kost dat?", "en de penvoerder?"."""
    names = question.filters or question.names or question.phrases or question.among or question.bound or question.party
    of_all = question.intent is not Intent.FACT and PLAN_NOUNS & set(words(question.read))  # "how many plans are there?"
    if (
        state is not None
        or names
        or of_all
        or question.form is AnswerForm.TALK
        or not aspects.explained(bare_left(question.left))
    ):
        return False
    return points_back(question.read) or bool(ELLIPTIC_AND.match(question.read)) or _is_bare(question, aspects)


def _is_bare(question: Question, aspects: Aspects) -> bool:
    """Whether it ends with the very aspect that it asks for, as of something known: "wie is de penvoerder?"."""
    last = _THE_LAST.search(question.read)
    return bool(last and aspects.asked(words(last["word"])))


def asking_what(question: Question) -> Draft:
    """What plans should be about."""
    said = composed(Wording(question.language).texts("clarify.what"), ())
    return Draft(AnswerForm.LIST, AnswerStatus.NEEDS_CLARIFICATION, said)


def shared_name(question: Question) -> tuple[Filter, ...]:
    """The plans that one name in the question may stand for; none where each name is that of one plan."""
    named = [f for f in question.filters if f.facet == "plan" and not f.negated and f.source_text]
    for own in named:
        same = tuple(f for f in named if f.source_text == own.source_text)
        if len(same) > 1:
            return same
    return ()


def settled(question: Question, same: Sequence[Filter], snapshot: Snapshot) -> Question:
    """The question without the plans of a shared name that are ruled out by what else it names: the place, or another plan."""
    reader, known = snapshot.filters, {plan.id: plan for plan in snapshot.plans}
    places = [f for f in question.filters if f.facet in PLACES and not f.negated and not f.carried]
    kinds = [f for f in question.filters if f.facet in ("kind", "status") and not f.negated]
    for told_by in (places, kinds):
        left = [f for f in same if all(reader.meets(known[f.value], other) for other in told_by)]
        if told_by and len(left) == 1:
            out = [f for f in same if f not in left]
            return replace(question, filters=tuple(f for f in question.filters if f not in out))
    return question


def asking(question: Question, same: Sequence[Filter], retriever: Retriever) -> Draft:
    """The choice between plans of one name, each with what it has to say to the question, or what it is."""
    snapshot = retriever.snapshot
    known = {plan.id: plan for plan in snapshot.plans}
    plans = [known[f.value] for f in same]
    quoter = Quoter(snapshot.library, snapshot.documents)
    entries = tuple(_entry(question, plan, retriever, quoter) for plan in plans)
    wording = Wording(question.language, quoter.citations())
    lead = wording.texts("clarify.lead", name=same[0].source_text, count=len(plans))
    choices = tuple(Choice(plan.name, _asked(question, same[0], plan)) for plan in plans)
    said = composed(lead, (), wording.lines(entries))
    return Draft(
        AnswerForm.FACT,
        AnswerStatus.NEEDS_CLARIFICATION,
        said,
        quoter.citations(),
        entries,
        choices=choices,
        focus=tuple(known[f.value].id for f in same),
    )


def other_reading(question: Question, snapshot: Snapshot) -> tuple[Choice, ...]:
    """The city, where a province of its name was read and plans differ: "Utrecht"."""
    reader = snapshot.filters
    wording = Wording(question.language)
    found = _places_of_one_name(question, snapshot)
    for wanted in question.filters:
        city = (
            reader.find("place", wanted.label, question.language) if wanted.facet == "province" and wanted.source_text else None
        )
        if (
            city
            and wanted.source_text in question.text
            and any(reader.meets(p, city) != reader.meets(p, wanted) for p in snapshot.plans)
        ):
            named = wording.texts("clarify.city", city=city.label)
            found.append(Choice(named, question.text.replace(wanted.source_text, named, 1)))
    return tuple(found)


def _places_of_one_name(question: Question, snapshot: Snapshot) -> list[Choice]:
    """The towns that one name may stand for, where plans differ: "Bergen"."""
    places = [f for f in question.filters if f.facet == "place" and f.source_text and not f.negated and not f.carried]
    same = [f for f in places if any(o is not f and o.source_text == f.source_text for o in places)]
    differ = any(len({snapshot.filters.meets(plan, f) for f in same}) > 1 for plan in snapshot.plans)
    return [Choice(f.label, question.text.replace(f.source_text, f.label, 1)) for f in same] if differ else []


def _entry(question: Question, plan: Plan, retriever: Retriever, quoter: Quoter) -> PlanEntry:
    snapshot = retriever.snapshot
    filters = tuple(f for f in question.filters if f.value == plan.id or f.facet != "plan")
    facts = [scored.sentence for scored in facts_of(replace(as_fact(question), filters=filters), retriever)]
    aspects = snapshot.understanding.aspects
    sentences = facts or next((found for aspect in aspects if (found := told(plan, aspect, 1, snapshot))), [])
    marks = tuple(citation.mark for s in sentences[:1] if (citation := quoter.cite(s.quotation())))
    return PlanEntry(plan, marks)


def _asked(question: Question, shared: Filter, plan: Plan) -> str:
    """The question with the name that is the plan's alone."""
    return question.text.replace(shared.source_text, plan.name, 1)
