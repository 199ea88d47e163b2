"""Plans that no catalogue names: a bundle's headings under which the same things are told, or a document about one plan.

Such a plan is provisional: a catalogue that names it later replaces it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest import naming
from ingest.attribution import PlanNames
from ingest.reading import Block, ReadDocument
from ingest.sections import PlanOf
from ingest.titling import is_file_name
from retrieval.aspects import Aspects, bare, labels
from retrieval.dutch import fold, words
from retrieval.model import Plan
from retrieval.recogniser import Recogniser
from retrieval.vocabulary import Vocabulary

PREFIX = "voorlopig-"
# Raise it when the same document gives other plans.
FINDING = "plans-1"
_BUNDLES, _PLANS = frozenset({"bundel", "bundle"}), frozenset({"profiel", "plan", "projectplan", "profile", "project plan"})
# Who takes part, and where: what is told of every plan, and seldom of the chapters of a report.
_PARTNERS, _AREA = frozenset({"partners", "lead"}), frozenset({"area"})
_CORE = _PARTNERS | _AREA
# Aspects that a plan is told by; of a document about one plan that says nowhere that it is one, more.
_FEWEST, _FEWEST_UNSAID = 2, 3
# Three headings with the same fields are no chance; two are enough where the document says that it is a bundle.
_BUNDLED, _BUNDLED_SAID = 3, 2
# Share of the headings of a level that must tell of a plan, and of those plans that must share an aspect.
_SHARE = 0.5
# Where most of the headings are surely names, the others are too: "Water en werk".
_SURELY = 0.6
# Where a document about a plan says so.
_OPENING = 1_500
_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a document. ``read``: with the levels of its headings put right; ``plan_of``: the id of the plan that a
    heading names; ``sole``: that of the plan that all of it is about; ``plans``: those of them that no catalogue names."""

    read: ReadDocument
    plan_of: PlanOf
    sole: str | None = None
    plans: tuple[Plan, ...] = ()


@dataclass(slots=True)
class _Part:
    """A heading with what is told under it. ``place``: its block; ``parent``: the block of the heading above it, -1 for none."""

    place: int
    level: int
    text: str
    parent: int
    aspects: set[str] = field(default_factory=set)


class PlanFinder:
    """Finds provisional plans by what is told of plans."""

    def __init__(self, vocabulary: Vocabulary, aspects: Aspects, names: PlanNames) -> None:
        self._names = names
        self._aspects = {heading: aspect.id for aspect in aspects for heading in aspect.headings}
        self._labels = labels(frozenset(self._aspects))
        self._concepts = Recogniser(vocabulary)

    def find(self, read: ReadDocument, title: str, kind: str, given: Sequence[str]) -> Found:
        """The plans of a document. ``given``: ids of those that a catalogue says it is about."""
        known = self._names.named_by
        if len(given) == 1:
            new = () if self._names.has(given[0]) else (provisional(title, given[0]),)
            return Found(read, known, given[0], new)
        nested = self._nested(read)
        blocks = [block for page in nested.pages for block in page.blocks]
        parts = self._parts(blocks)
        headings = self._bundled(parts, said=fold(kind) in _BUNDLES or naming.tells_of_several(title))
        if headings:
            ids = {heading: self._known(heading) or provisional(heading).id for heading in headings}
            plans = {ids[heading]: provisional(heading) for heading in headings if not self._known(heading)}
            return Found(nested, lambda heading: known(heading) or ids.get(heading), plans=tuple(plans.values()))
        if given or not self._is_about_one(title, kind, blocks):
            return Found(read, known)
        sole = provisional(title)
        own = self._known(title)
        return Found(read, known, own or sole.id, () if own else (sole,))

    def _known(self, heading: str) -> str | None:
        """The known plan that a heading or title names, also as "consortium SCALE"."""
        name = naming.plan_name(heading)
        return self._names.names_one_of((heading, name, *naming.short_names(name), naming.without_kind(name)))

    def _aspect(self, heading: str) -> str | None:
        return self._aspects.get(bare(heading))

    def _nested(self, read: ReadDocument) -> ReadDocument:
        """With headings like "Partners" one level below the name that stands before them on the same level."""
        under, pages = 0, []
        for page in read.pages:
            blocks = []
            for block in page.blocks:
                if block.level and not self._aspect(block.text):
                    under = block.level
                deeper = block.level and block.level == under and self._aspect(block.text)
                blocks.append(replace(block, level=block.level + 1) if deeper else block)
            pages.append(replace(page, blocks=tuple(blocks)))
        return replace(read, pages=tuple(pages))

    def _parts(self, blocks: Sequence[Block]) -> list[_Part]:
        parts: list[_Part] = []
        path: list[_Part] = []
        for place, block in enumerate(blocks):
            if block.level:
                while path and path[-1].level >= block.level:
                    path.pop()
                told = {aspect} if (aspect := self._aspect(block.text)) else set()
                for above in path:
                    above.aspects |= told
                path.append(_Part(place, block.level, block.text, path[-1].place if path else -1))
                parts.append(path[-1])
            else:
                for above in path:
                    above.aspects |= self._labelled(block.text)
        return parts

    def _labelled(self, text: str) -> set[str]:
        return {aspect for label in self._labels.findall(text) if (aspect := self._aspect(label))}

    def _bundled(self, parts: Sequence[_Part], *, said: bool) -> list[str]:
        """The headings that name plans: those of one level under which the same is told."""
        levels: dict[tuple[int, int], list[_Part]] = defaultdict(list)
        for part in parts:
            levels[part.parent, part.level].append(part)
        found: list[str] = []
        above: set[int] = set()
        parents = {part.place: part.parent for part in parts}
        # Deepest first: a chapter that holds plans is none itself.
        for _, beside in sorted(levels.items(), key=lambda item: -item[0][1]):
            fitting = [part for part in beside if part.place not in above]
            own = [part for part in fitting if not naming.is_common(part.text) and not self._aspect(part.text)]
            telling = [part for part in own if len(part.aspects) >= _FEWEST and part.aspects & _CORE]
            if len(telling) >= (_BUNDLED_SAID if said else _BUNDLED) and len(telling) >= _SHARE * len(own) and _alike(telling):
                sure = [part for part in telling if self._can_be_plan(part.text) and naming.is_name(naming.plan_name(part.text))]
                all_named = said or len(sure) >= _SURELY * len(telling)
                named = [part for part in telling if self._can_be_plan(part.text)] if all_named else sure
                found += [part.text for part in named]
                above |= {place for part in named for place in _above(part.parent, parents)}
        return found

    def _can_be_plan(self, heading: str) -> bool:
        """Whether a heading may name a plan: it is no place, no theme and the like."""
        name = naming.plan_name(heading)
        bare = words(name)
        concepts = [mention for mention in self._concepts.mentions(name) if words(mention.text) == bare]
        return not concepts and naming.can_be_name(name)

    def _is_about_one(self, title: str, kind: str, blocks: Sequence[Block]) -> bool:
        """Whether a whole document is about the plan that its title names."""
        said = fold(kind) in _PLANS or naming.tells_of_one(title)
        if is_file_name(title) or naming.is_report(title) or naming.tells_of_several(title) or naming.is_common(title):
            return False
        if not self._can_be_plan(title) or not (said or naming.is_name(naming.plan_name(title))):
            return False
        told = set(self._told(blocks))
        opening = "\n".join(block.text for block in blocks)[:_OPENING]
        unsaid = len(told) >= _FEWEST_UNSAID and told & _PARTNERS and told & _AREA and naming.tells_of_one(opening)
        return bool((said and len(told) >= _FEWEST and told & _CORE) or unsaid)

    def _told(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            if block.level and (aspect := self._aspect(block.text)):
                yield aspect
            elif not block.level:
                yield from self._labelled(block.text)


def provisional(heading: str, identity: str = "") -> Plan:
    """A provisional plan with the name that a heading or title gives it. ``identity``: an id that it has already."""
    name = naming.plan_name(heading)
    aliases = naming.short_names(name)
    slug = _SLUG.sub("-", fold(min((name, *aliases[:1]), key=len).replace("+", " plus")))[:_SLUG_LENGTH].strip("-")
    return Plan(identity or f"{PREFIX}{slug}", name, aliases, naming.kind_of(name), "", "", provisional=True)


def _above(place: int, parents: Mapping[int, int]) -> Iterator[int]:
    while place >= 0:
        yield place
        place = parents[place]


def _alike(parts: Sequence[_Part]) -> bool:
    """Whether most of some parts share aspects, who takes part or where among them."""
    held = Counter(aspect for part in parts for aspect in part.aspects)
    shared = {aspect for aspect, count in held.items() if count >= _SHARE * len(parts)}
    return len(shared) >= _FEWEST and bool(shared & _CORE)
