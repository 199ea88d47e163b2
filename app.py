"""Planwijzer in the browser: the server, the frame and the router. Start it with ``streamlit run app.py``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import streamlit as st
from starlette.middleware import Middleware

from retrieval.errors import PlanwijzerError
from retrieval.settings import SignIn
from retrieval.texts import Texts
from ui import address, frame, markup, resources, routes
from ui.components import announcer, header, problem, signing_in
from ui.identity import current
from ui.identity.provider import CALLBACK
from ui.identity.returning import SaidFailures
from ui.not_found import KnownPages
from ui.pages import beheer, dekking, overzicht, plannen, vergelijken, vraag, zoeken
from ui.routes import Place
from ui.server import GuardedUploads, PageLanguage, SafeHeaders

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
        management = resources.management()
        sign_in = resources.sign_in()
    except PlanwijzerError as error:
        frame.name()
        problem.show(error)
        return
    if sign_in.on and not _received(sign_in, texts):
        return
    shown = _shown(texts, managed=management is not None)
    if management:
        shown[Place.MANAGE] = partial(beheer.show, management, texts)
    if not shown:
        frame.name()
        return
    hidden = _hidden(sign_in)
    pages = {
        place: st.Page(
            show,
            title=texts(f"page.{place}"),
            url_path=place,
            default=place is Place.ASK,
            visibility="hidden" if place in hidden else "visible",
        )
        for place, show in shown.items()
    }
    page = st.navigation(list(pages.values()), position="top")
    frame.name(page.title)
    announcer.show()
    routes.register(pages)
    routes.follow()
    address.enter(page.url_path or Place.ASK)
    page.run()


def _received(sign_in: SignIn, texts: Texts) -> bool:
    """Whether a visitor may see more than how to sign in; draws that, or who he is."""
    person = current.person(sign_in)
    if person:
        signing_in.show_person(person, texts)
        return True
    signing_in.show_failure(texts)
    if sign_in.to_read:
        frame.name(texts("sign_in.title"))
        announcer.show()
        st.html(markup.title(texts("sign_in.title"), ""))
        signing_in.show(texts, texts("sign_in.to_read"))
    return not sign_in.to_read


def _hidden(sign_in: SignIn) -> Collection[Place]:
    """The pages that are not offered: who signed in without the role finds nothing on the one that manages."""
    person = current.person(sign_in)
    return {Place.MANAGE} if person and not person.may_manage(sign_in) else set()


def _shown(texts: Texts, *, managed: bool) -> dict[Place, Callable[[], None]]:
    """What draws each page. Without a library all that is left is the sentence that says so; where it is ``managed``, as the
    start page, so that the page that can make one is reached from there."""
    try:
        services = resources.services()
    except PlanwijzerError as error:
        failed = partial(problem.show, error)
        if managed:
            return {Place.ASK: failed}
        failed()
        return {}
    return {place: partial(show, services, texts) for place, show in PAGES.items()}


def _known() -> Collection[str]:
    """The names of the pages, in the address, and of where people come back to who signed in."""
    try:
        return {*PAGES, CALLBACK, *([Place.MANAGE] if resources.management() else [])}
    except PlanwijzerError:
        return {*PAGES, CALLBACK}


if __name__ == "__main__":
    main()
else:
    # What `streamlit run` finds and serves; each visit runs this file as a script.
    layers = [
        Middleware(SafeHeaders),
        Middleware(KnownPages, known=_known),
        Middleware(SaidFailures),
        Middleware(GuardedUploads, may_upload=resources.may_upload),
        Middleware(PageLanguage),
    ]
    app = st.App(__file__, middleware=layers, on_script_error=problem.unforeseen)
