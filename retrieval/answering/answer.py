"""The steps from a question understood to an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

from retrieval.answering.composing import Composed, Composer
from retrieval.answering.evidence import NOT_MENTIONED, Sentence, sentences_of
from retrieval.answering.facts import best_sentences
from retrieval.answering.plans import Fit, PlanSelector, Selection
from retrieval.answering.quoting import Quoter
from retrieval.coverage import Importance
from retrieval.glossary import synonyms_of
from retrieval.model import Answer, AnswerStatus, Citation, PlanEntry
from retrieval.ports import Encoder
from retrieval.search import search
from retrieval.snapshot import MISSING, Snapshot
from retrieval.understanding.question import Intent, Question

# Passages whose sentences are weighed for a question of fact.
_FACT_PASSAGES = 25


def answer(question: Question, snapshot: Snapshot, encoder: Encoder) -> Answer:
    """Answer by the form that the kind of question asks for."""
    started = perf_counter()
    make = _fact_answer if question.intent is Intent.FACT else _plan_answer
    made = make(question, snapshot, encoder)
    return replace(made, timings_ms={"total": round((perf_counter() - started) * 1e3, 1)})


def _similarity(encoder: Encoder, question: str) -> Callable[[Sequence[Sentence]], list[float]]:
    """Cosines of sentences, behind their headings, with the question."""
    vector = encoder.encode_queries([question])[0]

    def cosines(sentences: Sequence[Sentence]) -> list[float]:
        if not sentences:
            return []
        return [float(c) for c in encoder.encode_passages([s.context() for s in sentences]) @ vector]

    return cosines


def _plan_answer(question: Question, snapshot: Snapshot, encoder: Encoder) -> Answer:
    plans = [plan for plan in snapshot.plans if plan.status != MISSING]
    importance = Importance(snapshot.generation.lexical)
    selector = PlanSelector(plans, snapshot.filters, snapshot.passages_of, importance, _similarity(encoder, question.text))
    selection = selector.select(question)
    quoter = Quoter(snapshot.library, snapshot.documents)
    entries = tuple(_entry(fit, quoter) for fit in selection.fits)
    near = tuple(_entry(fit, quoter) for fit in selection.near)
    citations = quoter.citations()
    words = Composer(question.language).plans(question, selection, entries, near, citations, snapshot.coverage)
    return _made(question, snapshot, _status(selection), words, citations, entries, near)


def _entry(fit: Fit, quoter: Quoter) -> PlanEntry:
    citation = quoter.cite(fit.sentence.quotation()) if fit.sentence else None
    return PlanEntry(fit.plan, (citation.mark,) if citation else (), fit.met)


def _status(selection: Selection) -> AnswerStatus:
    if not selection.fits:
        return AnswerStatus.NO_EVIDENCE
    return AnswerStatus.PARTLY_ANSWERED if selection.unapplied else AnswerStatus.ANSWERED


def _fact_answer(question: Question, snapshot: Snapshot, encoder: Encoder) -> Answer:
    allowed = snapshot.allowed(question.filters)
    synonyms = synonyms_of(question.notions)
    found = search(snapshot.generation, encoder, question.text, question.language, allowed, synonyms)
    ids = [int(i) for i in found.ids[:_FACT_PASSAGES]]
    passages = snapshot.library.passages(ids)
    titles = {version: document.title for version, document in snapshot.documents.items()}
    sentences = list(sentences_of((passages[i] for i in ids), titles))
    weights = Importance(snapshot.generation.lexical).weights(question.notions)
    cosines = _similarity(encoder, question.text)(sentences)
    best = best_sentences(question.text, weights, sentences, cosines)
    quoter = Quoter(snapshot.library, snapshot.documents)
    for sentence in [scored.sentence for scored in best] or _silence(question, snapshot):
        quoter.cite(sentence.quotation())
    citations = quoter.citations()
    composer = Composer(question.language)
    if best and citations:
        return _made(question, snapshot, AnswerStatus.ANSWERED, composer.fact(citations), citations)
    words = composer.nothing(citations, snapshot.coverage)
    return _made(question, snapshot, AnswerStatus.NO_EVIDENCE, words, citations)


def _silence(question: Question, snapshot: Snapshot) -> list[Sentence]:
    """What the documents of the plans asked about say they do not say."""
    plans = [wanted.value for wanted in question.filters if wanted.facet == "plan"]
    return [s for plan in plans for s in sentences_of(snapshot.passages_of(plan)) if s.passage.heading[-1:] == (NOT_MENTIONED,)]


def _made(
    question: Question,
    snapshot: Snapshot,
    status: AnswerStatus,
    words: Composed,
    citations: tuple[Citation, ...],
    entries: tuple[PlanEntry, ...] = (),
    near: tuple[PlanEntry, ...] = (),
) -> Answer:
    return Answer(
        question=question.text,
        language=question.language,
        status=status,
        filters=question.filters,
        text=words.text,
        lead=words.lead,
        notes=words.notes,
        plans=entries,
        count=len(entries),
        complete=question.intent is not Intent.FACT and status is not AnswerStatus.PARTLY_ANSWERED,
        near=near,
        citations=citations,
        coverage=snapshot.coverage,
        timings_ms={},
        fingerprint=snapshot.generation.manifest.fingerprint,
    )
