"""What a library holds: documents, their pages and passages, plans, and quotations as spans of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["nl", "en"]

PLAN_KINDS = ("consortium", "pps", "programme")
# The kind of a plan of which it is not known.
UNKNOWN_KIND = "plan"
NATIONWIDE = "landelijk"


@dataclass(frozen=True, slots=True)
class Document:
    """One stored version of a document; ``version`` is its key in the record."""

    version: int
    id: str
    title: str
    kind: str
    url: str
    language: Language
    date: str
    hash: str
    pages: int


@dataclass(frozen=True, slots=True)
class Page:
    """The stored text of a page. ``label`` is the printed page number, ``""`` where there is none."""

    document_id: str
    number: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a page: fractions of its width and height, 0 to 1, from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as it looks. ``png``: its picture, of ``width`` x ``height`` pixels; ``boxes``: what is marked, a box a line."""

    png: bytes
    width: int
    height: int
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed, ranked and cited: ``page.text[start:end] == text``, exactly."""

    id: int
    version: int
    page: int
    start: int
    end: int
    text: str
    heading: tuple[str, ...]
    language: Language
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A consortium, pps or programme. ``facets`` maps a facet to the ids of its values, sorted; ``provisional``: no catalogue
    names it, only a heading or a title does."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    status: str
    website: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a document or plan has a value of a facet: the passage, and where in its page the ``name`` stands.

    ``start`` and ``end``: offsets in the text of the page; ``None`` where a heading of the passage, or the title of its
    document, holds the name.
    """

    facet: str
    value: str
    passage: int
    name: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A span of a stored page; ``text`` is what the span held when it was chosen."""

    version: int
    page: int
    start: int
    end: int
    text: str
    heading: tuple[str, ...] = ()
