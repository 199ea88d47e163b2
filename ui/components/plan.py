"""A plan in an answer: what it is, and the quotation that shows why it is there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from retrieval.model import Answer, Filter, Language, Plan, PlanEntry
from retrieval.texts import Texts
from retrieval.vocabulary import Vocabulary
from ui import markup, roles, routes
from ui.components import citation
from ui.markup import escaped
from ui.naming import Names
from ui.picking import Picks
from ui.routes import Place

# More values of a facet than this say less, not more.
MOST_VALUES = 4


def block(
    entry: PlanEntry, answer: Answer, picks: Picks, vocabulary: Vocabulary, texts: Texts, *, why: str = "", mark: str = ""
) -> str:
    """A plan of ``answer``. ``why``: a line that says why it is there; ``mark``: a chip beside its name."""
    told = [detail for detail in details(entry.plan, answer, vocabulary, texts) if detail != mark]
    reason = markup.paragraph(why, "why") if why else ""
    head = f'<div class="pw-named"><div>{markup.plan(entry.plan.name, told, mark)}</div>{_onward(entry.plan, picks, texts)}</div>'
    return f'<article class="pw-entry">{head}{reason}{quotations(entry, answer, picks, texts)}</article>'


def quotations(entry: PlanEntry, answer: Answer, picks: Picks, texts: Texts) -> str:
    """What is quoted of a plan."""
    if not entry.citations:
        return markup.paragraph(texts("answer.unquoted"), "details")
    return "".join(citation.quoted(answer.citation(mark), picks, texts) for mark in entry.citations)


def link(plan: Plan, picks: Picks) -> str:
    """The name of a plan, which leads to its page."""
    return f"<a {_way(plan, picks)}>{escaped(plan.name)}</a>"


def _onward(plan: Plan, picks: Picks, texts: Texts) -> str:
    # A link is known by its words alone when it is read apart from what stands around it.
    named = f'<span class="pw-unseen">: {escaped(plan.name)}</span>'
    return f'<a class="pw-onward" {_way(plan, picks)}>{escaped(texts("plan.more"))}{named}</a>'


def _way(plan: Plan, picks: Picks) -> str:
    part = picks.part(f"plan:{plan.id}", partial(routes.go, Place.PLANS, plan=(plan.id,)))
    return f'href="{escaped(routes.href(Place.PLANS, plan=(plan.id,)))}" {part}'


def details(plan: Plan, answer: Answer, vocabulary: Vocabulary, texts: Texts) -> list[str]:
    """The kind of a plan and some values of what its reader wants to know first, in words; those that were asked for go first."""
    return described(plan, roles.told_facets(), answer.filters, answer.language, vocabulary, texts)


def described(
    plan: Plan, facets: Sequence[str], asked: Sequence[Filter], language: Language, vocabulary: Vocabulary, texts: Texts
) -> list[str]:
    """The kind of a plan and some values of each of some facets, in words; values of ``asked`` go first."""
    wanted = {(condition.facet, condition.value) for condition in asked}
    names = Names(vocabulary, language, texts)
    parts = [names.kind_of(plan)]
    told = dict.fromkeys(parts)
    for facet in facets:
        ordered = sorted(plan.facets.get(facet, ()), key=lambda value: (facet, value) not in wanted)[:MOST_VALUES]
        # A town and its province may have one name.
        labels = [name for value in ordered if (name := names.value(facet, value)) not in told]
        told |= dict.fromkeys(labels)
        parts.append(", ".join(labels))
    return [part for part in parts if part]


def missed(met: Sequence[Filter], wanted: Sequence[Filter], texts: Texts) -> str:
    """Which of the wanted filters a near miss meets, and which it misses."""
    others = [condition.label for condition in wanted if condition not in met and not condition.preferred]
    parts = [texts("answer.met", met=", ".join(condition.label for condition in met))] if met else []
    if met and others:
        parts.append(texts("answer.missed", missed=", ".join(others)))
    return " · ".join(parts)


def shared(common: Sequence[Filter], texts: Texts) -> str:
    """What a plan has in common with the one that it is like."""
    return texts("answer.shared", shared=", ".join(condition.label for condition in common)) if common else ""
