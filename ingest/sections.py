"""Pages and sections: blocks are laid out as page text, headings give each stretch of it a path and its plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.reading import Block, ReadDocument
from retrieval.model import Page

BLOCK_SEPARATOR = "\n\n"
PlanOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of one page under one heading path. ``plan``: the plan that its headings name, or ``None``."""

    page: int
    start: int
    end: int
    heading: tuple[str, ...]
    plan: str | None


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    plan: str | None


def lay_out(document: ReadDocument, document_id: str, plan_of: PlanOf) -> tuple[list[Page], list[Section]]:
    """Stored pages (numbered from 1) and their sections, in order.

    ``plan_of`` gives the plan that a heading names. A section belongs to the plan of its innermost heading that
    names one. A heading path goes on over page breaks.
    """
    pages: list[Page] = []
    sections: list[Section] = []
    path: list[_Heading] = []
    for number, read in enumerate(document.pages, start=1):
        text = BLOCK_SEPARATOR.join(block.text for block in read.blocks)
        pages.append(Page(document_id, number, read.label, text))
        sections += _page_sections(read.blocks, number, path, plan_of)
    return pages, sections


def _page_sections(blocks: Sequence[Block], number: int, path: list[_Heading], plan_of: PlanOf) -> list[Section]:
    """The sections of one page; ``path`` is the open headings, changed in place for the next page."""
    sections: list[Section] = []
    position = begin = 0
    for block in blocks:
        end = position + len(block.text)
        if block.level:
            _close(sections, number, begin, position, path)
            _open(path, _Heading(block.level, block.text, plan_of(block.text)))
            begin = end
        position = end + len(BLOCK_SEPARATOR)
    _close(sections, number, begin, max(begin, position - len(BLOCK_SEPARATOR)), path)
    return sections


def _open(path: list[_Heading], heading: _Heading) -> None:
    while path and path[-1].level >= heading.level:
        path.pop()
    path.append(heading)


def _close(sections: list[Section], number: int, start: int, end: int, path: list[_Heading]) -> None:
    plan = next((heading.plan for heading in reversed(path) if heading.plan), None)
    sections.append(Section(number, start, end, tuple(heading.text for heading in path), plan))
