"""A report: what is exported, the same for every format of file."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.model import Language
from retrieval.texts import load_texts


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, with the marks of the citations that support it.

    A cell with marks and no text holds the quotations that they stand for. ``number``: the text is a whole number.
    """

    text: str = ""
    marks: tuple[int, ...] = ()
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A part of a report; every row has a cell for each column.

    ``crossed``: the first column names aspects, and every other column is a plan.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What a mark stands for: an exact quotation and where it was read. ``url``: an address of the web, or ``""``."""

    mark: int
    title: str
    page: int
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class Report:
    """What is exported.

    ``filters``: the conditions, in words; ``coverage``: the line that says what was searched; ``date``: the day of the index
    (ISO); ``subject``: words that a file of it is named by.
    """

    title: str
    language: Language
    question: str
    filters: tuple[str, ...]
    lead: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    sources: tuple[Source, ...]
    coverage: str
    date: str
    subject: tuple[str, ...] = ()

    def source(self, mark: int) -> Source:
        """The source with this mark; ``KeyError`` when there is none."""
        for source in self.sources:
            if source.mark == mark:
                return source
        raise KeyError(mark)

    def pieces(self, cell: Cell) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """What a cell shows: texts, those of quotations in quotation marks, each with its marks."""
        if cell.text or not cell.marks:
            return ((cell.text, cell.marks),)
        texts = load_texts(self.language)
        return tuple((texts("export.quoted", quote=self.source(mark).quote), (mark,)) for mark in cell.marks)

    def asked(self) -> tuple[tuple[str, str], ...]:
        """What was asked, as names and values: those that there are."""
        texts = load_texts(self.language)
        asked = ((texts("export.question"), self.question), (texts("export.filters"), "; ".join(self.filters)))
        return tuple((name, value) for name, value in asked if value)


def shown(text: str, marks: tuple[int, ...]) -> str:
    """A text with its marks behind it."""
    return " ".join(part for part in (text, "".join(f"[{mark}]" for mark in marks)) if part)
