"""One API over the shipped library for all tests that only ask."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from retrieval.settings import Settings
from tests.serving.servers import UNHURRIED, Server, serving


@pytest.fixture(scope="session")
def server(shipped_library: Settings) -> Iterator[Server]:
    """The API over the shipped library."""
    with serving(shipped_library.index, "http", *UNHURRIED) as server:
        yield server


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    """A client of it; nothing of the environment, such as a proxy, comes between."""
    with httpx.Client(base_url=server.root, timeout=120, trust_env=False) as client:
        yield client
