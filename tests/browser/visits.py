"""A visit to the application: a page of the browser, what a visitor does on it, and what must never happen on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode, urlsplit

import httpx

from ui.routes import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

Scheme = Literal["light", "dark"]

DESKTOP = (1280, 900)
PHONE = (390, 844)
# What a screen 1280 wide shows at 400 %.
ZOOMED = (320, 256)
# Without a password there is no page to manage the library.
PLACES = tuple(place for place in Place if place is not Place.MANAGE)
QUESTION = "Welke pps'en doen iets met waterstof in Groningen?"

_EXCEPTIONS = '[data-testid="stException"], [data-testid="stAlertContentError"]'
# More than any page has on the way to what is looked for.
_MOST_TABS = 80

# Whether the middle of an element can be seen: it is on the screen with nothing over it.
IN_SIGHT = """element => {
  const box = element.getClientRects()[0];
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return Boolean(top) && (element.contains(top) || top.contains(element));
}"""


class Visit:
    """One visitor with a browser of his own; ``page`` is Playwright's."""

    def __init__(self, browser: Browser, address: str, size: tuple[int, int] = DESKTOP, scheme: Scheme = "light") -> None:
        self.address = address
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        self.page: Page = self.context.new_page()
        self._errors: list[str] = []
        self._foreign: list[str] = []
        self._refused: list[str] = []
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self._errors.append(str(error)))
        self.context.on("request", self._on_request)
        self.context.on("response", self._on_response)
        self.page.on("websocket", lambda socket: self._see(socket.url))

    def open(self, place: str = Place.ASK, **params: str | Sequence[str]) -> None:
        """Open a page and wait until it has its name."""
        # Streamlit gives the first page no address but the root.
        path = "" if place == Place.ASK else place
        self.page.goto(f"{self.address}/{path}?{urlencode(params, doseq=True)}")
        self.page.locator("h1").first.wait_for()
        self.settled()

    def settled(self) -> None:
        """Wait until the server has drawn the page."""
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()

    def at_rest(self) -> None:
        """Wait until nothing moves: what scrolls and slides has come to its place."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")

    def ask(self, question: str = QUESTION) -> Locator:
        """Ask a question; gives its answer once it is there."""
        before = self.answers.count()
        self.box.fill(question)
        self.box.press("Enter")
        self.answers.nth(before).wait_for()
        self.settled()
        return self.answers.nth(before)

    def open_citation(self, number: int = 0) -> Locator:
        """Open a source of the conversation; gives the drawer once the marked quotation is in it."""
        self.citations.nth(number).click()
        self.drawer.locator("mark").wait_for()
        return self.drawer

    def choose_language(self, language: str) -> None:
        """Choose a language of the interface."""
        self.page.get_by_role("radio", name=language, exact=True).click()
        self.page.locator(f'html[lang="{language}"]').wait_for(state="attached")

    def tab_to(self, wanted: Locator) -> None:
        """Press Tab until something has the focus."""
        for _ in range(_MOST_TABS):
            if self.focused(wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached with the keyboard: {wanted}")

    def see(self, element: Locator) -> None:
        """Wait until an element is in sight."""
        self.page.wait_for_function(IN_SIGHT, arg=element.element_handle())

    def focused(self, element: Locator) -> bool:
        """Whether an element has the focus."""
        return bool(element.evaluate("element => element === document.activeElement"))

    def overflow(self) -> int:
        """By how many CSS pixels the page is wider than the screen."""
        return max(0, int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")))

    @property
    def announcer(self) -> Locator:
        """What a screen reader listens to."""
        return self.page.get_by_role("status").and_(self.page.locator(".pw-announcer"))

    @property
    def box(self) -> Locator:
        """Where questions are typed."""
        return self.page.get_by_test_id("stChatInputTextArea")

    @property
    def asked(self) -> Locator:
        """The questions of the conversation."""
        return self.page.locator(".pw-asked")

    @property
    def answers(self) -> Locator:
        """The answers of the conversation."""
        return self.page.locator(".pw-answer")

    @property
    def citations(self) -> Locator:
        """The buttons that open a source."""
        return self.page.locator(".pw-source")

    @property
    def drawer(self) -> Locator:
        """The source that is open."""
        return self.page.get_by_role("dialog")

    def faults(self) -> list[str]:
        """What went wrong since the visit began: errors in the console, requests to elsewhere or that were refused, exceptions on
        the page."""
        shown = [f"on the page: {text}" for text in self.page.locator(_EXCEPTIONS).all_inner_texts()]
        foreign = [f"asked elsewhere: {url}" for url in self._foreign]
        return [*self._errors, *foreign, *(f"refused: {url}" for url in self._refused), *shown]

    def close(self) -> None:
        """End the visit."""
        self.context.close()

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._errors.append(f"in the console: {message.text}")

    def _on_request(self, request: Request) -> None:
        self._see(request.url)

    def _on_response(self, response: Response) -> None:
        if response.status >= httpx.codes.BAD_REQUEST:
            self._refused.append(f"{response.status} {response.url}")

    def _see(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.address).netloc:
            self._foreign.append(url)
