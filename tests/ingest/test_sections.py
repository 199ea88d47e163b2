"""Sections: stretches of a page with the headings they stand under and the plan they belong to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.attribution import PlanNames
from ingest.reading import Block, ReadDocument, ReadPage
from ingest.sections import BLOCK_SEPARATOR, lay_out
from retrieval.model import Plan

NAMES = PlanNames(
    [
        Plan("delta", "Delta Werkt", ("Consortium Delta", "DW"), "consortium", "", ""),
        Plan("schie", "Schie", (), "pps", "", ""),
    ]
)
Stretch = tuple[int, str, tuple[str, ...], str | None]


def block(text: str) -> Block:
    """``## Kop`` is a heading of level 2."""
    marks = len(text) - len(text.lstrip("#"))
    return Block(text.lstrip("# "), marks)


def stretches(*pages: list[str]) -> list[Stretch]:
    """(page, text, headings, plan) of the sections that hold text."""
    document = ReadDocument("", tuple(ReadPage(tuple(map(block, page))) for page in pages))
    laid, sections = lay_out(document, "d", NAMES.named_by)
    texts = [(section, laid[section.page - 1].text[section.start : section.end].strip()) for section in sections]
    return [(section.page, text, section.heading, section.plan) for section, text in texts if text]


def test_heading_path_goes_on_over_page_breaks() -> None:
    assert stretches(["# A", "## B", "een"], ["twee", "## C", "drie"], ["# D", "vier"]) == [
        (1, "een", ("A", "B"), None),
        (2, "twee", ("A", "B"), None),
        (2, "drie", ("A", "C"), None),
        (3, "vier", ("D",), None),
    ]


def test_text_before_the_first_heading_has_no_heading_and_no_plan() -> None:
    assert stretches(["vooraf", "# Delta Werkt", "een"])[0] == (1, "vooraf", (), None)


@pytest.mark.parametrize("name", ["Delta Werkt", "Consortium Delta", "DW", "3. Delta Werkt", "Delta Werkt: de kern"])
def test_section_belongs_to_the_plan_its_heading_names(name: str) -> None:
    assert [plan for *_, plan in stretches([f"# {name}", "een", "## Partners", "twee"], ["drie"])] == ["delta"] * 3


def test_heading_of_the_next_plan_ends_the_one_before() -> None:
    found = stretches(["# Delta Werkt", "## Aanpak", "een", "# Schie", "twee", "## Aanpak", "drie"])
    assert [(text, plan) for _, text, _, plan in found] == [("een", "delta"), ("twee", "schie"), ("drie", "schie")]


def test_heading_of_the_same_level_that_names_no_plan_ends_the_plan() -> None:
    assert [plan for *_, plan in stretches(["# Delta Werkt", "een", "# Bijlage", "twee"])] == ["delta", None]


def test_innermost_heading_that_names_a_plan_counts() -> None:
    found = stretches(["# Delta Werkt", "## Schie", "een", "### Partners", "twee", "## Aanpak", "drie"])
    assert [plan for *_, plan in found] == ["schie", "schie", "delta"]


def test_plan_named_in_the_text_alone_does_not_own_it() -> None:
    assert stretches(["# Overzicht", "Delta Werkt"]) == [(1, "Delta Werkt", ("Overzicht",), None)]


def test_deeper_heading_that_follows_a_skipped_level_closes_with_its_parent() -> None:
    assert [headings for *_, headings, _ in stretches(["# A", "### B", "een", "## C", "twee"])] == [("A", "B"), ("A", "C")]


def test_pages_keep_numbers_and_labels_also_when_empty() -> None:
    document = ReadDocument("", (ReadPage((), "i"), ReadPage((Block("een"),), "1")))
    pages, sections = lay_out(document, "d", NAMES.named_by)
    assert [(page.document_id, page.number, page.label, page.text) for page in pages] == [("d", 1, "i", ""), ("d", 2, "1", "een")]
    assert [pages[s.page - 1].text[s.start : s.end] for s in sections if s.start < s.end] == ["een"]


BLOCKS = st.builds(Block, st.text("ab \n", min_size=1).filter(str.strip), st.integers(0, 3))


@given(st.lists(st.lists(BLOCKS, max_size=6), max_size=4))
def test_every_paragraph_stands_in_one_section_and_no_heading_does(read: list[list[Block]]) -> None:
    document = ReadDocument("", tuple(ReadPage(tuple(page)) for page in read))
    pages, sections = lay_out(document, "d", lambda _: None)
    for page, blocks in zip(pages, read, strict=True):
        own = [section for section in sections if section.page == page.number]
        assert all(a.end <= b.start for a, b in pairwise(own))
        held = [page.text[section.start : section.end] for section in own]
        paragraphs = [block.text for block in blocks if not block.level]
        assert "".join("".join(held).split()) == "".join(BLOCK_SEPARATOR.join(paragraphs).split())
