"""Planwijzer in the browser: the server, the frame and the router. Start it with ``streamlit run app.py``."""

from __future__ import annotations

from functools import partial

import streamlit as st
from starlette.middleware import Middleware

from retrieval.errors import PlanwijzerError
from ui import address, frame, resources, routes
from ui.components import announcer, header, problem
from ui.pages import dekking, overzicht, plannen, vergelijken, vraag, zoeken
from ui.routes import Place
from ui.server import PageLanguage, SafeHeaders

# In the order in which they are offered; the first is the start page.
PAGES = {
    Place.ASK: vraag.show,
    Place.SEARCH: zoeken.show,
    Place.PLANS: plannen.show,
    Place.COMPARE: vergelijken.show,
    Place.OVERVIEW: overzicht.show,
    Place.COVERAGE: dekking.show,
}


def main() -> None:
    """Draw the frame, open the library and run the page that was asked for."""
    frame.show()
    texts = header.show()
    try:
        services = resources.services()
    except PlanwijzerError as error:
        problem.show(error)
        return
    pages = {
        place: st.Page(partial(show, services, texts), title=texts(f"page.{place}"), url_path=place, default=place is Place.ASK)
        for place, show in PAGES.items()
    }
    page = st.navigation(list(pages.values()), position="top")
    frame.name(page.title)
    announcer.show()
    routes.register(pages)
    routes.follow()
    address.enter(page.url_path or Place.ASK)
    page.run()


if __name__ == "__main__":
    main()
else:
    # What `streamlit run` finds and serves; each visit runs this file as a script.
    app = st.App(__file__, middleware=[Middleware(SafeHeaders), Middleware(PageLanguage)])
