"""What the owner of a website lets programs ask for."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from ingest.errors import Unfetched
from ingest.fetching.client import AGENT, Client

# What the standard says a reader must be able to take.
_LONGEST = 512_000
# Of a host that can't be asked the cause is told, not that its rules are unknown.
_TOLD = ("no_host", "private", "unreachable", "too_slow", "busy", "broken")


class Robots:
    """The rules of websites, read once each."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._rules: dict[str, RobotFileParser] = {}

    def check(self, address: str) -> None:
        """Raises ``Unfetched`` for an address that may not be asked, or of which that can't be known."""
        place = urlsplit(address)._replace(path="/robots.txt", query="", fragment="").geturl()
        if place not in self._rules:
            self._rules[place] = self._read(place)
        if not self._rules[place].can_fetch(AGENT, address):
            raise Unfetched("robots")

    def _read(self, place: str) -> RobotFileParser:
        try:
            received = self._client.get(place, _LONGEST)
        except Unfetched as failed:
            raise Unfetched(failed.reason if failed.reason in _TOLD else "robots_unread") from None
        rules = RobotFileParser()
        # No rules, no restrictions: so says the standard of any answer of 400 and up below 500.
        lines = received.body.decode("utf-8", "replace").splitlines() if received.status == 200 else []
        if received.status != 200 and not 400 <= received.status < 500:
            raise Unfetched("robots_unread")
        rules.parse(lines)
        return rules
