"""A website on this computer that answers as it is told to, and writes down what it was asked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """``answers``: by path, each used once but the last; ``asked``: path and headers of the requests; ``over``: the test
    is done, for answers that wait."""

    port: int = 0
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def on(self, path: str, *answers: Answer) -> str:
        """Answer so at a path; its address."""
        self.answers[path] = list(answers)
        return self.address(path)

    def address(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked, but the rules for robots."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


def reply(body: bytes = b"", kind: str = "text/plain", status: int = 200, **headers: str) -> Answer:
    """An answer as it should be; underscores in the names of headers are dashes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        told = {"Content-Type": kind, "Content-Length": str(len(body))}
        start(handler, status, told | {name.replace("_", "-"): value for name, value in headers.items()})
        handler.wfile.write(body)

    return answer


def start(handler: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str]) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()


def breaking(body: bytes, after: int, kind: str = "text/plain", **headers: str) -> Answer:
    """An answer whose connection breaks after so many bytes."""
    return reply(body[:after], kind, **headers | {"Content_Length": str(len(body))})


def rest(body: bytes, kind: str = "text/plain", status: int = 206, **headers: str) -> Answer:
    """The answer to a request for the rest of a body, as it should be but for ``headers``."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        start = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        part = {"Content_Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
        reply(body[start:], kind, status, **part | headers)(handler)

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A body without an end and without a length."""
    start(handler, 200, {"Content-Type": "text/plain"})
    while True:
        handler.wfile.write(b"x" * 10_000)


@contextmanager
def open_site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that answers until the end of the block."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            answers = site.answers.get(self.path, [reply(status=404)])
            try:
                (answers.pop(0) if len(answers) > 1 else answers[0])(self)
            except OSError:  # who asked has left
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
