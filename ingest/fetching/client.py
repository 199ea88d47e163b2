"""Asking for what is at an address: only of checked hosts, within limits, with patience, and no oftener than is polite."""

from __future__ import annotations

import random
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from ingest.errors import Unfetched
from ingest.fetching.body import Body, Changed
from ingest.fetching.guard import Guard
from ingest.fetching.hosts import Hosts, Resolve, resolve
from retrieval.patience import asked_wait, wait

AGENT = "Planwijzer"
_HEADERS = {"User-Agent": f"{AGENT}/0.1 (fetches documents for a library; heeds robots.txt)", "Accept-Encoding": "gzip"}
_REDIRECTS = (301, 302, 303, 307, 308)
# One layer of a compression whose growth is bounded; more could fill the memory before a limit is seen.
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
# Another try may help.
_PASSING = ("busy", "broken", "too_slow", "cut_off", "unreachable")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, in seconds, and how much to take.

    ``connect``: for a connection; ``read``: for the next bytes; ``total``: for all of an address, tries and redirects
    together; ``bytes``: of a document, unpacked; ``redirects``: how many to follow; ``tries``: how often to ask; ``pause``:
    before the second try, doubled for the third; ``retry_after``: the longest wait that a server may ask for; ``between``:
    from one request to the next of the same host.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 180.0
    bytes: int = 50_000_000
    redirects: int = 5
    tries: int = 3
    pause: float = 1.0
    retry_after: float = 30.0
    between: float = 1.0


@dataclass(frozen=True, slots=True)
class Received:
    """What came from ``address``, the last where others sent us on. ``headers``: names in lower case; ``body``: empty
    unless the status is 200, which it also is where the rest came of what was held."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """Gets what is at addresses, one request at a time."""

    def __init__(
        self,
        *,
        allow: frozenset[str] = frozenset(),
        limits: Limits | None = None,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """``allow``: hosts that may be private; ``tls``: the certificates to trust, the usual ones where ``None``;
        ``sleep``, ``clock`` (seconds) and ``chance`` (0 to 1): what waiting goes by.
        """
        self.limits = limits or Limits()
        self._hosts = Hosts(allow, resolve)
        self._tls = tls or httpx.create_ssl_context(trust_env=False)
        self._sleep, self._clock, self._chance = sleep, clock, chance
        self._free: dict[str, float] = {}

    def get(
        self,
        address: str,
        most: int,
        headers: Mapping[str, Mapping[str, str]] | None = None,
        before: Callable[[str], None] = lambda _: None,
        body: Body | None = None,
    ) -> Received:
        """What is at an address, or at the one that it sends us on to. Raises ``Unfetched``, and ``OSError`` of the body.

        ``most``: bytes of the body; ``headers``: to send beside our own, by address; ``before``: called with each address
        before it is asked, and may raise; ``body``: what is held of it, to go on from.
        """
        deadline = self._clock() + self.limits.total
        body = Body() if body is None else body
        url = _url(address)
        for _ in range(self.limits.redirects + 1):
            before(str(url))
            received = self._patiently(url, (headers or {}).get(str(url), {}), body, most, deadline)
            target = received.headers.get("location")
            if received.status not in _REDIRECTS or not target:
                return received
            url = _url(target, url)
        raise Unfetched("redirects")

    def _patiently(self, url: httpx.URL, headers: Mapping[str, str], body: Body, most: int, deadline: float) -> Received:
        tried = 0
        while True:
            try:
                return self._once(url, headers, body, most, deadline)
            except Changed:
                body.drop()
                continue
            except Unfetched as failed:
                tried += 1
                seconds = self._wait(failed, tried, deadline)
                if seconds is None:
                    raise
            self._sleep(seconds)

    def _wait(self, failed: Unfetched, tried: int, deadline: float) -> float | None:
        """Seconds until the next try; ``None`` when there is to be none."""
        if failed.reason not in _PASSING:
            return None
        seconds = wait(self.limits, tried, failed.wait, self._chance)
        return seconds if seconds is not None and self._clock() + seconds < deadline else None

    def _once(self, url: httpx.URL, headers: Mapping[str, str], body: Body, most: int, deadline: float) -> Received:
        """Ask at the addresses of the host, until one of them can be connected to."""
        host = _host(url)
        addresses = self._hosts.addresses(host)
        self._sleep_until(self._free.get(host, 0.0))
        try:
            for address in addresses:
                try:
                    return self._ask(url, address, headers, body, most, deadline)
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    continue
        finally:
            self._free[host] = self._clock() + self.limits.between
        raise Unfetched("unreachable")

    def _sleep_until(self, moment: float) -> None:
        left = moment - self._clock()
        if left > 0:
            self._sleep(left)

    def _ask(self, url: httpx.URL, address: str, headers: Mapping[str, str], body: Body, most: int, deadline: float) -> Received:
        """One request to a numeric address, in the name of the host; raises what connecting raises, ``Unfetched``, and
        ``Changed`` when it is not the rest of what is held."""
        left = deadline - self._clock()
        if left <= 0:
            raise Unfetched("too_slow")
        waits = httpx.Timeout(min(self.limits.read, left), connect=min(self.limits.connect, left))
        rest = body.conditions(str(url))
        sent = {**_HEADERS, **headers, **rest, "Host": url.netloc.decode("ascii")}
        with Guard(left) as guard:
            # The certificate is checked for the name of the host.
            extensions = {"sni_hostname": _host(url), "trace": guard.trace}
            try:
                with (
                    httpx.Client(timeout=waits, trust_env=False, verify=self._tls) as client,
                    client.stream("GET", url.copy_with(host=address), headers=sent, extensions=extensions) as response,
                ):
                    received = Received(str(url), *_received(str(url), response, body, most, resumed=bool(rest)))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                raise
            except httpx.HTTPError as error:
                slow = guard.expired or isinstance(error, httpx.TimeoutException)
                raise Unfetched("too_slow" if slow else "cut_off") from None
        # Without a length, the end of a connection that was shut looks like the end of the document.
        if guard.expired:
            raise Unfetched("too_slow")
        return received


def _url(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """An address of http or https, without its fragment. Raises ``Unfetched``; one with a user name is none of ours."""
    try:
        url = base.join(address) if base else httpx.URL(address)
        url = url.copy_with(fragment=None)
        usable = url.scheme in ("http", "https") and bool(_host(url)) and not url.userinfo
    except (httpx.InvalidURL, ValueError):
        usable = False
    if not usable:
        raise Unfetched("address")
    return url


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").lower()


def _received(
    address: str, response: httpx.Response, body: Body, most: int, *, resumed: bool
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body. ``resumed``: the rest of a body was asked for.

    Raises ``Unfetched`` for a server in trouble, and a body that is too large or packed oddly; ``Changed``.
    """
    status, headers = response.status_code, {name.lower(): value for name, value in response.headers.items()}
    if status in (408, 429):
        raise Unfetched("busy", asked_wait(headers))
    if status >= 500:
        raise Unfetched("broken", asked_wait(headers))
    if resumed and status == 416:
        raise Changed
    if status != 200 and not (resumed and status == 206):
        return status, headers, b""
    if headers.get("content-encoding", "").strip().lower() not in _ENCODINGS:
        raise Unfetched("type")
    whole = body.begin(address, status, headers)
    if whole > most:
        raise Unfetched("too_large")
    _take(response, body, most)
    if status == 206 and len(body) < whole:
        raise Unfetched("cut_off")
    if status == 206 and len(body) > whole:
        raise Changed
    return 200, headers, body.taken()


def _take(response: httpx.Response, body: Body, most: int) -> None:
    for part in response.iter_bytes():
        body.add(part)
        if len(body) > most:
            raise Unfetched("too_large")
