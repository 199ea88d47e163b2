"""What axe-core finds against WCAG on a page, but for what is Streamlit's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visits import Visit

_GRAVE = ("serious", "critical")


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that is not ours to mend: the rule, a selector of what it may be found on, and why."""

    rule: str
    selector: str
    reason: str


# Nothing of Streamlit 1.67 was found on the pages so far.
KNOWN: tuple[Known, ...] = ()


def findings(visit: Visit) -> list[str]:
    """The serious and critical findings, each with the rule, the element and what to do."""
    from axe_playwright_python.sync_playwright import Axe

    # What still fades in has too little contrast.
    visit.at_rest()
    page = visit.page
    # An open dialog locks the scrolling of <html>, which has no height in Streamlit: axe takes all of it for hidden.
    page.evaluate("document.documentElement.style.overflow = 'visible'")
    response = Axe().run(page).response
    assert "color-contrast" in {rule["id"] for rule in response["passes"] + response["violations"]}, "no text was looked at"
    violations = response["violations"]
    found = [(violation, node) for violation in violations for node in violation["nodes"] if node["impact"] in _GRAVE]
    return [_told(violation, node) for violation, node in found if not _is_known(page, violation["id"], node)]


def _is_known(page: Page, rule: str, node: dict[str, Any]) -> bool:
    selectors = [known.selector for known in KNOWN if known.rule == rule]
    element = page.locator(str(node["target"][0])).first
    return any(element.evaluate("(element, selector) => element.matches(selector)", selector) for selector in selectors)


def _told(violation: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{violation['id']} ({node['impact']}) at {node['target']}: {node['html'][:200]} {node['failureSummary']}"
