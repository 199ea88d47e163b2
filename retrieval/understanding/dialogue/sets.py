"""Going on about the set of plans that is asked for: other places, fewer plans, how many, how many of each."""

from __future__ import annotations

from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm
from retrieval.understanding.amounts import bound_in
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.cues import (
    ASKS,
    COUNT,
    ELLIPTIC,
    HOW_MANY,
    SUPERLATIVE,
    YES_OR_NO,
    bare_left,
)
from retrieval.understanding.dialogue.meaning import about, among, fitting, longer, with_filters
from retrieval.understanding.dialogue.merging import Way, dropped_facets, merged, way_of
from retrieval.understanding.dialogue.saying import Act, Followed, Said
from retrieval.understanding.forms import PER, counted_facet
from retrieval.understanding.intent import PLAN_NOUNS, Intent
from retrieval.vocabulary import PLACES, SUBJECTS

# More than this is a sentence that stands by itself.
_SHORT = 4
# Of more plans than these one asks which, not what of each.
_FEW = 4


def counted(said: Said) -> Followed | None:
    if not COUNT.match(said.text) or not said.is_list() or said.named():
        return None
    base = said.read(said.state.text)
    question = replace(base, text=said.own.text, intent=Intent.COUNT, form=AnswerForm.COUNT, filters=said.carried, corrections=())
    return Followed(question, Act.COUNTED, said.state.text, said.state.form)


def narrowed(said: Said) -> Followed | None:
    """ "Welke daarvan doen iets met waterstof?", "one of them"."""
    plans = said.several()
    if not references.asks_which(said.text) or len(plans) < 2:
        return None
    left, aspects = bare_left(said.own.left), said.means.aspects
    # "Welke van de twee kreeg het meest": of what was asked before.
    asked = said.text if aspects.asked(left) else fitting(f"{said.text} {said.state.asked}", said.text)
    compares = SUPERLATIVE.search(said.text)
    if compares and not said.named() and (aspects.explained(left) or asked != said.text) and aspects.asked(said.read(asked).left):
        return about(said, plans, Act.COMPARED, asked, AnswerForm.COMPARE)
    places = [f for f in said.named("place", "region", "province") if not f.negated]
    if said.is_list() and said.named() and (not said.own.left or (places and not said.met(places))):
        return with_filters(said, said.named(), Way.REPLACE if places else Way.NARROW, Act.NARROWED)
    # Who asks whether one of them does wants no shorter list.
    return among(said, plans, stays=not YES_OR_NO.match(said.text))


def broken_down(said: Said) -> Followed | None:
    """ "En per provincie?": the question in force, counted by the values of a facet."""
    if not PER.search(said.text) or not said.is_list():
        return None
    counted = said.read(longer(said))
    filters = merged(said.state.filters, said.named(), Way.REPLACE)
    facet = counted_facet(said.text, filters)
    # Who counts by province wants all of them.
    filters = tuple(f for f in filters if f.negated or not (f.facet == facet or {f.facet, facet} <= PLACES))
    question = replace(counted, text=said.own.text, form=AnswerForm.COVERAGE, filters=filters)
    return Followed(question, Act.REFINED, said.state.text, said.state.form)


def refined(said: Said) -> Followed | None:
    """ "En in Overijssel?", "alleen mbo", "what about logistics?"."""
    named, dropped = said.named(), dropped_facets(said.text)
    bound = bound_in(said.text) if said.is_list() else None
    if said.named("plan") or not (named or dropped or bound):
        return None
    counts = bool(HOW_MANY.search(said.text)) and not said.own.left
    elliptic = ELLIPTIC.match(said.text) or bool(dropped) or counts
    bare = len(named) == 1 and not said.own.left and len(words(said.text)) <= _SHORT
    of_plans = bool({f.facet for f in named} & {"kind"}) or bool(PLAN_NOUNS & set(words(said.text)))
    if not (elliptic or bare) or (of_plans and not elliptic):
        return None
    if said.own.intent is Intent.FACT and said.own.left and not dropped and references.points_back(said.text):
        return None
    return with_filters(said, named, way_of(said.text), Act.REFINED)


def loosely(said: Said) -> Followed | None:
    """ "Mijn broer rijdt vanuit Coevorden, bestaat het daar ook?": whatever surrounds it, only a filter is new.

    A question that says which plans it wants, or whose words are a question by themselves, is no such thing.
    """
    known = {(f.facet, f.value, f.negated) for f in said.state.filters}
    new = [f for f in said.named() if (f.facet, f.value, f.negated) not in known]
    if not new or not said.is_list() or said.named("plan", "kind") or PLAN_NOUNS & set(words(said.text)):
        return None
    subjects = {f.facet for f in new if not f.negated} & (SUBJECTS | {"offer"})
    if (subjects and ASKS.match(said.text)) or (said.own.intent is Intent.FACT and _asks_of_focus(said)):
        return None
    return with_filters(said, said.named(), way_of(said.text), Act.REFINED, loosely=True)


def _asks_of_focus(said: Said) -> bool:
    """Whether it asks one plan that is talked about for something of its own."""
    return len(said.focus) == 1 and bool(said.own.left) and bool(ASKS.match(said.text)) and references.points_back(said.text)
