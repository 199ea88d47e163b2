"""Listening: a socket, and a server on it until it is told to stop."""

from __future__ import annotations

import argparse
import signal
import socket
from collections.abc import Callable, Sequence
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from serving.errors import AddressUnusable
from serving.limits import Limits

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Connections at once, open and idle ones included; a question waits for a thread, not for a connection.
_CONNECTIONS = 512
_HEADER_BYTES, _LEAVE_SECONDS, _IDLE_SECONDS = 16_384, 5, 15


def names_of(host: str, names: Sequence[str]) -> frozenset[str] | None:
    """The names that a server on ``host`` goes by: those that were given, and on this computer alone its own; else any."""
    own = LOOPBACK if host in LOOPBACK else frozenset()
    return (own | {name.lower() for name in names}) or None


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises ``AddressUnusable``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_CONNECTIONS)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AddressUnusable(address=f"{host}:{port}", reason=reason) from error


def address_of(listening: socket.socket) -> str:
    """The address of a socket, for a browser on this computer."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def limits_of(arguments: argparse.Namespace) -> Limits:
    """The limits that the arguments of a door ask for."""
    return Limits(per_minute=arguments.rate, at_once=arguments.at_once, seconds=arguments.seconds)


def serve(app: ASGIApp, listening: socket.socket, proxies: Sequence[str], begun: Callable[[], None]) -> None:
    """Serve until the process is told to stop; requests that are being answered are finished. ``proxies``: addresses whose
    ``X-Forwarded-For`` is believed; ``begun``: told when it begins."""
    config = uvicorn.Config(
        app,
        http="h11",  # bounds the size of headers
        h11_max_incomplete_event_size=_HEADER_BYTES,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_LEAVE_SECONDS,
    )
    # uvicorn ends politely and then gives the signal on: to this, so that what the process has open is closed.
    signal.signal(signal.SIGTERM, _leave)
    with listening:
        _Server(config, begun).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Tells that it began when it did: a signal that comes before is not handled politely yet."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin."""
        await super().startup(sockets)
        self._begun()


def _leave(_: int, __: FrameType | None) -> None:
    raise SystemExit(0)
