"""Going on about the set of plans that is asked for: other conditions, more or fewer of them, how many, how many of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import NATIONWIDE, AnswerForm, Filter
from retrieval.understanding.amounts import bound_in
from retrieval.understanding.cues import EITHER_WAY
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.cues import (
    AMONG_THEM,
    COUNT,
    DENYING,
    ELLIPTIC,
    ELLIPTIC_AND,
    EXCEPT,
    FORGETTING,
    LACKING,
    LEAVING_OUT,
    PARTICULAR,
    SWAPPING,
    YES_OR_NO,
    bare_left,
)
from retrieval.understanding.dialogue.dropping import clauses_of, dropped_facets
from retrieval.understanding.dialogue.meaning import among, longer, with_filters
from retrieval.understanding.dialogue.merging import Way, accepts, adds, group_of, merged
from retrieval.understanding.dialogue.places import whole_province
from retrieval.understanding.dialogue.saying import Act, Followed, Said
from retrieval.understanding.forms import facet_named
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question
from retrieval.vocabulary import PLACES

# Of more words than these many only surround what is named.
_SHORT = 6


def refined(said: Said) -> Followed | None:
    """ "En in Overijssel?", "what about logistics?": another value in the place of the one before."""
    if PARTICULAR.search(said.text) or AMONG_THEM.search(said.text):
        return narrowed(said)  # "ik denk met name aan warmtepompen", "zit daar ook cybersecurity tussen?"
    swap = SWAPPING.search(said.text)
    old = swap["old"] if swap else ""
    named = tuple(replace(f, negated=True) if f.source_text and f.source_text in old else f for f in said.named())
    here = at_the_set(said)
    denied = {(f.facet, f.value) for f in named if f.negated} & {(f.facet, f.value) for f in here.state.filters}
    return _with(here if denied else on_the_set(said), named, Way.REPLACE, Act.REFINED)


def on_the_set(said: Said) -> Said:
    """What names another place and nothing else, as going on about the last question for plans."""
    named = said.named()
    return at_the_set(said) if named and all(f.facet in PLACES for f in named) and not said.own.left else said


def at_the_set(said: Said) -> Said:
    """What is said as going on about the last question for plans, where a plan was only asked about in between."""
    state = said.state
    if said.is_list() or not state.earlier or not any(f.facet == "plan" for f in state.filters):
        return said
    last = state.earlier[-1]
    return replace(said, state=replace(state, text=last.text, form=last.form, filters=last.filters))


def widened(said: Said) -> Followed | None:
    """ "Doe Drenthe er ook bij": another value besides; "include the east after all": what was left out no longer is."""
    if PARTICULAR.search(said.text) and not adds(said.text):
        return narrowed(said)
    named = {(f.facet, f.value) for f in said.named()}
    again = tuple(f for f in said.state.filters if f.negated and (f.facet, f.value) in named)
    if again and len(again) == len(named):
        kept = tuple(f for f in said.state.filters if f not in again)
        return with_filters(said.holding(kept), (), Way.ADD, Act.WIDENED, loosely=True)
    others = PLACES | {"kind"} | dropped_facets(said.text)
    places = said.named() and all(f.facet in others for f in said.named())
    if places and ELLIPTIC_AND.search(said.text) and not (adds(said.text) or accepts(said.text)):
        return refined(said)
    beside = _replacing(said)
    if not beside:
        return _with(said, said.named(), Way.ADD, Act.WIDENED)
    kept = merged(said.state.filters, beside, Way.REPLACE)
    here = said.holding(kept)
    return _with(here, tuple(f for f in said.named() if f not in beside), Way.ADD, Act.WIDENED)


def _replacing(said: Said) -> tuple[Filter, ...]:
    """What takes the place of something beside what is added: "nu Breda, en doe er circulair bouwen bij"."""
    clauses = [(start, end) for start, end in clauses_of(said.text) if adds(said.text[start:end])]
    within = {f for f in said.named() if any(start <= said.text.find(f.source_text) < end for start, end in clauses)}
    others = tuple(f for f in said.named() if f not in within)
    return others if within and not {group_of(f) for f in others} & {group_of(f) for f in within} else ()


def excluded(said: Said) -> Followed | None:
    """ "Zonder Limburg", "laat de zorg er maar uit"; "zuid-holland zeg maar" leaves out nothing."""
    if not DENYING.search(EITHER_WAY.sub(" ", said.text)):
        return narrowed(said)
    named = _wanted(said)
    kinds = {("kind", f.value) for f in named if f.facet == "kind"}
    if {(f.facet, f.value) for f in named} - {("province", NATIONWIDE)} == kinds and not any(f.negated for f in named):
        # "Behalve de landelijke programma's": nothing else is named that could be left out.
        named = tuple(replace(f, negated=True) for f in named)
    elif named == said.named() and not any(f.negated for f in named):
        named = tuple(replace(f, negated=True) for f in named if f.facet != "kind")
    return _with(said, named, Way.NARROW, Act.EXCLUDED)


def _wanted(said: Said) -> tuple[Filter, ...]:
    """What is named; where what lacks something is left out, what has it: "laat die zonder toekenning weg"."""
    named = said.named()
    twice = LEAVING_OUT.search(said.text) and LACKING.search(said.text) and named and all(f.negated for f in named)
    return tuple(replace(f, negated=False) for f in named) if twice else named


def narrowed(said: Said) -> Followed | None:
    """ "Alleen mbo", "welke daarvan doen iets met waterstof?": a condition more."""
    named, which = _wanted(said), references.asks_which(said.text)
    if which and named and not said.is_list() and len(said.several()) > 1:
        return among(said, said.several())
    places = [f for f in named if f.facet in PLACES and not f.negated]
    if named and (not said.own.left or not which or (places and not said.met(places))):
        return _with(said, named, Way.NARROW, Act.NARROWED)
    if bound_in(said.text) and said.is_list():
        return _with(said, named, Way.NARROW, Act.NARROWED)
    plans = said.several()
    outside = said.own.verdict is not None and said.own.verdict.outside
    if (said.named("plan") and not which) or not said.own.left or len(plans) < 2 or outside:
        return None
    # Who asks whether one of them does wants no shorter list.
    return among(said, plans, stays=not YES_OR_NO.match(said.text))


def dropped(said: Said) -> Followed | None:
    """ "Niveau maakt niet uit", "doe maar heel Nederland": a condition no longer matters."""
    held = {(f.facet, f.value) for f in said.state.filters}
    if any(f.negated for f in said.named()) and not FORGETTING.search(said.text):
        return None  # "alle consortia juist buiten Noord-Holland"
    said_to_go, named = dropped_facets(said.text), {(f.facet, f.value) for f in said.named()}
    if said_to_go or not named:
        return without_facets(said, said_to_go or _only_group(said))
    if not named <= held or not said.is_list():
        return None  # what was not in force can't go
    kept = tuple(f for f in said.state.filters if (f.facet, f.value) not in named)
    return with_filters(said.holding(kept), (), Way.REPLACE, Act.DROPPED, loosely=True)


def without_facets(said: Said, facets: frozenset[str]) -> Followed | None:
    """The question in force without its conditions of some facets."""
    if not said.is_list():
        return None
    kept = tuple(f for f in said.state.filters if f.facet not in facets)
    if not facets or len(kept) == len(said.state.filters):
        return None
    # "En in Hilversum? Niveau maakt niet uit", "overal in Limburg".
    held = {(f.facet, f.value) for f in said.state.filters}
    but = EXCEPT.search(said.text)  # "everywhere except North Holland"
    named = [
        f
        for f in said.named()
        if f.facet not in facets
        or (f.negated and but)
        or not (f.negated or f.value == NATIONWIDE or (f.facet, f.value) in held or group_of(f) & facets - PLACES)
    ]
    return with_filters(said.holding(kept), named, Way.REPLACE, Act.DROPPED, loosely=True)


def _only_group(said: Said) -> frozenset[str]:
    """The facets of what is in force, where that is of one group."""
    groups = {group_of(f) for f in said.carried if f.facet != "kind"}
    return next(iter(groups)) if len(groups) == 1 else frozenset()


def counted(said: Said) -> Followed | None:
    """ "Hoeveel zijn dat er?"."""
    # "Hoeveel daarvan zijn vrouw" counts no plans.
    if not said.is_list() or said.named("plan") or (bare_left(said.own.left) and not COUNT.match(said.text)):
        return None
    if said.named():
        found = with_filters(said, said.named(), Way.ADD if adds(said.text) else Way.NARROW, Act.COUNTED)
        return replace(found, question=replace(found.question, intent=Intent.COUNT, form=AnswerForm.COUNT))
    base = said.read(said.state.text)
    question = replace(base, text=said.own.text, intent=Intent.COUNT, form=AnswerForm.COUNT, filters=said.carried, corrections=())
    return Followed(question, Act.COUNTED, said.state.text, said.state.form)


def asked_again(said: Said, form: AnswerForm) -> Question:
    """The question for plans in force once more, in a form of its own."""
    base = said.read(said.state.text, Intent.LIST)
    return replace(base, text=said.own.text, form=form, filters=said.carried, corrections=())


def broken_down(said: Said) -> Followed | None:
    """ "En per provincie?": the question in force, counted by the values of a facet."""
    facet = facet_named(said.text)
    if not said.is_list() or not facet:
        return None
    counted = said.read(longer(said))
    filters = merged(said.state.filters, said.named(), Way.REPLACE)
    # Who counts by province wants all of them.
    filters = tuple(f for f in filters if f.negated or not (f.facet == facet or {f.facet, facet} <= PLACES))
    question = replace(counted, text=said.own.text, form=AnswerForm.COVERAGE, filters=filters)
    return Followed(question, Act.BROKEN_DOWN, said.state.text, said.state.form)


def _with(said: Said, named: Sequence[Filter], way: Way, act: Act) -> Followed | None:
    """The question in force with what is named, or with its further words where it names nothing."""
    if wider := whole_province(said):
        kept = tuple(f for f in said.state.filters if f.facet not in PLACES)
        said, named = said.holding(kept), (*named, *wider)
    if said.named("plan") or not (named or dropped_facets(said.text) or bound_in(said.text)):
        return None
    # "Mijn broer rijdt vanuit Coevorden, bestaat het daar ook?": whatever surrounds it, only the place is new.
    surrounded = len(words(said.text)) > _SHORT and not ELLIPTIC.match(said.text)
    return with_filters(said, named, way, act, loosely=surrounded and act is not Act.NARROWED)
