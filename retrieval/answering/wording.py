"""The words that answers of all forms share: labels joined, lines with quotations, what was searched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from retrieval.answering.work import Composed
from retrieval.dates import written
from retrieval.model import Cell, Citation, Coverage, Filter, Language, Nearness, Plan, PlanEntry
from retrieval.texts import load_texts
from retrieval.vocabulary import PLACES


class Wording:
    """Writes parts of answers in one language, from the catalogue of texts."""

    def __init__(self, language: Language, citations: Sequence[Citation] = ()) -> None:
        self.texts = load_texts(language)
        self.language = language
        self._citations: Mapping[int, Citation] = {citation.mark: citation for citation in citations}

    def quotations(self, marks: Iterable[int], between: str = " ") -> str:
        """Quotations with their marks."""
        return between.join(self.texts("answer.fact", quote=self._citations[mark].quote, mark=mark) for mark in marks)

    def lines(self, entries: Iterable[PlanEntry]) -> str:
        """A line for each plan."""
        return "\n".join(map(self.line, entries))

    def rings(self, entries: Iterable[PlanEntry]) -> list[str]:
        """The plans by how near they are to a place, each ring under its heading."""
        found: dict[Nearness, list[PlanEntry]] = {}
        for entry in entries:
            found.setdefault(entry.nearness or Nearness.ELSEWHERE, []).append(entry)
        return [f"{self.texts(f'nearness.{ring}')}\n{self.lines(own)}" for ring, own in found.items()]

    def line(self, entry: PlanEntry, detail: str = "") -> str:
        """A plan with its quotations. ``detail``: stands behind its name."""
        name = self.name(entry.plan)
        name = self.texts("answer.detailed", name=name, detail=detail) if detail else name
        if not entry.citations:
            return self.texts("answer.line_bare", name=name)
        return self.texts("answer.line", name=name, quotations=self.quotations(entry.citations))

    def name(self, plan: Plan) -> str:
        """The name of a plan, marked when it is provisional."""
        return self.texts("provisional.name", name=plan.name) if plan.provisional else plan.name

    def provisional(self, plans: Iterable[Plan]) -> tuple[str, ...]:
        """The remark that some of the plans are provisional, if they are."""
        count = sum(plan.provisional for plan in plans)
        return (self.texts(f"provisional.{'one' if count == 1 else 'many'}", count=count),) if count else ()

    def cell(self, cell: Cell, shown: set[int] | None = None) -> str:
        """What is said of an aspect of a plan, or that it is not mentioned. ``shown``: marks of quotations that stand above
        already, of which the mark is enough; those of this cell are added."""
        if cell.said:
            seen = shown if shown is not None else set()
            parts = [self.texts("card.see", mark=mark) if mark in seen else self.quotations([mark]) for mark in cell.citations]
            seen |= set(cell.citations)
            return " ".join(parts)
        return self.texts("card.not_mentioned") + "".join(f" [{mark}]" for mark in cell.citations)

    def joined(self, key: str, labels: Iterable[str]) -> str:
        """Labels as an enumeration: commas, and the word of ``key`` before the last."""
        parts = list(labels)
        return self.texts(key).join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)

    def places(self, filters: Sequence[Filter]) -> str:
        """The places of filters."""
        asked = [f for f in filters if f.facet in PLACES and not f.negated]
        labels = [self.texts("answer.around", place=in_sentence(f)) if f.around else in_sentence(f) for f in asked]
        return self.joined("answer.or", labels)

    def searched(self, coverage: Coverage, *, consortia: bool) -> str:
        """What was searched, and which granted consortia are not known."""
        date = written(coverage.built_at, self.language)
        parts = [self.texts("answer.searched", documents=coverage.documents, plans=coverage.plans, date=date)]
        if coverage.provisional:
            parts.append(self.texts("provisional.searched", count=coverage.provisional))
        if coverage.unreadable_pages:
            parts.append(self.texts("answer.unreadable", pages=coverage.unreadable_pages))
        known, granted = coverage.consortia
        if consortia and granted > known:
            parts.append(self.texts("answer.consortia", known=known, granted=granted, missing=granted - known))
        return " ".join(parts)


def in_sentence(place: Filter) -> str:
    """A place with its article: "de Achterhoek"."""
    return f"{place.article} {place.label}".strip()


def composed(lead: str, notes: Sequence[str], *parts: str) -> Composed:
    """The words of an answer from its parts, those that are there."""
    return Composed("\n\n".join(part for part in (lead, *parts) if part), lead, tuple(notes))
