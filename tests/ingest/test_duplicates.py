"""Nearly the same documents: found where only furniture differs, and told from another edition."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.duplicates import LEAST_WORDS, bands_of, same_text
from retrieval.library import Library
from retrieval.settings import Settings
from tests.conftest import Build

_WORDS = [a + b + c for a in "bdfgklmnprstvwz" for b in "aeiou" for c in ("n", "rt", "ls", "k")]


def paragraphs(count: int = 12, seed: int = 1) -> list[str]:
    """Paragraphs of 30 words, the same each time, with an amount in each."""
    drawn = random.Random(seed)
    return [" ".join([*drawn.choices(_WORDS, k=28), "euro", str(1000 + n)]) + "." for n in range(count)]


TEXT = paragraphs()
WHOLE = "\n\n".join(TEXT)


def paged(header: Callable[[int], str] = lambda _: "", footer: Callable[[int], str] = lambda _: "") -> list[str]:
    """The text on pages of three paragraphs, with something above and below."""
    pages = [TEXT[start : start + 3] for start in range(0, len(TEXT), 3)]
    return ["\n\n".join(part for part in (header(n), *page, footer(n)) if part) for n, page in enumerate(pages, start=1)]


@pytest.mark.parametrize(
    "other",
    [
        paged(),
        ["Website van het consortium\n\nContact\n\n" + WHOLE],
        [WHOLE + "\n\nAbonneer u op onze nieuwsbrief\n© 2026"],
        paged(header=lambda _: "Jaarplan van het consortium"),
        paged(footer=lambda n: f"Pagina {n} van 4"),
        paged(footer=lambda n: str(n)),
        [WHOLE.replace("\n\n", "\n").upper()],
        [WHOLE.replace(TEXT[4], TEXT[4].replace(" ", "", 1))],
    ],
    ids=["pages", "menu", "below", "header", "page x of y", "page number", "lines", "a space lost"],
)
def test_furniture_makes_no_other_document(other: list[str]) -> None:
    assert same_text([WHOLE], other)
    assert same_text(other, [WHOLE])
    assert set(bands_of([WHOLE])) & set(bands_of(other))


@pytest.mark.parametrize(
    "other",
    [
        WHOLE.replace("1004", "9999"),
        WHOLE.replace(TEXT[4].split()[7], "niet", 1),
        WHOLE.replace(TEXT[4], TEXT[4] + " En het bedrag is verhoogd."),
        WHOLE.replace(TEXT[4], TEXT[4] + "\n\nHet bedrag is daarna verhoogd naar 5000 euro."),
        WHOLE.replace(TEXT[4] + "\n\n", ""),
        "Consortium Delta\n\n" + WHOLE,
        "\n\n".join(TEXT[:6]),
        "\n\n".join([*TEXT, *paragraphs(4, seed=2)]),
        "\n\n".join(paragraphs(seed=3)),
    ],
    ids=["amount", "word", "sentence", "paragraph", "left out", "title", "excerpt", "with more", "another"],
)
def test_another_edition_stays_another_document(other: str) -> None:
    ours = "Consortium Gamma\n\n" + WHOLE
    assert not same_text([ours], [other])
    assert not same_text([other], [ours])


def test_other_amounts_in_a_table_are_another_edition() -> None:
    tables = ["\n".join(f"Jaar {year}\n{amount}" for year in range(2020, 2030)) for amount in (300, 400)]
    assert not same_text([WHOLE + "\n" + tables[0] + "\n" + TEXT[0]], [WHOLE + "\n" + tables[1] + "\n" + TEXT[0]])


def test_short_texts_must_have_the_same_words() -> None:
    short = " ".join(WHOLE.split()[: LEAST_WORDS - 1])
    assert same_text([short], [short.upper()]) and bands_of([short]) == bands_of([short.upper()])
    other = f"Contact\n\n{short}"
    assert not same_text([short], [other]) and bands_of([short]) != bands_of([other])
    assert not bands_of(["Dit is te kort."]) and not same_text(["Dit is te kort."], ["Dit is te kort."])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text, as Markdown and as a web page with a menu."""
    folder = tmp_path / "bron"
    folder.mkdir()
    (folder / "plan.md").write_text("# Aanpak\n\n" + WHOLE)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    page = f"<html><body><nav><a href='/'>Thuis</a></nav><main><h1>Aanpak</h1>{body}</main></body></html>"
    (folder / "web.html").write_text(page)
    return folder


def test_one_text_in_two_formats_is_one_document(build: Build, folder: Path, settings: Settings) -> None:
    report = build(folder)
    found = {Path(entry.source).name: (entry.status, entry.document, entry.reason) for entry in Library(settings.index).inputs()}
    assert found == {"plan.md": ("indexed", "plan.md", ""), "web.html": ("duplicate", "plan.md", "nearly_same")}
    assert (report.documents, build(folder).unchanged) == (1, 2)


def test_edition_with_another_amount_is_stored_beside_the_first(build: Build, folder: Path) -> None:
    page = (folder / "web.html").read_text()
    (folder / "web.html").write_text(page.replace("1004", "2004"))
    assert build(folder).statuses == {"indexed": 2}


def test_what_was_nearly_the_same_is_stored_when_the_other_changes(build: Build, folder: Path) -> None:
    build(folder)
    (folder / "plan.md").write_text("# Aanpak\n\n" + WHOLE.replace("1004", "2004"))
    report = build(folder)
    assert (report.statuses, report.documents, report.again) == ({"indexed": 2}, 2, 1)
