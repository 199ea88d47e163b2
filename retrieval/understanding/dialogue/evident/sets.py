"""What says itself how it goes on about the set of plans that is asked for: it narrows, adds, leaves out, drops, counts."""

from __future__ import annotations

from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm
from retrieval.understanding.amounts import bound_in
from retrieval.understanding.cues import PER, only_tells_of_oneself
from retrieval.understanding.details import asks_table, details_in
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.cues import (
    ALONE,
    ASKS,
    ASKS_WHICH,
    COUNT,
    FORGETTING,
    HOW_MANY,
    KEEPING,
    MISSING_THERE,
    ONLY,
    SHOWN_AGAIN,
    THOSE_THAT,
    WHICH_ARE_THEY,
    WHICH_DO,
    WITHOUT,
    YES_OR_NO,
    bare_left,
)
from retrieval.understanding.dialogue.dropping import dropped_facets
from retrieval.understanding.dialogue.meaning import with_filters
from retrieval.understanding.dialogue.merging import Way, accepts, adds, group_of
from retrieval.understanding.dialogue.saying import Act, Followed, Said
from retrieval.understanding.dialogue.sets import asked_again, at_the_set, broken_down, counted, narrowed, widened
from retrieval.understanding.forms import as_missing
from retrieval.understanding.intent import Intent
from retrieval.understanding.orders import order_in
from retrieval.understanding.organisations import ORGANISATION
from retrieval.understanding.programmes import of_programmes
from retrieval.vocabulary import PLACES

# A question by itself says more than so many words.
_BRIEF = 12


def enumerated(said: Said) -> Followed | None:
    """ "Welke zijn dat dan?": the plans that were only counted."""
    if not said.is_list() or said.own.filters or not WHICH_ARE_THEY.match(said.text):
        return None
    return Followed(asked_again(said, AnswerForm.LIST), Act.REFINED, said.state.text, AnswerForm.LIST)


def missing_there(said: Said) -> Followed | None:
    """ "Wat ontbreekt daar?": at the place that was asked about, "en wat ontbreekt in Zeeland?"."""
    before = () if said.named(*PLACES) else tuple(f for f in said.carried if f.facet in PLACES and not f.negated)
    if not (before or said.named(*PLACES)) or said.named("plan") or not MISSING_THERE.match(said.text):
        return None
    own = said.read(said.text, Intent.LIST)
    question = replace(own, text=said.own.text, form=AnswerForm.COVERAGE, filters=as_missing((*own.filters, *before)))
    return Followed(question, Act.REFINED, said.text, AnswerForm.COVERAGE)


def of_those(said: Said) -> Followed | None:
    """ "Die met de haven te maken hebben", "welke doen iets met water?": it says itself that it narrows what was shown."""
    several = said.is_list() and len(said.state.listed) > 1
    if not several or not said.named() or said.named("plan"):
        return None
    if THOSE_THAT.match(said.text):
        return narrowed(said)
    places = [f for f in said.named() if f.facet in PLACES and not f.negated]
    asks = WHICH_DO.match(said.text) and not bound_in(said.text) and (not places or said.met(places))
    return with_filters(said, said.named(), Way.NARROW, Act.NARROWED) if asks else None


def of_oneself(said: Said) -> Followed | None:
    """ "Wie kan ons iets leren over drones?" after "ik heb een hoveniersbedrijf in Ede": for whoever told of himself."""
    told = said.is_list() and only_tells_of_oneself(said.state.text)
    asks = ASKS.match(said.text) and said.named() and not said.named("plan")
    return with_filters(said, said.named(), Way.NARROW, Act.NARROWED) if told and asks else None


def alone(said: Said) -> Followed | None:
    """ "VR alleen is genoeg": of what was asked for only that."""
    held = {(f.facet, f.value): f for f in said.carried if not f.negated}
    named = {(f.facet, f.value) for f in said.named()}
    again = named and named <= set(held) and not any(f.negated for f in said.named()) and ALONE.search(said.text)
    groups = {group_of(held[key]) for key in named} if again else set()
    kept = tuple(f for f in said.state.filters if group_of(f) not in groups or (f.facet, f.value) in named or f.negated)
    if not again or not said.is_list() or len(kept) == len(said.state.filters):
        return None
    return with_filters(said.holding(kept), (), Way.REPLACE, Act.NARROWED, loosely=True)


def broken(said: Said) -> Followed | None:
    """ "Hoe zijn die over de provincies verdeeld?": those of the set, counted by what it says."""
    return broken_down(said) if PER.search(said.text) and not said.own.filters and len(words(said.text)) <= _BRIEF else None


def kept_to(said: Said) -> Followed | None:
    """ "Onze leden zitten in Oost-Nederland, dus beperk je daartoe": it says itself that it narrows."""
    here = at_the_set(said)
    bounds = KEEPING.search(said.text) and "?" not in said.text and not any(f.negated for f in said.named())
    if not (bounds and said.named() and here.is_list()) or said.named("plan"):
        return None
    return with_filters(here, said.named(), Way.NARROW, Act.NARROWED, loosely=True)


def shown_again(said: Said) -> Followed | None:
    """ "Toon ze allemaal weer": the plans that were asked for."""
    if not said.is_list() or said.own.filters or not SHOWN_AGAIN.match(said.text):
        return None
    return Followed(asked_again(said, said.state.form), Act.REFINED, said.state.text, said.state.form)


def accepted(said: Said) -> Followed | None:
    """ "Hbo is ook prima", "Zeeland would be fine too": it says itself that what it names joins what there was."""
    asks = YES_OR_NO.match(said.text) or ASKS.match(said.text)
    return widened(said) if said.is_list() and said.named() and not asks and accepts(said.text) else None


def added(said: Said) -> Followed | None:
    """ "Doe er Noord-Brabant bij": it says itself that what it names comes besides."""
    asks = YES_OR_NO.match(said.text) or ASKS.match(said.text) or bare_left(said.own.left) or said.named("plan")
    more = said.named() and not any(f.negated for f in said.named()) and adds(said.text)
    return widened(said) if said.is_list() and more and not asks else None


def denied(said: Said) -> Followed | None:
    """ "En ook geen zorg": it says itself that it leaves out what was not asked for."""
    held = {(f.facet, f.value) for f in said.state.filters if not f.negated}
    out = said.named() and not said.named("plan") and all(f.negated and (f.facet, f.value) not in held for f in said.named())
    short = said.is_list() and WITHOUT.match(said.text) and not bare_left(said.own.left)
    if said.is_list() and said.named() and all(f.negated for f in said.own.filters) and not WITHOUT.match(said.text):
        # "Zeeland kunt u achterwege laten".
        told = "?" not in said.text and not ASKS.match(said.text) and not FORGETTING.search(said.text)
        return with_filters(said, said.named(), Way.NARROW, Act.EXCLUDED, loosely=True) if told else None
    return with_filters(said, said.named(), Way.NARROW, Act.EXCLUDED, loosely=True) if out and short else None


def only_counted(said: Said) -> Followed | None:
    """ "Hoeveel blijven er over?": how many there are, and nothing else."""
    if not said.is_list() or PER.search(said.text):
        return None
    denied = said.own.filters and all(f.negated for f in said.own.filters) and HOW_MANY.search(said.text)
    return counted(said) if denied or (COUNT.match(said.text) and not said.own.filters) else None


def granted(said: Said) -> Followed | None:
    """ "Welke zijn al gehonoreerd?", "how many of them got the money?": those of a set that were granted, and nothing else."""
    several = said.is_list() and len(said.state.listed) > 1
    if not several or not said.named("status") or len(said.own.filters) > 1 or bare_left(said.own.left):
        return None
    if HOW_MANY.search(said.text):
        return counted(said)
    return narrowed(said) if ASKS_WHICH.match(said.text) else None


def of_programme(said: Said) -> Followed | None:
    """ "Welke daarvan kregen RIF-geld?": those that a programme paid, of the plans of a kind that were asked for."""
    if not said.is_list() or not references.asks_which(said.text):
        return None
    kinds = tuple(f for f in said.carried if f.facet == "kind")
    named = [f for f in of_programmes((*kinds, *said.own.filters), said.means.reader.holds) if f.facet == ORGANISATION]
    return with_filters(said, named, Way.NARROW, Act.NARROWED, loosely=True) if named else None


def only(said: Said) -> Followed | None:
    """ "Alleen de consortia", "just Drenthe": it says itself that it narrows, and asks nothing else; "alleen hbo erbij" adds."""
    bounds = ONLY.match(said.text)
    asks = said.named("plan") or not said.named() or dropped_facets(said.text)
    if bounds is None or asks or not said.is_list() or set(said.own.left) - set(words(bounds.group())):
        return None
    if adds(said.text):
        return widened(said)
    return with_filters(said, said.named(), Way.NARROW, Act.NARROWED, loosely=True)


def tabled(said: Said) -> Followed | None:
    """ "Zet ze in een tabel met penvoerder en bedrag": aspects of each plan of the set in force."""
    details, _ = details_in(said.text, said.means.aspects) if asks_table(said.text) else ((), None)
    if not said.is_list() or not details or said.own.filters:
        return None
    question = replace(asked_again(said, AnswerForm.LIST), details=details)
    return Followed(question, Act.DETAILED, said.state.text, said.state.form)


def ordered(said: Said) -> Followed | None:
    """ "Welke daarvan kreeg het meeste?", "sorteer ze op bedrag", "hoeveel kregen die samen?": the plans of the set in order."""
    order = order_in(said.text) if said.is_list() and len(said.state.listed) > 1 else None
    if not order or said.own.filters or references.that_many(said.text):
        return None
    question = replace(asked_again(said, AnswerForm.LIST), order=order)
    return Followed(question, Act.DETAILED, said.state.text, said.state.form)
