"""What is asked, searched and known of a plan, in the words of a report."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.wording import Wording
from retrieval.exporting.report import Report, Source, Table
from retrieval.links import web_address
from retrieval.model import NATIONWIDE, PLAN_KINDS, UNKNOWN_KIND, Citation, Coverage, Filter, Language, Plan, Requirement
from retrieval.texts import Texts, load_texts
from retrieval.vocabulary import Vocabulary


def report(
    title: str,
    language: Language,
    coverage: Coverage,
    tables: Sequence[Table],
    *,
    question: str = "",
    filters: Sequence[Filter] = (),
    requirements: Sequence[Requirement] = (),
    lead: str = "",
    notes: Sequence[str] = (),
    citations: Sequence[Citation] = (),
    named: str = "",
) -> Report:
    """A report of ``tables``; those without rows are left out. ``named``: what a file of it is named by before its filters."""
    texts = load_texts(language)
    subject = (named, *(f.label for f in filters if not f.negated and f.facet != "kind"))
    consortia = any(f.facet == "kind" and f.value == "consortium" and not f.negated for f in filters)
    return Report(
        title=title,
        language=language,
        question=question,
        filters=(*(_condition(f, texts) for f in filters), *(own.label for own in requirements)),
        lead=lead,
        notes=tuple(notes),
        tables=tuple(table for table in tables if table.rows),
        sources=tuple(map(_source, citations)),
        coverage=Wording(language).searched(coverage, consortia=consortia),
        date=coverage.built_at.split("T")[0],
        subject=tuple(filter(None, subject)) or (question or title,),
    )


def kind(plan: Plan, texts: Texts) -> str:
    """The kind of a plan; a kind that is not known by its id."""
    kind = texts(f"kind.{plan.kind}_one") if plan.kind in (*PLAN_KINDS, UNKNOWN_KIND) else plan.kind
    return texts("provisional.name", name=kind) if plan.provisional else kind


def values(plan: Plan, facet: str, language: Language, vocabulary: Vocabulary) -> str:
    """The values of a facet of a plan, by their labels."""
    return ", ".join(_label(facet, value, language, vocabulary) for value in plan.facets.get(facet, ()))


def labels(filters: Sequence[Filter]) -> str:
    """Filters by their labels alone."""
    return ", ".join(f.label for f in filters)


def _source(citation: Citation) -> Source:
    document = citation.document
    return Source(citation.mark, document.title, citation.page, web_address(document.url), citation.quote)


def _condition(condition: Filter, texts: Texts) -> str:
    facet = texts(f"facet.{condition.facet}")
    words = texts("export.filter_not" if condition.negated else "export.filter", facet=facet, label=condition.label)
    return texts("export.preferred", filter=words) if condition.preferred else words


def _label(facet: str, value: str, language: Language, vocabulary: Vocabulary) -> str:
    if value == NATIONWIDE:
        return load_texts(language)("export.nationwide")
    return vocabulary.label(facet, value, language)
