"""Coming back from the provider: what went wrong is said, where Streamlit shows a bare line in English or nothing."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.identity.provider import CALLBACK
from ui.languages import LANGUAGES
from ui.markup import escaped
from ui.not_found import base, plain_page
from ui.texts import interface_texts

# The parameter of the address, and its value, that says that somebody came back without being signed in.
FAILED_KEY, FAILED = "aanmelden", "mislukt"
_LOGIN = "/auth/login"
# The cookie that Streamlit keeps a person in.
_COOKIE = b"_streamlit_user="


class SaidFailures:
    """Says that a provider can't be reached, and that somebody came back without being signed in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with what went wrong."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path.endswith(_LOGIN):
            await self._app(scope, receive, _Page(scope, receive, send))
        elif path.endswith(f"/{CALLBACK}") and _came_back(scope):
            await self._app(scope, receive, _marking(send))
        else:
            await self._app(scope, receive, send)


class _Page:
    """Sends an answer on; in the place of an error, a page that says what to do."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._failed = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] >= 400:
            self._failed = True
            await HTMLResponse(_unreachable(), status_code=502)(self._scope, self._receive, self._send)
        elif not self._failed:
            await self._send(message)


def _marking(send: Send) -> Send:
    """Sends an answer on; one that signs nobody in leads to a page that says so."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            cookies = [value for name, value in message["headers"] if name.lower() == b"set-cookie"]
            signed_in = any(cookie.startswith(_COOKIE) and not cookie.startswith(_COOKIE + b'""') for cookie in cookies)
            if "location" in headers and not signed_in:
                headers["location"] = f"{headers['location']}?{FAILED_KEY}={FAILED}"
        await send(message)

    return marked


def _came_back(scope: Scope) -> bool:
    """Whether this is the way back of a sign-in, and not of a sign-out."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return "code" in asked or "error" in asked


def _unreachable() -> str:
    """The page, in all languages: on the way to the provider the address tells none."""
    said = [interface_texts(language) for language in LANGUAGES]
    title = " / ".join(escaped(texts("sign_in.failed_title")) for texts in said)
    text = "</p><p>".join(escaped(texts("sign_in.unreachable")) for texts in said)
    back = " / ".join(escaped(texts("sign_in.back")) for texts in said)
    return plain_page(LANGUAGES[0], title, text, escaped(f"/{base()}"), back)
