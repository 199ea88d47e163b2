"""What is shown as a file to keep, share or print: a button for each format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import streamlit as st

from retrieval.exporting import FORMATS, Report, file_name, report_of_table, written
from retrieval.model import Coverage, Filter
from retrieval.texts import Texts
from ui import state
from ui.components import unfolding


def show(report: Report, key: str, texts: Texts) -> None:
    """Draw a button that opens the formats. ``key`` parts it from others on the page; a file is made at a click on its format."""
    place = unfolding.show(texts("exporting.open"), "download", f"export-{key}")
    if not place:
        return
    with place, st.container(gap=None, key=f"formats-{key}"):
        for format_id, own in FORMATS.items():
            st.download_button(
                texts(f"exporting.{format_id}"),
                partial(written, report, format_id),
                file_name(report, format_id),
                own.mime,
                key=f"export-{key}-{format_id}",
                type="tertiary",
                on_click="ignore",
            )


def table(
    heading: str,
    columns: Sequence[str],
    lines: Iterable[Sequence[str | int]],
    key: str,
    coverage: Coverage,
    texts: Texts,
    filters: Sequence[Filter] = (),
) -> None:
    """Draw the button for a table of texts and numbers. ``key`` parts it from others on the page; ``coverage``: what it was made
    of; ``filters``: what it was made under."""
    rows = [tuple(line) for line in lines]
    show(report_of_table(heading, columns, rows, coverage, state.language(), filters=filters), key, texts)
