"""A citation: the button that opens its source."""

from __future__ import annotations

import streamlit as st

from retrieval.model import Citation
from retrieval.texts import Texts
from ui import state
from ui.markdown import literal


def show(citation: Citation, key: str, texts: Texts) -> None:
    """Draw the button; a click opens the page with the quotation marked."""
    label = texts("citation.button", mark=citation.mark, title=citation.document.title, page=citation.page)
    st.button(
        literal(label),
        key=key,
        type="tertiary",
        icon=":material/menu_book:",
        on_click=state.open_source,
        args=(citation,),
    )
