"""Which of the filters that a question names are conditions, which are preferences, and which must be met together."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from retrieval.dutch import words
from retrieval.model import Filter
from retrieval.understanding.cues import EITHER_WAY
from retrieval.understanding.filters import Understood
from retrieval.understanding.intent import PLAN_NOUNS, Intent
from retrieval.understanding.kinds import GRANTEES, NATIONWIDE, UNKNOWN
from retrieval.understanding.situation import Span, within
from retrieval.vocabulary import PLACES, SUBJECTS

# Words that may stand between a town and its province in an address.
_ADDRESS = 2
# What the part that asks names of a group takes the place of what the rest names of it.
_GROUPS = (SUBJECTS, PLACES, frozenset({"level"}), frozenset({"plan"}))
# Who says where he works or learns asks for no plans of that organisation.
_OF_ONESELF = frozenset({"organisation"})
_JOINABLE = SUBJECTS | {"level", "organisation"}
# Who names two themes or organisations wants both; who names two sectors ("boeren en tuinders") or levels wants either.
_TOGETHER = frozenset({"theme", "organisation"})
_SMALL = r"(?:\s+(?:ook|aan|in|met|over|voor|op|on|in|about|for))?(?:\s+(?:de|het|een|the|an?))?\s+"
_AND, _OR = (
    re.compile(rf"\s*,?\s*(?:{words}){_SMALL}", re.IGNORECASE) for words in ("en|én|and|&", "(?:of|or)(?: anders| otherwise)?")
)
_ANY_OF = re.compile(r"\b(?:of|or)\b", re.IGNORECASE)
# "Ik twijfel tussen mode en energie".
_TORN = re.compile(r"\btwijfel\w*\b|\b(?:torn|choosing|choose|doubt\w*) between\b|\bkie[zs]\w* tussen\b", re.IGNORECASE)
# "Down south, in Limburg" says where in the south.
_MORE_EXACTLY = re.compile(r"\s*,\s*(?:in|bij|rond|near|around|namelijk|dus|so|say)(?:\s+(?:in|de|het|the))*\s+", re.IGNORECASE)
# "Of het nu fabrieken of windmolens betreft", "irrespective of whether they were granted": what is named there is all the same.
_NO_MATTER = re.compile(
    r"\b(?:of (?:het|ze|zij|dat|die) nu|ongeacht|mag (?:echt |van mij )?(?:van )?alles zijn|los van de vraag|al dan niet|"
    r"irrespective of|regardless of|whether or not|no matter)\b(?:(?!,\s*(?:maar|but)\b)[^.;?!])*",
    re.IGNORECASE,
)
_RECEIVED = frozenset("subsidie grant funding subsidy".split())
# "Hbo én mbo" stresses that both are wanted.
_STRESSED = re.compile(r"\bén\b", re.IGNORECASE)
_BOTH = frozenset(
    "allebei beide beiden zowel both tegelijk gelijktijdig combineren combineert combinatie combine combines combining".split()
)
# Themes that say how people learn, or where, beside what: "bijscholing in procestechniek", "een practoraat over waterstof".
WAYS = frozenset(
    "om-en-bijscholing bijscholing omscholing zij-instroom leven-lang-ontwikkelen microcredentials practoraat lectoraat fieldlab "
    "living-lab skills-lab digitale-werkplaats learning-community contextrijke-infrastructuur hybride-onderwijs".split()
)
# "Ik ben loodgieter" says who asks.
_I_AM = re.compile(r"\b(?:ik ben|wij zijn|we zijn|i am|i['’]m|we are)\s+(?:een\s+|an?\s+)?$", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:daar|hier|er)(?:voor|bij|mee|in|over|aan|van)\b|\b(?:for|with|about|in|at) (?:that|this|it|those|these)\b",
    re.IGNORECASE,
)
# "Ook de landelijke", beside those of everywhere else.
_ALSO = re.compile(
    r"\b(?:ook|inclusief|including|also)\s+(?:de\s+|the\s+)?(?:landelijke?|nationwide)\b|\bnationwide\s+(?:ones\s+)?included\b",
    re.IGNORECASE,
)
# "Na mijn mbo 4" says what somebody has.
_BEHIND_ONE = frozenset("na after".split())
_OWN = frozenset("mijn m'n het een de my the a an".split())


def as_conditions(text: str, understood: Understood, intent: Intent, asking: Sequence[Span]) -> tuple[Filter, ...]:
    """The filters of a question, marked.

    A question of fact applies only the plans it names, because its other words say what the fact is about. A list applies
    what the part that asks names; what the rest names only where that part names nothing of the kind.
    """
    if intent is Intent.FACT:
        return tuple(replace(f, preferred=f.facet != "plan" and not f.negated) for f in understood.filters)
    aside = _aside(text, understood, asking)
    together = _together(text, understood, [f for f in understood.filters if f not in aside], asking)
    either = _either(text, understood, [f for f in understood.filters if f not in aside])
    marked = {f: replace(f, preferred=f in aside, together=f in together, either=f in either) for f in understood.filters}
    # Any kind of plan will do: that is no preference. And "onbekend of ze zijn toegekend" does not ask for the granted ones.
    unknown = any(f.facet == "status" and f.value == UNKNOWN for f in marked)
    # Of pps'en it is not recorded: who asks which of them got a subsidy asks for what their documents say.
    unrecorded = not any(f.facet == "kind" and f.value == GRANTEES for f in marked)
    vague = _vague(text, understood) | _all_the_same(text, understood)
    return tuple(
        own
        for named, own in marked.items()
        if named not in vague
        and not _either_way(named, text, understood)
        and not (own.preferred and own.facet == "kind")
        and not (unknown and own.facet == "status" and own.value != UNKNOWN)
        and not (unrecorded and own.facet == "status" and _RECEIVED & set(words(own.source_text)))
    )


def _either_way(own: Filter, text: str, understood: Understood) -> bool:
    """Whether it is said not to matter: "duurzaam of niet"."""
    starts = understood.starts.get((own.facet, own.value), ())
    return any(EITHER_WAY.match(text[start + len(own.source_text) :].lstrip()) for start in starts)


def by_narrowest_level(
    conditions: Sequence[Filter],
    text: str,
    understood: Understood,
    values: Callable[[Filter], Collection[tuple[str, str]]],
) -> tuple[Filter, ...]:
    """The conditions with a level as a preference where one within it is asked for, and not both: "een Ad na het hbo".

    ``values``: gives the (facet, value) of a filter and of everything narrower.
    """
    levels = [f for f in conditions if f.facet == "level" and not f.negated]
    wider = set()
    for broad, narrow in permutations(levels, 2):
        pairs = ((broad, narrow), (narrow, broad))
        joined = any(_is_joined(text, understood, pair, by) for pair in pairs for by in (_AND, _OR))
        if (narrow.facet, narrow.value) in values(broad) and not joined:
            wider.add(broad)
    return tuple(replace(own, preferred=True) if own in wider else own for own in conditions)


def named_in(understood: Understood, spans: Sequence[Span]) -> tuple[Filter, ...]:
    """The filters that some part of a question names."""
    return tuple(f for f in understood.filters if any(within(start, spans) for start in _starts(understood, f)))


def told_by_names(
    conditions: Sequence[Filter], told: Sequence[Filter], text: str, understood: Understood
) -> tuple[tuple[Filter, ...], Understood]:
    """The conditions with the names that sources hold, and without what a part of such a name means by itself: "Tata Steel" is no
    steel. All of several must hold, unless one of them will do: "Tata Steel of Siemens"."""
    spans = [(start, start + len(own.value)) for own in told if (start := text.find(own.value)) >= 0]
    kept = [own for own in conditions if not own.source_text or not all(within(s, spans) for s in _starts(understood, own))]
    both = not _ANY_OF.search(text)
    named = [replace(own, together=both) if own.facet == "organisation" else own for own in (*kept, *told)]
    concepts = tuple(own for own in understood.concepts if not within(own[0], spans))
    explained, names = (*understood.spans, *spans), (*understood.name_spans, *spans)
    return tuple(named), replace(understood, concepts=concepts, spans=explained, name_spans=names)


def _starts(understood: Understood, named: Filter) -> tuple[int, ...]:
    return understood.starts[named.facet, named.value]


def _aside(text: str, understood: Understood, asking: Sequence[Span]) -> frozenset[Filter]:
    """The filters that are no conditions."""
    asked = named_in(understood, asking)
    groups = _GROUPS[1:] if _points_back(text, asking) else _GROUPS
    replaced = {facet for group in groups if group & {f.facet for f in asked if not f.negated} for facet in group}
    # "Wij leveren aan DSM. In welke pps'en doen die mee?" asks by nothing else.
    oneself = _OF_ONESELF if asked else frozenset[str]()
    told = {f for f in understood.filters if f not in asked and f.facet in replaced | oneself and not f.negated}
    levels = {f for f in understood.filters if f.facet == "level" and not f.negated}
    had = {f for f in levels if _is_had(text, min(_starts(understood, f)))}
    kinds = {f for f in asked if f.facet == "kind" and _among_other_nouns(text, f.source_text)}
    places = {f for f in understood.filters if f.facet in PLACES and not f.negated}
    also = {f for f in places if f.value == NATIONWIDE.id and len(places) == 1 and _ALSO.search(text)}
    around = {f for f in places if f.facet == "place" and _lies_apart(text, understood, f, places)}
    own = {f for f in understood.filters if f not in asked and all(_I_AM.search(text[:s]) for s in _starts(understood, f))}
    own = {f for f in own if any(other.facet in SUBJECTS and other not in own for other in understood.filters)}
    return frozenset(told | own | (had if had != levels else set()) | kinds | also | around)


def _lies_apart(text: str, understood: Understood, place: Filter, places: Iterable[Filter]) -> bool:
    """Whether a wider place is named apart from a town: "bakker in Schagen, iets in Noord-Holland?", no address."""
    end = min(_starts(understood, place)) + len(place.source_text)
    behind = [min(_starts(understood, f)) for f in places if f.facet != "place"]
    return any(start > end and len(words(text[end:start])) > _ADDRESS for start in behind)


def _vague(text: str, understood: Understood) -> frozenset[Filter]:
    """The regions behind which stands where in them."""
    pairs = _beside(understood, [f for f in understood.filters if f.facet in PLACES and not f.negated])
    return frozenset(pair[0] for pair in pairs if pair[0].facet == "region" and _is_joined(text, understood, pair, _MORE_EXACTLY))


def _all_the_same(text: str, understood: Understood) -> frozenset[Filter]:
    """The filters that are only named where it says that it does not matter which."""
    spans = [found.span() for found in _NO_MATTER.finditer(text)]
    return frozenset(f for f in understood.filters if spans and all(within(start, spans) for start in _starts(understood, f)))


def _points_back(text: str, asking: Sequence[Span]) -> bool:
    """Whether the part that asks goes on about what the rest tells: "waar kan ik daarvoor terecht?"."""
    return sum(end - start for start, end in asking) < len(text) and any(_BACK.search(text, start, end) for start, end in asking)


def _is_had(text: str, start: int) -> bool:
    before = words(text[:start])
    while before and before[-1] in _OWN:
        before.pop()
    return bool(_BEHIND_ONE & set(before[-1:]))


def _among_other_nouns(text: str, kind: str) -> bool:
    """Whether any kind of plan will do: "projecten en pps'en"."""
    nouns, joint = "|".join(PLAN_NOUNS), r"\s*(?:,|en|of|and|or|/)\s*"
    named = re.escape(kind)
    return bool(re.search(rf"\b(?:(?:{nouns}){joint}{named}|{named}{joint}(?:{nouns}))\b", text, re.IGNORECASE))


def _together(text: str, understood: Understood, conditions: Sequence[Filter], asking: Sequence[Span]) -> frozenset[Filter]:
    """The filters of one facet that are asked for at once: "energietransitie en digitalisering", "mbo en hbo allebei"."""
    both = bool(_BOTH & set(words(text)) or _STRESSED.search(text)) or _points_back(text, asking)
    found: set[Filter] = set()
    for facet, own in _by_facet(f for f in conditions if f.facet in _JOINABLE and not f.negated).items():
        ordered = sorted(own, key=lambda f: min(_starts(understood, f)))
        pairs = list(pairwise(ordered))
        joined = [_is_joined(text, understood, pair, _AND) for pair in pairs]
        if pairs and (both or (facet in _TOGETHER and all(joined))):
            found.update(own)
        ways = {f for f in own if facet == "theme" and f.value in WAYS}
        either = any(_is_joined(text, understood, pair, _OR) and len(ways & set(pair)) == 1 for pair in pairs)
        if ways and ways != set(own) and not either:
            found.update(ways if len(ways) == 1 else ())
            found.update(set(own) - ways if len(own) - len(ways) == 1 else ())
    return frozenset(found)


def _either(text: str, understood: Understood, conditions: Sequence[Filter]) -> frozenset[Filter]:
    """Themes and sectors that are alternatives of each other: "scheepsbouw of maritiem", and places: "in het noorden en in
    Limburg". Those of one facet are in any case."""
    subjects = _beside(understood, [f for f in conditions if f.facet in SUBJECTS and not f.negated])
    places = _beside(understood, [f for f in conditions if f.facet in PLACES and not f.negated])
    joined = [pair for pair in subjects if _is_joined(text, understood, pair, _OR) or _TORN.search(text)]
    # Who names two places is at neither of them twice.
    joined += [pair for pair in places if any(_is_joined(text, understood, pair, by) for by in (_OR, _AND))]
    return frozenset(f for pair in joined for f in pair)


def _beside(understood: Understood, filters: Iterable[Filter]) -> list[tuple[Filter, Filter]]:
    """The pairs of filters of different facets that follow each other in the text."""
    ordered = sorted(filters, key=lambda f: min(_starts(understood, f)))
    return [pair for pair in pairwise(ordered) if pair[0].facet != pair[1].facet]


def _is_joined(text: str, understood: Understood, pair: tuple[Filter, Filter], by: re.Pattern[str]) -> bool:
    first, second = (min(_starts(understood, f)) for f in pair)
    return first < second and bool(by.fullmatch(text[first + len(pair[0].source_text) : second]))


def _by_facet(filters: Iterable[Filter]) -> Mapping[str, list[Filter]]:
    found: dict[str, list[Filter]] = {}
    for own in filters:
        found.setdefault(own.facet, []).append(own)
    return found
