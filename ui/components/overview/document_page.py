"""The page of one document: where it comes from, how it was read, page by page, and the plans that it tells of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from retrieval.dates import written
from retrieval.holdings import Holding, Holdings, Sheet
from retrieval.links import web_address
from retrieval.model import Citation, Document, Plan
from retrieval.texts import Texts, load_texts
from ui import address, frame, markup, state
from ui.components import clickable, exporting, view
from ui.components.overview import holdings
from ui.components.overview.quoted import picking, plan_link
from ui.markup import escaped
from ui.naming import document_kind
from ui.picking import Picks
from ui.resources import Services
from ui.routes import Place, href

_PAGE = Place.COVERAGE
_BACK = "back"
_COLUMNS = ("page", "characters", "passages", "quality", "reader", "remark")


def show(wanted: str, found: Holdings, services: Services, texts: Texts) -> None:
    """Draw the page of the document that ``wanted`` names, or that there is none."""
    own = [holding for holding in found.inputs if holding.key == wanted]
    _ways(texts)
    if not own:
        st.html(markup.title(texts("document.unknown_title"), texts("document.unknown")))
        return
    # What gave the document goes before what is the same.
    own.sort(key=lambda holding: holding.document is None)
    head, reasons = own[0], load_texts(state.language())
    title = holdings.title_of(head)
    frame.name(title)
    st.html(markup.title(title, _about(head.document, texts)))
    view.show(".pw-title", found.inputs.index(head) + 1, block="start")
    st.html(markup.paragraph(holdings.status(head, texts, reasons).capitalize() + "."))
    _links(head, texts)
    _origins(own, texts, reasons)
    if head.document:
        _plans(head, found, texts)
        _read(head, head.document, services.engine.sheets(head.document.id), services, texts)


def table(document: Document, sheets: Sequence[Sheet], picks: Picks, texts: Texts) -> str:
    """The pages of a document, each with the button that opens it where it has a passage."""
    rows = "".join(_row(document, sheet, picks, texts) for sheet in sheets)
    heads = "".join(f'<th scope="col">{escaped(texts(f"document.{column}"))}</th>' for column in _COLUMNS)
    caption = escaped(texts("document.pages_caption"))
    return (
        f'<div class="pw-scroll" role="region" tabindex="0" aria-label="{caption}"><table class="pw-holdings">'
        f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def cells(sheet: Sheet, texts: Texts) -> tuple[str | int, ...]:
    """A page as texts and numbers, in the order of the columns."""
    quality = "" if sheet.quality is None else f"{sheet.quality:.0%}"
    return _number(sheet, texts), sheet.characters, len(sheet.passages), quality, sheet.reader, _remark(sheet, texts)


def _ways(texts: Texts) -> None:
    def picked(value: str) -> None:
        if value == _BACK:
            address.change(_PAGE, **{holdings.DOCUMENT_KEY: ()})

    sign, name = '<span aria-hidden="true">←</span>', escaped(texts("document.back"))
    back = f'<a href="{escaped(href(_PAGE))}" data-pick="{_BACK}">{sign} {name}</a>'
    clickable.show(f'<nav class="pw-ways" aria-label="{escaped(texts("page.dekking"))}">{back}</nav>', "document-ways", picked)


def _about(document: Document | None, texts: Texts) -> str:
    if document is None:
        return texts("document.absent")
    pages = texts("document.page_count_one" if document.pages == 1 else "document.page_count_many", count=document.pages)
    kind, language = document_kind(document.kind, texts), texts(f"document.language_{document.language}")
    return " · ".join(part for part in (kind, language, written(document.date, texts.language), pages) if part)


def _links(head: Holding, texts: Texts) -> None:
    if link := web_address(head.document.url if head.document else head.url):
        st.link_button(texts("source.link"), link, icon=":material/open_in_new:")


def _origins(own: Sequence[Holding], texts: Texts, reasons: Texts) -> None:
    """Every input that gave the document, or should have, with what became of it."""
    st.html(markup.section(texts("document.origins"), texts("document.origins_how")))
    told = [(one.name, " · ".join(filter(None, (one.url, holdings.status(one, texts, reasons))))) for one in own]
    st.html(markup.listed(told))


def _plans(head: Holding, found: Holdings, texts: Texts) -> None:
    """The plans that the document tells of."""
    by_id: Mapping[str, Plan] = {one.plan.id: one.plan for one in found.plans if one.plan.id in head.plans}
    st.html(markup.section(texts("document.plans", count=len(by_id))))
    if not by_id:
        st.html(markup.paragraph(texts("document.no_plans"), "note"))
        return
    links = "".join(f"<li>{plan_link(plan, texts)}</li>" for plan in by_id.values())
    clickable.show(f'<ul class="pw-known">{links}</ul>', "document-plans", picking(by_id, {}))


def _read(head: Holding, document: Document, sheets: Sequence[Sheet], services: Services, texts: Texts) -> None:
    """How the document was read, page by page."""
    st.html(markup.section(texts("document.reading"), _how(head, texts)))
    unread = [sheet for sheet in sheets if not sheet.characters]
    numbers = [(texts("holdings.pages").lower(), str(len(sheets))), (texts("holdings.all_passages"), str(head.passages))]
    numbers.append((texts("holdings.unreadable_pages"), str(len(unread))))
    if head.quality >= 0:
        numbers.append((texts("document.quality").lower(), f"{head.quality:.0%}"))
    st.html(markup.facts(numbers))
    if unread:
        told = ", ".join(_number(sheet, texts) for sheet in unread)
        st.html(markup.paragraph(texts("document.unread", pages=told), "note"))
    picks = Picks()
    clickable.show(table(document, sheets, picks, texts), "document-pages", picks.take)
    heads = [texts(f"document.{column}") for column in _COLUMNS]
    lines = (cells(sheet, texts) for sheet in sheets)
    caption = f"{texts('document.pages_caption')}: {holdings.title_of(head)}"
    exporting.table(caption, heads, lines, "document", services.engine.coverage(), texts)


def _how(head: Holding, texts: Texts) -> str:
    kind = head.suffix.removeprefix(".").upper()
    told = [texts("document.read_as", kind=kind) if kind else texts("document.read_lines")]
    if head.ocr_pages:
        told.append(texts("document.recognised", count=head.ocr_pages))
    if head.quality >= 0:
        told.append(texts("document.quality_how"))
    return " ".join(told)


def _row(document: Document, sheet: Sheet, picks: Picks, texts: Texts) -> str:
    number, characters, passages, quality, reader, remark = cells(sheet, texts)
    name = escaped(str(number))
    if sheet.passages:
        first = sheet.passages[0]
        cited = Citation(0, document, first.page, first.heading, first.text, first.start, first.end)
        name = picks.button(
            f"page:{sheet.number}", partial(state.open_source, cited), texts("document.open", page=number), "open"
        )
    style = "" if sheet.characters else ' class="pw-attention"'
    numbers = "".join(f'<td class="pw-number">{escaped(str(value))}</td>' for value in (characters, passages, quality or "–"))
    return (
        f'<tr{style}><th scope="row">{name}</th>{numbers}'
        f"<td>{escaped(str(reader) or '–')}</td><td>{escaped(str(remark))}</td></tr>"
    )


def _number(sheet: Sheet, texts: Texts) -> str:
    differs = sheet.label and sheet.label != str(sheet.number)
    return texts("document.labelled", page=sheet.number, label=sheet.label) if differs else str(sheet.number)


def _remark(sheet: Sheet, texts: Texts) -> str:
    parts = [] if sheet.characters else [texts("document.page_unread")]
    parts += [texts("document.page_recognised")] if sheet.ocr else []
    parts += [texts("document.page_hidden", count=sheet.hidden)] if sheet.hidden else []
    return "; ".join(parts)
