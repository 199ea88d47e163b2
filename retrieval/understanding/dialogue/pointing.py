"""What a description points at: "dat practoraat in Breda", "die opleiding van Mondriaan", "the campus in Veenendaal"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from retrieval.dutch import words
from retrieval.model import Filter, Plan
from retrieval.understanding.dialogue.cues import QUESTION_CUES
from retrieval.understanding.dialogue.saying import Said
from retrieval.understanding.filters import meets_all
from retrieval.vocabulary import PLACES, SUBJECTS

# "Die" and "dat" point by themselves; an article only where what it stands before is the name of something.
_POINTING = frozenset("die dat deze dit that this".split())
_ARTICLES = frozenset("de het the".split())
# Behind any other word "die" begins a clause: "plannen die opleiden in Zeeland".
_BEFORE = frozenset(
    "achter onder tussen tegen tegenover naast beside sinds behind into around "
    "en of maar dan ook ja nee ok oke goed van bij in over met voor naar tot uit om aan is was zijn waren doet doen deed deden "
    "heet heette called heeft hebben had hadden kreeg krijgt geeft biedt zit zitten bestaat begon loopt nog even "
    "eens noem vertel zet vergelijk "
    "and or but then of at with about for to from on does did do has have had are were got tell me compare put what how where "
    "when who wie wat waar hoe sinds since wanneer".split()
)
_PREPOSITIONS = frozenset("van in uit bij te op met of from at near by with on".split())
# They point at somebody's plan without saying what it is called.
_ANYTHING = frozenset(
    "plan consortium pps project programma samenwerking initiatief onderwijs opleiding school club organisatie plek "
    "traject partnership "
    "programme program initiative course training scheme organisation organization one thing partij groep group cursus".split()
)
# What they are called in the other language.
_ALSO = {
    **dict.fromkeys(("academie", "academy"), ("academie", "academy")),
    **dict.fromkeys(("centrum", "centre", "center"), ("centrum", "centre", "center")),
    **dict.fromkeys(("kenniscentrum", "expertisecentrum"), ("centrum", "centre", "expertise")),
    **dict.fromkeys(("fabriek", "factory"), ("fabriek", "factory")),
    **dict.fromkeys(("lab", "laboratory", "lokaal"), ("lab", "lokaal")),
    **dict.fromkeys(("netwerk", "network"), ("netwerk", "network")),
    **dict.fromkeys(("huis", "house"), ("huis", "house")),
    **dict.fromkeys(("college", "school"), ("college", "school")),
    **dict.fromkeys(("practor", "lector"), ("practoraat", "lectoraat")),
    "practorate": ("practoraat",),
    "lectorate": ("lectoraat",),
}
# They are known at the end of a name however short they are ("Windlab"), and stand for no subject ("dat practoraat").
_INSTITUTIONS = frozenset(
    "practoraat lectoraat practor lector practorate lectorate campus lab academie academy centrum centre college hub "
    "fabriek factory park netwerk network "
    "house".split()
)
# "Die Zeeuwse", "die Groninger".
_ADJECTIVES = ("se", "sche", "ze", "er", "e")
_TOKEN = re.compile(r"[\w@&'’+-]+|[,.;:!?()]")
# The longest description, in words, and the shortest end of a name that is known by itself ("fabriek").
_LONGEST, _END = 8, 6
# They say nothing of what is described.
_EMPTY = frozenset(
    "de het een the a an die dat nieuwe new grote kleine mooie ene andere zelfde same up down over daar there".split()
)
# Where a description may begin behind the verb of a question: "hoe groot is die campus", "wanneer ging dat lab open".
_BEHIND_VERB = (2, 3)
# A name of these many words says enough behind an article.
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Description:
    """Words that describe one plan. ``start``, ``end``: where they stand in the text; ``head``: what it is called; ``places``:
    where it is; ``of``: the words of whose it is; ``weak``: it begins with an article."""

    start: int
    end: int
    head: tuple[str, ...]
    places: tuple[Filter, ...]
    of: tuple[str, ...]
    weak: bool


def described_plan(said: Said) -> tuple[str, Description] | None:
    """The one plan that a description in a text fits, of those talked about and shown, else of all; ``None`` for no such."""
    for description in _descriptions(said):
        if found := resolved(said, description):
            return found, description
    return None


def resolved(said: Said, own: Description) -> str | None:
    """The plan that a description fits; ``None`` where none does, or several do."""
    wanted = [word for word in own.head if _is_called(word, said.plans) or _subjects_in(word, said)]
    # One word of a name alone is no name, nor is "the school": it only tells those talked about and shown from each other.
    named = bool(wanted or not own.weak) and (own.places or own.of or len(wanted) >= _ENOUGH)
    for plans in (*_near(said), *(_fitting(said) if named else ())):
        found = [plan for plan in plans if _fits(plan, own, wanted, said)]
        if found:
            return found[0].id if len(found) == 1 else None
    return None


def by_place(places: Sequence[Filter]) -> Description:
    """The description that says no more than where a plan is: "die in Leeuwarden"."""
    return Description(0, 0, (), tuple(places), (), weak=False)


def _near(said: Said) -> Iterator[list[Plan]]:
    """The plans talked about, and those shown."""
    state = said.state
    for near in (state.focus, state.listed, state.recent):
        yield [plan for plan in said.plans if plan.id in near]


def _fitting(said: Said) -> Iterator[list[Plan]]:
    """The plans that met an earlier question, those that meet what is in force besides places, or its subject alone, and all."""
    reader, known = said.means.reader, said.known
    for own in reversed(said.state.earlier):
        if any(f.facet in PLACES for f in own.filters):
            yield [plan for plan in known if meets_all(reader, plan, own.filters)]
    held = [f for f in said.carried if f.facet not in PLACES and not f.negated]
    loosely = [f for f in held if f.facet not in ("kind", "status")]
    for conditions in (held, loosely, [f for f in held if f.facet in SUBJECTS]):
        if conditions:
            yield [plan for plan in known if all(reader.meets(plan, f) for f in conditions)]
    yield known


def _fits(plan: Plan, own: Description, wanted: Sequence[str], said: Said) -> bool:
    reader, called = said.means.reader, _called(plan)
    of = called | _organisations(plan)
    return (
        all(any(_is_word(word, name) for name in called) or _works_on(plan, word, said) for word in wanted)
        and all(reader.meets(plan, place) for place in own.places)
        and all(word in of for word in own.of)
    )


def _works_on(plan: Plan, word: str, said: Said) -> bool:
    """Whether a word names a subject that a plan works on: "the maritime academy"."""
    return any(said.means.reader.meets(plan, f) for f in _subjects_in(word, said))


def _subjects_in(word: str, said: Said) -> list[Filter]:
    return [f for f in said.named(*SUBJECTS) if not f.negated and word in words(f.source_text)]


def _is_called(word: str, plans: Iterable[Plan]) -> bool:
    return word not in _ANYTHING | _EMPTY | _BEFORE | _PREPOSITIONS and any(
        _is_word(word, name) for plan in plans for name in _called(plan)
    )


@lru_cache(maxsize=512)
def _called_by(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in words(name))


def _called(plan: Plan) -> frozenset[str]:
    return _called_by((plan.name, *plan.aliases))


def _is_word(word: str, name: str) -> bool:
    """Whether a word is one of a name, or its end: "lab" for "Windlab"."""
    names = (word, *_ALSO.get(word, ()))
    return any(name == own or ((len(own) >= _END or own in _INSTITUTIONS) and name.endswith(own)) for own in names)


def _descriptions(said: Said) -> Iterator[Description]:
    """What may describe one plan, in the order of the text."""
    tokens = [(found.group().lower(), found.start(), found.end()) for found in _TOKEN.finditer(said.text)]
    for place, (word, start, _) in enumerate(tokens):
        # "Wanneer ging dat innovatiecentrum open?": the verb stands second.
        asked = place in _BEHIND_VERB and tokens[0][0] in QUESTION_CUES
        stands = not place or asked or tokens[place - 1][0] in _BEFORE or not tokens[place - 1][0].isalnum()
        if word not in _POINTING | _ARTICLES or not stands:
            continue
        if found := _description(said, tokens[place + 1 : place + 1 + _LONGEST], start, weak=word in _ARTICLES):
            yield found


def _description(said: Said, tokens: Sequence[tuple[str, int, int]], start: int, *, weak: bool) -> Description | None:
    """The description that begins with some words, each with where it stands; ``None`` where these describe no one plan."""
    own = Description(start, start, (), (), (), weak)
    behind = False
    for place, (word, begins, ends) in enumerate(tokens):
        named = _named_at(said, begins)
        where = named if named and named.facet in PLACES and not named.negated else None
        if where:
            own = replace(own, places=tuple(dict.fromkeys((*own.places, where))))
        elif word in _PREPOSITIONS and not behind and (own.head or not weak):
            if _names_plan(said, tokens[place + 1 :]):  # "compare the practorate with SCALE"
                return own if _is_one(own, said, word, behind=behind) else None
            behind = True
        elif word in _PREPOSITIONS and own.of:
            pass  # "dat onderwijs van Nova in Beverwijk"
        elif behind and (not named or named.facet in ("plan", "organisation")) and not own.places and _is_of(word, said.plans):
            own = replace(own, of=(*own.of, *words(word)))
        elif not behind and _is_head(word, said):
            own = replace(own, head=(*own.head, *words(word)))
        elif word not in _EMPTY or (own.head and not behind):
            return own if _is_one(own, said, word, behind=behind) else None
        own = replace(own, end=ends if own.head or own.places or own.of else own.end)
        if place == len(tokens) - 1:
            return own if _is_one(own, said, "", behind=behind) else None
    return None


def _names_plan(said: Said, tokens: Sequence[tuple[str, int, int]]) -> bool:
    """Whether words begin with the name of a plan."""
    own = [begins for word, begins, _ in tokens if word not in _ARTICLES][:1]
    named = _named_at(said, own[0]) if own else None
    return named is not None and named.facet == "plan"


def _is_one(own: Description, said: Said, after: str, *, behind: bool) -> bool:
    """Whether it describes one plan. ``after``: the word behind it; ``behind``: it says where or whose behind a preposition."""
    if not own.head:
        # "Die Zeeuwse", "dat van Scalda"; "die in Breda" is told by its place.
        adjective = len(own.places) == 1 and own.places[0].source_text.lower().endswith(_ADJECTIVES)
        ends = not after.isalnum() or after in _BEFORE or after == "one"
        return not own.weak and (bool(own.of) if behind else adjective and ends)
    called = [word for word in own.head if _is_called(word, said.plans) or _subjects_in(word, said)]
    last = own.head[-1]
    if _subjects_in(last, said) and not any(_is_word(last, name) for name in _INSTITUTIONS):
        return False  # "dat waterstof in Groningen"
    return bool(own.places or own.of or len(called) >= (_ENOUGH if own.weak else 1))


def _named_at(said: Said, begins: int) -> Filter | None:
    """What the word that begins at a place in the text is part of the name of."""
    spans = ((f, said.text.find(f.source_text)) for f in said.own.filters if f.source_text)
    return next((f for f, first in spans if first >= 0 and first <= begins < first + len(f.source_text)), None)


def _is_head(word: str, said: Said) -> bool:
    """Whether a word may be one by which plans are called."""
    return word in _ANYTHING or any(_is_called(own, said.plans) or _subjects_in(own, said) for own in words(word))


def _is_of(word: str, plans: Iterable[Plan]) -> bool:
    """Whether a word is one of the name of an organisation that takes part in a plan, or that a plan is called by."""
    own = words(word)
    return bool(own) and all(any(part in _called(plan) | _organisations(plan) for plan in plans) for part in own)


def _organisations(plan: Plan) -> frozenset[str]:
    return _called_by(tuple(plan.facets.get("organisation", ())))
