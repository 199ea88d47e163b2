"""The longest that one connection may last, however slowly something comes over it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Self

_CONNECTED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Guard:
    """Shuts a connection after ``seconds``. Limits on each read don't: a byte now and then keeps those content."""

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._stream: Any = None
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def trace(self, event: str, facts: Mapping[str, Any]) -> None:
        """Take note of the connection; for the extension ``trace`` of a request."""
        if event in _CONNECTED:
            self._stream = facts["return_value"]
            if self.expired:
                self._shut()

    def _expire(self) -> None:
        self.expired = True
        self._shut()

    def _shut(self) -> None:
        if self._stream is not None:
            with suppress(OSError):
                # Not the method of a TLS socket, which takes its state from under a read that goes on.
                socket.socket.shutdown(self._stream.get_extra_info("socket"), socket.SHUT_RDWR)
