"""What stands before a door over HTTP: limits on address, body, rate and time, who may be asked for, and safe headers."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retrieval import journal
from retrieval.errors import PlanwijzerError
from serving.errors import AddressTooLong, BodyTooLarge, HostRefused, RateExceeded, TooSlow
from serving.limits import ClientRates, Limits
from serving.problems import language_of, response_of

# Who watches the server asks often, and costs nothing.
UNCOUNTED = frozenset({"/health", "/ready", "/metrics"})
_POLICY = ("default-src 'none'", "style-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
HEADERS = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language",
    "X-Content-Type-Options": "nosniff",
}
# In the scope of a request: the code of what refused it, where that was told by the application.
REFUSED = "planwijzer.refused"
# Told after each request: its scope, the status of the answer, seconds, and the code of what refused it, if anything did.
Watch = Callable[[Scope, int, float, str], None]


class Guard:
    """The outermost layer of a door. ``hosts``: names that the server goes by, ``None`` for any; ``watch``: told of each
    request that was answered."""

    def __init__(self, app: ASGIApp, limits: Limits, hosts: Collection[str] | None, watch: Watch = lambda *_: None) -> None:
        self._app, self._limits, self._watch = app, limits, watch
        self._hosts = None if hosts is None else frozenset(host.lower() for host in hosts)
        self._rates = ClientRates(limits.per_minute, time.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or tell why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with journal.request() as identity:
            await self._answer(scope, receive, _Answered(send, identity))

    async def _answer(self, scope: Scope, receive: Receive, answered: _Answered) -> None:
        begun, refused = time.perf_counter(), ""
        try:
            self._look(scope)
            body = await self._body(scope, receive)
            await self._app(scope, _replayed(body, receive), answered)
        except PlanwijzerError as error:
            refused = error.key.partition(".")[2]
            await response_of(error, language_of(Headers(scope=scope).get("accept-language", "")))(scope, receive, answered)
        finally:
            seconds, refused = time.perf_counter() - begun, refused or scope.get(REFUSED, "")
            self._watch(scope, answered.status, seconds, refused)
            _note(scope, answered.status, seconds, refused)

    def _look(self, scope: Scope) -> None:
        """Raises for a request that is refused unread."""
        headers = Headers(scope=scope)
        if len(scope["raw_path"]) + len(scope["query_string"]) > self._limits.address:
            raise AddressTooLong(limit=self._limits.address)
        self._look_at_hosts(headers)
        client = scope["client"][0] if scope.get("client") else ""
        wait = 0 if scope["path"] in UNCOUNTED else self._rates.take(client)
        if wait:
            raise RateExceeded(seconds=wait)

    def _look_at_hosts(self, headers: Headers) -> None:
        """A page of a stranger may make a browser ask here, under its own name or another's."""
        if self._hosts is None:
            return
        for host in (f"//{headers.get('host', '')}", headers.get("origin")):
            if host is not None and _name(host) not in self._hosts:
                raise HostRefused(host=host.removeprefix("//")[:100])

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """The whole body. Raises ``BodyTooLarge``, ``TooSlow``."""
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > self._limits.body:
            raise BodyTooLarge(limit=self._limits.body)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._received(receive)
        except TimeoutError as error:
            raise TooSlow(seconds=self._limits.seconds) from error

    async def _received(self, receive: Receive) -> bytes:
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > self._limits.body:
                raise BodyTooLarge(limit=self._limits.body)
            if not message.get("more_body"):  # nor has who went away
                return bytes(body)


class _Answered:
    """Sends an answer on, with the headers, and remembers its status."""

    def __init__(self, send: Send, identity: str) -> None:
        self._send, self._identity = send, identity
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers["X-Request-Id"] = self._identity
        await self._send(message)


def _note(scope: Scope, status: int, seconds: float, refused: str) -> None:
    """A line in the journal: the route and not the address, which holds what was asked."""
    if scope["path"] in UNCOUNTED and status < 400:
        return
    route = getattr(scope.get("route"), "path", None)
    level = logging.ERROR if status >= 500 else logging.WARNING if status >= 400 else logging.INFO
    milliseconds = {"total": round(seconds * 1e3, 1)}
    journal.tell("requested", level=level, method=scope["method"], route=route, status=status, refused=refused, ms=milliseconds)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Gives a body that was read again, and then what comes after it."""
    left = [body]

    async def again() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return again


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
