"""Chroma servers on loopback: the real one behind ``chroma run``, and one that stands before it and misbehaves when told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

HOST = "127.0.0.1"
_COMMAND = Path(sys.executable).with_name("chroma")
_LONGEST_START, _LONGEST_END, _LOOK_SECONDS = 60.0, 20.0, 0.05
# What is passed on of a request and of its answer.
_REQUEST, _RESPONSE = ("content-type", "content-length"), ("content-type",)


class ChromaRun:
    """``chroma run`` over a folder, which can be ended, killed and started again on its port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self._port = int(probe.getsockname()[1])
        self.url = f"http://{HOST}:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        command = [str(_COMMAND), "run", "--path", str(self._folder / "data"), "--host", HOST, "--port", str(self._port)]
        with (self._folder / "log").open("ab") as log:
            environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False"}
            # A group of its own: the command may start another process that is the server.
            self._process = subprocess.Popen(
                command, cwd=self._folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        for _ in range(int(_LONGEST_START / _LOOK_SECONDS)):
            if self._answers():
                return
            try:
                self._process.wait(_LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            break
        self.stop()
        raise RuntimeError((self._folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:])

    def stop(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            self._process.wait(_LONGEST_END)
            self._process = None

    def names(self) -> list[str]:
        """The collections that it holds."""
        return sorted(own["name"] for own in httpx.get(f"{self.url}{_PLACE}/collections", params={"limit": 1000}).json())

    def drop(self, name: str) -> None:
        httpx.delete(f"{self.url}{_PLACE}/collections/{name}").raise_for_status()

    def lose_one(self, name: str, identity: str) -> None:
        """Take one record out of a collection."""
        own = httpx.get(f"{self.url}{_PLACE}/collections/{name}").json()["id"]
        httpx.post(f"{self.url}{_PLACE}/collections/{own}/delete", json={"ids": [identity]}).raise_for_status()

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/v2/heartbeat", timeout=5).is_success
        except httpx.TransportError:
            return False


_PLACE = "/api/v2/tenants/default_tenant/databases/default_database"


@contextmanager
def chroma_running(folder: Path) -> Iterator[ChromaRun]:
    """A server that is ended afterwards."""
    server = ChromaRun(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Relay:
    """Stands before a server as a reverse proxy does; ``mode`` says how: the name of a method of ``_Handler``. It keeps the
    headers that came."""

    def __init__(self, behind: str) -> None:
        self.behind, self.mode, self.url = behind, "passed", ""
        self.wanted: tuple[str, str] | None = None
        self.headers: list[dict[str, str]] = []
        self.asked: list[str] = []
        self.released = threading.Event()


@contextmanager
def relayed(behind: str) -> Iterator[Relay]:
    """A relay until the end of the block."""
    relay = Relay(behind)

    class Handler(_Handler):
        told = relay

    server = _Quiet((HOST, 0), Handler)
    relay.url = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield relay
    finally:
        relay.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Who asked went away."""


class _Handler(BaseHTTPRequestHandler):
    told: Relay
    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        self.told.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.told.asked.append(f"{self.command} {self.path}")
        self.body = self.rfile.read(int(self.headers.get("content-length", 0)))
        name, value = self.told.wanted or ("", "")
        if name and self.headers.get(name) != value:
            self._say(401, b'{"error":"AuthError","message":"no"}')
        else:
            getattr(self, self.told.mode)()

    do_GET = do_POST = do_PUT = do_DELETE = _any

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content-type": "application/json", **headers, "content-length": str(len(body))}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def passed(self) -> None:
        headers = {name: value for name, value in self.headers.items() if name.lower() in _REQUEST}
        found = httpx.request(self.command, f"{self.told.behind}{self.path}", headers=headers, content=self.body, timeout=60)
        self._say(found.status_code, found.content)

    def silent(self) -> None:
        """Never answers."""
        self.told.released.wait()
        self.close_connection = True

    def dripping(self) -> None:
        """Sends a byte now and then, and would never be done."""
        self.send_response(200)
        self.send_header("content-length", "1000000")
        self.end_headers()
        try:
            while not self.told.released.wait(0.1):
                self.wfile.write(b" ")
                self.wfile.flush()
        except OSError:
            pass
        self.close_connection = True

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.told.released.is_set():
                self.wfile.write(b" " * 1_000_000)
        except OSError:
            pass
        self.close_connection = True

    def broken(self) -> None:
        self._say(500, b'{"error":"InternalError","message":"secret of the server"}')

    def busy(self) -> None:
        self._say(429, b"{}", retry_after="1")

    def closing(self) -> None:
        self.close_connection = True

    def garbage(self) -> None:
        self._say(200, b"<html>Welkom</html>")

    def other_json(self) -> None:
        self._say(200, b'{"ids": [["x", "y"]], "distances": [[0.1]], "id": 3}')

    def nothing(self) -> None:
        """Finds nothing, whatever is asked."""
        self._changed({"ids": [[]], "distances": [[]]})

    def others(self) -> None:
        """Finds passages that there are not."""
        self._changed({"ids": [["900001", "900002"]], "distances": [[0.1, 0.2]]})

    def far(self) -> None:
        """Finds passages there are, with distances that are not theirs."""
        self._changed({"ids": [["1", "2"]], "distances": [[0.123, 0.456]]})

    def numberless(self) -> None:
        self._say(200, b'{"ids": [["1"]], "distances": [[NaN]]}') if self.path.endswith("/query") else self.passed()

    def _changed(self, told: object) -> None:
        if self.path.endswith("/query"):
            self._say(200, httpx.Request("POST", "http://x", json=told).content)
        else:
            self.passed()

    def redirecting(self) -> None:
        self._say(307, b"", location="http://127.0.0.1:9/elsewhere")

    def packed(self) -> None:
        self._say(200, b"\x1f\x8b" + b"\0" * 20, content_encoding="gzip")

    def refusing(self) -> None:
        self._say(403, b"{}")

    def unknown(self) -> None:
        self._say(404, b'{"error":"NotFoundError","message":"no"}')
