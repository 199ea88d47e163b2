"""The open source of a citation: its page, with the quotation marked where it stands."""

from __future__ import annotations

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.links import web_address
from retrieval.model import Citation, Document, Page, PageImage
from retrieval.texts import Texts
from ui import markup, state
from ui.components import feedback, picture, problem, view
from ui.markdown import literal
from ui.resources import Engine, Services

# In CSS pixels: of a text, and of a picture with its text beside it.
_WIDTH, _WIDE = 640, 1120


def show(services: Services, texts: Texts, question: str = "") -> None:
    """Draw the source that is open, in a drawer; nothing when none is. ``question``: what it is an answer to."""
    source = state.opened(services.engine)
    if source:
        title = literal(source.citation.document.title) or texts("source.untitled")
        width = _WIDE if services.engine.pictured(source.citation.document.id) else _WIDTH
        drawer = st.dialog(title, width=width, position="right", on_dismiss=state.close_source)
        drawer(_body)(services, texts, question)


def _body(services: Services, texts: Texts, question: str) -> None:
    engine = services.engine
    source = state.opened(engine)
    if source is None:
        return
    citation = source.citation
    mark = [texts("source.mark", mark=citation.mark)] if citation.mark else []
    st.html(markup.path([*mark, *(step for step in citation.heading if step != citation.document.title)]))
    try:
        page = engine.page(citation.document.id, source.page)
    except PlanwijzerError:
        problem.show(texts("source.unknown"))
        return
    _turner(citation, page, texts)
    if page.number == citation.page:
        _cited(engine, citation, page, texts)
    else:
        _other(engine, citation, page, texts)
    if link := web_address(citation.document.url):
        st.link_button(texts("source.link"), link, icon=":material/open_in_new:")
    feedback.show(
        feedback.about_source(citation, question, engine.coverage().built_at), state.reference(citation), services, texts
    )


def _turner(citation: Citation, page: Page, texts: Texts) -> None:
    pages = citation.document.pages
    with st.container(horizontal=True, vertical_alignment="center", key="turner"):
        st.html(markup.paragraph(_position(page, pages, texts), "position"))
        if pages > 1:
            _turn("previous", page.number - 1, pages, texts)
            _turn("next", page.number + 1, pages, texts)


def _turn(way: str, page: int, pages: int, texts: Texts) -> None:
    st.button(texts(f"source.{way}"), key=f"source-{way}", disabled=not 1 <= page <= pages, on_click=state.turn_to, args=(page,))


def _position(page: Page, pages: int, texts: Texts) -> str:
    if page.label and page.label != str(page.number):
        return texts("source.position_label", page=page.number, pages=pages, label=page.label)
    return texts("source.position", page=page.number, pages=pages)


def _cited(engine: Engine, citation: Citation, page: Page, texts: Texts) -> None:
    if not citation.quote or page.text[citation.start : citation.end] != citation.quote:
        problem.show(texts("source.unverified"))
        return
    span = citation.start, citation.end
    image = _side_by_side(engine, citation.document, page, span, texts)
    view.show(".pw-page mark", citation.start)
    if image and image.boxes:
        view.show(".pw-spot", citation.start)


def _other(engine: Engine, citation: Citation, page: Page, texts: Texts) -> None:
    back = texts("source.back", page=citation.page)
    st.button(back, key="source-back", type="tertiary", icon=":material/undo:", on_click=state.turn_to, args=(citation.page,))
    _side_by_side(engine, citation.document, page, None, texts)


def _side_by_side(engine: Engine, document: Document, page: Page, span: tuple[int, int] | None, texts: Texts) -> PageImage | None:
    """Draw the picture of a page, where it has one, and its text: beside it on a wide screen, else below it."""
    name = texts("source.text")
    with st.container(key="source-sides"):
        with st.container(key="source-picture"):
            image = picture.show(engine, document, page, span, texts)
        with st.container(key="source-text"):
            # Under a picture, the text of the page has a heading of its own.
            if image:
                st.html(markup.heading(name))
            st.html(markup.page(page.text, span, name))
    return image
