"""Planwijzer in the browser: the frame and the router. Start it with ``streamlit run app.py``."""

from __future__ import annotations

import streamlit as st

from retrieval.errors import PlanwijzerError
from ui import frame, resources
from ui.components import header, problem
from ui.pages import vraag


def main() -> None:
    """Draw the frame, open the library and run the page that was asked for."""
    frame.show()
    texts = header.show()
    try:
        services = resources.services()
    except PlanwijzerError as error:
        problem.show(error)
        return
    page = st.Page(lambda: vraag.show(services, texts), title="Planwijzer", url_path="vraag", default=True)
    st.navigation([page], position="hidden").run()


main()
