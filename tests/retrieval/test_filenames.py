"""Paths as they are shown and stored: none is lost by it."""

from __future__ import annotations

import os

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.filenames import shown, unshown


@pytest.mark.skipif(os.sep == "\\", reason="a backslash parts folders there, and nothing is escaped by it")
@given(st.text(st.characters(exclude_characters="\0")) | st.binary().map(os.fsdecode))
@example("a\\nb\nc\\u0041\\\\x1b\x1b\udce9\u202e")
def test_what_is_shown_can_be_found_again(path: str) -> None:
    assert unshown(shown(path)) == path
