"""Filters: which facets a question names, with the words it named them by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from retrieval.dutch import STOP_WORDS, Token, fold, tokens, words
from retrieval.errors import FilterUnknown
from retrieval.model import Filter, Language, Plan
from retrieval.recogniser import Mention, Recogniser
from retrieval.vocabulary import FACETS, THESAURUS, Concept, Vocabulary

# Words for the kinds of plan. "Programma" alone is too common a word for a plan of that kind.
KINDS = (
    Concept("kind", "consortium", "consortium", "consortium", ("consortium", "consortia", "consortiums")),
    Concept(
        "kind",
        "pps",
        "pps",
        "pps",
        (
            "pps",
            "pps'en",
            "pps'sen",
            "ppsen",
            "publiek-private samenwerking",
            "publiek-private samenwerkingen",
            "publiek-private samenwerkingsverbanden",
            "ppp",
            "ppps",
            "public-private partnership",
            "public-private partnerships",
            "partnership",
            "partnerships",
        ),
    ),
    Concept("kind", "programme", "programma", "programme", ("programma's", "programmes", "subsidieregelingen", "regelingen")),
)
STATUSES = (
    Concept(
        "status",
        "granted",
        "toegekend",
        "granted",
        ("toegekend", "toegekende", "gehonoreerd", "gehonoreerde", "granted", "awarded"),
    ),
)
_NEGATIONS = frozenset("niet geen behalve zonder buiten exclusief not except excluding without outside other no".split())
# "Met uitzondering van", and behind a name: "Twente niet meegerekend".
_EXCEPTIONS = frozenset("uitzondering exception uitgezonderd excluded".split())
_BEHIND = (("niet", "meegerekend"), ("niet", "meegeteld"), ("uitgezonderd",), ("excluded",), ("not", "included"))
_SMALL = frozenset("in aan met op uit over bij van de het die dat on with at of from about the those than".split())
_JOINING = frozenset("en of and or noch nor".split())
_CITY_WORDS = frozenset("stad gemeente city municipality town".split())
_BETWEEN = frozenset("of van the de".split())


@dataclass(frozen=True, slots=True)
class Understood:
    """The filters of a question, the spans of its words that they explain, and those that name plans or places.

    ``concepts``: spans of words that name something of the thesaurus, with its names, folded; ``offers``: those of them that
    name what a plan may offer.
    """

    filters: tuple[Filter, ...]
    spans: tuple[tuple[int, int], ...]
    plan_spans: tuple[tuple[int, int], ...]
    concepts: tuple[tuple[int, int, tuple[tuple[str, ...], ...]], ...] = ()
    offers: tuple[tuple[int, int], ...] = ()
    place_spans: tuple[tuple[int, int], ...] = ()


class FilterReader:
    """Reads filters from questions with a vocabulary and the names of plans."""

    def __init__(self, vocabulary: Vocabulary, plans: Sequence[Plan]) -> None:
        self.concepts = concepts = [*KINDS, *STATUSES, *vocabulary, *map(_plan_concept, plans)]
        self._vocabulary = Vocabulary(concepts)
        self._by_word: dict[str, list[Plan]] = defaultdict(list)
        for plan in plans:
            for name in (plan.name, *plan.aliases):
                if name.isupper() and name.isalpha():
                    self._by_word[fold(name)].append(plan)
        self._recogniser = Recogniser(concepts)
        self._asked = Recogniser(replace(c, labels=(*c.labels, *c.asked)) for c in concepts)

    def read(self, question: str, language: Language) -> Understood:
        """The filters that the question names, in its order."""
        filters: dict[tuple[str, str], Filter] = {}
        spans, plan_spans, place_spans, concepts, offers = [], [], [], [], []
        for mention, denied in _with_denials(self._asked.mentions(question, lenient=True), question):
            chosen = _chosen(mention, question)
            names = [
                name for c in mention.concepts if c.facet in (*THESAURUS, "kind") for name in c.labels if name not in c.asked
            ]
            if names:
                concepts.append((mention.start, mention.end, tuple(dict.fromkeys(tuple(words(name)) for name in names))))
            if not chosen:
                if any(concept.facet == "offer" for concept in mention.concepts):
                    offers.append((mention.start, mention.end))
                continue
            for concept in chosen:
                out = denied and concept.facet not in ("kind", "plan")
                found = Filter(concept.facet, concept.id, concept.label(language), mention.text, out)
                filters.setdefault((concept.facet, concept.id), found)
            located = any(concept.facet in ("place", "province") for concept in chosen)
            spans.append((_start(mention, question) if located else mention.start, mention.end))
            if any(concept.facet == "plan" for concept in chosen):
                plan_spans.append((mention.start, mention.end))
            if any(concept.facet in ("province", "region", "place") for concept in chosen):
                place_spans.append((mention.start, mention.end))
        for name, plan in self._everyday_names(question, filters.values()):
            filters.setdefault(("plan", plan.id), Filter("plan", plan.id, plan.name, question[name.start : name.end]))
            spans.append((name.start, name.end))
            plan_spans.append((name.start, name.end))
        return Understood(
            tuple(filters.values()), tuple(spans), tuple(plan_spans), tuple(concepts), tuple(offers), tuple(place_spans)
        )

    def _everyday_names(self, question: str, found: Iterable[Filter]) -> list[tuple[Token, Plan]]:
        """Plans whose name is an everyday word, named together with their own place: "snel limburg", "scale drechtsteden"."""
        if any(token.folded in STOP_WORDS["nl"] | STOP_WORDS["en"] for token in tokens(question)):
            return []  # only among bare keywords: who says "even snel" means no plan
        places = [f for f in found if f.facet in ("province", "region", "place") and not f.negated]
        named = ((token, plan) for token in tokens(question) for plan in self._by_word.get(token.folded, ()))
        return [(token, plan) for token, plan in named if any(self.meets(plan, place) for place in places)]

    def named(self, facet: str, value: str, language: Language) -> Filter:
        """A filter given by hand: ``value`` is an id or a label. Raises ``FilterUnknown``."""
        if facet not in FACETS:
            raise FilterUnknown(filter=f"{facet}={value}", known=", ".join(FACETS))
        concept = self._vocabulary.find(facet, value)
        if concept is None:
            known = [c.id for c in self._vocabulary if c.facet == facet]
            raise FilterUnknown(filter=f"{facet}={value}", known=", ".join(known[:40]))
        return Filter(facet, concept.id, concept.label(language), "")

    def values(self, wanted: Filter) -> frozenset[tuple[str, str]]:
        """(facet, value) of the filter and of everything narrower."""
        return frozenset((wanted.facet, value) for value in self._vocabulary.with_narrower(wanted.facet, wanted.value))

    @lru_cache(maxsize=20_000)  # noqa: B019  # lives as long as the engine that owns it; bounded
    def named_in(self, text: str) -> frozenset[tuple[str, str]]:
        """(facet, value) of every concept that a stretch of a document names."""
        return frozenset((c.facet, c.id) for mention in self._recogniser.mentions(text) for c in mention.concepts)

    def meets(self, plan: Plan, wanted: Filter) -> bool:
        """Whether a plan has the filter's value, or one narrower."""
        if wanted.facet == "kind":
            return plan.kind == wanted.value
        if wanted.facet == "plan":
            return plan.id == wanted.value
        if wanted.facet == "status":
            return plan.status == wanted.value
        own = set(plan.facets.get(wanted.facet, ()))
        if wanted.exact:
            return wanted.value in own
        return bool(own & self._vocabulary.with_narrower(wanted.facet, wanted.value))


def meets_all(reader: FilterReader, plan: Plan, filters: Sequence[Filter]) -> bool:
    """Whether a plan meets, for every facet among the filters, at least one of its values, and no negated one."""
    if any(reader.meets(plan, f) for f in filters if f.negated):
        return False
    asked = [f for f in filters if not f.negated]
    return all(any(reader.meets(plan, f) for f in asked if f.facet == facet) for facet in {f.facet for f in asked})


def _plan_concept(plan: Plan) -> Concept:
    return Concept("plan", plan.id, plan.name, plan.name, (plan.name, *plan.aliases))


def _chosen(mention: Mention, question: str) -> list[Concept]:
    """The concepts that are meant: the most particular facet, and a province before a city of that name."""
    by_facet: dict[str, list[Concept]] = {}
    for concept in mention.concepts:
        by_facet.setdefault(concept.facet, []).append(concept)
    if "province" in by_facet and "place" in by_facet and _city_word(mention, question) is not None:
        return by_facet["place"]
    for facet in ("kind", "plan", "province", "region", "theme", "sector", "place", "level", "status"):
        if facet in by_facet:
            return by_facet[facet]
    return []


def _with_denials(mentions: Sequence[Mention], question: str) -> list[tuple[Mention, bool]]:
    """The mentions with whether each is denied: "behalve Limburg en Zeeland" denies both."""
    denied = [_negated(mention, question) for mention in mentions]
    between = [set(words(question[a.end : b.start])) for a, b in pairwise(mentions)]
    joined = [bool(_JOINING & found) and found <= _JOINING | _SMALL for found in between]
    for place in range(1, len(mentions)):
        denied[place] |= joined[place - 1] and denied[place - 1]
    for place in range(len(mentions) - 2, -1, -1):
        # "Limburg en Zeeland niet meegerekend": what denies stands behind both.
        denied[place] |= joined[place] and denied[place + 1] and not _negated_before(mentions[place + 1], question)
    return list(zip(mentions, denied, strict=True))


def _negated(mention: Mention, question: str) -> bool:
    """Whether the words before the mention deny it ("niet in Limburg", "behalve hbo"), or those behind."""
    behind = words(question[mention.end :])
    return any(tuple(behind[: len(cue)]) == cue for cue in _BEHIND) or _negated_before(mention, question)


def _negated_before(mention: Mention, question: str) -> bool:
    """Whether the words before the mention deny it, small words apart."""
    before = words(question[: mention.start])
    while before and before[-1] in _SMALL:
        before.pop()
    return bool((_NEGATIONS | _EXCEPTIONS) & set(before[-1:]))


def _city_word(mention: Mention, question: str) -> int | None:
    """Where the word stands that makes the name one of a city ("de stad Utrecht", "city of Utrecht"), if it is there."""
    before = [token for token in tokens(question[: mention.start]) if token.folded not in _BETWEEN][-1:]
    return before[0].start if before and before[0].folded in _CITY_WORDS else None


def _start(mention: Mention, question: str) -> int:
    city = _city_word(mention, question)
    return mention.start if city is None else city
