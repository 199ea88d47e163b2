"""What says itself what takes the place of what: another place, kind or subject, the same question elsewhere."""

from __future__ import annotations

from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm
from retrieval.understanding.dialogue.cues import (
    ALSO_THERE,
    ELLIPTIC,
    ELLIPTIC_AND,
    FORGETTING,
    MAKING,
    NO,
    SITUATED,
    THERE,
    THERE_THEN,
    bare_left,
)
from retrieval.understanding.dialogue.meaning import with_filters
from retrieval.understanding.dialogue.merging import Way, adds, group_of, merged, takes_in
from retrieval.understanding.dialogue.places import whole_province
from retrieval.understanding.dialogue.references import swap_in
from retrieval.understanding.dialogue.saying import Act, Followed, Said
from retrieval.understanding.dialogue.sets import at_the_set, on_the_set, refined
from retrieval.understanding.intent import Intent
from retrieval.vocabulary import PLACES, SUBJECTS

# Of more words than these many only surround what is named.
_SHORT = 6
_JOINING = frozenset("en of and or in bij samen together".split())


def put_right(said: Said) -> Followed | None:
    """ "No, mbo", "nee, Limburg": what is named takes the place of what it replaces."""
    named = said.named()
    alone = not (said.named("plan") or bare_left(said.own.left) or any(f.negated for f in named))
    if not (named and alone and said.is_list() and NO.match(said.text)) or len(words(said.text)) > _SHORT:
        return None
    return with_filters(said, named, Way.REPLACE, Act.CORRECTED)


def bare(said: Said) -> Followed | None:
    """ "Techniek en zorg", "Alkmaar of Haarlem": names of one kind and nothing else, in the place of what was asked of that."""
    groups = {group_of(f) for f in said.named() if f.facet in PLACES | SUBJECTS | {"level"} and not f.negated}
    names = {word for f in said.named() for word in words(f.source_text)}
    said_else = [word for word in words(said.text) if word not in names and word not in _JOINING]
    alone = len(groups) == 1 and not said_else and len(said.own.filters) == len(said.named()) > 1
    return refined(said) if alone and said.is_list() else None


def there_then(said: Said) -> Followed | None:
    """ "Wat zit er dan wel in Groningen?", after what is missing where: the plans there."""
    here = PLACES | {"kind"}
    places = said.own.filters and all(f.facet in here for f in said.own.filters) and said.own.form is not AnswerForm.COVERAGE
    before = any(f.facet in PLACES and not f.negated for f in said.state.filters)
    there = not said.own.filters and before and THERE.search(said.text) and not bare_left(said.own.left)
    if said.state.form is not AnswerForm.COVERAGE or not (places or there) or not THERE_THEN.match(said.text):
        return None
    filters = merged(said.state.filters, [replace(f, negated=False, preferred=False) for f in said.own.filters], Way.REPLACE)
    question = replace(said.read(said.text, Intent.LIST), text=said.own.text, form=AnswerForm.LIST, filters=filters)
    return Followed(question, Act.REFINED, said.text, AnswerForm.LIST)


def swapped(said: Said) -> Followed | None:
    """ "Wat als je Oost-Nederland inruilt voor Limburg?", "replace partnerships by consortia": one in the place of the other."""
    here = at_the_set(said)
    old, new = swap_in(said.text, said.named())
    if not (old and new and here.is_list()) or said.named("plan"):
        return None
    out = {(f.facet, f.value) for f in old}
    kept = tuple(f for f in here.state.filters if (f.facet, f.value) not in out)
    beside = {f.facet for f in new} & {f.facet for f in kept if not f.negated}
    way = Way.ADD if beside else Way.NARROW
    wanted = [replace(f, negated=False) for f in new]
    return with_filters(here.holding(kept), wanted, way, Act.REFINED, loosely=True)


def made(said: Said) -> Followed | None:
    """ "Make it manufacturing as a whole", "maak er Limburg van": what is named takes the place of what it replaces."""
    here = at_the_set(said)
    fits = said.named() and not any(f.negated for f in said.named()) and not said.named("plan") and here.is_list()
    return refined(here) if fits and MAKING.search(said.text) and "?" not in said.text else None


def situated(said: Said) -> Followed | None:
    """ "Ik zit in Zwolle trouwens": where somebody is who asked before."""
    places = said.named() and all(f.facet in PLACES and not f.negated for f in said.named())
    tells = SITUATED.match(said.text) and "?" not in said.text and not said.named("plan")
    return (
        with_filters(said, said.named(), Way.REPLACE, Act.REFINED, loosely=True) if said.is_list() and places and tells else None
    )


def of_kind(said: Said) -> Followed | None:
    """ "En de pps'en?": the same of another kind of plan."""
    kinds = said.own.filters and all(f.facet == "kind" and not f.negated for f in said.own.filters)
    alone = kinds and not said.own.left and len(words(said.text)) <= _SHORT
    return refined(said) if said.is_list() and alone and ELLIPTIC_AND.match(said.text) and not adds(said.text) else None


def also_there(said: Said) -> Followed | None:
    """ "Is er ook iets in Noord-Holland?", "is there one for vmbo too?": the same question for another place or level."""
    others = PLACES | {"level"}
    elsewhere = said.named() and all(f.facet in others and not f.negated for f in said.own.filters) and not said.own.left
    return refined(said) if said.is_list() and elsewhere and ALSO_THERE.match(said.text) else None


def resumed(said: Said) -> Followed | None:
    """ "En in Drenthe?" after a plan was asked about in between: the last question for plans, there."""
    here = on_the_set(said)
    lets_go = FORGETTING.search(said.text)
    return refined(said) if here is not said and ELLIPTIC.match(said.text) and not lets_go else None


def taken_in(said: Said) -> Followed | None:
    """ "Make it the whole province", "and in the whole south?": a wider place, and nothing else."""
    places = said.named() and all(f.facet in PLACES and not f.negated for f in said.own.filters) and not said.own.left
    wider = whole_province(said) or (places and takes_in(said.text) and not adds(said.text))
    return refined(said) if said.is_list() and wider else None
