"""Pictures of every page, on a desk and a phone, light and dark, in both languages: ``make screenshots``.

They are taken from the library that PLANWIJZER_INDEX names, and go to ``screenshots/``, which git ignores.
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

FOLDER = ROOT / "screenshots"
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


def main() -> int:
    """Take all pictures; 1 with a sentence where there is no browser."""
    if lacking := chromium.missing():
        print(lacking, file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log", {}) as address, chromium.started() as browser:
        for look, (size, scheme) in LOOKS.items():
            for language in LANGUAGES:
                for shot in SHOTS:
                    visit = Visit(browser, address, size, scheme)
                    _take(visit, shot, language, f"{shot.name}-{language}-{look}.png")
                    visit.close()
    print(f"{FOLDER.relative_to(ROOT)}/: {len(SHOTS) * len(LANGUAGES) * len(LOOKS)} pictures")
    return 0


def _take(visit: Visit, shot: Shot, language: str, name: str) -> None:
    visit.open(shot.place, taal=language, **shot.params)
    shot.first(visit)
    visit.at_rest()
    visit.page.screenshot(path=FOLDER / name)


if __name__ == "__main__":
    sys.exit(main())
