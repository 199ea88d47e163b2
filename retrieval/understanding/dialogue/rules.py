"""The ways of going on with a conversation, as rules that are tried in order.

Each recognises one way and gives the question that is meant, or ``None``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm, Filter
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.cues import (
    CITY,
    CORRECTION,
    DENIED,
    ELLIPTIC,
    IN_GENERAL,
    LINKING,
    MORE,
    NEW,
    PROVINCE,
    QUESTION_CUES,
    bare_left,
)
from retrieval.understanding.dialogue.meaning import about, among, of_another, with_filters
from retrieval.understanding.dialogue.merging import Way
from retrieval.understanding.dialogue.saying import Act, Followed, Said, readable
from retrieval.understanding.dialogue.sets import broken_down, counted, loosely, narrowed, refined
from retrieval.understanding.forms import COMPARING, RESEMBLING, WIDE, asks_for_whole
from retrieval.understanding.intent import PLAN_NOUNS, Intent
from retrieval.understanding.question import Question

# More than this is a sentence that stands by itself.
_SHORT = 4
# Of more plans than these one asks which, not what of each.
_FEW = 4


def anew(own: Question) -> Followed:
    """A question that stands by itself."""
    text = readable(own)
    return Followed(own, Act.NEW, text, own.form, text)


def _new(said: Said) -> Followed | None:
    """ "Andere vraag: ...", or what something is in general: "wat is eigenlijk een keuzedeel?"."""
    if NEW.search(said.text):
        rest = NEW.sub(" ", said.text).strip(" ,:;.-–")
        return anew(replace(said.read(rest), text=said.own.text) if len(words(rest)) > 1 else said.own)
    return anew(said.own) if IN_GENERAL.search(said.text) else None


def _chosen(said: Said) -> Followed | None:
    """An answer to "which of these do you mean?"."""
    if not said.state.pending or len(said.own.left) > _SHORT:
        return None
    pointed = references.ordinal(said.text, said.state.listed)
    named = [f.value for f in said.named("plan") if f.value in said.state.listed]
    places = said.named("place", "region", "province")
    chosen = pointed.plans if pointed else tuple(named) or (said.met(places) if places else ())
    if len(chosen) != 1:
        return None
    own = said.read(said.state.text)
    question = replace(own, filters=(said.plan(chosen[0]), *(f for f in own.filters if f.facet != "plan")))
    return Followed(question, Act.CHOSEN, own.read, own.form, own.read)


def _corrected(said: Said) -> Followed | None:
    """ "Nee, ik bedoel New Waves", "nee, de stad"."""
    if not CORRECTION.search(said.text) or len(said.own.left) > _SHORT:
        return None
    if said.named("plan"):
        meant = tuple(f for f in said.own.filters if not DENIED.search(said.text[: said.text.find(f.source_text)]))
        return of_another(replace(said, own=replace(said.own, filters=meant or said.own.filters)), Act.CORRECTED)
    named = said.named() or _other_reading(said)
    return with_filters(said, named, Way.REPLACE, Act.CORRECTED) if named else None


def _other_reading(said: Said) -> tuple[Filter, ...]:
    """The city in the place of the province of its name, or the other way about."""
    city, province = (bool(set(words(said.text)) & own) for own in (CITY, PROVINCE))
    for found in said.state.filters:
        facet = "place" if city and found.facet == "province" else "province" if province and found.facet == "place" else ""
        other = facet and said.means.reader.find(facet, found.label, said.own.language)
        if other:
            return (replace(other, source_text=said.text),)
    return ()


def _compared(said: Said) -> Followed | None:
    """ "Vergelijk die twee", "vergelijk die met SCALE"."""
    if not COMPARING.search(said.text) or len(said.named("plan")) > 1:
        return None
    named = tuple(f.value for f in said.named("plan"))
    placed = references.ordinals(said.text, said.state.listed)
    both = tuple(dict.fromkeys((*placed, *named)))
    if placed and len(both) > 1:
        return about(said, both, Act.COMPARED, said.text, AnswerForm.COMPARE)
    pointed = references.points_back(said.text) or references.several(said.text) or references.first_of(said.text)
    if not named and not pointed and said.own.left:
        return None
    plans = tuple(dict.fromkeys((*said.several(), *named))) if not named else tuple(dict.fromkeys((*said.focus[-1:], *named)))
    if len(plans) < 2:
        return None
    return about(said, plans, Act.COMPARED, said.text, AnswerForm.COMPARE)


def _picked(said: Said) -> Followed | None:
    """ "De tweede", "die in Breda, hoeveel geld is daarvoor?"."""
    by = references.told_by_place(said.text, said.own.filters)
    pointed = references.ordinal(said.text, said.state.listed)
    plans = (said.met(by) or _talked_about(said, by) or _anywhere(said, by)) if by else pointed.plans if pointed else ()
    if not plans:
        return None
    rest = references.without_telling(said.text, by) if by else said.text.replace(pointed.words if pointed else "", " ")
    left = [word for word in said.read(rest).left if word not in MORE] if words(rest) else []
    if not left and len(plans) > 1:
        return with_filters(said, by, Way.NARROW, Act.NARROWED)
    if not left and set(words(rest)) & {"alleen", "only", "just"}:
        return with_filters(said, by, Way.NARROW, Act.NARROWED)
    asks = left or set(words(rest)) & QUESTION_CUES
    return about(said, plans, Act.PICKED, rest if asks else said.text, AnswerForm.FACT if asks else AnswerForm.PLAN, by)


def _talked_about(said: Said, by: Sequence[Filter]) -> tuple[str, ...]:
    """The plans talked about one by one that meet filters."""
    reader, recent = said.means.reader, set(said.state.recent)
    return tuple(plan.id for plan in said.plans if plan.id in recent and all(reader.meets(plan, f) for f in by))


def _anywhere(said: Said, by: Sequence[Filter]) -> tuple[str, ...]:
    """The plan that meets filters, of all there are, where only one does: it was named in an answer without being listed."""
    reader = said.means.reader
    found = tuple(plan.id for plan in said.plans if plan.kind == "pps" and all(reader.meets(plan, f) for f in by))
    return found if len(found) == 1 else ()


def _alike(said: Said) -> Followed | None:
    """ "Is there anything like it in Zeeland?"."""
    if not RESEMBLING.search(said.text) or said.named("plan") or len(said.focus) != 1:
        return None
    if said.is_list() and said.named():
        return None  # "zit er in Drenthe ook zoiets?" wants the same question for Drenthe
    if not references.points_back(said.text):
        return None
    named = tuple(replace(f, preferred=False) for f in said.named("place", "region", "province", "level"))
    question = replace(said.own, form=AnswerForm.LIKENESS, filters=(said.plan(said.focus[0]), *named))
    return Followed(question, Act.ABOUT, said.state.text, said.state.form, said.text)


def _same(said: Said) -> Followed | None:
    """ "En SCALE?", "doe dat ook eens voor SCALE": the same of another plan."""
    if not said.named("plan") or said.named() or said.own.left or not said.state.asked:
        return None
    if COMPARING.search(said.text) or RESEMBLING.search(said.text):
        return None
    named = {word for f in said.named("plan") for word in words(f.source_text)}
    rest = set(words(said.text)) - named - LINKING
    # "Wat doet SCALE?" asks by itself.
    return None if rest and (rest & QUESTION_CUES or asks_for_whole(said.text)) else of_another(said, Act.SAME)


def _of_listed(said: Said) -> Followed | None:
    """ "Does CIV Water do anything with VR?", of one of the plans just listed: the list stays what it is about."""
    plans = tuple(dict.fromkeys(f.value for f in said.named("plan") if not f.negated))
    if len(plans) != 1 or not said.is_list() or plans[0] not in said.state.listed or said.own.intent is not Intent.FACT:
        return None
    return about(said, plans, Act.PICKED, said.text, said.own.form)


def _back(said: Said) -> Followed | None:
    """ "En het budget?", "wie doen daar mee?": of the plans that were talked about."""
    if said.named("plan") or not said.focus:
        return None
    of_plans = said.named("kind") or (PLAN_NOUNS & set(words(said.text)))
    if of_plans and said.own.intent is not Intent.FACT:
        return None
    aspects = said.means.aspects
    elliptic = ELLIPTIC.match(said.text) and not said.named()
    asked = bare_left(said.own.left) or [word for word in words(said.text) if word not in WIDE]
    known = not said.named() and bool(aspects.asked(asked)) and aspects.explained(bare_left(said.own.left)) and not said.own.names
    if not (references.points_back(said.text) or elliptic or known):
        return None
    plans = said.several() if references.that_many(said.text) else said.focus
    if len(plans) > 1 and aspects.asked(said.own.left):
        return about(said, plans, Act.ABOUT, said.text, AnswerForm.COMPARE)
    if len(plans) > _FEW:
        return among(said, plans)
    return about(said, plans, Act.ABOUT, said.text, AnswerForm.FACT)


RULES: tuple[Callable[[Said], Followed | None], ...] = (
    _chosen,
    _new,
    _corrected,
    counted,
    _compared,
    _alike,
    broken_down,
    _picked,
    narrowed,
    _same,
    _of_listed,
    refined,
    loosely,
    _back,
)
