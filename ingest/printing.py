"""Reports for people: tables in a terminal, lines of inputs where they are piped."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.outcomes import FAILED, FINDINGS, MISSING, BuildReport
from ingest.reporting import last_run, plan_counts
from retrieval.filenames import shown
from retrieval.library import DUPLICATE, FoundPlan, InputRecord, Library
from retrieval.texts import Texts

# More names than this are no warning that somebody reads.
_NAMED = 10
# A path may have four thousand letters.
_LONGEST = 300


def print_build(report: BuildReport, texts: Texts) -> None:
    """What a build did."""
    for entry in report.findings:
        print(texts("build.finding", source=_short(entry.source), reason=reason_of(entry, texts)), file=sys.stderr)
    for source in report.gone[:_NAMED]:
        print(texts("build.gone", source=_short(source)), file=sys.stderr)
    if len(report.gone) > _NAMED:
        print(texts("build.gone_more", count=len(report.gone) - _NAMED), file=sys.stderr)
    told = {"pruned": report.pruned, "moved": report.moved, "again": report.again, "missing": report.statuses.get(MISSING, 0)}
    for key, count in told.items():
        if count:
            print(texts(f"build.{key}", count=count))
    print_provisional(report.provisional, texts)
    counts = {"documents": report.documents, "passages": report.passages, "plans": report.plans}
    print(texts("build.done" if report.published else "build.unchanged", generation=report.generation, **counts))


def print_report(library: Library, texts: Texts) -> None:
    """What became of every input, the plans, and how long the last build took."""
    console = Console()
    if not console.is_terminal:
        for entry in library.each_input():
            print(_said(entry, texts), entry.document, entry.source, sep="\t")
        print_provisional(library.provisional_plans(), texts)
        return
    table, counted = _table(texts, "inputs", "status", "document", "source", "pages", "unread", "quality"), Counter[str]()
    for entry in library.each_input():
        counted[entry.status] += 1
        table.add_row(*(Text(cell, overflow="fold") for cell in _cells(entry, texts)))
    console.print(table)
    console.print(_counts(counted, texts))
    _print_plans(console, library, texts)
    print_provisional(library.provisional_plans(), texts)
    _print_seconds(console, library, texts)


def print_provisional(plans: Sequence[FoundPlan], texts: Texts) -> None:
    """The plans that headings or titles name and no catalogue does, with where."""
    if plans:
        print(texts("provisional.report", count=len(plans)))
    for plan in plans:
        print(texts("provisional.found", name=plan.name, documents=", ".join(plan.documents)))


def reason_of(entry: InputRecord, texts: Texts) -> str:
    """Why an input is as it is, with the number that the log has of what nobody foresaw."""
    return texts(f"reason.{entry.reason}") + (f" ({entry.detail})" if entry.status == FAILED else "")


def _short(source: str) -> str:
    """A source on a few lines of a screen; the report has it whole."""
    return source if len(source) <= _LONGEST else f"{source[: _LONGEST // 2]}…{source[-_LONGEST // 2 :]}"


def _cells(entry: InputRecord, texts: Texts) -> tuple[str, ...]:
    quality = f"{entry.quality:.0%}" if entry.quality >= 0 else ""
    unread = str(entry.unreadable_pages) if entry.unreadable_pages else ""
    return _said(entry, texts), entry.document, entry.source, str(entry.pages or ""), unread, quality


def _said(entry: InputRecord, texts: Texts) -> str:
    """What became of an input, in words."""
    said = texts(f"status.{entry.status}")
    if entry.status == DUPLICATE:
        said = texts("report.same_as", status=said, reason=reason_of(entry, texts), document=entry.document)
    elif entry.reason:
        said = f"{said}: {reason_of(entry, texts)}"
    if entry.gone:
        said = f"{said}; {texts('report.gone')}"
    if entry.ocr_pages:
        said = f"{said}; {texts('report.ocr', count=entry.ocr_pages)}"
    if entry.addresses:
        said = f"{said}; {texts('report.addresses', addresses=', '.join(map(shown, entry.addresses)))}"
    return said


def _counts(counted: Counter[str], texts: Texts) -> Table:
    table = _table(texts, "counts", "status", "count")
    for status, count in counted.most_common():
        table.add_row(Text(texts(f"status.{status}"), style="yellow" if status in FINDINGS else ""), str(count))
    return table


def _print_plans(console: Console, library: Library, texts: Texts) -> None:
    table = _table(texts, "plans", "plan", "passages")
    for plan, count in plan_counts(library):
        mark = f" ({texts('report.provisional')})" if plan.provisional else ""
        table.add_row(Text(plan.name + mark), str(count))
    if table.row_count:
        console.print(table)


def _print_seconds(console: Console, library: Library, texts: Texts) -> None:
    run = last_run(library)
    if not run:
        return
    table = _table(texts, "seconds", "stage", "time", finished=run["finished"])
    for stage, seconds in run["seconds"].items():
        table.add_row(texts(f"seconds.{stage}"), f"{seconds:,.1f}")
    console.print(table)


def _table(texts: Texts, title: str, *columns: str, **facts: object) -> Table:
    numbers = {"pages", "unread", "quality", "count", "passages", "time"}
    table = Table(title=Text(texts(f"report.{title}", **facts)), title_justify="left")
    for column in columns:
        table.add_column(texts(f"report.{column}"), justify="right" if column in numbers else "left", overflow="fold")
    return table
