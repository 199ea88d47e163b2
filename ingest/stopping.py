"""Stopping a build: Ctrl-C or the signal to end comes through at once, but not between embedding and writing."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType, TracebackType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping(AbstractContextManager["Stopping"]):
    """Turns the signals into ``KeyboardInterrupt`` while it is open; in another thread than the main one it does nothing."""

    def __init__(self) -> None:
        self._asked = self._held = False
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> Stopping:
        if threading.current_thread() is threading.main_thread():
            self._before = {own: signal.signal(own, self._stop) for own in _SIGNALS}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for own, before in self._before.items():
            signal.signal(own, before)  # type: ignore[arg-type]  # what signal.signal gave

    @contextmanager
    def held(self) -> Iterator[None]:
        """Finish what is inside before stopping; a second signal does not wait for it."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._asked:
            raise KeyboardInterrupt

    def _stop(self, _: int, __: FrameType | None) -> None:
        if self._held and not self._asked:
            self._asked = True
            return
        raise KeyboardInterrupt
