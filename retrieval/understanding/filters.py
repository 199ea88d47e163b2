"""Filters: which facets a question names, with the words it named them by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Protocol

from retrieval.dutch import STOP_WORDS, Token, fold, tokens, words
from retrieval.errors import FilterUnknown
from retrieval.geography import Geography
from retrieval.model import Filter, Language, Plan
from retrieval.recogniser import Mention, Recogniser
from retrieval.understanding.denial import is_left_out, with_denials
from retrieval.understanding.granting import grants_in
from retrieval.understanding.kinds import GRANTED, GRANTEES, KINDS, NATIONWIDE, PROGRAMME, STATUSES, UNDECIDED, UNKNOWN
from retrieval.understanding.known import is_common
from retrieval.understanding.organisations import ORGANISATION, may_be_word, organisations
from retrieval.understanding.partial import PartialNames
from retrieval.understanding.programmes import programmes
from retrieval.vocabulary import FACETS, PLACES, THESAURUS, Concept, Vocabulary

# A name that the sources of more plans hold tells none from another: "het Groeifonds".
_MOST_NAMED = 8
_MYSELF = frozenset({"ik", "i"})
# "Daar zorg ik voor"; in English nobody stands behind what he does.
_I_BEHIND = re.compile(r"\s+ik\b", re.IGNORECASE)
# Shorter names are parts of words that have nothing to do with them.
_SHORTEST_PART = 5
_CITY_WORDS = frozenset("stad gemeente city municipality town".split())
# "Windenergieclubs", "mediasamenwerking": plans on what stands before.
_SET = re.compile(
    r"(?P<name>\w{3,}?)-?(?:clubs?|projecten|plannen|initiatie(?:f|ven)|samenwerking(?:en|sverbanden)?|gebied|wereld|"
    r"cursus(?:sen)?|opleiding(?:en)?|training(?:en)?|scholing|onderwijs|lessen|stages?)\b",
    re.IGNORECASE,
)
# "Zijn er geen pps'en?" and "is dat niet SCALE?" leave out none.
_LEFT_OUT_ONLY = frozenset({"kind", "plan"})
# Whatever somebody learns is no condition.
_ANY_OFFER = frozenset({"cursus", "opleidingsaanbod"})
# In English that is where people work; the lessons are "workshops".
_WORKPLACE = "workshop"
# Facets whose values are names, besides plans: their words mean nothing else.
_NAMES = PLACES | {ORGANISATION}
# One of a kind is meant, as if there were no other.
_THE = re.compile(r"\b(?:het|the)\s+$", re.IGNORECASE)
# "Groningen, de stad", "Utrecht stad".
_CITY_BEHIND = re.compile(r"\s*,?\s*(?:(?:de|the)\s+)?(?:stad|city)\b(?!\s+of\b)", re.IGNORECASE)
_BETWEEN = frozenset("of van the de".split())
# "Wie er aan waterstof werkt" says what somebody works on, though "Waterstof Werkt" is the name of a plan.
_WORKED_ON = re.compile(r"\b(?:aan|met)\s+[\w-]+\s+(?P<verb>werkt|werken)\b")
# "In de buurt van Doetinchem", "Doetinchem en omgeving".
_NEAR = re.compile(
    r"\b(?:(?:buurt|omgeving|nabijheid|omstreken)(?: van| of)?|nabij|rond|rondom|vlak ?bij|dicht(?:er)? ?bij|"
    r"niet (?:te )?ver van|near|nearby|"
    r"close(?:r|st)? to|nearer(?: to)?|around|(?:area|vicinity) of|not (?:too )?far from)\s+(?:de |the )?$",
    re.IGNORECASE,
)
_SURROUNDED = re.compile(r"\s*(?:en|and|e\.?)\s*(?:de |the |haar )?(?:omgeving|omstreken|o\.|surroundings|area)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """The filters of a question, the spans of its words that they explain, and those that name plans.

    ``concepts``: spans of words that name something of the thesaurus, with its names, folded; ``name_spans``: those that name
    places or organisations; ``starts``: where the words of each filter begin.
    """

    filters: tuple[Filter, ...]
    spans: tuple[tuple[int, int], ...]
    plan_spans: tuple[tuple[int, int], ...]
    concepts: tuple[tuple[int, int, tuple[tuple[str, ...], ...]], ...] = ()
    name_spans: tuple[tuple[int, int], ...] = ()
    starts: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)


class FilterReader:
    """Reads filters from questions with a vocabulary and the names of plans."""

    def __init__(
        self, vocabulary: Vocabulary, plans: Sequence[Plan], naming: Callable[[str], Collection[str]] = lambda _: ()
    ) -> None:
        """``naming``: gives the ids of the plans whose sources hold a name, in whatever sentence."""
        self._naming = naming
        self.concepts = concepts = [
            *KINDS,
            *STATUSES,
            NATIONWIDE,
            *vocabulary,
            *map(_plan_concept, plans),
            *organisations(plans, vocabulary),
            *programmes(plans),
        ]
        self._vocabulary = Vocabulary(concepts)
        self.geography = Geography(concepts)
        names = (label for concept in concepts if concept.facet in _NAMES | {"plan"} for label in concept.labels)
        self.name_words = frozenset(word for name in names for word in words(name))
        self._by_word: dict[str, list[Plan]] = defaultdict(list)
        for plan in plans:
            for name in (plan.name, *plan.aliases):
                if name.isupper() and name.isalpha():
                    self._by_word[fold(name)].append(plan)
        self._partial = PartialNames(plans)
        self._programmes = frozenset(plan.id for plan in plans if plan.kind == PROGRAMME)
        self._recogniser = Recogniser(concepts)
        self._asked = Recogniser(replace(c, labels=(*c.labels, *c.asked)) for c in concepts)
        # Of its own: a cache of the class would keep every reader that there ever was.
        self._values_of = lru_cache(maxsize=2_000)(self._found_values)
        self._names_of = lru_cache(maxsize=2_000)(self._found_names)
        self.named_in = lru_cache(maxsize=20_000)(self._found_in)

    def read(self, question: str, language: Language) -> Understood:
        """The filters that the question names, in its order."""
        spoken = self._asked.mentions(_without_working(question), lenient=True)
        meant = [mention for mention in spoken if not _is_verb(mention, question)]
        meant = sorted((*meant, *self._within_sets(question, meant)), key=lambda mention: mention.start)
        if any(concept.facet == "kind" and concept.id == GRANTEES for mention in meant for concept in mention.concepts):
            meant = sorted((*meant, *self._grants(question, meant)), key=lambda mention: mention.start)
        mentions = with_denials(meant, question)
        read = [(mention, denied, _chosen(mention, question, language)) for mention, denied in mentions]
        filters: dict[tuple[str, str], Filter] = {}
        starts: dict[tuple[str, str], tuple[int, ...]] = {}
        for mention, denied, chosen in read:
            for concept in chosen:
                out = denied and (concept.facet not in _LEFT_OUT_ONLY or is_left_out(mention, question))
                near = concept.facet == "place" and _is_around(mention, question)
                written = _with_sign(mention, question) if concept.facet == "plan" else mention.text
                found = replace(_named(concept, language), source_text=written, negated=out, around=near)
                filters.setdefault((concept.facet, concept.id), found)
                starts[concept.facet, concept.id] = (*starts.get((concept.facet, concept.id), ()), mention.start)
        everyday = self._everyday_names(question, filters.values())
        for name, plan in everyday:
            filters.setdefault(("plan", plan.id), Filter("plan", plan.id, plan.name, question[name.start : name.end]))
            starts.setdefault(("plan", plan.id), (name.start,))
        named = [(mention, {concept.facet for concept in chosen}) for mention, _, chosen in read if chosen]
        names = tuple((name.start, name.end) for name, _ in everyday)
        partial = self._shared_names(question, filters.values(), [(mention, chosen) for mention, _, chosen in read if chosen])
        for facet, value in [key for key in filters if key[0] == ORGANISATION and partial]:
            # "Technohub" is the beginning of two names of plans before it is that of a partner.
            if all(any(start <= own < end for start, end, _ in partial) for own in starts[facet, value]):
                del filters[facet, value], starts[facet, value]
        for start, end, plans in partial:
            for plan in plans:
                filters.setdefault(("plan", plan.id), Filter("plan", plan.id, plan.name, question[start:end]))
                starts.setdefault(("plan", plan.id), (start,))
        names = (*names, *((start, end) for start, end, _ in partial))
        left_out = {start for (facet, value), own in starts.items() for start in own if filters[facet, value].negated}
        return Understood(
            filters=tuple(filters.values()),
            spans=(*(_whole(mention, facets, question) for mention, facets in named), *names),
            plan_spans=(
                *(_span(mention) for mention, facets in named if "plan" in facets and mention.start not in left_out),
                *names,
            ),
            name_spans=tuple(_span(mention) for mention, facets in named if facets & _NAMES),
            concepts=tuple((*_span(mention), synonyms) for mention, _, _ in read if (synonyms := _synonyms(mention))),
            starts=starts,
        )

    def _shared_names(
        self, question: str, found: Collection[Filter], named: Sequence[tuple[Mention, Sequence[Concept]]]
    ) -> list[tuple[int, int, tuple[Plan, ...]]]:
        """Where a name stands that several plans share, and these plans; none where one but a programme is named in full."""
        if any(f.facet == "plan" and f.value not in self._programmes for f in found):
            return []
        taken = [_span(mention) for mention, chosen in named if {concept.facet for concept in chosen} != {ORGANISATION}]
        if len(named) == 1 and _THE.search(question[: named[0][0].start]):
            taken = []  # "wie leidt het practoraat?"
        return self._partial.mentions(question, taken)

    def _within_sets(self, question: str, found: Sequence[Mention]) -> Iterator[Mention]:
        """What longer words name that end in a word for plans: "windenergieclubs", "mediasamenwerking"."""
        for token in tokens(question):
            own = _SET.match(question, token.start, token.end)
            if own and not any(mention.start < token.end and token.start < mention.end for mention in found):
                inner = self._asked.mentions(own["name"], lenient=True)
                if len(inner) == 1 and len(inner[0].text) == len(own["name"]):
                    yield replace(inner[0], start=token.start, end=token.end, text=question[token.start : token.end])

    def _grants(self, question: str, found: Sequence[Mention]) -> Iterator[Mention]:
        """Where it says that something was granted, in other words than the names of that: "die het geld binnen hebben"."""
        granted = self._vocabulary.get("status", GRANTED)
        for start, end in grants_in(question) if granted else ():
            if granted and not any(mention.start < end and start < mention.end for mention in found):
                yield Mention((granted,), start, end, question[start:end])

    def granted(self, question: str, language: Language) -> Filter | None:
        """The filter on what was granted where a question about consortia says so; ``None`` where it does not."""
        for mention, denied in with_denials(list(self._grants(question, ())), question):
            return replace(_named(mention.concepts[0], language), source_text=mention.text, negated=denied)
        return None

    def _everyday_names(self, question: str, found: Iterable[Filter]) -> list[tuple[Token, Plan]]:
        """Plans whose name in capitals is written without: "civon", which is no word. And, together with their own place, those
        whose name is an everyday word: "snel limburg", "scale drechtsteden"."""
        written = [(token, plan) for token in tokens(question) for plan in self._by_word.get(token.folded, ())]
        strange = [(token, plan) for token, plan in written if not is_common(token.folded)]
        if any(token.folded in STOP_WORDS["nl"] | STOP_WORDS["en"] for token in tokens(question)):
            return strange  # only among bare keywords: who says "even snel" means no plan
        places = [f for f in found if f.facet in PLACES and not f.negated]
        here = [(token, plan) for token, plan in written if any(self.meets(plan, place) for place in places)]
        return [*strange, *(own for own in here if own not in strange)]

    def named(self, facet: str, value: str, language: Language) -> Filter:
        """A filter given by hand: ``value`` is an id or a label. Raises ``FilterUnknown``."""
        if facet not in FACETS:
            raise FilterUnknown(filter=f"{facet}={value}", known=", ".join(FACETS))
        found = self.find(facet, value, language)
        if found is None:
            known = [c.id for c in self._vocabulary if c.facet == facet]
            raise FilterUnknown(filter=f"{facet}={value}", known=", ".join(known[:40]))
        return found

    def find(self, facet: str, name: str, language: Language) -> Filter | None:
        """The filter of a facet by id or label, of an organisation also by a name that sources hold; ``None`` for none."""
        concept = self._vocabulary.find(facet, name)
        return _named(concept, language) if concept else self.told_by(name) if facet == ORGANISATION else None

    def in_language(self, wanted: Filter, language: Language) -> Filter:
        """A filter as it is called in a language: who asks on in a word or two may be read in another one."""
        concept = self._vocabulary.get(wanted.facet, wanted.value)
        return replace(wanted, label=concept.label(language), article=concept.article(language)) if concept else wanted

    def holds(self, wanted: Filter) -> bool:
        """Whether a filter is on a value that is known here."""
        return self._vocabulary.get(wanted.facet, wanted.value) is not None

    def told_by(self, name: str) -> Filter | None:
        """The filter on a name that nothing known bears and sources of some plans hold; ``None`` where none or many do."""
        held = len(self._naming(name)) if words(name) else 0
        return Filter(ORGANISATION, name, name) if 0 < held <= _MOST_NAMED else None

    def all_of(self, facet: str, language: Language) -> list[Filter]:
        """A filter for each value of a facet."""
        return [_named(c, language) for c in self._vocabulary if c.facet == facet]

    def values(self, wanted: Filter) -> frozenset[tuple[str, str]]:
        """(facet, value) of the filter and of everything narrower."""
        return self._values_of(wanted.facet, wanted.value)

    def _found_values(self, facet: str, value: str) -> frozenset[tuple[str, str]]:
        return frozenset((facet, own) for own in self._vocabulary.with_narrower(facet, value))

    def broader(self, wanted: Filter, language: Language) -> list[Filter]:
        """The filters of what is broader than that of a filter, the nearest first."""
        found: list[Filter] = []
        concept = self._vocabulary.get(wanted.facet, wanted.value)
        while concept and (concept := self._vocabulary.get(wanted.facet, concept.broader)):
            found.append(_named(concept, language))
        return found

    def _found_in(self, text: str) -> frozenset[tuple[str, str]]:
        """(facet, value) of every concept that a stretch of a document names."""
        return frozenset((c.facet, c.id) for mention in self._recogniser.mentions(text) for c in mention.concepts)

    def within_words(self, text: str, wanted: Filter) -> bool:
        """Whether a longer word of a stretch of a document begins or ends with a name of a filter or of something narrower:
        "zorgrobot" with "robot"."""
        names = self._names_of(wanted.facet, wanted.value)
        return any(
            word != name and (word.startswith(name) or word.endswith(name))
            for word in words(text)
            # Most words are like none of the names, which are many.
            if word.startswith(names) or word.endswith(names)
            for name in names
        )

    def _found_names(self, facet: str, value: str) -> tuple[str, ...]:
        concepts = (self._vocabulary.get(facet, own) for own in self._vocabulary.with_narrower(facet, value))
        names = {name for concept in concepts if concept for label in concept.labels for name in [tuple(words(label))]}
        return tuple(name[0] for name in names if len(name) == 1 and len(name[0]) >= _SHORTEST_PART)

    def meets(self, plan: Plan, wanted: Filter) -> bool:
        """Whether a plan has the filter's value, or one narrower."""
        if wanted.facet == "kind":
            return plan.kind == wanted.value
        if wanted.facet == "plan":
            return plan.id == wanted.value
        if wanted.facet == "status":
            return plan.status in UNDECIDED if wanted.value == UNKNOWN else plan.status == wanted.value
        own = set(plan.facets.get(wanted.facet, ()))
        if wanted.facet == ORGANISATION:
            # Read are names that leave no doubt; once one is known, it counts wherever it stands.
            return wanted.value in own.union(plan.facets.get("plan", ())) or plan.id in self._naming(wanted.value)
        if wanted.around:
            return any(value in plan.facets.get(facet, ()) for facet, value in self.geography.around(wanted.value))
        if wanted.exact:
            return wanted.value in own
        return bool(own & self._vocabulary.with_narrower(wanted.facet, wanted.value))


class Meeting(Protocol):
    """Whatever knows whether a plan meets a filter."""

    def meets(self, plan: Plan, wanted: Filter, /) -> bool:
        """Whether a plan has the filter's value, or one narrower."""


def meets_all(reader: Meeting, plan: Plan, filters: Sequence[Filter]) -> bool:
    """Whether a plan meets, for every facet among the filters, at least one of its values, or all that are asked together,
    and no negated one."""
    if any(reader.meets(plan, f) for f in filters if f.negated):
        return False
    asked = [f for f in filters if not f.negated]
    if not all(reader.meets(plan, f) for f in asked if f.together):
        return False
    for places in (True, False):
        either = [f for f in asked if f.either and (f.facet in PLACES) is places]
        if either and not any(reader.meets(plan, f) for f in either):
            return False
    asked = [f for f in asked if not (f.either or f.together)]
    return all(any(reader.meets(plan, f) for f in asked if f.facet == facet) for facet in {f.facet for f in asked})


def _named(concept: Concept, language: Language) -> Filter:
    return Filter(concept.facet, concept.id, concept.label(language), article=concept.article(language))


def _plan_concept(plan: Plan) -> Concept:
    return Concept("plan", plan.id, plan.name, plan.name, (plan.name, *plan.aliases))


def _chosen(mention: Mention, question: str, language: Language) -> list[Concept]:
    """The concepts that are meant: the most particular facet, and a province before a city of that name."""
    by_facet: dict[str, list[Concept]] = {}
    for concept in mention.concepts:
        by_facet.setdefault(concept.facet, []).append(concept)
    if "province" in by_facet and "place" in by_facet and _is_city(mention, question):
        return by_facet["place"]
    by_facet[ORGANISATION] = [c for c in by_facet.get(ORGANISATION, []) if mention.text in c.labels or not may_be_word(mention)]
    by_facet["plan"] = _written_so(by_facet.get("plan", []), mention, question)
    for facet in ("kind", "plan", "organisation", "province", "region", "theme", "sector", "place", "level", "status", "offer"):
        if found := [own for own in by_facet.get(facet, []) if facet != "offer" or _is_wanted(own, mention, language)]:
            return found
    return []


def _is_wanted(offered: Concept, mention: Mention, language: Language) -> bool:
    """Whether it is something of its own to be offered."""
    return offered.id not in _ANY_OFFER and not (language == "en" and mention.text.lower() == _WORKPLACE)


def _with_sign(mention: Mention, question: str) -> str:
    """The words of a mention, with the sign that may end a name: "Techport+"."""
    return question[mention.start : mention.end + (question[mention.end : mention.end + 1] == "+")]


def _written_so(plans: list[Concept], mention: Mention, question: str) -> list[Concept]:
    """Those of several plans whose name is written just so, sign included ("Techport+"); all of them when none is."""
    written = _with_sign(mention, question).casefold()
    return [plan for plan in plans if any(label.casefold() == written for label in plan.labels)] or plans


def _without_working(question: str) -> str:
    """A question with blanks for the verb behind what is worked on."""
    return _WORKED_ON.sub(lambda found: found.group()[: -len(found["verb"])] + " " * len(found["verb"]), question)


def _is_verb(mention: Mention, question: str) -> bool:
    """Whether it is what somebody does: "ik bouw robots", "daar zorg ik voor"."""
    before = bool(_MYSELF & set(words(question[: mention.start])[-1:]))
    # "Zoek ik practoraten": nothing that somebody does himself ends so.
    one = len(words(mention.text)) == 1 and not mention.text.endswith("en") and not mention.text[:1].isupper()
    return one and (before or bool(_I_BEHIND.match(question, mention.end)))


def _is_around(mention: Mention, question: str) -> bool:
    return bool(_NEAR.search(question[: mention.start]) or _SURROUNDED.match(question, mention.end))


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _whole(mention: Mention, facets: set[str], question: str) -> tuple[int, int]:
    """The span of a mention, with the word that makes it a city."""
    if not facets & {"place", "province"}:
        return _span(mention)
    behind = _CITY_BEHIND.match(question, mention.end)
    return _start(mention, question), behind.end() if behind else mention.end


def _synonyms(mention: Mention) -> tuple[tuple[str, ...], ...]:
    """The names, folded, of what a mention names of the thesaurus; words that are only asked with are no names."""
    concepts = [concept for concept in mention.concepts if concept.facet in (*THESAURUS, "kind")]
    names = [name for concept in concepts for name in concept.labels if name not in concept.asked]
    return tuple(dict.fromkeys(tuple(words(name)) for name in names))


def _is_city(mention: Mention, question: str) -> bool:
    return _city_word(mention, question) is not None or bool(_CITY_BEHIND.match(question, mention.end))


def _city_word(mention: Mention, question: str) -> int | None:
    """Where the word stands that makes the name one of a city ("de stad Utrecht", "city of Utrecht"), if it is there."""
    before = [token for token in tokens(question[: mention.start]) if token.folded not in _BETWEEN][-1:]
    return before[0].start if before and before[0].folded in _CITY_WORDS else None


def _start(mention: Mention, question: str) -> int:
    city = _city_word(mention, question)
    return mention.start if city is None else city
