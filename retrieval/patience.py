"""How long to wait before a server is asked again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Protocol


class Patience(Protocol):
    """How often to ask, and how long to wait between, in seconds.

    ``pause``: before the second try, doubled for each further one; ``retry_after``: the longest wait that a server may ask for.
    """

    @property
    def tries(self) -> int: ...

    @property
    def pause(self) -> float: ...

    @property
    def retry_after(self) -> float: ...


def wait(patience: Patience, tried: int, asked: float | None, chance: Callable[[], float]) -> float | None:
    """Seconds until the next try after ``tried`` of them; ``None`` when there is to be none.

    ``asked``: how long the server asks to be left alone, where it does; ``chance``: from 0 to 1.
    """
    if tried >= patience.tries or (asked is not None and asked > patience.retry_after):
        return None
    # Those who were sent away together must not come back together.
    return asked if asked is not None else patience.pause * 2 ** (tried - 1) * (0.5 + chance() / 2)


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds of ``retry-after``; a date, which depends on two clocks, is left to our own pauses."""
    asked = headers.get("retry-after", "").strip()
    return float(asked) if re.fullmatch(r"\d{1,6}", asked, re.ASCII) else None
