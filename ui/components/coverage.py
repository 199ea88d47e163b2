"""What was searched, in one small line."""

from __future__ import annotations

from retrieval import dates
from retrieval.model import Coverage
from retrieval.texts import Texts
from ui import markup
from ui.texts import number


def block(coverage: Coverage, texts: Texts, *, consortia: bool = False) -> str:
    """The line. ``consortia``: say too how many of the granted consortia are known."""
    built = dates.written(coverage.built_at, texts.language)
    parts = [texts("coverage.searched", documents=coverage.documents, plans=coverage.plans, date=built)]
    if coverage.provisional:
        parts.append(texts("provisional.covered", count=coverage.provisional))
    if coverage.unreadable_pages:
        pages = coverage.unreadable_pages
        parts.append(texts(f"coverage.unreadable_{number(pages)}", pages=pages))
    if coverage.stands_in:
        parts.append(texts("coverage.stands_in", date=built))
    if coverage.server_away:
        parts.append(texts("coverage.server_away"))
    known, granted = coverage.consortia
    if consortia and granted > known:
        parts.append(texts("coverage.consortia", known=known, granted=granted, missing=granted - known))
    return markup.paragraph(" ".join(parts), "coverage")
