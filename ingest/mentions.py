"""What one passage names: places, themes and the like, organisations, amounts of money and years, each with where it stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from retrieval.aspects import Aspect, bare, is_silent
from retrieval.bodies import has_body, organisation_names
from retrieval.dutch import sentences, words
from retrieval.model import Evidence, Passage, Plan
from retrieval.numbers import find_numbers
from retrieval.recogniser import Mention, Recogniser
from retrieval.understanding.amounts import is_money
from retrieval.understanding.kinds import NATIONWIDE
from retrieval.vocabulary import Concept, Vocabulary

# Raise it when the same passage gives other facets.
READING = "facets-1"
# Read for who looks at a document; no conditions on plans.
AUDIENCE, ORGANISATION, AMOUNT, YEAR, MENTIONED = "audience", "organisation", "amount", "year", "plan"
DETAILS = (AUDIENCE, ORGANISATION, AMOUNT, YEAR, MENTIONED)
# Those of the roles that a plan is meant for.
_AUDIENCES = frozenset(
    "student leerling stagiair cursist werknemer vakman werkgever ondernemer mkber werkzoekende zij-instromer docent".split()
)
_YEAR = re.compile(r"(?<![\d.,€])(?<!€ )(?<![^\d]-)(?:19[89]|20[0-4])\d(?![\d%]|[.,]\d)")
# A name within an address on the web says nothing of what the text is about.
_IN_ADDRESS, _ADDRESS_GOES_ON = re.compile(r"(?:www\.|[/@_])$|\w\.$"), re.compile(r"\.[a-z]{2}|@|/\w")
# "Regio: Achterhoek Partners: VISTA college": the last word or two, from a capital on, before the sign.
_LABEL = re.compile(r"([A-ZÀ-Ý][\w'’-]*(?: [a-zà-ÿ][\w'’-]*){0,3}) ?[:|]")
_SMALLEST_AMOUNT, _MONEY = 100, re.compile(r"€|\beuro|\b[mb]il[lj]|\bmln", re.IGNORECASE)
_CACHED = 10_000


class MentionReader:
    """Reads what passages name. ``aspects``: what plans are told of by."""

    def __init__(self, vocabulary: Vocabulary, plans: Iterable[Plan], aspects: Iterable[Aspect] = ()) -> None:
        self._regions = {c.id: c for c in vocabulary if c.facet == "region"}
        self._places = {c.id: c for c in vocabulary if c.facet == "place"}
        headings = {aspect.id: aspect.headings for aspect in aspects}
        self._area = headings.get("area", frozenset())
        self._partners = headings.get("partners", frozenset()) | headings.get("lead", frozenset())
        known = [replace(c, facet=AUDIENCE) if c.facet == "role" else c for c in vocabulary]
        named = [Concept(MENTIONED, p.id, p.name, p.name, (p.name, *p.aliases)) for p in plans if not p.provisional]
        concepts = [NATIONWIDE, *(c for c in known if c.facet != AUDIENCE or c.id in _AUDIENCES)]
        # Apart: "Fieldlab Zephyros" is the name of a plan, and says what it offers.
        self._recognisers = Recogniser(concepts), Recogniser(named)
        labels = [label for concept in (*concepts, *named) for label in concept.labels]
        # A heading stands above many passages.
        self._in_heading = lru_cache(maxsize=_CACHED)(self._named_in_heading)
        self._taken = {tuple(words(name)) for name in chain(labels, *headings.values())}
        # A set is written in another order by each process.
        ordered = sorted((aspect, sorted(own)) for aspect, own in headings.items())
        self.mark = hashlib.sha256(f"{READING}{concepts!r}{named!r}{ordered}".encode()).hexdigest()

    def named(self, passage: Passage, title: str) -> list[Evidence]:
        """What a passage names, each value once: in its text, or else in a heading of it or the title of its document."""
        found: dict[tuple[str, str], Evidence] = {}
        if not is_silent(passage):
            for own in self._in_text(passage):
                found.setdefault((own.facet, own.value), own)
        for text in dict.fromkeys((*reversed(passage.heading), title)):
            for facet, value, name in self._in_heading(text):
                found.setdefault((facet, value), Evidence(facet, value, passage.id, name))
        return [own for own in found.values() if own.facet != MENTIONED or own.value not in passage.plans]

    def implied(self, own: Evidence) -> Iterator[Evidence]:
        """The province and the regions of a town, the provinces of a region, shown by the same words."""
        if own.facet == "place":
            yield replace(own, facet="province", value=self._places[own.value].provinces[0])
            for region in self._regions.values():
                if own.value in region.places:
                    yield replace(own, facet="region", value=region.id)
        elif own.facet == "region":
            for province in self._regions[own.value].provinces:
                yield replace(own, facet="province", value=province)

    def tells_where(self, passage: Passage, own: Evidence) -> bool:
        """Whether it stands where a text says where a plan is at work: "Regio: Achterhoek"."""
        return _is_under(self._area, passage, own)

    def tells_who(self, passage: Passage, own: Evidence) -> bool:
        """Whether it stands where a text says who takes part."""
        return _is_under(self._partners, passage, own)

    def _named_in_heading(self, heading: str) -> list[tuple[str, str, str]]:
        return [(c.facet, c.id, mention.text) for mention in self._mentions(heading) for c in _meant(mention)]

    def _mentions(self, text: str) -> Iterator[Mention]:
        for recogniser in self._recognisers:
            yield from recogniser.mentions(text)

    def _in_text(self, passage: Passage) -> Iterator[Evidence]:
        text, offset = passage.text, passage.start
        for mention in self._mentions(text):
            if not _in_address(mention, text):
                for concept in _meant(mention):
                    start, end = offset + mention.start, offset + mention.end
                    yield Evidence(concept.facet, concept.id, passage.id, mention.text, start, end)
        yield from self._organisations(passage)
        for facet, value, start, end in _figures(text):
            yield Evidence(facet, value, passage.id, text[start:end], offset + start, offset + end)

    def _organisations(self, passage: Passage) -> Iterator[Evidence]:
        """The names of organisations: those that say what they are, and among partners others too."""
        text = passage.text
        for start, end in sentences(text):
            position = start
            for name, sure in organisation_names(text[start:end]):
                position = text.index(name, position, end)
                end_of_name = position + len(name)
                own = Evidence(ORGANISATION, name, passage.id, name, passage.start + position, passage.start + end_of_name)
                if sure and tuple(words(name)) not in self._taken and (has_body(name) or self.tells_who(passage, own)):
                    yield own
                position = end_of_name


def _meant(mention: Mention) -> list[Concept]:
    """The concepts of a mention: "Groningen" says for certain only that it is in the province, and of "Bergen" there are two."""
    facets = {concept.facet for concept in mention.concepts}
    places = [concept for concept in mention.concepts if concept.facet == "place"]
    certain = "province" not in facets and len({place.provinces for place in places}) == 1
    return [concept for concept in mention.concepts if concept.facet != "place" or certain]


def _in_address(mention: Mention, text: str) -> bool:
    before = text[max(0, mention.start - 4) : mention.start]
    return bool(_IN_ADDRESS.search(before) or _ADDRESS_GOES_ON.match(text, mention.end))


def _is_under(labels: Collection[str], passage: Passage, own: Evidence) -> bool:
    """Whether it stands under one of some headings, or behind one as a label: "Regio: Achterhoek"."""
    if any(bare(heading) in labels for heading in passage.heading):
        return True
    if own.end is None:
        return False
    line = passage.text[: own.end - passage.start].rpartition("\n")[2]
    told = [bare(label) for label in _LABEL.findall(line)]
    return bool(told) and told[-1] in labels


def _figures(text: str) -> Iterator[tuple[str, str, int, int]]:
    for found in find_numbers(text) if _MONEY.search(text) else ():
        value = found.number.value
        if not found.number.percent and value >= _SMALLEST_AMOUNT and value.denominator == 1 and is_money(found, text):
            yield AMOUNT, str(value.numerator), found.start, found.end
    for match in _YEAR.finditer(text):
        yield YEAR, match.group(), *match.span()
