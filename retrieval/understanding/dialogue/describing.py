"""What somebody says in a conversation, as the act that it is gets classified: words, cues, names, and where things stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.dutch import words
from retrieval.model import Filter, State
from retrieval.understanding.amounts import bound_in
from retrieval.understanding.cues import COMPARING, PER, RESEMBLING, asks_for_whole
from retrieval.understanding.dialogue import cues, references
from retrieval.understanding.dialogue.dropping import dropped_facets
from retrieval.understanding.dialogue.merging import group_of, way_of
from retrieval.understanding.dialogue.saying import Said
from retrieval.understanding.forms import KINDS_OF_NAMES
from retrieval.understanding.intent import PLAN_NOUNS
from retrieval.understanding.learned.classifier import Described
from retrieval.understanding.learned.grams import Named, bare, grams, masked
from retrieval.understanding.talk import courtesy

# From here on more is as much.
_MANY, _SEVERAL, _LONG = 4, 3, 6
_WORDS_A_STEP = 3
# How many plans: none, one, two, a few, some, a lot.
_STEPS = (0, 1, 2, 3, 6, 20)


def described(said: Said) -> Described:
    """What is said, as it is classified."""
    tokens = masked(said.text, _names(said))
    inside = "of a set" if said.is_list() else "of no set"
    marks = {mark for own in (*_cues(said), *_structure(said), *_named(said)) for mark in (own, f"{own}, {inside}")}
    return Described(frozenset({*grams(tokens), *(f"* {mark}" for mark in (*marks, *_standing(said.state)))}), bare(tokens))


def _names(said: Said) -> list[Named]:
    found = []
    for own in said.own.filters:
        start = said.text.find(own.source_text) if own.source_text else -1
        if start >= 0:
            found.append(Named(start, start + len(own.source_text), KINDS_OF_NAMES[own.facet]))
    return found


def _cues(said: Said) -> Iterator[str]:
    text = said.text
    found = {
        "announces": cues.NEW.search(text),
        "in general": cues.IN_GENERAL.search(text),
        "corrects": cues.CORRECTION.search(text),
        "counts": cues.COUNT.match(text),
        "elliptic": cues.ELLIPTIC.match(text),
        "asks": cues.ASKS.match(text),
        "how many": cues.HOW_MANY.search(text),
        "superlative": cues.SUPERLATIVE.search(text),
        "yes or no": cues.YES_OR_NO.match(text),
        "compares": COMPARING.search(text),
        "resembles": RESEMBLING.search(text),
        "of each": PER.search(text),
        "as a whole": asks_for_whole(text),
        "which": references.asks_which(text),
        "several": references.several(text),
        "the first": references.first_of(text),
        "that many": references.that_many(text),
        "points back": references.points_back(text),
        "in order": references.ordinals(text, [str(place) for place in range(_STEPS[-1])]),
        "drops": dropped_facets(text),
        "courtesy": courtesy(text),
    }
    yield from (name for name, holds in found.items() if holds)
    yield f"joins as {way_of(text).name.lower()}"


def _structure(said: Said) -> Iterator[str]:
    own, text, aspects = said.own, said.text, said.means.aspects
    found = {
        "placed": references.ordinal(text, said.state.listed),
        "told by place": references.told_by_place(text, own.filters),
        "bound": bound_in(text),
        "plans": PLAN_NOUNS & set(words(text)),
        "aspect": aspects.asked(own.left),
        "only aspects": own.left and aspects.explained(cues.bare_left(own.left)),
        "names nothing": not own.filters,
        "stranger": own.names,
    }
    yield from (name for name, holds in found.items() if holds)
    yield f"left {min(_MANY, len(own.left))}"
    yield f"long {min(_LONG, len(words(text)) // _WORDS_A_STEP)}"
    if own.verdict and own.verdict.guesses:
        yield f"alone {own.verdict.guesses[0].label}"


def _named(said: Said) -> Iterator[str]:
    """What is named, and whether something of its kind, or just that, was in force."""
    state = said.state
    before = {(f.facet, f.value) for f in state.filters}
    groups = [group_of(f) for f in state.filters]
    for own in said.named():
        kind = KINDS_OF_NAMES[own.facet]
        yield f"no {kind}" if own.negated else f"a {kind}"
        again = (own.facet, own.value) in before
        yield f"{kind} again" if again else f"another {kind}" if group_of(own) in groups else f"first {kind}"
    plans = {f.value for f in said.named("plan")}
    if plans:
        yield f"plans {min(_SEVERAL, len(plans))}"
        yield from ["of those shown"] if plans & set(state.listed) else []
        yield from ["talked about"] if plans & set(state.focus) else []
    met = said.met(said.named()) if said.named() else ()
    yield from ["some meet it"] if met else []
    yield from ["one meets it"] if len(met) == 1 else []


def _standing(state: State) -> Iterator[str]:
    """Where the conversation stands."""
    yield f"was {state.form}"
    yield from {f"{KINDS_OF_NAMES[f.facet]} in force" for f in state.filters}
    yield f"shown {_step(state.listed)}"
    yield f"in focus {_step(state.focus)}"


def _step(plans: Sequence[str] | Sequence[Filter]) -> int:
    return max(step for step in _STEPS if step <= len(plans))
