"""The contents of the library as tables: inputs with what became of them, and plans with what tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from retrieval.dates import written
from retrieval.dutch import fold
from retrieval.holdings import Holding, PlanHolding
from retrieval.links import web_address
from retrieval.texts import Texts
from ui import routes
from ui.components.overview.quoted import plan_link
from ui.markup import escaped
from ui.naming import document_kind
from ui.routes import Place

# What is picked of a head of a table: its column, after this; of a line: its document.
SORT, DOCUMENT = "sort:", "document:"
# The parameter of the address that names a document.
DOCUMENT_KEY = "document"
DOWN = "-"

_T = TypeVar("_T")
Key = Callable[[_T], tuple[float, str]]
# Title, kind, language, date, pages, passages, what became of it, link.
Cells = tuple[str, str, str, str, int | str, int | str, str, str]


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column, and whether from high to low."""

    column: str
    down: bool = False

    def param(self) -> str:
        """As the address says it."""
        return (DOWN if self.down else "") + self.column


def title_of(holding: Holding) -> str:
    """The title of a document, or what is known of one that is not there."""
    return (holding.document.title if holding.document else "") or holding.title or holding.name


INPUTS: Mapping[str, Key[Holding]] = {
    "title": lambda h: (0, fold(title_of(h))),
    "kind": lambda h: (0, fold(h.document.kind if h.document else "")),
    "language": lambda h: (0, h.document.language if h.document else ""),
    "date": lambda h: (0, h.document.date if h.document else ""),
    "pages": lambda h: (h.pages, ""),
    "passages": lambda h: (h.passages, ""),
    "status": lambda h: (0, f"{h.status} {h.reason}"),
}
PLANS: Mapping[str, Key[PlanHolding]] = {
    "plan": lambda p: (0, fold(p.plan.name)),
    "kind": lambda p: (0, p.plan.kind),
    "documents": lambda p: (p.documents, ""),
    "passages": lambda p: (p.passages, ""),
}


def sorting(param: str, columns: Iterable[str]) -> Sorting:
    """What the address says of sorting; by the first column where it names none of ``columns``."""
    known, column = list(columns), param.removeprefix(DOWN)
    return Sorting(column, param.startswith(DOWN)) if column in known else Sorting(known[0])


def turned(value: str, now: Sorting, columns: Mapping[str, object]) -> Sorting | None:
    """The sorting after a click on a head: its column, the other way round when it was that already."""
    column = value.removeprefix(SORT)
    if value == column or column not in columns:
        return None
    return Sorting(column, down=column == now.column and not now.down)


def ordered(items: Iterable[_T], keys: Mapping[str, Key[_T]], by: Sorting) -> list[_T]:
    """Items by a column; those that are equal there stay in their order."""
    return sorted(items, key=keys[by.column], reverse=by.down)


def matching(holdings: Iterable[Holding], text: str) -> list[Holding]:
    """The inputs whose title, name or kind holds all words of ``text``, whatever the case."""
    wanted = fold(text).split()
    return [h for h in holdings if all(word in fold(f"{title_of(h)} {h.name} {_kind(h)}") for word in wanted)]


def status(holding: Holding, texts: Texts, reasons: Texts) -> str:
    """What became of an input, with the reason, in words. ``reasons``: the texts of the library."""
    parts = [reasons(f"status.{holding.status}")]
    if holding.reason and not holding.copy_of:
        parts.append(reasons(f"reason.{holding.reason}"))
    if holding.unreadable_pages:
        parts.append(texts("holdings.unreadable", count=holding.unreadable_pages, pages=holding.pages))
    if holding.copy_of:
        parts.append(texts("holdings.nearly" if holding.reason == "nearly_same" else "holdings.copy", name=holding.copy_of))
    if holding.also:
        parts.append(texts("holdings.also", names=", ".join(holding.also)))
    return ": ".join((parts[0], "; ".join(parts[1:]))) if parts[1:] else parts[0]


def cells(holding: Holding, texts: Texts, reasons: Texts) -> Cells:
    """An input as texts and numbers, in the order of ``INPUTS``, with its link."""
    document = holding.document
    kind, language, date = "", "", ""
    if document:
        kind, language = document_kind(document.kind, texts), texts(f"document.language_{document.language}")
        date = written(document.date, texts.language)
    link = next(filter(None, map(web_address, (*holding.addresses, holding.url))), "")
    told = status(holding, texts, reasons)
    return title_of(holding), kind, language, date, holding.pages or "", holding.passages or "", told, link


def inputs_table(holdings: Sequence[Holding], by: Sorting, caption: str, texts: Texts, reasons: Texts) -> str:
    """The table of inputs."""
    body = []
    for holding in holdings:
        title, kind, language, date, pages, passages, said, _ = cells(holding, texts, reasons)
        links = filter(None, map(web_address, holding.addresses))
        web = " ".join(_link(link, title, number, texts) for number, link in enumerate(links, start=1))
        style = "" if holding.status == "indexed" and not holding.copy_of else ' class="pw-attention"'
        numbers = f'<td class="pw-number">{pages}</td><td class="pw-number">{passages}</td>'
        told = "".join(f"<td>{escaped(cell)}</td>" for cell in (kind, language, date))
        body.append(
            f'<tr{style}><th scope="row">{document_link(holding)}</th>{told}{numbers}<td>{escaped(said)}</td><td>{web}</td></tr>'
        )
    return _table(caption, INPUTS, by, body, texts, f'<th scope="col">{escaped(texts("holdings.source"))}</th>')


def plans_table(holdings: Sequence[PlanHolding], by: Sorting, caption: str, texts: Texts) -> str:
    """The table of plans."""
    body = [
        f'<tr><th scope="row">{plan_link(p.plan, texts)}</th><td>{escaped(texts(f"kind.{p.plan.kind}"))}</td>'
        f'<td class="pw-number">{p.documents}</td><td class="pw-number">{p.passages}</td></tr>'
        for p in holdings
    ]
    return _table(caption, PLANS, by, body, texts)


def document_link(holding: Holding) -> str:
    """The title of a document, which leads to its page."""
    place, pick = routes.href(Place.COVERAGE, **{DOCUMENT_KEY: (holding.key,)}), f"{DOCUMENT}{holding.key}"
    return f'<a href="{escaped(place)}" data-pick="{escaped(pick)}">{escaped(title_of(holding))}</a>'


def _kind(holding: Holding) -> str:
    return holding.document.kind if holding.document else ""


def _link(address: str, title: str, number: int, texts: Texts) -> str:
    """A link to a source; from the second on it says its number, so that no two links sound alike."""
    key = "holdings.open" if number == 1 else "holdings.open_other"
    named, shown = texts(key, title=title, number=number), texts("holdings.link")
    return (
        f'<a href="{escaped(address)}" target="_blank" rel="noopener noreferrer" aria-label="{escaped(named)}"'
        f' title="{escaped(address)}">{escaped(shown if number == 1 else f"{shown} {number}")}</a>'
    )


def _table(caption: str, columns: Iterable[str], by: Sorting, body: Sequence[str], texts: Texts, rest: str = "") -> str:
    head = "".join(_head(column, by, texts) for column in columns)
    return (
        f'<div class="pw-scroll" role="region" tabindex="0" aria-label="{escaped(caption)}"><table class="pw-holdings">'
        f"<caption>{escaped(caption)}</caption><thead><tr>{head}{rest}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _head(column: str, by: Sorting, texts: Texts) -> str:
    """The head of a column: a button that sorts by it."""
    mine = column == by.column
    way = ("descending" if by.down else "ascending") if mine else "none"
    sign = ("▼" if by.down else "▲") if mine else ""
    return (
        f'<th scope="col" aria-sort="{way}"><button type="button" data-pick="{SORT}{column}">'
        f'{escaped(texts(f"holdings.{column}"))}<span aria-hidden="true">{sign}</span></button></th>'
    )
