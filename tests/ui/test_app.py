"""The frame: what a visitor sees when the library can't be opened, and what Streamlit is told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from retrieval.errors import IndexMissing
from tests.ui.conftest import APP
from tests.ui.fakes import VOCABULARY, FakeEngine
from ui import resources


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _start() -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=60).run()


def test_without_an_index_the_command_that_makes_one_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLANWIJZER_INDEX", str(tmp_path / "none"))
    app = _start()

    assert "python &#45;m ingest build" in app.error[0].value
    assert not app.exception
    assert not app.chat_input


def test_an_unknown_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANWIJZER_NONSENSE", "1")

    assert "PLANWIJZER&#95;NONSENSE" in _start().error[0].value


def test_an_index_made_afterwards_is_found_at_the_next_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> resources.Services:
        raise IndexMissing(index="hier")

    monkeypatch.setattr(resources, "open_services", missing)
    app = _start()
    assert app.error
    monkeypatch.setattr(resources, "open_services", lambda: resources.Services(FakeEngine(), VOCABULARY, print))

    assert not app.run().error
    assert app.chat_input


def test_the_library_is_opened_once_for_all_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[resources.Services] = []

    def opening() -> resources.Services:
        opened.append(resources.Services(FakeEngine(), VOCABULARY, print))
        return opened[-1]

    monkeypatch.setattr(resources, "open_services", opening)
    _start()
    _start()

    assert len(opened) == 1


def test_streamlit_is_told_to_stay_private_and_quiet() -> None:
    config = tomllib.loads((APP.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["headless"] is True
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
