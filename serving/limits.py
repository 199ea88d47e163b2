"""What a client may ask of a server: how large, how often, how long and how much at once."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

from retrieval.rates import Rates
from retrieval.settings import usable_cores

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


class ClientRates(Rates):
    """How often each client may ask; who has a network of addresses is one client."""

    def take(self, name: str) -> int:
        """As ``Rates.take``, for the address of a client."""
        return super().take(_network(name))


def _network(client: str) -> str:
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if address.version == 4:
        return client
    return str(ipaddress.ip_network((int(address), _NETWORK_BITS), strict=False))
