"""Answering as a list of small steps. Each takes the work so far and may end it; the answer carries what each decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from retrieval.answering.clarifying import asking, asking_what, is_boundless, other_reading, says_nothing, settled, shared_name
from retrieval.answering.comparing import card, compared
from retrieval.answering.expected import form_of
from retrieval.answering.gaps import gaps
from retrieval.answering.listing import listed
from retrieval.answering.nearby import nearby
from retrieval.answering.proving import proven
from retrieval.answering.refusing import refused
from retrieval.answering.resembling import resembling
from retrieval.answering.stating import stated
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import Draft, Means, Request, Step, Taken, Work, joined
from retrieval.dutch import words
from retrieval.language import language_of
from retrieval.model import Answer, AnswerForm, AnswerStatus, Choice, Decision, Language, State
from retrieval.retrieving import Retriever
from retrieval.understanding.dialogue.cues import bare_left
from retrieval.understanding.dialogue.following import follow
from retrieval.understanding.dialogue.saying import Act
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question, as_fact, check_question, understand
from retrieval.understanding.talk import small_talk, without_courtesy

# Each form of answer, and what writes it.
_FORMS: dict[AnswerForm, Callable[[Question, Retriever], Draft]] = {
    AnswerForm.LIST: listed,
    AnswerForm.COUNT: listed,
    AnswerForm.FACT: stated,
    AnswerForm.PLAN: card,
    AnswerForm.COMPARE: compared,
    AnswerForm.LIKENESS: resembling,
    AnswerForm.OPPORTUNITY: nearby,
    AnswerForm.COVERAGE: gaps,
}
_SETS = frozenset({AnswerForm.LIST, AnswerForm.COUNT, AnswerForm.OPPORTUNITY})
# Plans talked about one by one that are kept in mind.
_RECENT = 4


def converse(work: Work, means: Means) -> Taken:
    """Greetings, thanks and questions about the assistant get a short answer of their own."""
    check_question(work.request.text)
    talk = small_talk(work.request.text, begun=work.request.state is not None)
    if talk is None:
        return Taken(work, "asks")
    wording = Wording(_language(work))
    said = composed(wording.texts(f"talk.{talk}", **_facts(means)), ())
    return Taken(replace(work, talk=talk, draft=Draft(AnswerForm.TALK, AnswerStatus.ANSWERED, said)), str(talk), ends=True)


def interpret(work: Work, means: Means) -> Taken:
    """What the question means, by itself or after those before it."""
    request, snapshot = work.request, means.retriever.snapshot

    def read(text: str, intent: Intent | None = None) -> Question:
        means = snapshot.understanding
        return understand(text, means, request.given, expand=request.expand, correct=request.correct, intent=intent)

    followed = follow(without_courtesy(request.text), request.state, snapshot.understanding, snapshot.plans, read)
    followed = replace(followed, question=replace(followed.question, text=request.text))
    question = followed.question
    detail = f"{question.form}; {joined([f'{f.facet}={f.value}' for f in question.filters])}; {joined(question.topic)}"
    return Taken(replace(work, followed=followed), followed.act, detail)


def clarify(work: Work, means: Means) -> Taken:
    """A name that several plans bear is settled by what else is said, or asked about."""
    snapshot = means.retriever.snapshot
    if is_boundless(work.question) or says_nothing(work.question, work.request.state):
        return Taken(replace(work, draft=asking_what(work.question)), "boundless", ends=True)
    same = shared_name(work.question)
    question = settled(work.question, same, snapshot) if same else work.question
    work = _asking(work, question)
    same = shared_name(question)
    if not same:
        return Taken(work, "clear")
    draft = asking(question, same, means.retriever)
    return Taken(replace(work, draft=draft), "asked", joined([f.value for f in same]), ends=True)


def write(work: Work, means: Means) -> Taken:
    """The answer in the form that the question asks for."""
    draft = _FORMS[work.question.form](work.question, means.retriever)
    return Taken(
        replace(work, draft=draft), draft.status, f"{draft.form}; {len(draft.plans)} plans, {len(draft.citations)} citations"
    )


def try_otherwise(work: Work, means: Means) -> Taken:
    """No plan is about all of it, but a sentence may still answer; a table without content may be a fact after all."""
    draft, question = work.draft, work.question
    if draft is None or draft.found or question.form in (AnswerForm.COUNT, AnswerForm.COVERAGE):
        return Taken(work, "not_needed")
    if question.form is AnswerForm.FACT:
        return _table(work, means)
    if work.followed and work.followed.act in (Act.REFINED, Act.CORRECTED):
        return Taken(work, "same_question")  # the form of the question before holds
    found = stated(as_fact(question), means.retriever)
    if found.status is not AnswerStatus.ANSWERED:
        return Taken(work, "nothing")
    return Taken(replace(work, draft=found), "fact")


def _table(work: Work, means: Means) -> Taken:
    """What the sources say of the aspect that a further question asks of plans, where no sentence was sure enough."""
    aspects = means.retriever.snapshot.understanding.aspects
    follows = work.followed and work.followed.act is not Act.NEW and any(f.facet == "plan" for f in work.question.filters)
    asked = aspects.asked(bare_left(work.question.left) or words(work.question.read))
    if not follows or not aspects.explained(bare_left(work.question.left)):
        return Taken(work, "nothing")
    form = form_of(work.question.read)
    own = aspects.get(form.aspect) if form else None
    for aspect in dict.fromkeys(((own,) if own else ()) + asked):
        found = compared(work.question, means.retriever, [aspect])
        if found.found and (form is None or any(form.shown.search(citation.quote) for citation in found.citations)):
            return Taken(replace(work, draft=replace(found, form=AnswerForm.FACT)), "aspect", aspect.id)
    return Taken(work, "nothing")


def offer(work: Work, means: Means) -> Taken:
    """What else may be meant is offered beside the answer: the city, where the province was read."""
    if work.draft is None or work.question.form not in _SETS:
        return Taken(work, "not_needed")
    choices: tuple[Choice, ...] = other_reading(work.question, means.retriever.snapshot)
    return Taken(replace(work, draft=replace(work.draft, choices=choices)), "offered" if choices else "clear", joined(choices))


def explain(work: Work, means: Means) -> Taken:
    """Where nothing was found: why."""
    if work.draft is None or work.draft.found:
        return Taken(work, "not_needed")
    follows = work.followed is not None and work.followed.act is not Act.NEW
    draft = refused(work.question, work.draft, means.retriever, follows=follows)
    return Taken(replace(work, draft=draft), str(draft.reason))


STEPS: tuple[Step, ...] = (converse, interpret, clarify, write, try_otherwise, offer, explain)


def answer(request: Request, means: Means) -> Answer:
    """Take the steps until one ends the work. Raises ``QuestionEmpty``, ``QuestionTooLong``."""
    started, work = perf_counter(), Work(request)
    decisions: list[Decision] = []
    for step in STEPS:
        begun = perf_counter()
        taken = step(work, means)
        work = taken.work
        decisions.append(Decision(step.__name__, taken.outcome, taken.detail, round((perf_counter() - begun) * 1e3, 1)))
        if taken.ends:
            break
    timings = {decision.step: decision.milliseconds for decision in decisions}
    made = _made(work, means, tuple(decisions), timings | {"total": round((perf_counter() - started) * 1e3, 1)})
    return proven(made, means.retriever.snapshot.library)


def _asking(work: Work, question: Question) -> Work:
    return work if work.followed is None else replace(work, followed=replace(work.followed, question=question))


def _language(work: Work) -> Language:
    return language_of(work.request.text)


def _facts(means: Means) -> dict[str, object]:
    coverage = means.retriever.snapshot.coverage
    return {"documents": coverage.documents, "plans": coverage.plans}


def _made(work: Work, means: Means, decisions: tuple[Decision, ...], timings: dict[str, float]) -> Answer:
    snapshot, draft = means.retriever.snapshot, work.draft
    if draft is None:
        raise LookupError("no step wrote an answer")
    question = work.followed.question if work.followed else None
    return Answer(
        question=work.request.text,
        language=question.language if question else _language(work),
        form=draft.form,
        status=draft.status,
        filters=question.filters if question else (),
        text=draft.composed.text,
        lead=draft.composed.lead,
        notes=draft.composed.notes,
        plans=draft.plans,
        count=len(draft.plans) if draft.form in _SETS | {AnswerForm.LIKENESS} else 0,
        complete=draft.complete,
        near=draft.near,
        citations=draft.citations,
        coverage=snapshot.coverage,
        timings_ms=timings,
        fingerprint=snapshot.generation.manifest.fingerprint,
        expansion=snapshot.expansion(question.terms) if question else (),
        corrections=question.corrections if question else (),
        nationwide=draft.nationwide,
        rows=draft.rows,
        spots=draft.spots,
        choices=draft.choices,
        reason=draft.reason,
        summary=work.summary,
        state=_state(work, draft),
        decisions=decisions,
    )


def _state(work: Work, draft: Draft) -> State | None:
    """Where the conversation stands now; small talk leaves it where it was."""
    before, followed = work.request.state, work.followed
    if followed is None:
        return before
    shown = tuple(entry.plan.id for entry in (draft.plans or (*draft.nationwide, *draft.near)))
    listing = draft.form in _SETS | {AnswerForm.LIKENESS} or draft.status is AnswerStatus.NEEDS_CLARIFICATION
    focus = (shown if listing else draft.focus) or (before.focus if before and followed.act != "new" else ())
    one_by_one = draft.focus if not listing else ()
    recent = (*(before.recent if before and followed.act != "new" else ()), *one_by_one)
    earlier = before.listed if before and followed.act != "new" else ()
    return State(
        text=followed.base,
        form=followed.form,
        filters=followed.filters,
        asked=followed.asked or followed.base,
        listed=shown if listing and shown else earlier,
        focus=focus,
        recent=tuple(dict.fromkeys(reversed(tuple(dict.fromkeys(reversed(recent))))))[-_RECENT:],
        pending=draft.status is AnswerStatus.NEEDS_CLARIFICATION,
    )
