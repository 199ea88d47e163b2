"""Organisations in the sentences about partners: names that are surely those of an organisation, in the sources of several plans.

The record has no table of partners. A name is taken over only where its form leaves no doubt; what is missed is the price.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.bodies import organisation_names
from retrieval.dutch import fold, words
from retrieval.model import Citation, Plan
from retrieval.surveying import Told

# A plan that an organisation is named with says little; two say that it is a link.
FEWEST_PLANS = 2
_ARTICLES = frozenset({"de", "het", "the", "een", "a", "an"})


@dataclass(frozen=True, slots=True)
class Named:
    """A plan with the quotation that names the organisation."""

    plan: Plan
    citation: Citation


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name as the sources write it, with each plan in whose sentences about partners it stands."""

    name: str
    plans: tuple[Named, ...]


def recurring(told: Sequence[Told], known: Iterable[str]) -> tuple[Organisation, ...]:
    """The organisations named with ``FEWEST_PLANS`` plans or more, most plans first.

    ``told``: the sentences about partners, and lead partners, of plans; ``known``: names of plans, places and notions, which
    are no organisations here.
    """
    taken = {tuple(words(name)) for name in known}
    found: dict[tuple[str, ...], dict[str, Named]] = defaultdict(dict)
    written: dict[tuple[str, ...], str] = {}
    for own, citation, name, sure in _names_told(told):
        key = _key(name)
        if taken.isdisjoint({key, tuple(words(name))}) and (sure or key in written):
            found[key].setdefault(own.plan.id, Named(own.plan, citation))
            written.setdefault(key, name)
    several = [Organisation(written[key], tuple(plans.values())) for key, plans in found.items() if len(plans) >= FEWEST_PLANS]
    return tuple(sorted(several, key=lambda o: (-len(o.plans), fold(o.name))))


def _names_told(told: Sequence[Told]) -> list[tuple[Told, Citation, str, bool]]:
    """Every name with where it was told, the sure ones first."""
    each = [(own, cited, name, sure) for own in told for cited in own.citations for name, sure in organisation_names(cited.quote)]
    return sorted(each, key=lambda found: not found[3])


def _key(name: str) -> tuple[str, ...]:
    """What two ways of writing a name have in common: "De Haagse Hogeschool", "Haagse Hogeschool"."""
    own = tuple(words(name))
    return own[1:] if own and own[0] in _ARTICLES and len(own) > 1 else own
