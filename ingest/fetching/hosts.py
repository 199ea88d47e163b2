"""Which addresses of the network may be asked for documents: public ones, and hosts that somebody allowed by name."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from ingest.errors import Unfetched

Resolve = Callable[[str], Sequence[str]]
# Public by its number, but a cloud answers its own machines there.
_METADATA = frozenset({IPv4Address("168.63.129.16")})
# An address of the old network stands in the last 32 bits.
_TRANSLATED = IPv6Network("64:ff9b::/96")


def resolve(host: str) -> list[str]:
    """The numeric addresses of a host, the preferred first. Raises ``OSError`` or ``UnicodeError``."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public network; one inside which a private one is written does not."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped or found.is_site_local:
            return False
        inner = IPv4Address(int(found) & 0xFFFFFFFF) if found in _TRANSLATED else found.sixtofour
        return _is_public(inner) if inner else _is_public(found)
    return _is_public(found)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    # Spelled out beside ``is_global``: what that covers has differed between versions of Python.
    special = (
        address.is_private,
        address.is_loopback,
        address.is_link_local,
        address.is_multicast,
        address.is_reserved,
        address.is_unspecified,
    )
    return address.is_global and not any(special) and address not in _METADATA


class Hosts:
    """Finds the addresses of hosts, each host once: what was checked is what is asked."""

    def __init__(self, allow: frozenset[str], resolve: Resolve) -> None:
        """``allow``: names or numbers of hosts, in lower case, that may be private."""
        self._allow = allow
        self._resolve = resolve
        self._found: dict[str, tuple[str, ...]] = {}

    def addresses(self, host: str) -> tuple[str, ...]:
        """The numeric addresses of a host. Raises ``Unfetched``: it has none, or one of them is not public."""
        if host not in self._found:
            self._found[host] = self._checked(host)
        return self._found[host]

    def _checked(self, host: str) -> tuple[str, ...]:
        try:
            found = tuple(self._resolve(host))
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise Unfetched("no_host")
        if host not in self._allow and not all(is_public(address) for address in found):
            raise Unfetched("private")
        return found
