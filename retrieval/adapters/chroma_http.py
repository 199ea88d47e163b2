"""Collections on a Chroma server, by the HTTP client of chromadb, with the bounds that it does not set itself.

That client waits for ever, takes any amount, and hands on what a server says as text of an error; here a request has a deadline,
an answer a largest size, and an error one of a few reasons. Of a collection nothing is believed but its id.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import numpy as np

from retrieval.adapters.chroma import HNSW
from retrieval.errors import VectorsUnavailable
from retrieval.patience import asked_wait, wait
from retrieval.ports import Ids, Scores, Vectors
from retrieval.settings import ChromaSettings

Result = TypeVar("Result")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What a status says of the cause; others of 400 and up refuse the request.
_REASONS = {401: "key_refused", 403: "key_refused", 404: "lost", 408: "too_slow", 429: "busy"}
# Another try may help at once where a connection that was kept was closed meanwhile; later, where the server was too busy, or
# something between was down.
_AT_ONCE = ("cut_off",)
_PASSING = (*_AT_ONCE, "busy", "broken", "unreachable", "too_slow")
# An answer to a search takes some 10 kB, a list of collections some hundred of them.
_MOST_BYTES = 16_000_000
_LISTED = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait for one request, in seconds, and how often to ask.

    ``seconds``: for its beginning, and as long again for its end; ``passing``: the reasons to try again for; ``tries``,
    ``pause`` and ``retry_after``: as of ``Patience``.
    """

    seconds: float
    passing: tuple[str, ...] = _AT_ONCE
    tries: int = 2
    pause: float = 0.0
    retry_after: float = 0.0


# A build can wait for a server that starts anew.
BUILDING = Limits(seconds=60, passing=_PASSING, tries=5, pause=0.5, retry_after=30)


class _Failed(Exception):
    def __init__(self, reason: str, asked: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.asked = reason, asked


class Collections:
    """The collections of a server; every method raises ``VectorsUnavailable``. Safe to use from several threads."""

    def __init__(
        self,
        server: ChromaSettings,
        limits: Limits,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """``sleep`` (seconds) and ``chance`` (0 to 1): what waiting between tries goes by."""
        self.url, self._limits, self._sleep, self._chance = server.url, limits, sleep, chance
        self._place = {"tenant": server.tenant, "database": server.database}
        self._api = _api(server, limits)

    def close(self) -> None:
        """Let go of connections."""
        self._api._session.close()

    def find(self, name: str) -> UUID:
        """The id of a collection."""
        return self._asked(lambda: UUID(str(self._api.get_collection(name, **self._place).id)))

    def count(self, collection: UUID) -> int:
        """How many vectors it holds."""
        return self._asked(lambda: int(self._api._count(collection, **self._place)))

    def nearest(self, collection: UUID, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        """At most ``limit`` ids and cosines, best first, as the server says. ``vector`` has shape (dimension,)."""
        return self._asked(lambda: self._nearest(collection, vector, limit))

    def _nearest(self, collection: UUID, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        found = self._api._query(collection, [vector], n_results=limit, include=["distances"], **self._place)
        ids = np.array([int(identity) for identity in found["ids"][0]], dtype=np.int64)
        scores = 1.0 - np.array(found["distances"][0], dtype=np.float32)
        if ids.shape != scores.shape or not np.isfinite(scores).all():
            raise ValueError
        return ids[:limit], scores[:limit]

    def create(self, name: str) -> UUID:
        """Make a collection; one of that name that is there already, as after a try whose answer was lost, is as good."""
        wanted: Any = {"configuration": {"hnsw": HNSW}, "get_or_create": True, **self._place}
        return self._asked(lambda: UUID(str(self._api.create_collection(name, **wanted).id)))

    def put(self, collection: UUID, ids: Ids, vectors: Vectors) -> None:
        """Store vectors (n, dimension) under ``ids`` (n,)."""
        names, rows = [str(identity) for identity in ids], list(np.asarray(vectors))
        self._asked(lambda: self._api._upsert(collection, names, rows, **self._place))

    def names(self, prefix: str) -> list[str]:
        """The names of the collections that begin so."""
        return [name for name in self._all_names() if name.startswith(prefix)]

    def _all_names(self) -> Iterator[str]:
        offset, listed = 0, _LISTED
        while listed == _LISTED:
            page = self._listed(offset)
            listed = len(page)
            offset += listed
            yield from page

    def _listed(self, offset: int) -> list[str]:
        return self._asked(
            lambda: [str(own.name) for own in self._api.list_collections(limit=_LISTED, offset=offset, **self._place)]
        )

    def drop(self, name: str) -> None:
        """Drop a collection; one that is gone is fine."""
        try:
            self._asked(lambda: self._api.delete_collection(name, **self._place))
        except VectorsUnavailable as error:
            if error.reason != "lost":
                raise

    def _asked(self, ask: Callable[[], Result]) -> Result:
        tried = 0
        while True:
            try:
                return _told(ask)
            except _Failed as failed:
                tried += 1
                seconds = wait(self._limits, tried, failed.asked, self._chance) if failed.reason in self._limits.passing else None
                if seconds is None:
                    raise VectorsUnavailable(self.url, failed.reason) from None
                self._sleep(seconds)


def _told(ask: Callable[[], Result]) -> Result:
    """What is answered. Raises ``_Failed``; what a server said is in no error."""
    try:
        return ask()
    except _Failed:
        raise
    except httpx.TimeoutException as error:
        raise _Failed("unreachable" if isinstance(error, httpx.ConnectTimeout) else "too_slow") from None
    except httpx.ConnectError:
        raise _Failed("unreachable") from None
    except (httpx.NetworkError, httpx.RemoteProtocolError):
        raise _Failed("cut_off") from None
    except Exception:  # whatever chromadb makes of what a server may say
        raise _Failed("not_chroma") from None


def _api(server: ChromaSettings, limits: Limits) -> Any:
    """chromadb's own client, below the part of it that makes what the configuration of a collection names."""
    from chromadb.api.fastapi import FastAPI  # costs 1.7 s: only when a server is really asked
    from chromadb.config import Settings, System

    # It is told a whole address, and no port, but wants one.
    settings = Settings(
        anonymized_telemetry=False,
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=server.url,
        chroma_server_http_port=urlsplit(server.url).port or 80,
    )
    api = System(settings).instance(FastAPI)
    api._session.close()
    # Not compressed: a small body could become a very large one.
    headers = dict(server.headers) | {"Content-Type": "application/json", "Accept-Encoding": "identity"}
    api._session = httpx.Client(
        headers=headers,
        timeout=httpx.Timeout(limits.seconds),
        limits=api.http_limits,
        follow_redirects=False,
        # A proxy is for what is far away; a server on this machine is not to be asked through one.
        trust_env=urlsplit(server.url).hostname not in _LOOPBACK,
        event_hooks={"response": [lambda response: _bound(response, limits.seconds)]},
    )
    return api


def _bound(response: httpx.Response, seconds: float) -> None:
    """Raise ``_Failed`` for a response that holds no answer; take no more of another than an answer needs."""
    status = response.status_code
    if 300 <= status < 400:
        raise _Failed("redirected")
    if status >= 500:
        raise _Failed("broken", asked_wait(response.headers))
    if status >= 400:
        raise _Failed(_REASONS.get(status, "refused"), asked_wait(response.headers))
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise _Failed("not_chroma")
    response.stream = _Bounded(response.stream, time.monotonic() + seconds)


class _Bounded(httpx.SyncByteStream):
    """The bytes of a response until a deadline: a server that sends a little now and then would never be done."""

    def __init__(self, stream: Any, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def __iter__(self) -> Iterator[bytes]:
        taken = 0
        for chunk in self._stream:
            taken += len(chunk)
            if taken > _MOST_BYTES:
                raise _Failed("not_chroma")
            if time.monotonic() > self._deadline:
                raise _Failed("too_slow")
            yield chunk

    def close(self) -> None:
        self._stream.close()


def opened(server: ChromaSettings, limits: Limits) -> closing[Collections]:
    """The collections of a server for a while."""
    return closing(Collections(server, limits))
