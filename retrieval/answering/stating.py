"""Questions of fact: the sentences that state it, of each plan that is asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from retrieval.alignment import Aligner
from retrieval.answering.differing import differing
from retrieval.answering.evidence import NOT_MENTIONED, Sentence, sentences_of
from retrieval.answering.facts import Asked, Likeness, Scored, answering, ranked
from retrieval.answering.quoting import Quoter
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import Composed, Draft
from retrieval.aspects import Aspect
from retrieval.coverage import Importance, Weighted, read
from retrieval.dutch import stem, words
from retrieval.model import OWN_SUM, AnswerForm, AnswerStatus, Citation, Plan
from retrieval.retrieving import Retriever
from retrieval.snapshot import Snapshot
from retrieval.understanding.apart import apart, terms_apart
from retrieval.understanding.question import Question, as_fact
from retrieval.vocabulary import PLACES, SUBJECTS

# Passages whose sentences are weighed.
_FACT_PASSAGES = 25
# Of more plans than these one is no longer told from another.
_FOCUS = 3
# Of more plans than these each is shown by why it is one of them, and no more.
_TOLD = 2


def stated(question: Question, retriever: Retriever) -> Draft:
    """The answer to a question of fact, or that nothing was found."""
    snapshot = retriever.snapshot
    quoter = Quoter(snapshot.library, snapshot.documents)
    terms = terms_apart(question, snapshot.understanding)
    parts = [(own, _best(own, retriever, defined=bool(terms))) for own in terms or apart(question)]
    for own, best in parts:
        for sentence in best or _silence(own, snapshot):
            quoter.cite(sentence.quotation())
    citations = quoter.citations()
    wording = Wording(question.language, citations)
    if any(best for _, best in parts) and citations:
        status = AnswerStatus.ANSWERED if all(best for _, best in parts) else AnswerStatus.PARTLY_ANSWERED
        differ = [figures for _, best in parts if (figures := differing(question.read, best, quoter))]
        return Draft(AnswerForm.FACT, status, _said(wording, citations, differ), citations, focus=_focus(parts))
    found = wording.quotations([c.mark for c in citations], "\n\n")
    nothing = composed(wording.texts("answer.not_found"), (), found, wording.searched(snapshot.coverage, consortia=False))
    return Draft(AnswerForm.FACT, AnswerStatus.NO_EVIDENCE, nothing, citations, focus=_focus(parts))


def _said(words: Wording, citations: Sequence[Citation], differ: Sequence[Sequence[tuple[str, int]]]) -> Composed:
    """The quotations, and where they contradict each other."""
    notes = [
        words.texts("answer.differing", figures=words.joined("answer.and", [f"{figure} [{mark}]" for figure, mark in found]))
        for found in differ
    ]
    said, own = (words.quotations([c.mark for c in citations if c.computed is ours], "\n\n") for ours in (False, True))
    return composed("", notes, said, words.texts("answer.computed") if own else "", own, *notes)


def _best(question: Question, retriever: Retriever, *, defined: bool) -> list[Sentence]:
    """The sentences that answer; ``defined``: those alone that say what something is."""
    return [scored.sentence for scored in facts_of(question, retriever) if scored.values["defines"] or not defined]


def facts_of(question: Question, retriever: Retriever) -> list[Scored]:
    """The sentences that answer a question of fact, best first; none when none does."""
    asked, scored = weighed(question, retriever)
    found = answering(asked, scored)
    # What was worked out here is told where it answers best, not beside what sources say.
    ours = bool(found) and found[0].sentence.text.startswith(OWN_SUM)
    return [own for own in found if ours or not own.sentence.text.startswith(OWN_SUM)]


def besides(question: Question, plans: Sequence[Plan], retriever: Retriever) -> Mapping[str, Sentence]:
    """By id the sentence of each of few plans that surely says what is asked besides filters: "wie leidt de pps in Breda?".

    Of many plans, or where filters say all that is asked, none.
    """
    if len(plans) > _TOLD or not question.left:
        return {}
    asked, scored = weighed(as_fact(question), retriever)
    found = ((plan.id, answering(asked, [s for s in scored if plan.id in s.sentence.passage.plans])) for plan in plans)
    return {plan: own[0].sentence for plan, own in found if own}


def weighed(question: Question, retriever: Retriever) -> tuple[Asked, list[Scored]]:
    """A question of fact with the sentences of the passages found for it, best first."""
    snapshot = retriever.snapshot
    found, passages = retriever.retrieve(question)
    head = [passages[int(i)] for i in found.ids[:_FACT_PASSAGES]]
    spread = float(np.ptp(found.fused[: len(head)])) or 1.0 if head else 1.0
    standing = {p.id: 1.0 - float(found.fused[0] - score) / spread for p, score in zip(head, found.fused, strict=False)}
    sentences = list(sentences_of(head, snapshot.titles, own_sums=True))
    weights = Importance(snapshot.generation.lexical).weights(question.notions)
    asked = Asked(question.read, weights, any(f.facet == "plan" for f in question.filters), _missing(question, snapshot))
    likeness = Likeness(
        cosines=similarity(retriever.aligner, question.read)(sentences),
        alignments=retriever.aligner.alignment(weights, [read(s.context()).words for s in sentences]).tolist(),
        standings=[standing[s.passage.id] for s in sentences],
    )
    return asked, ranked(asked, sentences, likeness)


def similarity(aligner: Aligner, question: str) -> Callable[[Sequence[Sentence]], Sequence[float]]:
    """Cosines of sentences, behind their headings, with the question."""
    return lambda sentences: aligner.cosines(question, [sentence.context() for sentence in sentences]).tolist()


def _missing(question: Question, snapshot: Snapshot) -> Callable[[Sentence], tuple[float, float]]:
    """What shares of a question's places, and of its subjects, a sentence and the plans of its passage have nothing of.

    What earlier questions named says who is asked about, not what.
    """
    reader, plans = snapshot.filters, {plan.id: plan for plan in snapshot.plans}
    asked = [f for f in question.filters if not f.negated and not f.carried]
    places, subjects = ([f for f in asked if f.facet in group] for group in (PLACES, SUBJECTS))

    def missed(sentence: Sentence) -> tuple[float, float]:
        named, own = reader.named_in(sentence.context()), [plans[plan] for plan in sentence.passage.plans]
        elsewhere, others = (
            [f for f in some if not named & reader.values(f) and not any(reader.meets(plan, f) for plan in own)]
            for some in (places, subjects)
        )
        return len(elsewhere) / max(len(places), 1), len(others) / max(len(subjects), 1)

    return missed


def _silence(question: Question, snapshot: Snapshot) -> list[Sentence]:
    """Where the documents of the plans asked about say that they do not say just this."""
    plans = [wanted.value for wanted in question.filters if wanted.facet == "plan"]
    said = [s for plan in plans for s in sentences_of(snapshot.passages_of(plan)) if s.passage.heading[-1:] == (NOT_MENTIONED,)]
    weights = Importance(snapshot.generation.lexical).weights(question.notions)
    aspects = snapshot.understanding.aspects.asked(words(question.read))
    return [s for s in said if _names(s, weights, aspects)]


def _names(silence: Sentence, weights: Sequence[Weighted], aspects: Sequence[Aspect]) -> bool:
    """Whether what is not mentioned is what a question asks for."""
    # "In the sources about X is not mentioned: ...": what it is about stands before the colon.
    own = {stem(word) for word in words(silence.text.partition(":")[2] or silence.text)}
    return any(aspect.asked & own for aspect in aspects) or any(form <= own for weight in weights for form in weight.forms)


def _focus(parts: Sequence[tuple[Question, Sequence[Sentence]]]) -> tuple[str, ...]:
    """The plans that are asked about, or those that the answer is about where it is about few."""
    named = dict.fromkeys(f.value for own, _ in parts for f in own.filters if f.facet == "plan" and not f.negated)
    first = next((best[0].passage.plans for _, best in parts if best), ())
    return tuple(named) or (first if len(first) <= _FOCUS else ())
