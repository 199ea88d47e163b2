"""A real HTTP server on loopback that plays a language model, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server does with a request. ``hangs``: after its body it neither sends nor closes; ``chunked``: the body is cut
    in chunks of which the last never comes, as when a server dies."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/event-stream"})
    hangs: bool = False
    chunked: bool = False


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    path: str
    headers: Mapping[str, str]
    body: Any


class Endpoint:
    """The server: its address, the replies it gives in turn (the last one again and again), and what it was asked."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.asked: list[Asked] = []
        self.released = threading.Event()
        self.url = ""

    def reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def event(text: str | None, finish: str | None = None) -> bytes:
    """A server-sent event with a piece of an answer."""
    choice = {"index": 0, "delta": {} if text is None else {"content": text}, "finish_reason": finish}
    return b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"


def streamed(*texts: str, end: bytes = b"data: [DONE]\n\n") -> Reply:
    return Reply(b"".join(map(event, texts)) + end)


def whole(text: object, **more: object) -> Reply:
    """The answer of a server that does not stream."""
    body = {"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"} | more]}
    return Reply(json.dumps(body, indent=2).encode(), headers={"Content-Type": "application/json"})


@contextmanager
def serving() -> Iterator[Endpoint]:
    """An endpoint that answers until the end of the block."""
    endpoint = Endpoint()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(endpoint))
    endpoint.url = f"http://127.0.0.1:{server.server_port}"
    # The pause of its loop is how long its end takes.
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            endpoint.asked.append(Asked(self.path, dict(self.headers), json.loads(body)))
            self.answer(endpoint.reply())

        def do_GET(self) -> None:
            endpoint.asked.append(Asked(self.path, dict(self.headers), None))
            self.answer(endpoint.reply())

        def answer(self, reply: Reply) -> None:
            self.close_connection = True
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header(*(("Transfer-Encoding", "chunked") if reply.chunked else ("Connection", "close")))
                self.end_headers()
                size = f"{len(reply.body):x}\r\n".encode() if reply.chunked else b""
                self.wfile.write(size + reply.body + (b"\r\n" if reply.chunked else b""))
                self.wfile.flush()
                if reply.hangs:
                    endpoint.released.wait()
            except OSError:
                self.close_connection = True  # who asked went away

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    return Handler
