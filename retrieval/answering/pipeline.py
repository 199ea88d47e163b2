"""Answering as a list of small steps; the answer carries what each of them decided."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from retrieval.answering.proving import proven
from retrieval.answering.remembering import state_after
from retrieval.answering.requiring import requirements_of
from retrieval.answering.steps import (
    clarify,
    converse,
    explain,
    interpret,
    offer,
    resolve,
    rewrite,
    summarise,
    try_otherwise,
    write,
)
from retrieval.answering.work import SETS, Means, Request, Step, Work
from retrieval.language import language_of
from retrieval.model import Answer, AnswerForm, Decision, Filter, Language, Plan
from retrieval.understanding.dialogue.saying import Act, Followed
from retrieval.understanding.intent import intent_of
from retrieval.understanding.question import Question

STEPS: tuple[Step, ...] = (interpret, converse, resolve, rewrite, clarify, write, try_otherwise, offer, explain, summarise)


def answer(request: Request, means: Means) -> Answer:
    """Take the steps until one ends the work. Raises ``QuestionEmpty``, ``QuestionTooLong``."""
    return _taken(STEPS, Work(request), means)


def answer_about(plans: Sequence[Plan], form: AnswerForm, language: Language, means: Means) -> Answer:
    """What the sources say of plans that were chosen by hand, in a form that was: no question is read for it."""
    filters = tuple(Filter("plan", plan.id, plan.name) for plan in plans)
    text = ", ".join(plan.name for plan in plans)
    question = Question(text, language, intent_of(form), filters, (), (), read=text, form=form)
    return _taken((write,), Work(Request(text), Followed(question, Act.NEW, text, form)), means)


def _taken(steps: Sequence[Step], work: Work, means: Means) -> Answer:
    started, decisions = perf_counter(), list[Decision]()
    for step in steps:
        begun = perf_counter()
        taken = step(work, means)
        work = taken.work
        decisions.append(Decision(step.__name__, taken.outcome, taken.detail, round((perf_counter() - begun) * 1e3, 1)))
        if taken.ends:
            break
    timings = {decision.step: decision.milliseconds for decision in decisions}
    made = _made(work, means, tuple(decisions), timings | {"total": round((perf_counter() - started) * 1e3, 1)})
    return proven(made, means.retriever.snapshot.library)


def _made(work: Work, means: Means, decisions: tuple[Decision, ...], timings: dict[str, float]) -> Answer:
    snapshot, draft = means.retriever.snapshot, work.draft
    if draft is None:
        raise LookupError("no step wrote an answer")
    question = work.followed.question if work.followed else None
    return Answer(
        question=work.request.text,
        language=question.language if question else language_of(work.request.text),
        form=draft.form,
        status=draft.status,
        filters=question.filters if question else (),
        text=draft.composed.text,
        lead=draft.composed.lead,
        notes=draft.composed.notes,
        plans=draft.plans,
        count=len(draft.plans) if draft.form in SETS | {AnswerForm.LIKENESS} else 0,
        complete=draft.complete,
        near=draft.near,
        citations=draft.citations,
        coverage=snapshot.coverage,
        timings_ms=timings,
        fingerprint=snapshot.generation.manifest.fingerprint,
        expansion=snapshot.expansion(question.terms) if question else (),
        corrections=question.errors if question else (),
        nationwide=draft.nationwide,
        rows=draft.rows,
        spots=draft.spots,
        choices=draft.choices,
        reason=draft.reason,
        summary=work.summary,
        rewritten=work.rewritten,
        state=state_after(work, draft),
        decisions=decisions,
        requirements=requirements_of(question, work.request.text, draft.topic) if question else (),
    )
