"""The steps from a question understood to an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np

from retrieval.alignment import Aligner
from retrieval.answering.composing import Composed, Composer
from retrieval.answering.evidence import NOT_MENTIONED, Sentence, sentences_of
from retrieval.answering.facts import Asked, Likeness, Scored, answering, ranked
from retrieval.answering.plans import Fit, PlanSelector, Selection
from retrieval.answering.quoting import Quoter
from retrieval.coverage import Importance, read
from retrieval.model import Answer, AnswerStatus, Citation, PlanEntry
from retrieval.retrieving import Retriever
from retrieval.snapshot import MISSING, Snapshot
from retrieval.understanding.apart import apart
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question, as_fact
from retrieval.vocabulary import PLACES, SUBJECTS

# Passages whose sentences are weighed for a question of fact.
_FACT_PASSAGES = 25


def answer(question: Question, retriever: Retriever) -> Answer:
    """Answer by the form that the kind of question asks for."""
    started = perf_counter()
    make = _fact_answer if question.intent is Intent.FACT else plan_answer
    made = make(question, retriever)
    if made.status is AnswerStatus.NO_EVIDENCE and question.intent is Intent.LIST:
        # No plan is about all of it, but a sentence may still answer.
        found = _fact_answer(as_fact(question), retriever)
        made = found if found.status is AnswerStatus.ANSWERED else made
    return replace(made, timings_ms={"total": round((perf_counter() - started) * 1e3, 1)})


def _similarity(aligner: Aligner, question: str) -> Callable[[Sequence[Sentence]], Sequence[float]]:
    """Cosines of sentences, behind their headings, with the question."""
    return lambda sentences: aligner.cosines(question, [sentence.context() for sentence in sentences]).tolist()


def plan_answer(question: Question, retriever: Retriever) -> Answer:
    """The answer to a question for plans: those that meet it, or near misses."""
    snapshot = retriever.snapshot
    plans = [plan for plan in snapshot.plans if plan.status != MISSING]
    importance = Importance(snapshot.generation.lexical, snapshot.generation.splitter.parts)
    similarity = _similarity(retriever.aligner, question.read)
    selector = PlanSelector(plans, snapshot.filters, snapshot.passages_of, importance, similarity, snapshot.holding)
    selection = selector.select(question)
    quoter = Quoter(snapshot.library, snapshot.documents)
    entries = tuple(_entry(fit, quoter) for fit in selection.fits)
    near = tuple(_entry(fit, quoter) for fit in selection.near)
    citations = quoter.citations()
    composed = Composer(question.language).plans(question, selection, entries, near, citations, snapshot.coverage)
    return _made(question, snapshot, _status(selection), composed, citations, entries, near)


def _entry(fit: Fit, quoter: Quoter) -> PlanEntry:
    citation = quoter.cite(fit.sentence.quotation()) if fit.sentence else None
    return PlanEntry(fit.plan, (citation.mark,) if citation else (), fit.met)


def _status(selection: Selection) -> AnswerStatus:
    if not selection.fits:
        return AnswerStatus.NO_EVIDENCE
    return AnswerStatus.PARTLY_ANSWERED if selection.unapplied else AnswerStatus.ANSWERED


def _fact_answer(question: Question, retriever: Retriever) -> Answer:
    snapshot = retriever.snapshot
    quoter = Quoter(snapshot.library, snapshot.documents)
    parts = [(own, [scored.sentence for scored in facts_of(own, retriever)]) for own in apart(question)]
    for own, best in parts:
        for sentence in best or _silence(own, snapshot):
            quoter.cite(sentence.quotation())
    citations = quoter.citations()
    composer = Composer(question.language)
    if citations and any(best for _, best in parts):
        status = AnswerStatus.ANSWERED if all(best for _, best in parts) else AnswerStatus.PARTLY_ANSWERED
        return _made(question, snapshot, status, composer.fact(citations), citations)
    composed = composer.nothing(citations, snapshot.coverage)
    return _made(question, snapshot, AnswerStatus.NO_EVIDENCE, composed, citations)


def facts_of(question: Question, retriever: Retriever) -> list[Scored]:
    """The sentences that answer a question of fact, best first; none when none does."""
    asked, scored = weighed(question, retriever)
    return answering(asked, scored)


def weighed(question: Question, retriever: Retriever) -> tuple[Asked, list[Scored]]:
    """A question of fact with the sentences of the passages found for it, best first."""
    snapshot = retriever.snapshot
    found, passages = retriever.retrieve(question)
    head = [passages[int(i)] for i in found.ids[:_FACT_PASSAGES]]
    spread = float(np.ptp(found.fused[: len(head)])) or 1.0 if head else 1.0
    standing = {p.id: 1.0 - float(found.fused[0] - score) / spread for p, score in zip(head, found.fused, strict=False)}
    sentences = list(sentences_of(head, snapshot.titles))
    weights = Importance(snapshot.generation.lexical).weights(question.notions)
    asked = Asked(question.read, weights, any(f.facet == "plan" for f in question.filters), _missing(question, snapshot))
    likeness = Likeness(
        cosines=_similarity(retriever.aligner, question.read)(sentences),
        alignments=retriever.aligner.alignment(weights, [read(s.context()).words for s in sentences]).tolist(),
        standings=[standing[s.passage.id] for s in sentences],
    )
    return asked, ranked(asked, sentences, likeness)


def _missing(question: Question, snapshot: Snapshot) -> Callable[[Sentence], tuple[float, float]]:
    """What shares of a question's places, and of its subjects, a sentence and the plans of its passage have nothing of."""
    reader, plans = snapshot.filters, {plan.id: plan for plan in snapshot.plans}
    asked = [f for f in question.filters if not f.negated]
    places, subjects = ([f for f in asked if f.facet in group] for group in (PLACES, SUBJECTS))

    def missed(sentence: Sentence) -> tuple[float, float]:
        named, own = reader.named_in(sentence.context()), [plans[plan] for plan in sentence.passage.plans]
        unnamed = [f for f in places if not named & reader.values(f)]
        elsewhere = [f for f in unnamed if not any(reader.meets(plan, f) for plan in own)]
        others = [f for f in subjects if not named & reader.values(f)]
        return len(elsewhere) / max(len(places), 1), len(others) / max(len(subjects), 1)

    return missed


def _silence(question: Question, snapshot: Snapshot) -> list[Sentence]:
    """What the documents of the plans asked about say they do not say."""
    plans = [wanted.value for wanted in question.filters if wanted.facet == "plan"]
    return [s for plan in plans for s in sentences_of(snapshot.passages_of(plan)) if s.passage.heading[-1:] == (NOT_MENTIONED,)]


def _made(
    question: Question,
    snapshot: Snapshot,
    status: AnswerStatus,
    composed: Composed,
    citations: tuple[Citation, ...],
    entries: tuple[PlanEntry, ...] = (),
    near: tuple[PlanEntry, ...] = (),
) -> Answer:
    return Answer(
        question=question.text,
        language=question.language,
        status=status,
        filters=question.filters,
        text=composed.text,
        lead=composed.lead,
        notes=composed.notes,
        plans=entries,
        count=len(entries),
        complete=question.intent is not Intent.FACT and status is not AnswerStatus.PARTLY_ANSWERED,
        near=near,
        citations=citations,
        coverage=snapshot.coverage,
        timings_ms={},
        fingerprint=snapshot.generation.manifest.fingerprint,
        expansion=snapshot.expansion(question.terms),
        corrections=question.corrections,
    )
