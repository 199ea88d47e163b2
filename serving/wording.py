"""What a tool gives back in words, for an assistant to read: short, and with every quotation it may lean on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from serving import contract


def of_answer(answer: contract.Answer) -> str:
    """An answer with its sources."""
    asked = [f"- {choice.label}: {choice.question}" for choice in answer.choices]
    return "\n".join([answer.text, *asked, *_sources(answer.citations), *_state(answer)])


def of_ranking(ranking: contract.Ranking) -> str:
    """Passages with where they stand."""
    return "\n\n".join(f"{hit.rank}. {_where(hit)}\n{hit.text}" for hit in ranking.hits) or "0"


def of_plans(plans: contract.Plans) -> str:
    """Plans with their ids."""
    return "\n".join([f"{plans.count}:", *(f"- {plan.name} ({plan.kind}, id {plan.id})" for plan in plans.plans)])


def of_card(card: contract.PlanCard) -> str:
    """A plan with what the sources say of it."""
    features = [f"- {own.facet}: {own.label}" for own in card.features]
    return "\n".join([f"{card.plan.name} ({card.plan.kind}, id {card.plan.id})", *features, "", of_answer(card.answer)])


def of_comparison(comparison: contract.Comparison) -> str:
    """Plans side by side."""
    return of_answer(comparison.answer)


def of_page(page: contract.Page) -> str:
    """A page, to the letter."""
    return page.text


def _sources(citations: Sequence[contract.Citation]) -> Iterator[str]:
    if citations:
        yield ""
    for citation in citations:
        yield f"[{citation.mark}] {_where(citation)}: “{citation.quote}”"


def _state(answer: contract.Answer) -> Iterator[str]:
    if answer.state:
        yield f"\nstate: {answer.state}"


def _where(found: contract.Quotation | contract.Hit) -> str:
    url = f" {found.document.url}" if found.document.url else ""
    return f"{found.document.title} ({found.document.id}), p. {found.page} [{found.start}:{found.end}]{url}"
