"""The browser: the Chromium of the system, driven by Playwright."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome")
# It asks nothing of the outside by itself, so that each request seen is one of the page. In a container it has no sandbox.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def missing() -> str:
    """What a browser test needs and is not there, in a sentence; ``""`` when all is there."""
    if importlib.util.find_spec("playwright") is None:
        return "Playwright is not installed: pip install -e '.[test]'"
    if not _program():
        return "no Chromium found: apt-get install chromium"
    return ""


@contextmanager
def started() -> Iterator[Browser]:
    """A running browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program(), args=list(_QUIET))
        yield browser
        browser.close()


def _program() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)
