"""A server on the shipped corpus, a browser and visits to it; without a browser these tests are skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from benchmarks.serving import served
from retrieval.settings import Settings
from tests.browser import chromium
from tests.browser.visits import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Visiting = Callable[..., Visit]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line that these tests were skipped, and why."""
    if lacking := chromium.missing():
        terminalreporter.write_line(f"The tests in a browser were skipped: {lacking}")


# For this package alone: while Playwright runs, no other test could start an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if lacking := chromium.missing():
        pytest.skip(lacking)
    with chromium.started() as browser:
        yield browser


@pytest.fixture(scope="package")
def address(browser: Browser, shipped_library: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that has answered once."""
    log = tmp_path_factory.mktemp("server") / "log"
    with served(log, {"PLANWIJZER_INDEX": str(shipped_library.index)}) as address:
        first = Visit(browser, address)
        first.open()
        first.close()
        yield address


@pytest.fixture
def visiting(browser: Browser, address: str) -> Iterator[Visiting]:
    """Begin a visit. When the test ends, nothing may have gone wrong in any."""
    visits: list[Visit] = []

    def begin(**looks: object) -> Visit:
        visits.append(Visit(browser, address, **looks))  # type: ignore[arg-type]
        return visits[-1]

    yield begin
    faults = [fault for visit in visits for fault in visit.faults()]
    for visit in visits:
        visit.close()
    assert not faults


@pytest.fixture
def visit(visiting: Visiting) -> Visit:
    """A visit at a desk."""
    return visiting()
