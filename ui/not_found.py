"""Addresses of no page: the server says so in the language of the visitor, where Streamlit would in English alone."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.languages import LANGUAGE_KEY
from ui.markup import escaped
from ui.server import language_of, wants_page
from ui.texts import interface_texts

_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 34rem; margin: 18vh auto 0; padding: 0 1rem; font: 1.05rem/1.55 system-ui, sans-serif; }}
a {{ color: light-dark(#1f5f6b, #7cc3d0); }}
</style></head><body><main><h1>{title}</h1><p>{text}</p><p><a href="{home}">{back}</a></p></main></body></html>"""


class KnownPages:
    """Refuses addresses of no page. ``known``: the names of the pages, in the address."""

    def __init__(self, app: ASGIApp, known: Callable[[], Collection[str]]) -> None:
        self._app = app
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that there is no such page."""
        if scope["type"] != "http" or scope["method"] != "GET" or not wants_page(scope) or self._is_known(scope["path"]):
            await self._app(scope, receive, send)
            return
        await HTMLResponse(_page(scope), status_code=404)(scope, receive, send)

    def _is_known(self, path: str) -> bool:
        """Whether there is a page at a path; what holds more than a name is for Streamlit to serve."""
        name = path.strip("/").removeprefix(base()).strip("/")
        return not name or "/" in name or "." in name or name in self._known()


def base() -> str:
    """The path that the application is served under, without slashes around it."""
    return str(st.get_option("server.baseUrlPath")).strip("/")


def _page(scope: Scope) -> str:
    language = language_of(scope)
    texts = interface_texts(language)
    told = {name: escaped(texts(f"not_found.{name}")) for name in ("title", "text", "back")}
    home = escaped(f"/{base()}?{LANGUAGE_KEY}={language}")
    return plain_page(language, home=home, **told)


def plain_page(language: str, title: str, text: str, home: str, back: str) -> str:
    """A page without the application, with the way ``back`` to the address ``home``. All of it HTML."""
    return _PAGE.format(language=language, title=title, text=text, home=home, back=back)
