"""What surrounds every answer of the server: headers that keep a page to itself, the language of the page, and who may send
files."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retrieval.model import Language
from ui.languages import LANGUAGE_KEY, LANGUAGES

# Streamlit builds its page with inline styles and scripts, and compiles WebAssembly; nothing comes from elsewhere, images
# that a text names included.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'self'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_PAGE_LANGUAGE = b'<html lang="en"'
# What stands in the tab of a browser until the first run names the page.
_PAGE_TITLE, _OWN_TITLE = b"<title>Streamlit</title>", b"<title>Planwijzer</title>"
# Where the server is: beside the page, as its scripts are. Untold, the browser looks for it below each page first, and logs an
# error for what is not there (streamlit#7074).
_SERVER = b'<script>window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href}</script>'
# Where Streamlit takes files, which it holds in memory, of any session: behind it stand the session and the file.
_UPLOADS = "/_stcore/upload_file/"


class SafeHeaders:
    """Adds the headers to every answer over HTTP."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class GuardedUploads:
    """Refuses files, before any of them is read, of sessions that may send none. ``may_upload``: told the id of a session."""

    def __init__(self, app: ASGIApp, may_upload: Callable[[str], bool]) -> None:
        self._app = app
        self._may_upload = may_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] == "http" and scope["method"] == "PUT":
            _, uploads, named = scope["path"].partition(_UPLOADS)
            if uploads and not self._may_upload(named.partition("/")[0]):
                await PlainTextResponse("Forbidden", status_code=403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class PageLanguage:
    """Says in the page which language it is in and whose it is, where Streamlit always says English, and its own name; and where
    its server is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a page of HTML in the language that its address asks for."""
        if scope["type"] != "http" or not wants_page(scope):
            await self._app(scope, receive, send)
            return
        # A page that is compressed can't be read here; it is small.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, _Speaking(send, language_of(scope)))


class _Speaking:
    """Sends an answer on; of a page of HTML the first part, which holds its first line, in a language."""

    def __init__(self, send: Send, language: str) -> None:
        self._send = send
        self._page = f'<html lang="{language}"'.encode()
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
            return
        if self._start is not None:
            body = message.get("body", b"")
            told = body.replace(_PAGE_LANGUAGE, self._page, 1).replace(_PAGE_TITLE, _OWN_TITLE + _SERVER, 1)
            headers = MutableHeaders(scope=self._start)
            if "content-length" in headers:
                headers["content-length"] = str(int(headers["content-length"]) + len(told) - len(body))
            await self._send(self._start)
            self._start, message = None, {**message, "body": told}
        await self._send(message)


def wants_page(scope: Scope) -> bool:
    """Whether a browser asks for a page."""
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _is_html(message: Message) -> bool:
    return MutableHeaders(scope=message).get("content-type", "").startswith("text/html")


def language_of(scope: Scope) -> Language:
    """The language that the address asks for; the first one for any it does not know."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get(LANGUAGE_KEY, [""])[0]
    return next((language for language in LANGUAGES if language == asked), LANGUAGES[0])
