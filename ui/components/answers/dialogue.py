"""What can be done with the conversation as a whole: begin anew, go back to an earlier one, share it."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts
from ui import conversation
from ui.components import copying, unfolding
from ui.markdown import literal


def show(texts: Texts) -> None:
    """Draw the row; of it nothing that can't be done yet."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="dialogue"):
        if conversation.begun():
            st.button(texts("header.anew"), key="anew", icon=":material/add:", type="tertiary", on_click=conversation.start_anew)
        if conversation.earlier():
            _earlier(texts)
        if conversation.turns():
            copying.show(texts, "link", texts("share.link"))


def _earlier(texts: Texts) -> None:
    place = unfolding.show(texts("header.earlier"), "history", f"earlier-{conversation.answered()}-{len(conversation.earlier())}")
    if not place:
        return
    with place:
        for number, asked in enumerate(conversation.earlier()):
            more = texts("header.and_more", count=len(asked) - 1) if len(asked) > 1 else ""
            label = literal(f"{asked[0].question} {more}".strip())
            st.button(label, key=f"take-up-{number}", type="tertiary", on_click=conversation.take_up, args=(number,))
