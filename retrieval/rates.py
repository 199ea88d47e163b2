"""How often somebody may ask: a bucket for each, that is emptied by asking and filled again evenly."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable

# Those that are remembered, the latest; 10,000 take about 2 MB.
_REMEMBERED = 10_000


class Rates:
    """A bucket for each name: it holds ``per_minute`` requests, which may come at once. Safe to use from threads.

    ``clock``: seconds that only go up.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._most, self._clock = per_minute, clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> int:
        """Count a request; 0 when it may be answered, else after how many seconds it may."""
        now = self._clock()
        with self._lock:
            left, seen = self._left.pop(name, (float(self._most), now))
            left = min(self._most, left + (now - seen) * self._most / 60)
            allowed = left >= 1
            self._left[name] = (left - 1 if allowed else left, now)
            while len(self._left) > _REMEMBERED:
                self._left.popitem(last=False)
        return 0 if allowed else math.ceil((1 - left) * 60 / self._most)
