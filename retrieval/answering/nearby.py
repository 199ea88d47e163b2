"""What there is for somebody at some place: plans that offer it, the nearest first, and how to reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.composing import Composer, Listed
from retrieval.answering.evidence import Sentence
from retrieval.answering.fits import Fit, Selection
from retrieval.answering.listing import listed, nationwide, selector_of, status_of
from retrieval.answering.plans import PlanSelector
from retrieval.answering.quoting import Quoter
from retrieval.answering.rings import close_by, nearest_first, nearness_of
from retrieval.answering.stating import besides
from retrieval.answering.telling import told
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import Draft
from retrieval.model import AnswerForm, AnswerStatus, Filter, Nearness, PlanEntry
from retrieval.retrieving import Retriever
from retrieval.snapshot import Snapshot
from retrieval.understanding.question import Question
from retrieval.vocabulary import PLACES, SUBJECTS

# Besides those at the place itself.
_MOST = 8
_WITHIN_REACH = frozenset({Nearness.REGION, Nearness.PROVINCE, Nearness.NEIGHBOUR, Nearness.NATION})
# Plans that are about something broader than what was asked.
_MOST_BROADER = 4
# What somebody wants to know of a plan that may be for him, besides why it is.
_WANTED = ("training", "contact")


def nearby(question: Question, retriever: Retriever) -> Draft:
    """The plans that have what is asked for, by how near they are to the places named; as a list when none is named."""
    places = [f for f in question.filters if f.facet in PLACES and not f.negated]
    if not places:
        return replace(listed(question, retriever), form=AnswerForm.OPPORTUNITY)
    snapshot, selector = retriever.snapshot, selector_of(question, retriever)
    question = selector.applicable(question)
    here = selector.select(question)
    rest = tuple(f for f in question.filters if f not in places)
    wider = _elsewhere(question, rest, here, selector)
    broader = () if here.fits or close_by(wider, places, snapshot) else _broader(question, rest, places, retriever, selector)
    wider = (*(fit for fit in broader if fit.plan.id not in {own.plan.id for own in wider}), *wider)
    quoter = Quoter(snapshot.library, snapshot.documents)
    more = besides(question, [fit.plan for fit in here.fits], retriever)
    found = Listed(
        plans=tuple(_entry(fit, places, snapshot, quoter, more.get(fit.plan.id)) for fit in here.fits),
        near=_nearest([fit for fit in wider if fit.plan.id not in {own.plan.id for own in here.fits}], places, snapshot, quoter),
    )
    words = Wording(question.language, quoter.citations())
    provisional = sum(entry.plan.provisional for entry in found.plans)
    said_first = Composer(question.language)
    lead = said_first.lead(question.conditions, here.topic, len(found.plans), said_first.done(question), provisional=provisional)
    notes = (words.texts("answer.unapplied", words=", ".join(here.unapplied)),) if here.unapplied and found.plans else ()
    notes = (*notes, *_of_broader(broader, question, words))
    notes = (*words.provisional(entry.plan for entry in (*found.plans, *found.near)), *notes)
    lead = f"{lead} {words.texts('nearness.nearest')}" if found.near and not found.plans else lead
    searched = words.searched(snapshot.coverage, consortia=False)
    said = composed(lead, notes, words.lines(found.plans), *notes, *words.rings(found.near), searched)
    told_broader = {fit.plan.id for fit in broader if not set(fit.met) <= set(rest)}
    reached = [entry for entry in found.near if entry.plan.id not in told_broader]
    status = status_of(here) if found.plans else _status_of(reached, places)
    complete = status is not AnswerStatus.PARTLY_ANSWERED
    return Draft(
        AnswerForm.OPPORTUNITY,
        status,
        said,
        quoter.citations(),
        found.plans,
        near=found.near,
        complete=complete,
        topic=here.topic,
    )


def _elsewhere(question: Question, rest: tuple[Filter, ...], here: Selection, selector: PlanSelector) -> tuple[Fit, ...]:
    """The plans that have what is asked for but the place; where nothing has all of it, those that have a part."""
    asks_subject = bool([f for f in rest if f.facet != "kind" and not f.negated] or question.left)
    if here.fits and not asks_subject:
        return nationwide(question, selector, here)
    found = selector.select(selector.applicable(replace(question, filters=rest))).fits
    return found or (() if here.fits else _with_less(question, rest, selector) or here.near)


def _status_of(near: Sequence[PlanEntry], places: Sequence[Filter]) -> AnswerStatus:
    """Whether plans elsewhere answer: those around it answer who asks from a town, and names no wider place."""
    reach = _WITHIN_REACH if all(f.facet == "place" for f in places) else {Nearness.NATION}
    return AnswerStatus.PARTLY_ANSWERED if any(entry.nearness in reach for entry in near) else AnswerStatus.NO_EVIDENCE


def _with_less(question: Question, rest: tuple[Filter, ...], selector: PlanSelector) -> tuple[Fit, ...]:
    """The plans that have all but one of the subjects: "metaalbedrijf" says who asks, "voorspellend onderhoud" for what."""
    subjects = [f for f in rest if f.facet in SUBJECTS and not f.negated]
    for out in sorted(subjects, key=lambda f: f.facet != "sector") if len(subjects) > 1 else ():
        if fits := selector.select(replace(question, filters=tuple(f for f in rest if f is not out))).fits:
            return fits
    return ()


def _broader(
    question: Question, rest: tuple[Filter, ...], places: list[Filter], retriever: Retriever, selector: PlanSelector
) -> tuple[Fit, ...]:
    """The plans close by that are about what a subject asked for is part of: "techniek" for "metaal". ``met``: what that is."""
    snapshot = retriever.snapshot
    subjects = [f for f in rest if f.facet in SUBJECTS and not f.negated]
    others = tuple(f for f in rest if f not in subjects)
    found: dict[str, Fit] = {}
    for wanted in [own for f in subjects for own in (f, *snapshot.filters.broader(f, question.language))]:
        fits = selector.select(replace(question, filters=(*others, wanted))).fits
        for fit in close_by(fits, places, snapshot):
            found.setdefault(fit.plan.id, replace(fit, met=(wanted,)))
    return tuple(found.values())[:_MOST_BROADER]


def _of_broader(broader: Sequence[Fit], question: Question, words: Wording) -> tuple[str, ...]:
    """That plans close by are about something broader, where they are."""
    wider = dict.fromkeys(f.label for fit in broader for f in fit.met)
    subjects = [f.label for f in question.filters if f.facet in SUBJECTS and not f.negated]
    if not wider:
        return ()
    asked = words.joined("answer.and", subjects)
    return (words.texts("nearness.broader", subjects=asked, wider=words.joined("answer.and", wider)),)


def _nearest(fits: list[Fit], places: list[Filter], snapshot: Snapshot, quoter: Quoter) -> tuple[PlanEntry, ...]:
    return tuple(_entry(fit, places, snapshot, quoter) for fit in nearest_first(fits, places, snapshot)[:_MOST])


def _entry(fit: Fit, places: list[Filter], snapshot: Snapshot, quoter: Quoter, asked: Sentence | None = None) -> PlanEntry:
    """A plan with why it fits, what it offers and how to reach it."""
    aspects = (snapshot.understanding.aspects.get(name) for name in _WANTED)
    more = [sentence for aspect in aspects if aspect for sentence in told(fit.plan, aspect, 1, snapshot)]
    quoted = [quoter.cite(s.quotation()) for s in (fit.sentence, asked, *more) if s]
    marks = tuple(dict.fromkeys(citation.mark for citation in quoted if citation))
    return PlanEntry(fit.plan, marks, fit.met, nearness_of(fit.plan, places, snapshot))
