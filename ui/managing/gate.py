"""The gate of the page that manages the library: one password, few tries, and who came in."""

from __future__ import annotations

import hmac
import math
import threading
from collections import deque
from collections.abc import Callable
from enum import Enum, auto

# Five tries a minute by all visitors together: nobody guesses a password so, and who mistypes his own waits but shortly.
MOST_WRONG, SECONDS = 5, 60.0
# What the audit log calls who gave the password, of whom nothing else is known.
PASSWORD = "password"


class Entry(Enum):
    """What came of a try."""

    OPEN = auto()
    WRONG = auto()
    REFUSED = auto()


class Gate:
    """Compares what is tried with the password; after too many wrong tries every try is refused for a while.

    ``password``: ``""`` where none opens it; ``clock``: seconds that only go up. Safe to use from several threads.
    """

    def __init__(self, password: str, clock: Callable[[], float]) -> None:
        self._password = password.encode()
        self._clock = clock
        self._wrong: deque[float] = deque(maxlen=MOST_WRONG)
        self._shut_until = clock()
        self._inside: dict[str, float] = {}
        self._lock = threading.Lock()

    def enter(self, tried: str) -> Entry:
        """Try a password. A right one is refused too while the gate is shut."""
        with self._lock:
            now = self._clock()
            if now < self._shut_until:
                return Entry.REFUSED
            if self._password and hmac.compare_digest(tried.encode("utf-8", "replace"), self._password):
                return Entry.OPEN
            self._wrong.append(now)
            if len(self._wrong) == MOST_WRONG and now - self._wrong[0] < SECONDS:
                self._shut_until = now + SECONDS
                self._wrong.clear()
            return Entry.WRONG

    def let_in(self, session: str, seconds: float = math.inf) -> None:
        """Remember a session of the server whose visitor may come in, for so long."""
        with self._lock:
            now = self._clock()
            self._inside = {own: until for own, until in self._inside.items() if now < until}
            self._inside[session] = now + seconds

    def let_out(self, session: str) -> None:
        """Forget a session."""
        with self._lock:
            self._inside.pop(session, None)

    def is_in(self, session: str) -> bool:
        """Whether the visitor of a session may come in, and did not leave since."""
        with self._lock:
            return self._clock() < self._inside.get(session, -math.inf)
