"""A page as it looks, with the quotation marked on it."""

from __future__ import annotations

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.model import Document, Page, PageImage
from retrieval.texts import Texts
from ui import failing, markup
from ui.resources import Engine


def show(engine: Engine, document: Document, page: Page, span: tuple[int, int] | None, texts: Texts) -> PageImage | None:
    """Draw the picture of a page, or a sentence that says why there is none; the picture that was drawn.

    ``span``: what is marked; ``None`` where nothing is cited.
    """
    try:
        with st.spinner(texts("source.drawing")):
            image = engine.page_image(document.id, page.number, span)
    except PlanwijzerError as error:
        st.html(markup.paragraph(failing.sentence_of(error), "reason"))
        return None
    if image:
        title = document.title or texts("source.untitled")
        key = "source.picture_marked" if image.boxes else "source.picture"
        st.html(markup.picture(image, texts(key, page=page.number, title=title)))
        if span and not image.boxes:
            st.html(markup.paragraph(texts("source.unplaced"), "reason"))
    return image
