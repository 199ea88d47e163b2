"""Reports of answers, whatever their form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from retrieval.answering.wording import Wording
from retrieval.exporting.plans import cell_of
from retrieval.exporting.report import Cell, Report, Table
from retrieval.exporting.wording import kind, labels, report, values
from retrieval.model import Answer, AnswerForm, Filter, PlanEntry, Row
from retrieval.texts import Texts, load_texts
from retrieval.vocabulary import Vocabulary

# A column besides those that every list of plans has: its name, and what it says of a plan.
_Column = tuple[str, Callable[[PlanEntry], str]]


def report_of_answer(answer: Answer, vocabulary: Vocabulary) -> Report:
    """All of an answer: what was said, the plans that meet the question, come near or work everywhere, and what is quoted."""
    texts = load_texts(answer.language)
    return report(
        texts("export.answer"),
        answer.language,
        answer.coverage,
        list(_tables(answer, vocabulary, texts)),
        question=answer.question,
        filters=answer.filters,
        requirements=answer.requirements,
        lead=answer.lead,
        notes=_notes(answer, texts),
        citations=answer.citations,
    )


def exportable(answer: Answer) -> bool:
    """Whether an answer holds more than its sentences."""
    return bool(answer.plans or answer.nationwide or answer.near or answer.rows or answer.spots or answer.citations)


def _notes(answer: Answer, texts: Texts) -> list[str]:
    """What is to be known of an answer besides its first sentence: how the question was read, the remarks, what was left out."""
    notes = [texts("ask.rewritten", question=answer.rewritten)] if answer.rewritten else []
    notes += [texts("ask.corrected", typed=c.typed, meant=c.meant) for c in answer.corrections]
    notes += answer.notes
    if answer.summary and answer.summary.dropped:
        number = "one" if answer.summary.dropped == 1 else "many"
        notes.append(texts(f"ask.dropped_{number}", count=answer.summary.dropped))
    return notes


def _tables(answer: Answer, vocabulary: Vocabulary, texts: Texts) -> Iterator[Table]:
    yield _summary(answer, texts)
    shared: list[_Column] = [(texts("column.shared"), lambda entry: labels(entry.why))]
    besides = shared if answer.form is AnswerForm.LIKENESS else []
    yield _plans(texts("export.plans"), answer.plans, besides, answer, vocabulary)
    if answer.rows:
        yield _aspects(answer, texts)
    if answer.spots:
        yield _spots(answer, texts)
    yield _quotations(answer, texts)
    yield _plans(texts("answer.nationwide").rstrip(":"), answer.nationwide, [], answer, vocabulary)
    for ring, found in groupby(answer.near, key=lambda entry: entry.nearness):
        heading = texts(f"nearness.{ring}").rstrip(":") if ring else texts("export.near")
        yield _plans(heading, list(found), [] if ring else _met_and_missed(answer, texts), answer, vocabulary)


def _summary(answer: Answer, texts: Texts) -> Table:
    said = answer.summary.sentences if answer.summary else ()
    rows = tuple((Cell(sentence.text, sentence.marks),) for sentence in said)
    return Table(texts("export.summary"), (texts("column.sentence"),), rows)


def _plans(
    heading: str, entries: Sequence[PlanEntry], besides: Sequence[_Column], answer: Answer, vocabulary: Vocabulary
) -> Table:
    """Plans with what they are, ``besides`` and what is quoted of them, where something is."""
    texts, quoted = load_texts(answer.language), any(entry.citations for entry in entries)
    columns = [texts(f"column.{name}") for name in ("plan", "kind", "province", "theme", "website")]
    columns += [name for name, _ in besides] + [texts("column.quotation")] * quoted
    rows = []
    for entry in entries:
        plan = entry.plan
        provinces, themes = (values(plan, facet, answer.language, vocabulary) for facet in ("province", "theme"))
        told = [plan.name, kind(plan, texts), provinces, themes, plan.website, *(tell(entry) for _, tell in besides)]
        rows.append((*map(cell_of, told), *[Cell(marks=entry.citations)] * quoted))
    return Table(heading, tuple(columns), tuple(rows))


def _met_and_missed(answer: Answer, texts: Texts) -> list[_Column]:
    """For near misses: which filters they meet, and which they miss."""

    def missed(entry: PlanEntry) -> str:
        return labels([f for f in answer.filters if f not in entry.why and not f.preferred])

    return [(texts("column.met"), lambda entry: labels(entry.why)), (texts("column.missed"), missed)]


def _aspects(answer: Answer, texts: Texts) -> Table:
    """Aspects of plans: a row for each aspect, a column for each plan."""
    names = map(Wording(answer.language).name, (entry.plan for entry in answer.plans))
    rows = tuple((Cell(row.label), *_said(row, texts)) for row in answer.rows)
    return Table(texts("export.aspects"), (texts("column.aspect"), *names), rows, crossed=True)


def _said(row: Row, texts: Texts) -> Iterator[Cell]:
    for cell in row.cells:
        yield Cell("" if cell.said else texts("card.not_mentioned"), cell.citations)


def _spots(answer: Answer, texts: Texts) -> Table:
    """For each value of a facet the number of plans that meet the filters, where there are any, and of all."""
    facet = texts(f"facet.{answer.spots[0].value.facet}")
    here = labels(_asked(answer))
    counted = (here, texts("column.anywhere")) if here else (texts("export.plans"),)
    counts = ((spot.count, spot.anywhere) if here else (spot.anywhere,) for spot in answer.spots)
    names = (Cell(spot.value.label) for spot in answer.spots)
    rows = tuple((name, *map(cell_of, own)) for name, own in zip(names, counts, strict=True))
    return Table(texts("export.spots", facet=facet), (facet.capitalize(), *counted), rows)


def _asked(answer: Answer) -> list[Filter]:
    """What the plans that are counted must meet."""
    counted = (answer.spots[0].value.facet, "plan")
    return [f for f in answer.filters if f.facet not in counted and not f.negated and not f.preferred]


def _quotations(answer: Answer, texts: Texts) -> Table:
    """What is quoted in none of the other tables."""
    entries = (*answer.plans, *answer.nationwide, *answer.near)
    elsewhere = {mark for entry in entries for mark in entry.citations}
    elsewhere |= {mark for row in answer.rows for cell in row.cells for mark in cell.citations}
    rows = tuple((Cell(marks=(citation.mark,)),) for citation in answer.citations if citation.mark not in elsewhere)
    return Table(texts("export.quotations"), (texts("column.quotation"),), rows)
