"""One page of the application, at an address."""

from __future__ import annotations

from collections.abc import Sequence

from streamlit.testing.v1 import AppTest

from tests.ui.fakes import VOCABULARY, FakeEngine
from ui.resources import Services
from ui.routes import Place


def visit(place: Place, engine: FakeEngine, **params: Sequence[str]) -> AppTest:
    """The page at an address; the other pages only tell their name."""

    def script(services: object, place: str) -> None:
        from functools import partial

        import streamlit as st

        from ui import address, routes
        from ui.pages import dekking, overzicht, plannen, vergelijken, zoeken
        from ui.routes import Place
        from ui.texts import interface_texts

        def elsewhere(other: Place) -> None:
            st.caption(other.value)
            address.read(other)

        known = {
            Place.PLANS: plannen,
            Place.COMPARE: vergelijken,
            Place.SEARCH: zoeken,
            Place.OVERVIEW: overzicht,
            Place.COVERAGE: dekking,
        }
        shown = known[Place(place)].show
        pages = {other: st.Page(partial(elsewhere, other), title=other, url_path=other) for other in Place if other != place}
        drawn = partial(shown, services, interface_texts("nl"))  # type: ignore[arg-type]
        pages[Place(place)] = st.Page(drawn, title="x", url_path=place, default=True)
        page = st.navigation(list(pages.values()))
        routes.register(pages)
        routes.follow()
        address.enter(page.url_path or place)
        page.run()

    services = Services(engine, VOCABULARY, print)
    app = AppTest.from_function(script, default_timeout=20, kwargs={"services": services, "place": place.value})
    for key, values in params.items():
        app.query_params[key] = list(values)
    return app.run()


def said(app: AppTest, key: str) -> list[str]:
    """What the address says of a parameter."""
    value = app.query_params.get(key, [])
    return [value] if isinstance(value, str) else list(value)
