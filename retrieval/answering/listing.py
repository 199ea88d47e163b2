"""Questions for plans: the complete set that meets them, those that work everywhere, and near misses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.answering.composing import Composer, Listed
from retrieval.answering.evidence import Sentence
from retrieval.answering.fits import Fit, Likeness, Selection, Sources
from retrieval.answering.granted import asks_all_granted, granted_said
from retrieval.answering.liking import liking_of
from retrieval.answering.plans import PlanSelector
from retrieval.answering.quoting import Quoter
from retrieval.answering.rings import nearest_first, nearest_ring, nearness_of
from retrieval.answering.stating import besides, similarity
from retrieval.answering.telling import rows, silence, told
from retrieval.answering.work import Draft
from retrieval.coverage import Importance, Weighted, read
from retrieval.model import NATIONWIDE, UNKNOWN_KIND, AnswerForm, AnswerStatus, Filter, Plan, PlanEntry
from retrieval.retrieving import Retriever
from retrieval.snapshot import MISSING, Snapshot
from retrieval.understanding.kinds import GRANTEES, PPS
from retrieval.understanding.question import Question
from retrieval.vocabulary import PLACES

# More plans that work in the whole country are named, not quoted: they are not what was asked for first.
_QUOTED = 4
# Quotations of each aspect that is asked of every plan.
_EACH = 2


def listed(question: Question, retriever: Retriever) -> Draft:
    """The plans that meet a question, or near misses."""
    snapshot = retriever.snapshot
    selector = selector_of(question, retriever)
    question = selector.applicable(question)
    selection = selector.select(question)
    everywhere = nationwide(question, selector, selection)
    there = {fit.plan.id for fit in everywhere}
    quoter = Quoter(snapshot.library, snapshot.documents)
    more = besides(question, [fit.plan for fit in selection.fits], retriever)
    found = Listed(
        plans=tuple(_entry(fit, quoter, more.get(fit.plan.id)) for fit in selection.fits),
        nationwide=entries(everywhere, quoter)
        if len(everywhere) <= _QUOTED
        else tuple(PlanEntry(f.plan, ()) for f in everywhere),
        unsure=_unsure(question, selector),
        consortia=_consortia(question, selector) if selection.fits else (),
        left_out=_left_out(question, selector),
        near=_near(question, selection, selector, there, snapshot, quoter),
    )
    wanted = [aspect for name in question.details if (aspect := snapshot.understanding.aspects.get(name))]
    stated = granted_said(snapshot) if asks_all_granted(question.conditions, len(found.plans), snapshot) else None
    said = quoter.cite(stated.quotation()) if stated else None
    table = rows([entry.plan for entry in found.plans], wanted, _EACH, snapshot, quoter, question.language) if found.plans else ()
    citations = quoter.citations()
    words = Composer(question.language, citations).plans(question, selection, found, snapshot.coverage, table, said)
    status = status_of(selection)
    form = question.form if question.form in (AnswerForm.COUNT, AnswerForm.OPPORTUNITY) else AnswerForm.LIST
    complete = status is not AnswerStatus.PARTLY_ANSWERED
    return Draft(
        form, status, words, citations, found.plans, found.nationwide, found.near, table, complete=complete, topic=selection.topic
    )


def _near(
    question: Question, selection: Selection, selector: PlanSelector, there: set[str], snapshot: Snapshot, quoter: Quoter
) -> tuple[PlanEntry, ...]:
    """Near misses but for some plans: what is on the subject by how near it is to the places asked for, then the others.

    Where nothing but a place was missed, what is nearest to that.
    """
    places = [f for f in question.conditions if f.facet in PLACES and not f.negated]
    near = [fit for fit in selection.near if fit.plan.id not in there]
    if not places:
        return entries(near, quoter)
    rest = tuple(f for f in question.filters if f not in places)
    subjects = {f for f in rest if f.facet != "kind" and not f.negated}
    same = nearest_first((fit for fit in near if subjects & set(fit.met)), places, snapshot)
    if not (subjects or selection.fits or selection.topic):
        kept = selector.select(replace(question, filters=rest)).fits
        same = [replace(fit, met=rest) for fit in nearest_ring(kept, places, snapshot)]
    shown = {fit.plan.id for fit in same}
    others = entries((fit for fit in near if fit.plan.id not in shown), quoter)
    return (*(replace(_entry(f, quoter), nearness=nearness_of(f.plan, places, snapshot)) for f in same), *others)


def selector_of(question: Question, retriever: Retriever) -> PlanSelector:
    """What selects plans for a question."""
    snapshot = retriever.snapshot
    plans = [plan for plan in snapshot.plans if plan.status != MISSING]
    importance = Importance(snapshot.generation.lexical, snapshot.generation.splitter.parts)
    aspects, aligner = snapshot.understanding.aspects, retriever.aligner

    def alignment(asked: Sequence[Weighted], sentences: Sequence[Sentence]) -> Sequence[float]:
        return list(aligner.alignment(asked, [read(sentence.context()).words for sentence in sentences]))

    def telling(plan: Plan, name: str) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
        aspect = aspects.get(name)
        return (told(plan, aspect, 1, snapshot), silence(plan, aspect, snapshot)) if aspect else ((), ())

    return PlanSelector(
        plans,
        snapshot.filters,
        Sources(snapshot.passages_of, snapshot.holding, snapshot.evidence, telling),
        importance,
        Likeness(similarity(aligner, question.read), alignment),
        liking_of(question, aspects),
    )


def nationwide(question: Question, selector: PlanSelector, selection: Selection) -> tuple[Fit, ...]:
    """The plans that meet all but the place and work in the whole country: they work there too."""
    places = [f for f in question.conditions if f.facet in PLACES and not f.negated]
    if not places or question.among or any(f.value == NATIONWIDE for f in places):
        return ()
    rest = tuple(f for f in question.filters if f not in places)
    country = Filter("province", NATIONWIDE, NATIONWIDE)
    found = selector.select(replace(question, filters=(*rest, country)))
    shown = {fit.plan.id for fit in selection.fits}
    return tuple(fit for fit in found.fits if fit.plan.id not in shown)


def _unsure(question: Question, selector: PlanSelector) -> tuple[Plan, ...]:
    """The provisional plans that meet all but the kind, where theirs is not known."""
    kinds = [f for f in question.conditions if f.facet == "kind" and not f.negated]
    if not kinds or question.among:
        return ()
    rest = tuple(f for f in question.filters if f not in kinds)
    unknown = Filter("kind", UNKNOWN_KIND, UNKNOWN_KIND)
    return tuple(fit.plan for fit in selector.select(replace(question, filters=(*rest, unknown))).fits)


def _consortia(question: Question, selector: PlanSelector) -> tuple[Plan, ...]:
    """The consortia that meet all but the kind, where pps'en that meet something are asked for."""
    kinds = [f for f in question.conditions if f.facet == "kind"]
    if [f.value for f in kinds] != [PPS] or kinds[0].negated or question.among:
        return ()
    rest = tuple(f for f in question.filters if f not in kinds)
    if not any(not f.preferred for f in rest):
        return ()
    consortium = Filter("kind", GRANTEES, GRANTEES)
    return tuple(fit.plan for fit in selector.select(replace(question, filters=(*rest, consortium))).fits)


def _left_out(question: Question, selector: PlanSelector) -> tuple[Plan, ...]:
    """The plans that meet all but that they work in a province that is ruled out, and work in another too."""
    denied = {f for f in question.conditions if f.facet == "province" and f.negated}
    rest = tuple(f for f in question.filters if f not in denied)
    if not denied or question.among or not any(not (f.preferred or f.negated) for f in rest if f.facet != "kind"):
        return ()
    out = {f.value for f in denied}
    ruled_out = (fit.plan for fit in selector.select(replace(question, filters=rest)).fits)
    return tuple(plan for plan in ruled_out if out & (own := set(plan.facets.get("province", ()))) and own - out - {NATIONWIDE})


def entries(fits: Iterable[Fit], quoter: Quoter) -> tuple[PlanEntry, ...]:
    """Plans with their best quotation, where that verifies."""
    return tuple(_entry(fit, quoter) for fit in fits)


def _entry(fit: Fit, quoter: Quoter, more: Sentence | None = None) -> PlanEntry:
    quoted = [quoter.cite(sentence.quotation()) for sentence in (fit.sentence, more) if sentence]
    return PlanEntry(fit.plan, tuple(dict.fromkeys(citation.mark for citation in quoted if citation)), fit.met)


def status_of(selection: Selection) -> AnswerStatus:
    """How well a selection answers."""
    if not selection.fits:
        return AnswerStatus.NO_EVIDENCE
    return AnswerStatus.PARTLY_ANSWERED if selection.unapplied or selection.likely else AnswerStatus.ANSWERED
