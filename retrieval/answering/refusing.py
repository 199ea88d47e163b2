"""Why nothing was found: so that "not found" says something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from retrieval.answering.facts import Asked, Scored, nearest
from retrieval.answering.quoting import Quoter
from retrieval.answering.stating import weighed
from retrieval.answering.wording import Wording
from retrieval.answering.work import Draft
from retrieval.coverage import Importance, Weighted
from retrieval.model import AnswerForm, AnswerStatus, Citation, Language, Reason
from retrieval.retrieving import Retriever
from retrieval.snapshot import Snapshot
from retrieval.texts import load_texts
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question, as_fact
from retrieval.vocabulary import PLACES

# A question that nothing here comes near to: the share of its weight that documents know, and twice the cosine of the nearest
# sentence, are together less than this. Between most questions of the development half from outside and nearly all others.
_NEAR = 1.2


# A question of fact with its sentences, weighed when it is asked for.
Weighing = Callable[[], tuple[Asked, list[Scored]]]


def reason_of(question: Question, draft: Draft, snapshot: Snapshot, weighing: Weighing, *, follows: bool) -> Reason:
    """Why a draft holds no answer. ``follows``: it goes on with a conversation, so that its words alone do not tell."""
    named = {f.facet for f in question.filters if not f.negated}
    if "plan" in named:
        if draft.form is AnswerForm.LIKENESS:
            return Reason.NOT_THERE
        # Only where a document says so itself; else nothing was found, which says less.
        return Reason.NOT_MENTIONED if draft.citations else Reason.WEAK
    if not follows and _is_outside(question, snapshot, weighing):
        return Reason.OUTSIDE
    if question.names:
        return Reason.NO_SUCH_PLAN
    return Reason.NOT_THERE if draft.near or draft.nationwide else Reason.WEAK


def refused(question: Question, draft: Draft, retriever: Retriever, *, follows: bool = False) -> Draft:
    """A draft without an answer, with why, in its status and its words."""
    snapshot, weighing = retriever.snapshot, cache(lambda: weighed(question, retriever))
    reason = reason_of(question, draft, snapshot, weighing, follows=follows)
    status = AnswerStatus.OUT_OF_SCOPE if reason is Reason.OUTSIDE else AnswerStatus.NO_EVIDENCE
    note = load_texts(question.language)(f"no_evidence.{_said(reason, question)}", names=", ".join(question.names))
    words = replace(
        draft.composed,
        text=draft.composed.text.replace(draft.composed.lead, f"{draft.composed.lead} {note}", 1),
        notes=(note, *draft.composed.notes),
    )
    draft = replace(draft, status=status, reason=reason, composed=words)
    if reason is not Reason.WEAK or draft.citations:
        return draft
    asked, scored = weighing() if question.intent is Intent.FACT else weighed(as_fact(question), retriever)
    near = _cited(nearest(asked, scored), snapshot)
    return _beside(draft, note, near, question.language) if near else draft


def _said(reason: Reason, question: Question) -> str:
    """What is said of a reason: who only asks what there is at a place asks for no combination."""
    asked = [f for f in question.conditions if f.facet != "kind"]
    alone = asked and not question.topic and all(f.facet in PLACES and not f.negated for f in asked)
    return "elsewhere" if reason is Reason.NOT_THERE and alone else str(reason)


def _cited(found: Sequence[Scored], snapshot: Snapshot) -> tuple[Citation, ...]:
    quoter = Quoter(snapshot.library, snapshot.documents)
    for own in found:
        quoter.cite(own.sentence.quotation())
    return quoter.citations()


def _beside(draft: Draft, note: str, near: Sequence[Citation], language: Language) -> Draft:
    """A draft that says that nothing was found, with what comes nearest, said as that."""
    words = Wording(language, near)
    # A list says of what nothing was found.
    lead = words.texts("no_evidence.unsure") if draft.form is AnswerForm.FACT else draft.composed.lead
    told = words.texts("no_evidence.nearest")
    quoted = words.quotations([citation.mark for citation in near], "\n\n")
    text = draft.composed.text.replace(f"{draft.composed.lead} {note}", f"{lead} {note}\n\n{told}\n\n{quoted}", 1)
    composed = replace(draft.composed, text=text, lead=lead, notes=(*draft.composed.notes, told))
    return replace(draft, composed=composed, citations=tuple(near))


def _is_outside(question: Question, snapshot: Snapshot, weighing: Weighing) -> bool:
    """Whether it is about nothing that the documents are about: it names nothing of the field, and they hold hardly its words."""
    if any(f.facet not in PLACES for f in question.filters):
        return False
    if question.filters and not (question.left or question.names):
        return False  # it asks what there is at a place
    if question.verdict and question.verdict.outside:
        return True
    asked = _weights(question, snapshot)
    total = sum(weight.weight for weight in asked)
    known = sum(weight.weight for weight in asked if weight.known) / total if total else 0.0
    _, scored = weighing()
    meant = max((found.values["meaning"] for found in scored), default=0.0)
    return known + 2.0 * meant < _NEAR


def _weights(question: Question, snapshot: Snapshot) -> Sequence[Weighted]:
    return Importance(snapshot.generation.lexical, snapshot.generation.splitter.parts).weights(question.terms)
