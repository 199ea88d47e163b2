"""What goes on in the library, and what came of it."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts, load_texts
from ui import markup, state
from ui.components import problem, view
from ui.components.managing import starting
from ui.managing.librarian import Librarian
from ui.managing.work import EMBED, READ, End, Kind, Report, Told, Work
from ui.markdown import literal
from ui.texts import number

# Which inputs stand first in a report: what to look at; of the others those that were added here.
_ORDER = {
    status: place
    for place, status in enumerate(("failed", "unreadable", "partial", "skipped", "duplicate", "indexed", "missing"))
}
_ATTENTION = ("failed", "unreadable", "partial")


def show(librarian: Librarian, texts: Texts) -> None:
    """Draw the work that goes on, or the outcome of the last."""
    starting.show()
    work = librarian.work()
    if work is None:
        return
    st.html(markup.section(texts(f"work.{work.kind}", file=work.file)))
    view.show(".pw-title", int(work.started.timestamp()), block="start")
    if work.runs:
        _watch(librarian, texts)
    else:
        _outcome(work, texts)


@st.fragment(run_every=1.0)
def _watch(librarian: Librarian, texts: Texts) -> None:
    """Follow the work each second; the whole page is drawn again when it ends."""
    work = librarian.work()
    if work is None or not work.runs:
        st.rerun()
    st.progress(work.done / work.total if work.total else 0.0, literal(stage(work, texts)))
    st.html(markup.paragraph(texts("work.meanwhile", time=f"{work.started:%H:%M}"), "quiet"))
    st.button(texts("work.cancel"), key="cancel", icon=":material/stop_circle:", on_click=librarian.cancel)


def stage(work: Work, texts: Texts) -> str:
    """How far the work is, in words."""
    if work.kind not in (Kind.BUILD, Kind.REBUILD, Kind.FETCH):
        return texts("work.going")
    if not work.total:
        return texts("work.fetching", file=work.file) if work.kind is Kind.FETCH else texts("work.starting")
    if work.stage == EMBED:
        return texts("work.embedding", number=work.done, total=work.total)
    if work.stage == READ and work.done < work.total:
        return texts("work.reading", number=work.done + 1, total=work.total, name=work.name)
    return texts("work.publishing")


def _outcome(work: Work, texts: Texts) -> None:
    if work.end is End.CANCELLED:
        st.info(literal(texts("work.cancelled")), icon=":material/stop_circle:")
    elif work.report is None:
        problem.show(work.failure or texts("work.broken"))
    elif work.report.problems:
        problem.show(texts("work.problems"))
        for sentence in work.report.problems:
            st.html(markup.paragraph(sentence))
    else:
        st.success(literal(_good(work, work.report, texts)), icon=":material/check:")
    if work.report and work.report.inputs:
        _inputs(work.report, texts)


def _good(work: Work, report: Report, texts: Texts) -> str:
    if work.kind is Kind.REMOVE:
        return texts("work.removed", file=work.file)
    if work.kind is Kind.CHECK or (work.kind is Kind.REPAIR and not report.repaired):
        return texts("work.healthy")
    if work.kind is Kind.REPAIR:
        return texts("work.repaired")
    changed = "" if report.published else texts("work.unchanged") + " "
    return changed + texts("work.holds", documents=report.documents, plans=report.plans)


def _inputs(report: Report, texts: Texts) -> None:
    attention = sum(own.status in _ATTENTION for own in report.inputs)
    if attention:
        st.warning(literal(texts(f"work.attention_{number(attention)}", count=attention)), icon=":material/warning:")
    words = load_texts(state.language())
    rows = [((own.name, told(own, words)), own.status in _ATTENTION) for own in ordered(report)]
    columns = texts("work.input"), texts("work.status")
    st.html(markup.register(texts("work.inputs", count=len(rows)), columns, rows))


def ordered(report: Report) -> list[Told]:
    """The inputs of a report, those to look at first, then those that were added."""
    return sorted(report.inputs, key=lambda own: (own.status not in _ATTENTION, not own.added, _ORDER.get(own.status, 0)))


def told(own: Told, words: Texts) -> str:
    """What became of an input, with the reason. ``words``: the texts of the library."""
    said = words(f"status.{own.status}")
    return f"{said}: {words(f'reason.{own.reason}')}" if own.reason else said
