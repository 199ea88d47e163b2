"""Reports of lists of plans, and of any other table."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.wording import Wording
from retrieval.exporting.report import Cell, Report, Table
from retrieval.exporting.wording import kind, report, values
from retrieval.model import Citation, Coverage, Filter, Language, Plan
from retrieval.texts import Texts, load_texts
from retrieval.vocabulary import Vocabulary

_ALWAYS = ("province", "theme")
_STATUSES = ("granted", "applied", "named")
_FACETS = ("province", "region", "place", "theme", "sector", "level", "offer")


def report_of_plans(
    plans: Sequence[Plan],
    vocabulary: Vocabulary,
    coverage: Coverage,
    language: Language = "nl",
    *,
    title: str = "",
    filters: Sequence[Filter] = (),
    lead: str = "",
    notes: Sequence[str] = (),
) -> Report:
    """A list of plans with all that is known of them in words. ``filters``: what they were chosen by."""
    texts = load_texts(language)
    facets = [facet for facet in _FACETS if facet in _ALWAYS or any(plan.facets.get(facet) for plan in plans)]
    columns = (
        texts("column.plan"),
        texts("column.kind"),
        texts("column.status"),
        *(texts(f"column.{facet}") for facet in facets),
        texts("column.website"),
    )
    rows = [_row(plan, facets, language, vocabulary, texts) for plan in plans]
    table = Table(texts("export.plans"), columns, tuple(rows))
    notes = (*Wording(language).provisional(plans), *notes)
    return report(title or texts("export.plans"), language, coverage, [table], filters=filters, lead=lead, notes=notes)


def report_of_table(
    heading: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell | str | int]],
    coverage: Coverage,
    language: Language = "nl",
    *,
    title: str = "",
    filters: Sequence[Filter] = (),
    lead: str = "",
    notes: Sequence[str] = (),
    citations: Sequence[Citation] = (),
) -> Report:
    """A table or matrix of anything. Raises ``ValueError`` for a row that has not a cell for each column."""
    if any(len(row) != len(columns) for row in rows):
        raise ValueError(f"{heading}: {len(columns)} columns")
    table = Table(heading, tuple(columns), tuple(tuple(map(cell_of, row)) for row in rows))
    title = title or heading
    return report(title, language, coverage, [table], filters=filters, named=title, lead=lead, notes=notes, citations=citations)


def cell_of(value: Cell | str | int) -> Cell:
    """A cell that shows a text or a whole number."""
    if isinstance(value, Cell):
        return value
    return Cell(str(value), number=isinstance(value, int))


def _row(plan: Plan, facets: Sequence[str], language: Language, vocabulary: Vocabulary, texts: Texts) -> tuple[Cell, ...]:
    status = texts(f"export.status_{plan.status}") if plan.status in _STATUSES else plan.status
    known = (values(plan, facet, language, vocabulary) for facet in facets)
    return tuple(map(cell_of, (plan.name, kind(plan, texts), status, *known, plan.website)))
