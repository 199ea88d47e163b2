"""The page "beheer": add files to the library, keep it in order, read what visitors said and who changed what. Behind a
password.
"""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts
from ui import markup
from ui.components.managing import adding, history, received, shelf, signing, upkeep, working
from ui.resources import Management


def show(management: Management, texts: Texts) -> None:
    """Draw the page; nothing of it but how to come in to who may not."""
    st.html(markup.title(texts("page.beheer"), texts("manage.subtitle")))
    if not signing.signed_in(management):
        signing.show(management, texts)
        return
    signing.show_way_out(management, texts)
    working.show(management.librarian, texts)
    adding.show(management.librarian, texts)
    shelf.show(management.librarian, texts)
    upkeep.show(management.librarian, texts)
    received.show(management.librarian, management.index, management.feedback_days, texts)
    history.show(management.librarian, texts)
