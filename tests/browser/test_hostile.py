"""What a visitor types and what an address says is shown as it is: nothing of it runs or is fetched."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import ui
from benchmarks.serving import HOST
from tests.browser.visits import PLACES, Visit
from ui import finding, years
from ui.filtering import KEYS

# How a module reads a parameter that has no constant.
_READ = re.compile(r'address\.(?:one\([^"\n]*"([a-z]+)"|change\(\w+, ([a-z]+)=)')


class Listener:
    """A server on this machine that nobody has a reason to call; ``heard``: the paths that it was asked for."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer((HOST, 0), Handler)
        self.address = f"http://{HOST}:{self.server.server_port}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    thread = threading.Thread(target=listener.server.serve_forever)
    thread.start()
    yield listener
    listener.server.shutdown()
    listener.server.server_close()
    thread.join()


def hostile(address: str) -> str:
    """Text that a browser would fetch and run, were it taken for Markdown or HTML."""
    return (
        f"![beeld]({address}/markdown) <img src={address}/html onerror=window.taken=1> <script>window.taken=1</script> "
        f"<iframe src={address}/frame></iframe> [klik](javascript:window.taken=1) :red[rood] $x^2$ `code` {address}/bare"
    )


def parameters() -> set[str]:
    """The parameters that pages know, and other words that modules have for constants, so that each is tried where it is read."""
    found = {*KEYS.values(), years.KEY, *finding.DOCUMENT_KEYS.values()}
    for own in pkgutil.walk_packages(ui.__path__, "ui."):
        module = importlib.import_module(own.name)
        constants = (value for name, value in vars(module).items() if name.isupper() and isinstance(value, str))
        found.update(value for value in constants if re.fullmatch("[a-z]{1,12}", value))
        found.update(one or other for one, other in _READ.findall(inspect.getsource(module)))
    return found


def test_the_parameters_of_all_pages_are_known() -> None:
    known = "v bij zonder letterlijk bron naam vergelijk weergave zoek rol q sorteer aantal plan provincie thema taal woorden"
    assert {*known.split(), "organisatie", "jaren", "document"} <= parameters()


def test_a_hostile_question_is_shown_literally_and_loads_nothing(visit: Visit, listener: Listener) -> None:
    visit.open()
    visit.ask(hostile(listener.address))

    assert visit.asked.inner_text() == hostile(listener.address)
    assert _taken(visit) == (0, None)
    assert listener.heard == []


def test_a_hostile_address_loads_nothing(visit: Visit, listener: Listener) -> None:
    for place in PLACES:
        visit.open(place, **dict.fromkeys(parameters(), hostile(listener.address)))
        assert _taken(visit) == (0, None), place
    assert listener.heard == []


def _taken(visit: Visit) -> tuple[int, object]:
    """How many elements of the hostile text became real, and whether a script of it ran."""
    real = visit.page.locator(f'img[src*="{HOST}"], img[src="x"], iframe, [onerror], a[href^="javascript"]').count()
    return real, visit.page.evaluate("window.taken ?? null")
