"""What there is for somebody at some place: plans that offer it, the nearest first, and how to reach them."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answering.composing import Composer, Listed
from retrieval.answering.listing import listed, nationwide, selector_of, status_of
from retrieval.answering.plans import Fit, PlanSelector
from retrieval.answering.quoting import Quoter
from retrieval.answering.telling import told
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import Composed, Draft
from retrieval.model import AnswerForm, AnswerStatus, Filter, Nearness, PlanEntry
from retrieval.retrieving import Retriever
from retrieval.snapshot import Snapshot
from retrieval.understanding.question import Question
from retrieval.vocabulary import PLACES, SUBJECTS

# Besides those at the place itself.
_MOST = 8
_ORDER = {nearness: place for place, nearness in enumerate(Nearness)}
_WITHIN_REACH = frozenset({Nearness.REGION, Nearness.PROVINCE, Nearness.NATION})
# What somebody wants to know of a plan that may be for him, besides why it is.
_WANTED = ("training", "contact")


def nearby(question: Question, retriever: Retriever) -> Draft:
    """The plans that have what is asked for, by how near they are to the places named; as a list when none is named."""
    places = [f for f in question.filters if f.facet in PLACES and not f.negated]
    if not places:
        return replace(listed(question, retriever), form=AnswerForm.OPPORTUNITY)
    snapshot, selector = retriever.snapshot, selector_of(question, retriever)
    here = selector.select(question)
    rest = tuple(f for f in question.filters if f not in places)
    asks_subject = bool([f for f in rest if f.facet != "kind" and not f.negated] or question.left)
    wider = selector.select(replace(question, filters=rest)).fits if asks_subject else nationwide(question, selector, here)
    # Where nothing has all that is asked for, what has a part of it is better than nothing.
    wider = wider or (() if here.fits else _with_less(question, rest, selector) or here.near)
    quoter = Quoter(snapshot.library, snapshot.documents)
    found = Listed(
        plans=tuple(_entry(fit, places, snapshot, quoter) for fit in here.fits),
        near=_nearest([fit for fit in wider if fit.plan.id not in {own.plan.id for own in here.fits}], places, snapshot, quoter),
    )
    words = Wording(question.language, quoter.citations())
    provisional = sum(entry.plan.provisional for entry in found.plans)
    lead = Composer(question.language).lead(question.conditions, here.topic, len(found.plans), provisional=provisional)
    notes = (words.texts("answer.unapplied", words=", ".join(here.unapplied)),) if here.unapplied and found.plans else ()
    notes = (*words.provisional(entry.plan for entry in (*found.plans, *found.near)), *notes)
    lead = f"{lead} {words.texts('nearness.nearest')}" if found.near and not found.plans else lead
    said = _said(lead, notes, found, words, words.searched(snapshot.coverage, consortia=False))
    # What is in the region or the province answers who asks from a town.
    reach = _WITHIN_REACH if any(f.facet == "place" for f in places) else {Nearness.NATION}
    within_reach = any(entry.nearness in reach for entry in found.near)
    nothing_here = AnswerStatus.PARTLY_ANSWERED if within_reach else AnswerStatus.NO_EVIDENCE
    status = status_of(here) if found.plans else nothing_here
    complete = status is not AnswerStatus.PARTLY_ANSWERED
    return Draft(AnswerForm.OPPORTUNITY, status, said, quoter.citations(), found.plans, near=found.near, complete=complete)


def _with_less(question: Question, rest: tuple[Filter, ...], selector: PlanSelector) -> tuple[Fit, ...]:
    """The plans that have all but one of the subjects: "metaalbedrijf" says who asks, "voorspellend onderhoud" for what."""
    subjects = [f for f in rest if f.facet in SUBJECTS and not f.negated]
    for out in sorted(subjects, key=lambda f: f.facet != "sector") if len(subjects) > 1 else ():
        if fits := selector.select(replace(question, filters=tuple(f for f in rest if f is not out))).fits:
            return fits
    return ()


def _nearest(fits: list[Fit], places: list[Filter], snapshot: Snapshot, quoter: Quoter) -> tuple[PlanEntry, ...]:
    by_nearness = sorted(fits, key=lambda fit: _ORDER[_nearness(fit, places, snapshot)])
    return tuple(_entry(fit, places, snapshot, quoter) for fit in by_nearness[:_MOST])


def _nearness(fit: Fit, places: list[Filter], snapshot: Snapshot) -> Nearness:
    return min((snapshot.filters.geography.nearness(fit.plan, place) for place in places), key=_ORDER.__getitem__)


def _entry(fit: Fit, places: list[Filter], snapshot: Snapshot, quoter: Quoter) -> PlanEntry:
    """A plan with why it fits, what it offers and how to reach it."""
    aspects = (snapshot.understanding.aspects.get(name) for name in _WANTED)
    more = [sentence for aspect in aspects if aspect for sentence in told(fit.plan, aspect, 1, snapshot)]
    quoted = [quoter.cite(s.quotation()) for s in ([fit.sentence] if fit.sentence else []) + more]
    marks = tuple(dict.fromkeys(citation.mark for citation in quoted if citation))
    return PlanEntry(fit.plan, marks, fit.met, _nearness(fit, places, snapshot))


def _said(lead: str, notes: tuple[str, ...], found: Listed, words: Wording, searched: str) -> Composed:
    rings: dict[Nearness, list[PlanEntry]] = {}
    for entry in found.near:
        rings.setdefault(entry.nearness or Nearness.ELSEWHERE, []).append(entry)
    parts = [f"{words.texts(f'nearness.{ring}')}\n{words.lines(own)}" for ring, own in rings.items()]
    return composed(lead, notes, words.lines(found.plans), *notes, *parts, searched)
