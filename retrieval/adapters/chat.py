"""A language model behind any endpoint that speaks as OpenAI's does: Ollama, vLLM, llama.cpp, or a hosted one."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx

from retrieval.adapters.chat_stream import MAX_CHARACTERS, MAX_LINE, Unusable, pieces
from retrieval.errors import ChatUnavailable
from retrieval.patience import asked_wait, wait
from retrieval.ports import Message

_PATH = "/chat/completions"
_VERSION = re.compile(r"/v\d[^/]*(?:/|$)")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What a status says of the cause; others of 400 and up refuse the request.
_REASONS = {401: "key_refused", 403: "key_refused", 404: "not_found", 405: "not_found", 408: "too_slow", 429: "busy"}
# Another try may help: the server was too busy, or something behind it was down.
_PASSING = ("busy", "broken", "unreachable", "cut_off")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, in seconds, and how much to take.

    ``connect``: for a connection; ``read``: for the next bytes, and so for a model that is loaded first; ``total``: for the
    whole answer with all tries, where the wait for bytes may come on top; ``tries``: how often to ask; ``pause``: before the
    second try, doubled for each further one; ``retry_after``: the longest wait that a server may ask for; ``tokens``: of an
    answer; ``characters`` and ``line``: as of ``pieces``.
    """

    connect: float = 5.0
    read: float = 60.0
    total: float = 120.0
    tries: int = 3
    pause: float = 0.5
    retry_after: float = 10.0
    tokens: int = 1_000
    characters: int = MAX_CHARACTERS
    line: int = MAX_LINE


class _Failed(Exception):
    """A try came to nothing. ``wait``: how long the server asks to be left alone, in seconds, where it does."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class HttpChatModel:
    """Asks a chat endpoint for an answer, piece by piece. It follows no redirects, and no error of it shows the key."""

    def __init__(
        self,
        url: str,
        model: str = "",
        key: str = "",
        *,
        limits: Limits | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """``url``: with or without ``/v1`` and ``/chat/completions``; ``model``: left out of the request when ``""``;
        ``sleep``, ``clock`` (seconds) and ``chance`` (0 to 1): what waiting goes by.
        """
        self._url, self._model, self._key = endpoint(url), model, key
        self._shown = _without_query(self._url)
        self._limits = limits or Limits()
        self._sleep, self._clock, self._chance = sleep, clock, chance

    @property
    def identity(self) -> str:
        """Name of the model and host of the endpoint."""
        return f"{self._model or 'default'}@{urlsplit(self._url).netloc}"

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The pieces of the answer as they come. Raises ``ChatUnavailable``; with no piece given yet it tries again first."""
        deadline = self._clock() + self._limits.total
        for left in reversed(range(self._limits.tries)):
            given = False
            try:
                for piece in self._once(messages, deadline):
                    given = True
                    yield piece
            except (_Failed, Unusable) as failed:
                seconds = self._pause(failed, left, deadline)
                if given or seconds is None:
                    raise ChatUnavailable(self._shown, failed.reason) from None
                self._sleep(seconds)
            else:
                return

    def _pause(self, failed: _Failed | Unusable, left: int, deadline: float) -> float | None:
        """Seconds until the next try; ``None`` when there is to be none."""
        if failed.reason not in _PASSING:
            return None
        asked = failed.wait if isinstance(failed, _Failed) else None
        seconds = wait(self._limits, self._limits.tries - left, asked, self._chance)
        return seconds if seconds is not None and self._clock() + seconds < deadline else None

    def _once(self, messages: Sequence[Message], deadline: float) -> Iterator[str]:
        limits = self._limits
        left = max(deadline - self._clock(), 0.001)
        waits = httpx.Timeout(min(limits.read, left), connect=min(limits.connect, left))
        try:
            # A proxy is for what is far away; a server on this machine is not to be asked through one.
            near = urlsplit(self._url).hostname in _LOOPBACK
            with (
                httpx.Client(timeout=waits, follow_redirects=False, trust_env=not near) as client,
                client.stream("POST", self._url, headers=self._headers(), json=self._request(messages)) as response,
            ):
                _check(response)
                yield from pieces(self._in_time(response.iter_raw(), deadline), limits.characters, limits.line)
        except httpx.TimeoutException as error:
            raise _Failed("unreachable" if isinstance(error, httpx.ConnectTimeout) else "too_slow") from None
        except httpx.ConnectError:
            raise _Failed("unreachable") from None
        except (httpx.NetworkError, httpx.RemoteProtocolError):
            raise _Failed("cut_off") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
            raise _Failed("not_chat") from None

    def _in_time(self, chunks: Iterator[bytes], deadline: float) -> Iterator[bytes]:
        """The chunks until the deadline: a server that sends a little now and then would never be done."""
        for chunk in chunks:
            if self._clock() > deadline:
                raise _Failed("too_slow")
            yield chunk

    def _headers(self) -> dict[str, str]:
        # Not compressed: a small body could become a very large one.
        headers = {"Accept": "text/event-stream, application/json", "Accept-Encoding": "identity"}
        return headers | ({"Authorization": f"Bearer {self._key}"} if self._key else {})

    def _request(self, messages: Sequence[Message]) -> dict[str, object]:
        asked: dict[str, object] = {
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "temperature": 0,
            "max_tokens": self._limits.tokens,
            "stream": True,
        }
        return asked | ({"model": self._model} if self._model else {})


def endpoint(url: str) -> str:
    """The address to ask: ``/v1`` is added where no version stands in the path, then ``/chat/completions``; a query stays."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path.endswith(_PATH):
        path += _PATH if _VERSION.search(path) else f"/v1{_PATH}"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _without_query(url: str) -> str:
    """The address as it may be shown: a query can hold a key."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _check(response: httpx.Response) -> None:
    """Raise ``_Failed`` for a response that holds no answer."""
    status = response.status_code
    if 300 <= status < 400:
        raise _Failed("redirected")
    if status >= 500:
        raise _Failed("broken", asked_wait(response.headers))
    if status != 200:
        raise _Failed(_REASONS.get(status, "refused"), asked_wait(response.headers))
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise _Failed("not_chat")
