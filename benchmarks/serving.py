"""The application as visitors meet it: a server of its own in a child process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
# A busy machine imports slowly.
_LONGEST_START = 120.0
_LONGEST_END = 10.0


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(log: Path, settings: Mapping[str, str]) -> Iterator[str]:
    """The address of a running server. ``settings``: added to its environment; ``log``: where it writes what it has to say."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("wb") as out:
        child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=out, stderr=subprocess.STDOUT)
    address = f"http://{HOST}:{port}"
    try:
        _await_health(child, address, log)
        yield address
    finally:
        _end(child)


def _await_health(child: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _LONGEST_START
    while not _healthy(address):
        if _ended_within(child, 0.1) or time.monotonic() > end:
            raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


def _healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/_stcore/health", timeout=5).is_success
    except httpx.TransportError:
        return False


def _ended_within(child: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    if not _ended_within(child, _LONGEST_END):
        child.kill()
        child.wait()
