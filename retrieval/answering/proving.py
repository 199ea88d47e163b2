"""Proof before showing: every citation is read again through its span, and what fails is dropped with what rests on it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from retrieval.library import Library
from retrieval.model import Answer, AnswerStatus, Citation, PlanEntry, Row, Summary
from retrieval.texts import load_texts

_LOG = logging.getLogger(__name__)


def proven(answer: Answer, library: Library) -> Answer:
    """The answer with the citations that hold; the same value when all do."""
    dropped = [citation for citation in answer.citations if not _holds(citation, answer, library)]
    if not dropped:
        return answer
    failed = frozenset(citation.mark for citation in dropped)
    if len(dropped) == len(answer.citations):
        # Nothing is left to stand on: say so, instead of an empty answer.
        answer = _unproven(answer)
    return replace(
        answer,
        text=_without(answer.text, dropped),
        notes=tuple(note for note in answer.notes if _without(note, dropped)),
        citations=tuple(c for c in answer.citations if c.mark not in failed),
        plans=_entries(answer.plans, failed),
        nationwide=_entries(answer.nationwide, failed),
        near=_entries(answer.near, failed),
        rows=tuple(_row(row, failed) for row in answer.rows),
        summary=_summary(answer.summary, failed),
        dropped=answer.dropped + len(dropped),
    )


def _unproven(answer: Answer) -> Answer:
    sentence = load_texts(answer.language)("answer.unproven")
    text = answer.text.replace(answer.lead, sentence, 1) if answer.lead else f"{sentence}\n\n{answer.text}"
    return replace(answer, status=AnswerStatus.FAILED, lead=sentence, text=text)


def _without(text: str, dropped: Sequence[Citation]) -> str:
    """The lines that rest on none of the citations."""
    for citation in dropped:
        # A quotation may hold line ends; all of it goes.
        text = text.replace(f"“{citation.quote}” [{citation.mark}]", f"[{citation.mark}]")
    return "\n".join(line for line in text.split("\n") if not any(f"[{citation.mark}]" in line for citation in dropped))


def _holds(citation: Citation, answer: Answer, library: Library) -> bool:
    page = library.page(citation.document.version, citation.page)
    if page is not None and page.text[citation.start : citation.end] == citation.quote:
        return True
    where = f"{citation.document.id}, page {citation.page}, {citation.start} to {citation.end}"
    _LOG.warning("a citation failed and was dropped: %s (question of %d characters)", where, len(answer.question))
    return False


def _entries(entries: tuple[PlanEntry, ...], failed: frozenset[int]) -> tuple[PlanEntry, ...]:
    return tuple(replace(entry, citations=tuple(m for m in entry.citations if m not in failed)) for entry in entries)


def _row(row: Row, failed: frozenset[int]) -> Row:
    cells = (replace(cell, citations=tuple(m for m in cell.citations if m not in failed)) for cell in row.cells)
    return replace(row, cells=tuple(replace(cell, said=cell.said and bool(cell.citations)) for cell in cells))


def _summary(summary: Summary | None, failed: frozenset[int]) -> Summary | None:
    if summary is None:
        return None
    kept = tuple(said for said in summary.sentences if not failed & set(said.marks))
    return replace(summary, sentences=kept, dropped=summary.dropped + len(summary.sentences) - len(kept))
