"""A visit to the application: a page of the browser, what a visitor does on it, and what must never happen on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

DESKTOP = (1280, 900)
QUESTION = "Welke pps'en doen iets met waterstof in Groningen?"

# Streamlit looks for its server at each level of the address before it finds it at the top.
_SOUGHT_IN_VAIN = ("/_stcore/health", "/_stcore/host-config")
_EXCEPTIONS = '[data-testid="stException"], [data-testid="stAlertContentError"]'
_LANGUAGES = {"nl": "NL", "en": "EN"}


class Visit:
    """One visitor with a browser of his own; ``page`` is Playwright's."""

    def __init__(
        self, browser: Browser, address: str, size: tuple[int, int] = DESKTOP, scheme: Literal["light", "dark"] = "light"
    ) -> None:
        self.address = address
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        self.page: Page = self.context.new_page()
        self._errors: list[str] = []
        self._foreign: list[str] = []
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self._errors.append(str(error)))
        self.context.on("request", self._on_request)
        self.page.on("websocket", lambda socket: self._see(socket.url))

    def open(self, place: str = "", **params: str | Sequence[str]) -> None:
        """Open a page and wait until it has its name."""
        self.page.goto(f"{self.address}/{place}?{urlencode(params, doseq=True)}")
        self.page.locator("h1").first.wait_for()
        self.settled()

    def settled(self) -> None:
        """Wait until the server has drawn the page."""
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()

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
        self.page.get_by_role("radio", name=_LANGUAGES[language]).click()
        self.page.locator(f'html[lang="{language}"]').wait_for()

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
        """The answers of the conversation, by what is said first."""
        return self.page.get_by_test_id("stChatMessage").filter(has_not=self.asked)

    @property
    def citations(self) -> Locator:
        """The buttons that open a source."""
        return self.page.locator('[class*="st-key-source-"] button')

    @property
    def drawer(self) -> Locator:
        """The source that is open."""
        return self.page.get_by_role("dialog")

    def faults(self) -> list[str]:
        """What went wrong since the visit began: errors in the console, requests to elsewhere, exceptions on the page."""
        shown = [f"on the page: {text}" for text in self.page.locator(_EXCEPTIONS).all_inner_texts()]
        return [*self._errors, *(f"asked elsewhere: {url}" for url in self._foreign), *shown]

    def close(self) -> None:
        """End the visit."""
        self.context.close()

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not urlsplit(message.location["url"]).path.endswith(_SOUGHT_IN_VAIN):
            self._errors.append(f"in the console: {message.text}")

    def _on_request(self, request: Request) -> None:
        self._see(request.url)

    def _see(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.address).netloc:
            self._foreign.append(url)
