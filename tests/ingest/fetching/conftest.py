"""A website, and a client that may ask it and waits for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ingest.fetching.client import Client, Limits
from tests.ingest.fetching.site import Site, open_site

HERE = frozenset({"127.0.0.1"})
MakeClient = Callable[..., Client]


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        yield site


@pytest.fixture
def slept() -> list[float]:
    """How long the clients would have slept."""
    return []


@pytest.fixture
def make_client(slept: list[float]) -> MakeClient:
    """Make a client of this computer. Its clock goes on by what it would have slept, and by nothing else."""

    def make(allow: frozenset[str] = HERE, **parts: Any) -> Client:
        known = {name: parts.pop(name) for name in ("resolve", "tls") if name in parts}
        limits = Limits(**{"between": 0.0, **parts})
        return Client(allow=allow, limits=limits, sleep=slept.append, clock=lambda: sum(slept), chance=lambda: 1.0, **known)

    return make
