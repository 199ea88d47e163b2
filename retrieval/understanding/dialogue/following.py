"""Follow-ups without a language model: what a question means after the ones before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm, Filter, Plan, State
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.acts import ACTS, anew
from retrieval.understanding.dialogue.cues import CORRECTION, IN_GENERAL, LINKING, NEW
from retrieval.understanding.dialogue.describing import described
from retrieval.understanding.dialogue.evident import EVIDENT, OF_SETS
from retrieval.understanding.dialogue.meaning import about
from retrieval.understanding.dialogue.saying import Act, Followed, Reading, Said
from retrieval.understanding.dialogue.sets import at_the_set
from retrieval.understanding.intent import PLAN_NOUNS, Intent
from retrieval.understanding.kinds import GRANTEES
from retrieval.understanding.learned.classifier import Guess
from retrieval.understanding.question import Question, Understanding
from retrieval.vocabulary import PLACES

_GROWTH_FUND = re.compile(r"\b(?:nationaal )?groeifonds\w*|\bgrowth fund\b", re.IGNORECASE)
# Of more plans than these "dat" says too little.
_FEW = 4
# What is less probable than this is not meant, though all that is more probable can't be.
_PROBABLE = 0.1


def follow(text: str, state: State | None, means: Understanding, plans: Sequence[Plan], read: Reading) -> Followed:
    """The question that ``text`` means in a conversation that stands at ``state``: by the most probable act that fits."""
    if state is None:
        return anew(read(text))
    said = said_in(text, state, means, plans, read)
    for act in EVIDENT:
        if found := act(said):
            return found
    again = at_the_set(said)
    for act in OF_SETS if again is not said and not said.named("plan") else ():
        if found := act(again):
            return found
    for guess, found in meanings(said):
        return replace(found, guess=guess)
    return anew(said.own)


def meanings(said: Said) -> Iterator[tuple[Guess, Followed]]:
    """What may be meant, the most probable act first; acts that what was said does not allow are left out."""
    for guess in said.means.learned.acts.ranked(described(said)):
        if guess.probability >= _PROBABLE and (found := ACTS[Act(guess.label)](said)):
            yield guess, found


def said_in(text: str, state: State, means: Understanding, plans: Sequence[Plan], read: Reading) -> Said:
    """What is said in a conversation, understood by itself: names settled by what was talked about."""
    own = read(text)
    if own.form is AnswerForm.COVERAGE:
        # What goes on with a set denies what it says it denies: "robotica, geen ict".
        own = replace(own, filters=read(text, Intent.LIST).filters)
    own = _of_consortia(own, state, means)
    own = _with_shown_name(_with_bare_name(own, plans), state, plans)
    return _settled(Said(own, state, means, plans, read))


def perhaps_about(text: str, state: State, means: Understanding, plans: Sequence[Plan], read: Reading) -> Followed | None:
    """A question that names nothing, as one about the plans talked about; ``None`` where it says what it is about.

    No word tells whether "zitten er veel meiden?" goes on or begins anew: what is found may.
    """
    own = read(text)
    said = Said(own, state, means, plans, read)
    names = own.filters or own.names or own.phrases or PLAN_NOUNS & set(words(text))
    if names or not 0 < len(said.focus) <= _FEW or NEW.search(text) or IN_GENERAL.search(text):
        return None
    return about(said, said.focus, Act.ABOUT, own.read, AnswerForm.FACT)


def _of_consortia(own: Question, state: State, means: Understanding) -> Question:
    """The question with that something was granted, where consortia are talked about: "alleen die subsidie kregen"."""
    if any(f.facet in ("kind", "status", "plan") for f in own.filters):
        return own
    named = _GROWTH_FUND.search(own.read) and references.asks_which(own.read)
    if not named and not any((f.facet, f.value) == ("kind", GRANTEES) and not f.negated for f in state.filters):
        return own
    granted = means.reader.granted(own.read, own.language)
    if granted is None:
        return own
    said = set(words(granted.source_text))
    left, topic = (tuple(word for word in some if word not in said) for some in (own.left, own.topic))
    return replace(own, filters=(*own.filters, granted), left=left, topic=topic)


def _with_bare_name(own: Question, plans: Sequence[Plan]) -> Question:
    """The question with the plan whose name is all that it says, however that is written: "en het clv?"."""
    text = CORRECTION.sub(" ", own.read)
    rest = [word for word in words(text) if word not in LINKING]
    if not rest or any(f.facet == "plan" for f in own.filters):
        return own
    found = [plan for plan in plans if any(_bare(name) == rest for name in (plan.name, *plan.aliases))]
    if not found:
        return own
    named = tuple(Filter("plan", plan.id, plan.name, " ".join(rest)) for plan in found)
    return replace(own, filters=named, left=(), topic=())


def _with_shown_name(own: Question, state: State, plans: Sequence[Plan]) -> Question:
    """The question with the plan that was shown and that a few words name in small letters: "chill partners?"."""
    shown, said = {*state.listed, *state.focus, *state.recent}, set(own.left)
    if own.filters or len(words(own.read)) > _FEW:
        return own
    for plan in plans:
        names = [word for name in (plan.name, *plan.aliases) if len(_bare(name)) == 1 for word in _bare(name) if word in said]
        if plan.id in shown and names:
            left, topic = (tuple(word for word in some if word != names[0]) for some in (own.left, own.topic))
            return replace(own, filters=(Filter("plan", plan.id, plan.name, names[0]),), left=left, topic=topic)
    return own


def _settled(said: Said) -> Said:
    """What is said with that one of the plans of a shared name that was talked about, or that lies where was asked for."""
    state, named = said.state, [f for f in said.named("plan") if f.source_text]
    known = {*state.listed, *state.focus, *state.recent} & {f.value for f in named}
    if not known:
        places = [f for f in state.filters if f.facet in PLACES and not f.negated]
        known = {f.value for f in named if any(said.any_meets([f.value], place) for place in places)}
    out = [f for f in named if f.value not in known and any(o.value in known and o.source_text == f.source_text for o in named)]
    return replace(said, own=replace(said.own, filters=tuple(f for f in said.own.filters if f not in out)))


def _bare(name: str) -> list[str]:
    return [word for word in words(name) if word not in LINKING | {"pps", "consortium"}]
