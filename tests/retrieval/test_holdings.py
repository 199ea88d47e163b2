"""What a library says that it holds: every input with what became of it, and never where it stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import build as build_library
from retrieval.engine import Engine
from retrieval.holdings import shown_name
from retrieval.model import Plan
from tests.retrieval.landscape import built, opened, plainly, written


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/home/x/corpus/catalogue.csv#profiel-chill", "profiel-chill"),
        ("/home/x/lines.jsonl#a/b", "b"),
        ("/home/x/lines.jsonl:12", "lines.jsonl:12"),
        ("/home/x/plan #2.pdf", "plan #2.pdf"),
        ("/home/c#/plan.pdf", "plan.pdf"),
        ("C:\\Users\\x\\plan.pdf", "plan.pdf"),
    ],
)
def test_the_name_of_an_input_is_no_path(source: str, name: str) -> None:
    assert shown_name(source) == name


def test_every_document_has_its_plans_and_passages(guide: Engine) -> None:
    held = {holding.name: holding for holding in guide.holdings().inputs}

    assert (held["delta"].status, held["delta"].plans) == ("indexed", ("delta",))
    assert held["delta"].document is not None and held["delta"].document.title == "Delta"
    assert held["delta"].passages == sum(document.id == "delta" for _, document in guide.passages(_plan(guide, "delta")))
    delta = next(own for own in guide.holdings().plans if own.plan.id == "delta")
    assert (delta.documents, delta.passages) == (2, len(guide.passages(delta.plan)))
    assert "stilte" not in {own.plan.id for own in guide.holdings().plans}


def test_what_could_not_be_read_is_told_with_its_reason_and_a_copy_as_such(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    settings = built(written(tmp_path / "small"))
    other = tmp_path / "more"
    other.mkdir()
    (other / "leeg.txt").write_text("", encoding="utf-8")
    (other / "beeld.bmp").write_bytes(b"BM")
    (other / "delta-2.md").write_text((settings.corpus / "delta.md").read_text(encoding="utf-8"), encoding="utf-8")
    with plainly():
        build_library([other], settings, progress=lambda *_: None)

    held = {holding.name: holding for holding in opened(settings).holdings().inputs}

    assert (held["leeg.txt"].status, held["leeg.txt"].document) == ("unreadable", None)
    assert (held["beeld.bmp"].status, held["beeld.bmp"].reason) == ("skipped", "unsupported")
    assert (held["delta-2.md"].copy_of, held["delta-2.md"].status, held["delta-2.md"].document) == ("delta", "duplicate", None)
    assert (held["delta"].copy_of, held["delta"].also) == ("", ("delta-2.md",))
    assert not any(str(tmp_path) in name for name in held)
    # A copy leads to the page of the document that it is a copy of.
    assert (held["delta-2.md"].key, held["delta"].key, held["leeg.txt"].key) == ("delta", "delta", "leeg.txt")


def test_what_is_expected_and_missing_goes_by_the_title_that_its_catalogue_gives(engine: Engine) -> None:
    missing = [holding for holding in engine.holdings().inputs if holding.status == "missing"]

    assert missing and all(holding.title.startswith("Samenvatting van toegekend consortium") for holding in missing)
    assert all(holding.document is None and holding.key == holding.name for holding in missing)


def test_every_page_of_a_document_tells_how_it_was_read_and_what_was_made_of_it(engine: Engine) -> None:
    holding = next(own for own in engine.holdings().inputs if own.name == "programmagids")
    sheets = engine.sheets("programmagids")

    assert [sheet.number for sheet in sheets] == list(range(1, holding.pages + 1))
    assert sum(len(sheet.passages) for sheet in sheets) == holding.passages
    assert all(sheet.characters == len(engine.page("programmagids", sheet.number).text) for sheet in sheets)
    assert {sheet.reader for sheet in sheets} <= {"pdfium", "pypdf"} and holding.suffix == ".pdf"
    assert all(sheet.quality is not None and 0.5 < sheet.quality <= 1 for sheet in sheets)
    assert 0.9 < holding.quality <= 1 and holding.url.startswith("https://")

    (note,) = engine.sheets("begrippenlijst")
    assert (note.reader, note.quality, note.hidden, note.ocr) == ("", None, 0, False)
    assert engine.sheets("nergens") == ()


def _plan(engine: Engine, identity: str) -> Plan:
    return next(plan for plan in engine.plans() if plan.id == identity)
