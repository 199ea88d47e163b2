"""Exporting the last answer: when it is offered, in which formats, and that nothing is made before a click."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.exporting import FORMATS, Report
from tests.ui.fakes import FakeEngine
from tests.ui.screen import ask, unfold
from ui import state
from ui.components import exporting
from ui.texts import interface_texts


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.get("download_button")]


def test_the_last_answer_can_be_exported_in_every_format(app: AppTest) -> None:
    ask(app, "Welke consortia in Zuid-Holland?")
    assert not labels(app)
    unfold(app, "export-")

    assert labels(app) == ["Excel (.xlsx)", "Word (.docx)", "Webpagina om af te drukken (.html)", "CSV (.csv)", "Markdown (.md)"]
    assert "Exporteren" in [block.proto.popover.label for block in app.get("popover")]
    assert not app.exception


def test_only_the_last_answer_can_be_exported(app: AppTest) -> None:
    for _ in range(3):
        ask(app, "Welke consortia in Zuid-Holland?")
    unfold(app, "export-")

    assert len(labels(app)) == len(FORMATS)
    assert app.button(key="undo")


@pytest.mark.parametrize("question", ["Wat was het bedrag?", "Welke in Gelderland?", "Vergelijk die twee", "Wat ontbreken er?"])
def test_quotations_near_misses_rows_and_spots_can_be_exported(app: AppTest, question: str) -> None:
    ask(app, question)
    assert len(labels(unfold(app, "export-"))) == len(FORMATS)
    assert not app.exception


def test_small_talk_can_not_be_exported(app: AppTest) -> None:
    ask(app, "hallo")

    assert not labels(app) and app.button(key="undo")


def test_an_english_page_offers_it_in_the_language_of_the_answer(app: AppTest) -> None:
    app.segmented_control(key=state.LANGUAGE_KEY).set_value("en").run()
    ask(app, "Welke consortia in Zuid-Holland?")

    assert "Exporteren" in [block.proto.popover.label for block in app.get("popover")]
    assert interface_texts("en")("exporting.open") == "Export"


def test_nothing_is_written_before_a_click(engine: FakeEngine, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(report: Report, format_id: str) -> bytes:
        raise AssertionError(f"{format_id} of {report.title} was made")

    monkeypatch.setattr(exporting, "written", refuse)
    ask(app, "Welke consortia in Zuid-Holland?")
    unfold(app, "export-")

    assert engine.asked and not app.exception and len(labels(app)) == len(FORMATS)


def test_a_click_gives_a_file_of_the_answer_with_a_telling_name(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[tuple[str, bytes, str]] = []

    def record(label: str, data: object, file_name: str, mime: str, **_: object) -> None:
        assert label and callable(data)
        offered.append((file_name, data(), mime))

    monkeypatch.setattr(exporting.st, "download_button", record)
    ask(app, "Welke consortia in Zuid-Holland?")
    unfold(app, "export-")

    assert [name for name, _, _ in offered] == [
        f"planwijzer-energietransitie-zuid-holland-2025-11-21.{own.extension}" for own in FORMATS.values()
    ]
    assert [mime for _, _, mime in offered] == [own.mime for own in FORMATS.values()]
    assert all(b"SCALE" in content for name, content, _ in offered if name.endswith((".csv", ".md", ".html")))
    assert all(content.startswith(b"PK") for name, content, _ in offered if name.endswith((".xlsx", ".docx")))


def test_a_format_has_a_name_in_both_languages() -> None:
    for language in state.LANGUAGES:
        assert {f"exporting.{format_id}" for format_id in FORMATS} <= interface_texts(language).keys()
