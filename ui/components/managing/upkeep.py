"""Keeping the library in order: read what changed, check it, mend it, read all of it again."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts
from ui import markup
from ui.components.managing import confirming, starting
from ui.managing.librarian import Librarian
from ui.managing.work import Kind

_PLAIN = {Kind.BUILD: "sync", Kind.CHECK: "fact_check", Kind.REPAIR: "build"}


def show(librarian: Librarian, texts: Texts) -> None:
    """Draw the buttons, each with what it does."""
    st.html(markup.section(texts("upkeep.title")))
    busy = librarian.busy()
    for kind, icon in _PLAIN.items():
        with st.container(gap="xxsmall", key=f"upkeep-{kind}"):
            st.button(
                texts(f"upkeep.{kind}"),
                key=f"start-{kind}",
                icon=f":material/{icon}:",
                disabled=busy,
                on_click=starting.start,
                args=(librarian, kind, texts),
            )
            st.html(markup.paragraph(texts(f"upkeep.{kind}_what"), "quiet"))
    with st.container(gap="xxsmall", key="upkeep-rebuild"):
        confirming.show(
            texts("upkeep.rebuild"),
            texts("upkeep.sure"),
            texts("upkeep.yes"),
            "start-rebuild",
            starting.start,
            (librarian, Kind.REBUILD, texts),
            icon=":material/restart_alt:",
            disabled=busy,
        )
        st.html(markup.paragraph(texts("upkeep.rebuild_what"), "quiet"))
