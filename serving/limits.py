"""What a client may ask of a server: how large, how often, how long and how much at once."""

from __future__ import annotations

import ipaddress
import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from retrieval.settings import usable_cores

# Clients that are remembered, the latest; 10,000 take about 2 MB.
_REMEMBERED = 10_000
# Who has one address of IPv6 has all of these.
_NETWORK_BITS = 64


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one server.

    ``address``, ``body``: bytes; ``per_minute``: requests of one client, that many at once; ``at_once``: questions that are
    worked on; ``waiting``: questions that wait for that; ``seconds``: how long a request may take, waiting included.
    """

    address: int = 4_096
    body: int = 65_536
    per_minute: int = 120
    at_once: int = field(default_factory=usable_cores)
    waiting: int = 32
    seconds: int = 30


class Rates:
    """A bucket for each client: it holds ``per_minute`` requests and is filled again evenly. Safe to use from threads."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._most, self._clock = per_minute, clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> int:
        """Count a request of a client; 0 when it may be answered, else after how many seconds it may."""
        name, now = _network(client), self._clock()
        with self._lock:
            left, seen = self._left.pop(name, (float(self._most), now))
            left = min(self._most, left + (now - seen) * self._most / 60)
            allowed = left >= 1
            self._left[name] = (left - 1 if allowed else left, now)
            while len(self._left) > _REMEMBERED:
                self._left.popitem(last=False)
        return 0 if allowed else math.ceil((1 - left) * 60 / self._most)


def _network(client: str) -> str:
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if address.version == 4:
        return client
    return str(ipaddress.ip_network((int(address), _NETWORK_BITS), strict=False))
