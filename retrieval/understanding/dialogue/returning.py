"""Going back to what was in force before: "terug naar het oosten", "beide provincies samen", "Zuid-Holland mag er weer bij"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.dutch import words
from retrieval.model import AnswerForm, Filter, Standing, State
from retrieval.understanding.cues import COMPARING
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.cues import ALONE, DENYING, FORGETTING
from retrieval.understanding.dialogue.dropping import facets_said
from retrieval.understanding.dialogue.meaning import with_filters
from retrieval.understanding.dialogue.merging import Way, adds, group_of, merged
from retrieval.understanding.dialogue.saying import SETS, Act, Followed, Said
from retrieval.understanding.forms import facet_named
from retrieval.vocabulary import PLACES, SUBJECTS

# Questions in force before that are kept in mind: further back people name again what they want.
_KEPT = 8
# It says that it goes back.
_BACK = re.compile(
    r"\b(?:terug\s*(?:naar|bij|in|op|tot|maar|graag|alsjeblieft|aub)|(?:ga|gaan|wil|kan|kunnen|laten we)\b.{0,25}\bterug|"
    r"terugga\w*|terugkeren|"
    r"(?:back|return(?:ing)?|revert(?:ing)?)\s+(?:again\s+)?to|(?:go|going|take me|let['’]?s go|switch|went)\s+back|"
    r"(?:die|dat|de|het|the|those|that|what|wat|zoals|net als|as)\b[^,.;:?!]{0,40}?\b(?:van (?:net|daarnet|daarstraks|zonet|"
    r"zojuist|eerst|eerder|"
    r"daarvoor|hiervoor)|from (?:before|earlier|just now|a (?:moment|minute) ago)|we (?:just )?had|i (?:just )?had|"
    r"ik (?:net |eerst )?had|"
    r"we (?:net |eerst )?hadden)|(?:de|het|die|dat|the|that|my|our|mijn|onze)\s+(?:vorige|eerdere|previous|earlier|former)\b|"
    r"(?:zoals|net als) (?:eerst|net|daarnet|daarvoor|eerder)|(?:same )?as (?:before|earlier)|where (?:we|i) were|"
    r"(?:lijst|lijstje|rijtje|overzicht|list|overview) (?:weer|opnieuw|again)|"
    r"(?:nog meer|verder|ook alweer|nog|else|again)\b[^,.;:?!]{0,20}\b(?:in|op|on) (?:uw|je|jouw|de|het|dat|die|mijn|"
    r"your|the|that|my) "
    r"(?:rijtje|lijst\w*|list)|zoals (?:ik|we|wij) begon(?:nen)?|(?:as|where) (?:i|we) (?:started|began))\b",
    re.IGNORECASE,
)
# It may say so: what it names must have been in force before.
_AGAIN = re.compile(r"\b(?:weer|opnieuw|again|nog (?:even|eens))\b", re.IGNORECASE)
# What went out comes in again.
_IN_AGAIN = re.compile(
    r"\b(?:weer\s+(?:er\s?)?(?:bij|mee)\b|(?:mag|mogen|is|zijn) (?:weer|toch) (?:goed|oke|prima|best|okay)|"
    r"(?:is|are) (?:ok|okay|fine|allowed|welcome|good) (?:again|after all)|"
    r"(?:doe|zet|neem|tel|voeg|haal)\b[^.;!?]{0,40}\bweer\b[^.;!?]{0,12}?\b(?:er\s?bij|er\s?in|bij|mee|toe|terug(?! naar))|"
    r"weer (?:mee)?(?:doen|tellen)|"
    r"(?:put|bring|add(?:ed)?|includ(?:e|ed)|let|count|take)\b[^.;!?]{0,40}\b(?:back(?! to)|again)(?: in)?|"
    r"restored?|reinstated?|back in|weer in(?=\s*(?:en\b|[.,;!?]|$)))\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:hele|heel|gehele|volledige|complete|oorspronkelijke|begon|begonnen|started|began|allemaal|alle|whole|full|entire|original|all)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"\b(?:lijst\w*|overzicht|rijtje|selectie|resultaten|lists?|overview|results|selection)\b", re.IGNORECASE)
# The last turn was none.
_UNDOING = re.compile(
    r"\b(?:(?:take|taking|took) (?:that|it|this)(?: last (?:one|bit|part|thing))? back|(?:undo|scratch|cancel|revert|strike) "
    r"(?:that|it|this|the last)|maak (?:dat|het|dit)\b.{0,20}\bongedaan|ongedaan maken|(?:dat|dit|"
    r"het) (?:laatste )?(?:toch )?(?:maar )?"
    r"(?:niet|weer (?:weg|eraf|eruit))(?=[\s.!]*$)|(?:stap|stapje|one step) (?:terug|back)|toch maar niet|weg ermee|"
    r"die toevoeging|(?:laat|haal|doe|vergeet) (?:dat|die) "
    r"laatste\b.*)",
    re.IGNORECASE,
)
# Several of what was asked one after the other.
_TOGETHER = re.compile(
    r"\b(?:(?P<two>beide?|allebei|both)|(?:alle|all|de|die|the|those|same|dezelfde)\s+(?:of the\s+)?(?P<many>twee|"
    r"drie|vier|two|three|four))\b"
    r"(?:\s+(?:de|die|the|these|those|of|van|deze))*\s*(?P<noun>[\w']*)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:samen|tegelijk|gecombineerd|bij elkaar|together|combined|at once|at the same time)\b", re.IGNORECASE)
_NUMBERS = {"twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4}
_CLAUSE = re.compile(r"[,.;:!?]|\b(?:maar|en|but|and)\b", re.IGNORECASE)
# Who names little besides means those of the turns before.
_SHORT = 5


def earlier_than(followed: Followed, before: State | None) -> tuple[Standing, ...]:
    """The questions for plans in force before one that was just understood, each once, the last one last."""
    if before is None:
        return ()
    own = _standing(before)
    holds = _values(followed.filters)
    kept = [old for old in before.earlier if _values(old.filters) != _values(own.filters)]
    here = [own] if own.filters and own.form in SETS and _values(own.filters) != holds else []
    return tuple([*(kept if here else before.earlier), *here][-_KEPT:])


def returned(said: Said) -> Followed | None:
    """ "Terug naar het oosten", "back to the list", "those from before": an earlier question for plans is in force again."""
    if said.named("plan") or (said.own.form is AnswerForm.COVERAGE and facet_named(said.text)):
        return None  # "which provinces have nothing on hydrogen?" stands by itself
    return _undone(said) or _together(said) or _in_again(said) or _back(said)


def _undone(said: Said) -> Followed | None:
    """ "I take that back", "doe dat laatste toch maar niet": what was in force before the last turn."""
    if said.own.filters or not said.is_list() or not said.state.earlier or not _UNDOING.search(said.text):
        return None
    return _at(said, said.state.earlier[-1], ())


def _back(said: Said) -> Followed | None:
    cue = _BACK.search(said.text) or _AGAIN.search(said.text)
    if not cue:
        return None
    wanted, new = _parted(said, cue.start())
    again = _named_again(said)
    gone = [*_beside(FORGETTING, said), *references.swap_in(said.text, said.named())[0]]
    wanted = [f for f in wanted if f not in again and f not in gone]
    held, before = _values(said.carried), {key for own in said.state.earlier for key in _values(own.filters)}
    old = [f for f in wanted if _key(f) in before | held]
    one_by_one = any(f.facet == "plan" for f in said.state.filters)
    if _AGAIN.fullmatch(cue.group()) and not (old and (one_by_one or any(_key(f) not in held for f in old))):
        return None
    if not old and _LIST.search(said.text):
        wanted, new = [], [*new, *wanted]  # "de lijst weer, maar nu enkel pps'en"
    standing = _meant(said, old) if old or not wanted else None
    if standing is None:
        return None
    rest = [f for f in (*wanted, *new) if _key(f) not in _values(standing.filters) and f not in gone]
    out = {_key(f) for f in (*gone, *said.named()) if f in gone or f.negated}
    if ALONE.search(said.text):
        again_alone = [f for f in said.named() if _key(f) in _values(standing.filters)]
        groups = {group_of(f) for f in again_alone}
        standing = replace(standing, filters=tuple(f for f in standing.filters if group_of(f) not in groups or f.negated))
        rest = [*again_alone, *rest]
    values = said.means.reader.values
    back = {_key(f) for f in again} | {key for f in again if f.facet in SUBJECTS for key in values(f)}
    return _at(said, _less(_without(standing, back), out), rest)


def _named_again(said: Said) -> list[Filter]:
    """What is named in the clause that says that it comes in again."""
    return _beside(_IN_AGAIN, said)


def _beside(cue: re.Pattern[str], said: Said) -> list[Filter]:
    """What is named in the clauses that hold a cue."""
    bounds = [0, *(found.end() for found in _CLAUSE.finditer(said.text)), len(said.text)]
    clauses = [(start, end) for start, end in pairwise(bounds) if cue.search(said.text, start, end)]
    return [f for f in said.named() if any(start <= said.text.find(f.source_text) < end for start, end in clauses)]


def _without(standing: Standing, again: Collection[tuple[str, str]]) -> Standing:
    """An earlier question that no longer denies what comes in again."""
    return replace(standing, filters=tuple(f for f in standing.filters if not (f.negated and _key(f) in again)))


def _less(standing: Standing, out: Collection[tuple[str, str]]) -> Standing:
    """An earlier question without what is denied of it or goes: "hetzelfde, maar zonder de mbo-eis"."""
    return replace(standing, filters=tuple(f for f in standing.filters if f.negated or _key(f) not in out))


def _parted(said: Said, cue: int) -> tuple[list[Filter], list[Filter]]:
    """What is named as what it goes back to, and what is named besides; not what is said to go first."""
    named = [f for f in said.named() if not f.negated]
    before = [f for f in named if 0 <= said.text.find(f.source_text) < cue]
    behind = [f for f in named if f not in before]
    if not behind:
        return named, []
    return behind, [] if FORGETTING.search(said.text[:cue]) else before


def _meant(said: Said, named: Sequence[Filter]) -> Standing | None:
    """The earlier question that is meant: the last that held what is named, or held less besides where all of it still holds."""
    now, one_by_one = _values(said.carried), any(f.facet == "plan" for f in said.state.filters)
    all_held = {_key(f) for f in named} <= now
    if named:
        known = [*said.state.earlier, *([_standing(said.state)] if one_by_one and said.is_list() else [])]
        most = max((len(_among(named, own)) for own in known), default=0)
        holding = [own for own in known if len(_among(named, own)) == most > 0]
        if holding and (_WHOLE.search(said.text) or (all_held and not one_by_one)):
            return min(reversed(holding), key=lambda own: len(own.filters))
        return holding[-1] if holding else None
    if facets := facets_said(said.text):
        other = [own for own in said.state.earlier if (found := _of(own.filters, facets)) and found != _of(said.carried, facets)]
        return other[-1] if other else None
    if _LIST.search(said.text) and one_by_one:
        return _standing(said.state) if said.is_list() else next(reversed(said.state.earlier), None)
    other = [own for own in said.state.earlier if _values(own.filters) != now]
    if not other:
        return None
    return min(reversed(other), key=lambda own: len(own.filters)) if _WHOLE.search(said.text) else other[-1]


def _in_again(said: Said) -> Followed | None:
    """ "Zuid-Holland mag er weer bij", "put the province back": what was replaced, dropped or denied holds again."""
    cue = _IN_AGAIN.search(said.text)
    if not cue or not said.is_list() or _BACK.search(said.text[: cue.start()]):
        return None
    named = {_key(f) for f in said.named()}
    facets = frozenset() if named else facets_said(said.text)
    denied = [f for f in said.carried if f.negated and (_key(f) in named or f.facet in facets)]
    if denied:
        kept = tuple(f for f in said.state.filters if not (f.negated and _key(f) in {_key(own) for own in denied}))
        return with_filters(said.holding(kept), (), Way.REPLACE, Act.RETURNED, loosely=True)
    now = _values(said.carried)
    for own in reversed(said.state.earlier):
        found = [f for f in own.filters if not f.negated and (_key(f) in named or f.facet in facets) and _key(f) not in now]
        if found:
            return with_filters(said, found, Way.ADD, Act.RETURNED, loosely=True)
    return None


def _together(said: Said) -> Followed | None:
    """ "Beide provincies samen, maar dan smart industry": the last few values of a facet, as alternatives."""
    cue = _TOGETHER.search(said.text)
    if not cue or COMPARING.search(said.text[: cue.start()] + said.text[cue.end() :]) or references.asks_which(said.text):
        return None  # "vergelijk die twee"
    if not said.is_list() or any(f.facet == "plan" for f in said.state.filters):
        return None
    facets = facets_said(cue["noun"]) or (
        _changed(said) if _JOINED.search(said.text) or len(words(said.text)) <= _SHORT else frozenset()
    )
    number = 2 if cue["two"] else _NUMBERS[cue["many"].lower()]
    values = _last_values(said, facets, number)
    named = [f for f in said.named() if f.facet not in facets]
    if len(values) < number:
        return None
    keys = {_key(f) for f in values}
    rest = tuple(f for f in said.carried if (f.negated or f.facet not in facets) and _key(f) not in keys)
    if DENYING.search(said.text[: cue.start()]):  # "en nu zonder die twee provincies"
        here = said.holding((*rest, *(replace(f, negated=True) for f in values)))
        return with_filters(here, named, Way.REPLACE, Act.EXCLUDED, loosely=True)
    both = merged((*rest, values[0]), values[1:], Way.ADD)
    here = said.holding(both)
    return with_filters(here, named, Way.REPLACE, Act.RETURNED, loosely=True)


def _last_values(said: Said, facets: frozenset[str], number: int) -> list[Filter]:
    """The last values of some facets that were in force, the oldest first."""
    found: dict[tuple[str, str], Filter] = {}
    for filters in (said.carried, *(own.filters for own in reversed(said.state.earlier))):
        for own in filters:
            if own.facet in facets and not own.negated and len(found) < number:
                found.setdefault(_key(own), own)
    return list(reversed(found.values()))


def _changed(said: Said) -> frozenset[str]:
    """The facets of what the last turn put in the place of something."""
    before = said.state.earlier[-1].filters if said.state.earlier else ()
    groups = {group_of(f) for f in said.carried if _key(f) not in _values(before) and not f.negated}
    groups = {group for group in groups if _of(before, group)}
    return next(iter(groups)) if len(groups) == 1 else frozenset()


def _at(said: Said, standing: Standing, named: Sequence[Filter]) -> Followed:
    """An earlier question for plans, with what is named besides."""
    state = replace(said.state, text=standing.text, form=standing.form, filters=standing.filters)
    way = Way.ADD if adds(said.text) else Way.REPLACE  # "terug naar het rijtje, zet er Zeeland bij"
    return with_filters(replace(said, state=state), named, way, Act.RETURNED, loosely=True)


def _standing(state: State) -> Standing:
    return Standing(state.text, state.form, merged(state.filters, (), Way.REPLACE))


def _key(own: Filter) -> tuple[str, str]:
    return own.facet, own.value


def _values(filters: Iterable[Filter]) -> frozenset[tuple[str, str]]:
    return frozenset(_key(f) for f in filters if not f.negated and f.facet != "plan")


def _among(named: Iterable[Filter], own: Standing) -> list[Filter]:
    return [f for f in named if _key(f) in _values(own.filters)]


def _of(filters: Iterable[Filter], facets: frozenset[str]) -> frozenset[tuple[str, str]]:
    wider = facets | (PLACES if facets & PLACES else frozenset())
    return frozenset(_key(f) for f in filters if f.facet in wider and not f.negated)
