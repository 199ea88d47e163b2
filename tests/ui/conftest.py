"""The application with a small engine in the place of the real one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.fakes import VOCABULARY, FakeEngine
from ui import resources

APP = Path(__file__).resolve().parents[2] / "app.py"


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    """The module that runs the tests is the main one again after each: a script that is run takes its place, and processes that
    other tests start would run that script."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    """The fake engine, in place of the one that the environment names."""
    fake = FakeEngine()
    monkeypatch.setattr(resources, "open_services", lambda: resources.Services(fake, VOCABULARY, fake.keep))
    st.cache_resource.clear()
    yield fake
    st.cache_resource.clear()


@pytest.fixture
def app(engine: FakeEngine) -> AppTest:  # noqa: ARG001
    """The whole application at its first visit."""
    return AppTest.from_file(str(APP), default_timeout=20).run()
