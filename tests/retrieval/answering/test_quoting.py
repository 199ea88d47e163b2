"""Quotations get a mark only when their span holds the same characters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.answering.quoting import Quoter
from retrieval.library import Library
from retrieval.model import Quotation
from tests.conftest import Store

TEXT = "Aan SCALE is € 9 miljoen toegekend.\n\nSCALE begon in 2023. 🤖 Einde."
AMOUNT = Quotation(1, 1, 0, 35, "Aan SCALE is € 9 miljoen toegekend.", ("SCALE", "Geld"))
START = Quotation(1, 1, 37, 57, "SCALE begon in 2023.")
OTHER = Quotation(1, 2, 0, 6, "Pagina")


@pytest.fixture
def quoter(tmp_path: Path, store: Store) -> Quoter:
    version = store(tmp_path / "index", "gids", TEXT, "Pagina twee")
    assert version == AMOUNT.version
    library = Library(tmp_path / "index")
    return Quoter(library, library.documents_by_version([version]))


def test_a_quotation_that_stands_there_becomes_a_citation(quoter: Quoter) -> None:
    citation = quoter.cite(AMOUNT)
    assert citation is not None
    assert (citation.mark, citation.document.id, citation.page, citation.heading) == (1, "gids", 1, ("SCALE", "Geld"))
    assert (citation.quote, citation.start, citation.end) == (TEXT[0:35], 0, 35)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Aan SCALE is € 8 miljoen toegekend."},
        {"text": "aan SCALE is € 9 miljoen toegekend."},
        {"text": "Aan SCALE is €\u00a09 miljoen toegekend."},
        {"text": AMOUNT.text[:-1]},
        {"start": 1},
        {"end": 34},
        {"start": -len(TEXT), "end": len(TEXT)},
        {"start": 1000, "end": 1035},
        {"page": 2},
        {"page": 3},
        {"page": 0},
        {"version": 2},
    ],
    ids=str,
)
def test_a_quotation_that_does_not_stand_there_gets_no_mark(quoter: Quoter, change: dict[str, int]) -> None:
    assert quoter.cite(replace(AMOUNT, **change)) is None  # type: ignore[arg-type]
    assert quoter.citations() == ()


def test_a_refused_quotation_uses_up_no_mark(quoter: Quoter) -> None:
    quoter.cite(replace(AMOUNT, text="Iets anders"))
    citation = quoter.cite(START)
    assert citation is not None and citation.mark == 1


def test_the_same_quotation_keeps_its_mark(quoter: Quoter) -> None:
    marks = [citation.mark for q in (AMOUNT, START, AMOUNT, replace(AMOUNT), OTHER, START) if (citation := quoter.cite(q))]
    assert marks == [1, 2, 1, 1, 3, 2]
    assert [citation.mark for citation in quoter.citations()] == [1, 2, 3]
    assert [citation.quote for citation in quoter.citations()] == [AMOUNT.text, START.text, OTHER.text]


def test_a_document_that_is_not_in_use_cannot_be_cited(tmp_path: Path, store: Store) -> None:
    store(tmp_path / "index", "gids", TEXT)
    assert Quoter(Library(tmp_path / "index"), {}).cite(AMOUNT) is None


def test_a_new_version_does_not_take_over_the_quotations_of_the_old_one(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "index"
    versions = [store(folder, "gids", text) for text in (TEXT, TEXT.replace("9", "8"))]
    library = Library(folder)
    quoter = Quoter(library, library.documents_by_version(versions))
    assert quoter.cite(AMOUNT) is not None
    assert quoter.cite(replace(AMOUNT, version=versions[1])) is None
