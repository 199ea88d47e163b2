"""Answers, lists and comparisons as files to keep, share and print."""

from retrieval.exporting.answers import exportable, report_of_answer
from retrieval.exporting.formats import FORMATS, Format, file_name, format_of, written
from retrieval.exporting.plain import write as plain_text
from retrieval.exporting.plans import report_of_plans, report_of_table
from retrieval.exporting.report import Cell, Report, Source, Table

__all__ = [
    "FORMATS",
    "Cell",
    "Format",
    "Report",
    "Source",
    "Table",
    "exportable",
    "file_name",
    "format_of",
    "plain_text",
    "report_of_answer",
    "report_of_plans",
    "report_of_table",
    "written",
]
