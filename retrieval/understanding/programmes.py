"""Programmes as conditions: who asks for pps'en and names the RIF asks for those whose sources name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm, Filter, Plan
from retrieval.understanding.kinds import PROGRAMME
from retrieval.understanding.organisations import ORGANISATION
from retrieval.vocabulary import Concept

_LISTS = frozenset("lijst lijstje overzicht opsomming alle list overview all every".split())
_PAID = re.compile(
    r"\b(?:geld (?:uit|van)|money from|krijg\w*|kre+g\w*|gekregen|ontv(?:ang|ing)\w*|(?:mee)?betaald?\w*|"
    r"(?:mede)?gefinancierd\w*|gesubsidieerd\w*|received?|got|get|funded|financed|paid)\b",
    re.IGNORECASE,
)


def programmes(plans: Iterable[Plan]) -> list[Concept]:
    """Programmes as organisations that others take part in or have their money from: the ``id`` is that of the plan."""
    own = [plan for plan in plans if plan.kind == PROGRAMME]
    return [Concept(ORGANISATION, plan.id, plan.name, plan.name, (plan.name, *plan.aliases)) for plan in own]


def is_paid_for(text: str) -> bool:
    """Whether it tells of being paid for."""
    return bool(_PAID.search(text))


def of_programmes(filters: Sequence[Filter], holds: Callable[[Filter], bool], *, paid: bool = False) -> tuple[Filter, ...]:
    """The filters of a list: a programme is a condition where plans of another kind are asked for, as none is both.

    ``holds``: whether a filter is on a value that is known; ``paid``: whether plans of any kind are asked for that were paid for.
    """
    kinds = {f.value for f in filters if f.facet == "kind" and not f.negated and not f.preferred}
    if not (kinds or paid) or PROGRAMME in kinds:
        return tuple(filters)
    as_told = {f: replace(f, facet=ORGANISATION) for f in filters if f.facet == "plan"}
    as_told = {f: told for f, told in as_told.items() if holds(told)}
    # "Funded by" a programme says nothing of the grant that is recorded.
    return tuple(as_told.get(f, f) for f in filters if not as_told or f.facet != "status")


def beside_plans(filters: Sequence[Filter], holds: Callable[[Filter], bool]) -> tuple[Filter, ...]:
    """The filters of a question of fact on money: the programme that is named beside another plan is who paid for that."""
    as_told = {f: replace(f, facet=ORGANISATION, preferred=True) for f in filters if f.facet == "plan" and not f.negated}
    as_told = {f: told for f, told in as_told.items() if holds(told)}
    alone = not any(f.facet == "plan" and not f.negated and f not in as_told for f in filters)
    return tuple(filters) if alone else tuple(as_told.get(f, f) for f in filters)


def form_of_set(text: str, kinds: Iterable[int]) -> AnswerForm | None:
    """How a text that names a programme asks for plans of a kind, whose names begin at ``kinds``; ``None`` where it does not.

    "Welke pps'en horen bij Katapult?", "pps'en die geld uit het RIF kregen" and "hoeveel pps'en betaalde het RIF?" do; "hoeveel
    pps'en telt Katapult?" is told by a sentence.
    """
    before = [words(text[:start]) for start in kinds]
    if any(said[-1:] in (["welke"], ["which"]) for said in before):
        return AnswerForm.LIST
    if _PAID.search(text):
        if any(said[-1:] == ["hoeveel"] or said[-2:] == ["how", "many"] for said in before):
            return AnswerForm.COUNT
        if [] in before or any(_LISTS & set(said) for said in before):
            return AnswerForm.LIST
    return None
