"""Tables of what the sources say of plans: each line with its quotation, the link to its plan and the button of its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from retrieval.figures import Figures
from retrieval.model import Citation, Plan
from retrieval.organisations import Organisation
from retrieval.texts import Texts
from ui import markup, routes, state
from ui.markup import escaped
from ui.naming import named
from ui.routes import Place

_PLAN, _SOURCE = "plan:", "source:"


def picking(plans: Mapping[str, Plan], citations: Mapping[str, Citation]) -> Callable[[str], None]:
    """What a click on a part of a table does. ``citations``: by what ``place_of`` calls them."""

    def picked(value: str) -> None:
        if (plan := value.removeprefix(_PLAN)) in plans and plan != value:
            routes.go(Place.PLANS, plan=(plan,))
        elif (place := value.removeprefix(_SOURCE)) in citations and place != value:
            state.open_source(citations[place])

    return picked


def place_of(citation: Citation) -> str:
    """What a citation is called in the browser: where its quotation stands."""
    return f"{citation.document.version}.{citation.page}.{citation.start}.{citation.end}"


def plan_link(plan: Plan, texts: Texts) -> str:
    """The name of a plan, marked when it is provisional, which leads to its page."""
    address = escaped(routes.href(Place.PLANS, plan=(plan.id,)))
    return f'<a href="{address}" data-pick="{escaped(_PLAN + plan.id)}">{escaped(named(plan, texts))}</a>'


def source_button(citation: Citation, texts: Texts) -> str:
    """The button that opens the page with the quotation."""
    said = texts("quoted.source_of", title=citation.document.title, page=citation.page)
    pick = escaped(_SOURCE + place_of(citation))
    return (
        f'<button type="button" class="pw-open" data-pick="{pick}" title="{escaped(said)}" aria-label="{escaped(said)}">'
        f"{escaped(texts('quoted.source', page=citation.page))}</button>"
    )


def amounts_table(figures: Sequence[Figures], caption: str, texts: Texts) -> str:
    """Amounts as bars, the largest in front; ``figures`` have one each."""
    most = max((figure.amount for figure in figures if figure.amount), default=None)
    body = []
    for figure in figures:
        start, end = figure.spans[0]
        share = float(100 * (figure.amount or 0) / most) if most else 0.0
        bar = f'<span class="pw-bar" aria-hidden="true"><span style="width:{max(share, 0.6):.1f}%"></span></span>'
        amount = f'<td class="pw-amount" role="cell">{bar}<span>{escaped(figure.citation.quote[start:end])}</span></td>'
        body.append(_line(figure, amount, ((start, end),), texts))
    return _table(caption, [texts(f"quoted.{name}") for name in ("plan", "amount", "words")], body)


def figures_table(figures: Iterable[Figures], caption: str, texts: Texts) -> str:
    """Quotations with their figures marked."""
    body = [_line(figure, "", figure.spans, texts) for figure in figures]
    return _table(caption, [texts(f"quoted.{name}") for name in ("plan", "words")], body)


def organisations_table(organisations: Iterable[Organisation], caption: str, texts: Texts) -> str:
    """Organisations, each with the plans that it is named with."""
    body = []
    for organisation in organisations:
        plans = "".join(
            f"<li>{plan_link(one.plan, texts)} {source_button(one.citation, texts)}</li>" for one in organisation.plans
        )
        count = f'<td class="pw-count" role="cell">{len(organisation.plans)}</td>'
        listed = f'<td role="cell"><ul class="pw-plans">{plans}</ul></td>'
        body.append(_row(escaped(organisation.name), count + listed))
    return _table(caption, [texts(f"quoted.{name}") for name in ("organisation", "number", "plans")], body)


def names(plans: Sequence[Plan], summary: str, texts: Texts) -> str:
    """Plans by name, shown at a click on ``summary``."""
    listed = "".join(f"<li>{plan_link(plan, texts)}</li>" for plan in plans)
    return f'<details class="pw-names"><summary>{escaped(summary)}</summary><ul>{listed}</ul></details>'


def _line(figure: Figures, between: str, spans: Sequence[tuple[int, int]], texts: Texts) -> str:
    quote = markup.found(figure.citation.quote, spans)
    source, language = source_button(figure.citation, texts), escaped(figure.citation.document.language)
    return _row(plan_link(figure.plan, texts), f'{between}<td role="cell"><q lang="{language}">{quote}</q> {source}</td>')


def _row(name: str, cells: str) -> str:
    return f'<tr role="row"><th scope="row" role="rowheader">{name}</th>{cells}</tr>'


def _table(caption: str, heads: Sequence[str], body: Sequence[str]) -> str:
    """A table; nothing where it has no rows."""
    # On a phone its cells stand below each other, for which a browser forgets that it is a table: hence the roles.
    head = "".join(f'<th scope="col" role="columnheader">{escaped(name)}</th>' for name in heads)
    table = (
        f'<table class="pw-quoted" role="table"><caption>{escaped(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{"".join(body)}</tbody></table>'
    )
    return table if body else ""
