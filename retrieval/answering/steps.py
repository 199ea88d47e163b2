"""The steps of answering. Each takes the work so far, does one thing, says in a word what it decided, and may end it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.answering.clarifying import (
    asking,
    asking_what,
    is_boundless,
    other_reading,
    points_at_nothing,
    says_nothing,
    settled,
    shared_name,
)
from retrieval.answering.comparing import card, compared
from retrieval.answering.expected import Form, form_of
from retrieval.answering.gaps import gaps
from retrieval.answering.generation.rewriting import rewrite as rewritten
from retrieval.answering.generation.summarising import summarise as summary_of
from retrieval.answering.listing import listed
from retrieval.answering.nearby import nearby
from retrieval.answering.refusing import refused
from retrieval.answering.requiring import lifted, still_lifted
from retrieval.answering.resembling import resembling
from retrieval.answering.stating import facts_of, stated
from retrieval.answering.sums import otherwise_called, said_otherwise
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import SETS, Draft, Means, Request, Taken, Work, joined
from retrieval.aspects import Aspect
from retrieval.dutch import words
from retrieval.model import AnswerForm, AnswerStatus, Filter
from retrieval.retrieving import Retriever
from retrieval.understanding.cues import RESEMBLING
from retrieval.understanding.dialogue.cues import bare_left
from retrieval.understanding.dialogue.following import follow, perhaps_about
from retrieval.understanding.dialogue.references import points_back
from retrieval.understanding.dialogue.resuming import resumed_here
from retrieval.understanding.dialogue.saying import Act, Followed, Reading
from retrieval.understanding.forms import talk_of
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question, as_fact, check_question, understand
from retrieval.understanding.talk import without_courtesy

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

# So probable a form is meant, whatever the sources say.
_SURE = 0.75
# The form of the question before holds.
_SAME_QUESTION = frozenset({Act.NARROWED, Act.REFINED, Act.WIDENED, Act.EXCLUDED, Act.DROPPED, Act.CORRECTED, Act.RETURNED})


def interpret(work: Work, means: Means) -> Taken:
    """What the question means, by itself or after those before it."""
    check_question(work.request.text)
    snapshot = means.retriever.snapshot
    state = resumed_here(work.request.state, snapshot.understanding.reader, snapshot.plans)
    text, read = without_courtesy(work.request.text), _reading(work, means)
    request = replace(work.request, state=state, without=work.request.without | still_lifted(state, lambda: read(text)))
    work = replace(work, request=request)
    followed = follow(text, request.state, snapshot.understanding, snapshot.plans, read)
    language, reader = followed.question.language, snapshot.understanding.reader
    filters = tuple(reader.in_language(f, language) for f in followed.question.filters)
    followed = _without(replace(followed, question=replace(followed.question, text=request.text, filters=filters)), request)
    return Taken(replace(work, followed=followed), followed.act, _told(followed))


def converse(work: Work, means: Means) -> Taken:
    """Greetings, thanks and questions about the assistant get a short answer of their own."""
    question = work.question
    if question.form is not AnswerForm.TALK or question.verdict is None:
        return Taken(work, "asks")
    talk = talk_of(question.verdict)
    said = composed(Wording(question.language).texts(f"talk.{talk}", **_facts(means)), ())
    return Taken(replace(work, draft=Draft(AnswerForm.TALK, AnswerStatus.ANSWERED, said)), talk, ends=True)


def resolve(work: Work, means: Means) -> Taken:
    """A question that names nothing is about the plans talked about, unless only the library as a whole answers it."""
    state, followed, snapshot = work.request.state, work.followed, means.retriever.snapshot
    if state is None or followed is None or followed.act is not Act.NEW:
        return Taken(work, "not_needed")
    text = without_courtesy(work.request.text)
    perhaps = perhaps_about(text, state, snapshot.understanding, snapshot.plans, _reading(work, means))
    if perhaps is None:
        return Taken(work, "stands_by_itself")
    if not stated(perhaps.question, means.retriever).found and stated(as_fact(followed.question), means.retriever).found:
        return Taken(work, "answered_elsewhere")
    perhaps = _without(replace(perhaps, question=replace(perhaps.question, text=work.request.text)), work.request)
    return Taken(replace(work, followed=perhaps), "about", joined(perhaps.question.among))


def rewrite(work: Work, means: Means) -> Taken:
    """What no rule recognised as going on, a language model may put as a question of its own, if it adds nothing to it."""
    state, followed = work.request.state, work.followed
    if means.chat is None or state is None or followed is None or followed.act is not Act.NEW:
        return Taken(work, "not_needed")
    if not points_back(work.request.text) and not says_nothing(followed.question, state):
        return Taken(work, "stands_by_itself")
    names = [plan.name for plan in means.retriever.snapshot.plans if plan.id in {*state.listed, *state.focus, *state.recent}]
    text = rewritten(work.request.text, state.said, names, means.chat)
    if text is None or text == work.request.text:
        return Taken(work, "left")
    own = _reading(work, means)(text)
    question = replace(own, text=work.request.text)
    return Taken(
        replace(work, rewritten=text, followed=Followed(question, Act.REWRITTEN, text, own.form, text)), "rewritten", text
    )


def clarify(work: Work, means: Means) -> Taken:
    """A name that several plans bear is settled by what else is said, or asked about."""
    snapshot = means.retriever.snapshot
    question, state = work.question, work.request.state
    aspects = snapshot.understanding.aspects
    if is_boundless(question) or says_nothing(question, state) or points_at_nothing(question, state, aspects):
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
    if draft is not None and draft.found and draft.form is AnswerForm.FACT and any(f.facet == "plan" for f in question.filters):
        return Taken(replace(work, draft=said_otherwise(question, draft)), "not_needed")
    if draft is not None and draft.form is AnswerForm.LIKENESS and _is_unlikely(work):
        surely = stated(as_fact(question), means.retriever)
        return Taken(replace(work, draft=surely), "fact") if surely.found else Taken(work, "alike")
    if draft is None or draft.found or question.form in (AnswerForm.COUNT, AnswerForm.COVERAGE):
        return Taken(work, "not_needed")
    if question.form is AnswerForm.FACT:
        return _table(work, means)
    if work.followed and work.followed.act in _SAME_QUESTION:
        return Taken(work, "same_question")
    fact = as_fact(question)
    found = stated(fact, means.retriever)
    if found.status is not AnswerStatus.ANSWERED:
        return Taken(work, "nothing")
    # Who asks for plans of some kind is not served by a document of none; what comes near is.
    of_kind = any(f.facet == "kind" and not f.negated for f in question.conditions)
    if (draft.near or of_kind) and not any(own.sentence.passage.plans for own in facts_of(fact, means.retriever)):
        return Taken(work, "of_no_plan")
    return Taken(replace(work, draft=found), "fact")


def _is_unlikely(work: Work) -> bool:
    """Whether a new question has no word that asks for what is alike, and that is not much more probable than something else."""
    guesses = work.question.verdict.guesses if work.question.verdict else ()
    new = work.followed is not None and work.followed.act is Act.NEW
    return new and bool(guesses) and guesses[0].probability < _SURE and not RESEMBLING.search(work.question.read)


def _table(work: Work, means: Means) -> Taken:
    """What the sources say of the aspect that is asked of plans, where no sentence was sure enough."""
    aspects = means.retriever.snapshot.understanding.aspects
    of_plans = any(f.facet == "plan" for f in work.question.filters)
    asked = aspects.asked(bare_left(work.question.left) or words(work.question.read))
    form = form_of(work.question.read)
    own = aspects.get(form.aspect) if form else None
    # That another way to reach somebody is not mentioned is no reason to keep the one that is.
    if of_plans and own and own.id == "contact" and (reached := _told_of(own, form, work, means)):
        return reached
    money = next((aspect for aspect in (own, *asked) if aspect and aspect.id == "money"), None)
    if work.draft and work.draft.citations:
        otherwise = otherwise_called(work.question, work.draft, money, means.retriever) if money and of_plans else None
        return Taken(replace(work, draft=otherwise), "otherwise_called") if otherwise else Taken(work, "said_not_mentioned")
    if not of_plans or not aspects.explained(bare_left(work.question.left)):
        return Taken(work, "nothing")
    for aspect in dict.fromkeys(((own,) if own else ()) + asked):
        if told := _told_of(aspect, form, work, means):
            return told
    return Taken(work, "nothing")


def _told_of(aspect: Aspect, form: Form | None, work: Work, means: Means) -> Taken | None:
    """What the sources say of one aspect, where that looks like what is asked for."""
    found = compared(work.question, means.retriever, [aspect])
    if not found.found or (form and not any(form.shown.search(citation.quote) for citation in found.citations)):
        return None
    return Taken(replace(work, draft=replace(found, form=AnswerForm.FACT)), "aspect", aspect.id)


def offer(work: Work, means: Means) -> Taken:
    """What else may be meant is offered beside the answer: the city, where the province was read."""
    if work.draft is None or work.question.form not in SETS:
        return Taken(work, "not_needed")
    choices = other_reading(work.question, means.retriever.snapshot)
    return Taken(replace(work, draft=replace(work.draft, choices=choices)), "offered" if choices else "clear", joined(choices))


def explain(work: Work, means: Means) -> Taken:
    """Where nothing was found: why."""
    if work.draft is None or work.draft.found:
        return Taken(work, "not_needed")
    follows = work.followed is not None and work.followed.act is not Act.NEW
    draft = refused(work.question, work.draft, means.retriever, follows=follows)
    return Taken(replace(work, draft=draft), str(draft.reason))


def summarise(work: Work, means: Means) -> Taken:
    """A language model may put what was found in its own words; only what the quotations prove of it is kept."""
    draft = work.draft
    if means.chat is None or draft is None or not draft.found or not draft.citations:
        return Taken(work, "not_needed")
    question = work.question
    summary = summary_of(
        work.rewritten or question.read,
        question.language,
        draft.citations,
        means.chat,
        means.retriever.aligner,
        means.on_sentence,
        means.judge,
    )
    outcome = summary.failure or "summarised"
    return Taken(replace(work, summary=summary), outcome, f"{len(summary.sentences)} kept, {summary.dropped} dropped")


def _told(followed: Followed) -> str:
    """What was understood, and by what."""
    question = followed.question
    guesses = [guess for guess in (followed.guess, *(question.verdict.guesses[:2] if question.verdict else ())) if guess]
    sure = joined([f"{guess.label} {guess.probability:.2f}" + f" ({joined(guess.why)})" * bool(guess.why) for guess in guesses])
    return f"{question.form}; {joined([f'{f.facet}={f.value}' for f in question.filters])}; {joined(question.topic)}; {sure}"


def _without(followed: Followed, request: Request) -> Followed:
    """What is meant, but for the filters and requirements that were taken away by hand."""

    def left(filters: Sequence[Filter]) -> tuple[Filter, ...]:
        return tuple(f for f in filters if (f.facet, f.value) not in request.without)

    question = lifted(replace(followed.question, filters=left(followed.question.filters)), request.without)
    in_force = None if followed.in_force is None else left(followed.in_force)
    return replace(followed, question=question, in_force=in_force)


def _reading(work: Work, means: Means) -> Reading:
    """Understands texts as the request wants them read."""
    request, understanding = work.request, means.retriever.snapshot.understanding

    def read(text: str, intent: Intent | None = None) -> Question:
        return understand(text, understanding, request.given, expand=request.expand, correct=request.correct, intent=intent)

    return read


def _asking(work: Work, question: Question) -> Work:
    return work if work.followed is None else replace(work, followed=replace(work.followed, question=question))


def _facts(means: Means) -> dict[str, object]:
    coverage = means.retriever.snapshot.coverage
    return {"documents": coverage.documents, "plans": coverage.plans}
