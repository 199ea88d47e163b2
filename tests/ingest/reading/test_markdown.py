"""Markdown to blocks: text without mark-up, headings with their level."""

from __future__ import annotations

import pytest

from ingest.reading.markdown import read_markdown


def blocks(text: str) -> list[tuple[str, int]]:
    (page,) = read_markdown(text).pages
    return [(block.text, block.level) for block in page.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Een\n\n### Drie\n", [("Een", 1), ("Drie", 3)]),
        ("Een\n===\n\nTwee\n---\n", [("Een", 1), ("Twee", 2)]),
        ("## **Vet** en `code`\n", [("Vet en code", 2)]),
        ("####### zeven\n", [("####### zeven", 0)]),
    ],
)
def test_headings_have_their_level_and_no_mark_up(text: str, expected: list[tuple[str, int]]) -> None:
    assert blocks(text) == expected


def test_text_after_a_heading_is_no_heading() -> None:
    assert blocks("# Kop\nEerste alinea.\n\nTweede alinea.\n") == [("Kop", 1), ("Eerste alinea.", 0), ("Tweede alinea.", 0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- een\n- twee\n", "- een\n- twee"),
        ("1. een\n2. twee\n", "- een\n- twee"),
        ("- een\n  - onder\n- twee\n", "- een\n- onder\n- twee"),
        ("- een\n\n  vervolg\n- twee\n", "- een vervolg\n- twee"),
    ],
)
def test_list_is_one_block_with_a_line_for_each_item(text: str, expected: str) -> None:
    assert blocks(f"Vooraf\n\n{text}\nErna\n") == [("Vooraf", 0), (expected, 0), ("Erna", 0)]


def test_rows_of_a_table_are_blocks_that_keep_their_header() -> None:
    table = "| naam | sector | plaats |\n|---|---|---|\n| A |  | Ede |\n"
    assert blocks(f"{table}\nErna\n") == [("naam | sector | plaats", 0), ("naam: A; plaats: Ede", 0), ("Erna", 0)]


def test_hard_break_is_a_line_end_and_soft_break_a_space() -> None:
    assert blocks("hard  \nook hard\\\nzacht\neinde\n") == [("hard\nook hard\nzacht einde", 0)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zie [de *site*](https://voorbeeld.nl/a?b=c).", "Zie de site."),
        ("Zie <https://voorbeeld.nl>.", "Zie https://voorbeeld.nl."),
        ("![een plaat](plaat.png) erbij", "een plaat erbij"),
        ("[verwijzing][v]\n\n[v]: https://voorbeeld.nl", "verwijzing"),
        ("R&amp;D, &eacute;&eacute;n \\*ster\\*", "R&D, één *ster*"),
    ],
)
def test_links_images_and_entities_are_shown_by_their_text(text: str, shown: str) -> None:
    assert blocks(text) == [(shown, 0)]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "voor <b onclick=x>vet</b> na", "<!-- weg -->"])
def test_raw_html_stays_the_characters_it_is(text: str) -> None:
    assert blocks(text) == [(text, 0)]


def test_code_keeps_its_lines() -> None:
    assert blocks("```python\na = 1\n  b = 2\n```\n") == [("a = 1\n  b = 2", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "> geciteerd\n\nna het citaat\n",
        "> > twee diep geciteerd\n\nna het citaat\n",
        "- > geciteerd\n\nna het citaat\n",
        "> - geciteerd\n\nna het citaat\n",
        "> > > drie diep geciteerd\n\nna het citaat\n",
    ],
)
def test_quoted_text_and_what_follows_it_is_kept(text: str) -> None:
    joined = " ".join(shown for shown, _ in blocks(text))
    assert "geciteerd" in joined and "na het citaat" in joined


@pytest.mark.parametrize(("text", "title"), [("tekst\n\n## Kop\n\n# Later\n", "Kop"), ("tekst\n", ""), ("", "")])
def test_title_is_the_first_heading(text: str, title: str) -> None:
    assert read_markdown(text).title == title
