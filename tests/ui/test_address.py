"""What is closed goes out of the address, though the browser may not know it yet."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ui import address


def a_page_with_something_open() -> None:
    import streamlit as st

    from ui import address

    address.enter("vraag")
    st.button("close", on_click=address.close, args=("vraag", "bron"))
    st.text(address.one(address.read("vraag"), "bron") or "nothing")


def test_what_was_closed_stays_so_where_the_browser_hears_of_it_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "_LATE", 60.0)
    app = AppTest.from_function(a_page_with_something_open)
    app.query_params.update({"bron": "gids", "v": "waar"})
    assert app.run().text[0].value == "gids"
    app.button[0].click().run()
    assert (app.text[0].value, "bron" in app.query_params) == ("nothing", False)

    app.query_params["bron"] = "gids"  # with whatever was clicked next
    app.run()
    assert (app.text[0].value, set(app.query_params)) == ("nothing", {"v"})

    monkeypatch.setattr(address, "_LATE", 0.0)
    app.query_params["bron"] = "gids"  # somebody went back
    assert app.run().text[0].value == "gids"
