"""Pictures of every page, on a desk and a phone, light and dark, in both languages: ``make screenshots``.

They are taken from the library that PLANWIJZER_INDEX names, and go to ``screenshots/``, which git ignores. With ``--readme``
those of README alone are made anew, where they stand.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serving import ROOT, served
from tests.browser import chromium
from tests.browser.visits import DESKTOP, PHONE, PLACES, Scheme, Visit
from ui.languages import LANGUAGES
from ui.routes import Place

FOLDER, README = ROOT / "screenshots", ROOT / "docs" / "images"
README_SIZE = (1180, 820)
LOOKS: Mapping[str, tuple[tuple[int, int], Scheme]] = {
    "light": (DESKTOP, "light"),
    "dark": (DESKTOP, "dark"),
    "phone": (PHONE, "light"),
}


def _leave(_: Visit) -> None:
    """Do nothing more."""


def _answered(visit: Visit) -> None:
    visit.ask()


def _with_source(visit: Visit) -> None:
    visit.ask()
    visit.open_citation()


def _with_picture(visit: Visit) -> None:
    visit.ask("Vertel over SCALE")
    visit.open_citation().locator("img").wait_for()


def _with_follow_up(visit: Visit) -> None:
    visit.ask("Welke consortia werken aan smart maintenance in Gelderland?")
    visit.ask("en in Zeeland?")
    # It is brought to the top of the screen.
    visit.see(visit.asked.last)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, where it is taken, and what is done there first."""

    name: str
    place: Place
    params: Mapping[str, Sequence[str]] = field(default_factory=dict)
    first: Callable[[Visit], None] = _leave


# Each page as it opens, and what a page shows when it is used.
SHOTS = (
    *(Shot(place.value, place) for place in PLACES),
    Shot("vraag-antwoord", Place.ASK, first=_answered),
    Shot("vraag-bron", Place.ASK, first=_with_source),
    Shot("vraag-pdf", Place.ASK, first=_with_picture),
    Shot("zoeken-waterstof", Place.SEARCH, {"q": "waterstof", "provincie": "groningen"}),
    Shot("plannen-plan", Place.PLANS, {"plan": "scale"}),
    Shot("vergelijken-plannen", Place.COMPARE, {"plan": ("scale", "new-waves", "snel")}),
    Shot("overzicht-geld", Place.OVERVIEW, {"beeld": "geld"}),
    Shot("dekking-document", Place.COVERAGE, {"document": "programmagids"}),
)


# What README shows.
FRONT = (
    Shot("vraag", Place.ASK, first=_with_follow_up),
    Shot("zoeken", Place.SEARCH, {"q": "waterstof onderhoud"}),
    Shot("vergelijken", Place.COMPARE, {"plan": ("scale", "new-waves", "tech-oost")}),
)


def main(arguments: Sequence[str]) -> int:
    """Take the pictures; 1 with a sentence where there is no browser."""
    if lacking := chromium.missing():
        print(lacking, file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log", {}) as address, chromium.started() as browser:

        def take(shot: Shot, language: str, size: tuple[int, int], scheme: Scheme, path: Path) -> None:
            visit = Visit(browser, address, size, scheme)
            visit.open(shot.place, taal=language, **shot.params)
            shot.first(visit)
            visit.at_rest()
            visit.page.screenshot(path=path)
            visit.close()

        if "--readme" in arguments:
            for shot in FRONT:
                take(shot, LANGUAGES[0], README_SIZE, "light", README / f"{shot.name}.png")
            return 0
        for look, (size, scheme) in LOOKS.items():
            for language in LANGUAGES:
                for shot in SHOTS:
                    take(shot, language, size, scheme, FOLDER / f"{shot.name}-{language}-{look}.png")
    print(f"{FOLDER.relative_to(ROOT)}/: {len(SHOTS) * len(LANGUAGES) * len(LOOKS)} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
