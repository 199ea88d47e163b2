"""The text of an answer: sentences from the catalogue of texts around quotations with their marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.answering.plans import Selection
from retrieval.model import Citation, Coverage, Filter, Language, PlanEntry
from retrieval.texts import load_texts
from retrieval.understanding.question import Question
from retrieval.vocabulary import PLACES


@dataclass(frozen=True, slots=True)
class Composed:
    """The words of an answer: all of them, and the first sentence and the remarks apart."""

    text: str
    lead: str
    notes: tuple[str, ...]


# Of more words than these a plan may lack one (``TOPIC_COVERAGE``).
_FEW = 2


class Composer:
    """Writes the text of answers in one language."""

    def __init__(self, language: Language) -> None:
        self._texts = load_texts(language)

    def plans(
        self,
        question: Question,
        selection: Selection,
        entries: Sequence[PlanEntry],
        near: Sequence[PlanEntry],
        citations: Sequence[Citation],
        coverage: Coverage,
    ) -> Composed:
        """The words of a list or count answer."""
        filters, marks = question.conditions, {citation.mark: citation for citation in citations}
        lead = self.lead(filters, selection.topic, len(entries))
        notes = (self._texts("answer.unapplied", words=", ".join(selection.unapplied)),) if selection.unapplied else ()
        searched = self.searched(coverage, consortia=any(f.value == "consortium" for f in filters))
        return _composed(lead, notes, self._lines(entries, marks), *notes, *self._near(filters, near, marks), searched)

    def lead(self, filters: Sequence[Filter], topic: Sequence[str], count: int) -> str:
        """The first sentence: how many plans of which kind, where, on what."""
        number = "none" if count == 0 else "one" if count == 1 else "many"
        kinds = [f.value for f in filters if f.facet == "kind"]
        kind = self._texts(f"kind.{kinds[0] if len(kinds) == 1 else 'plan'}_{'many' if count > 1 else 'one'}")
        subjects = self._joined("answer.and", [part for part in (self._subjects(filters), self._quoted(topic)) if part])
        subject = (
            self._texts(f"answer.subject_{number}", subjects=subjects) if subjects else self._texts(f"answer.found_{number}")
        )
        places = self._places(filters)
        place = self._texts("answer.in_place", places=places) if places else ""
        place = self._status(filters) + place + self._without(filters)
        key = "answer.none" if number == "none" else f"answer.some_{number}"
        return self._texts(key, count=count, kind=kind, place=place, **{f"subject_{number}": subject})

    def fact(self, citations: Sequence[Citation]) -> Composed:
        """The words of a fact answer: its quotations."""
        return _composed("", (), self._quotations(citations))

    def nothing(self, silence: Sequence[Citation], coverage: Coverage) -> Composed:
        """The words when no sentence answers a question of fact; ``silence``: what documents say they don't say."""
        lead = self._texts("answer.not_found")
        return _composed(lead, (), self._quotations(silence), self.searched(coverage, consortia=False))

    def searched(self, coverage: Coverage, *, consortia: bool) -> str:
        """What was searched, and which granted consortia are not known."""
        parts = [
            self._texts(
                "answer.searched", documents=coverage.documents, plans=coverage.plans, date=coverage.built_at.split("T")[0]
            )
        ]
        if coverage.unreadable_pages:
            parts.append(self._texts("answer.unreadable", pages=coverage.unreadable_pages))
        known, granted = coverage.consortia
        if consortia and granted > known:
            parts.append(self._texts("answer.consortia", known=known, granted=granted, missing=granted - known))
        return " ".join(parts)

    def why(self, filters: Sequence[Filter], entry: PlanEntry) -> str:
        """For a near miss: which filters it meets and which it misses."""
        met = ", ".join(f.label for f in entry.why)
        missed = ", ".join(f.label for f in filters if f not in entry.why)
        key = "answer.why_both" if met and missed else "answer.why_met" if met else "answer.why_missed"
        return self._texts(key, met=met, missed=missed)

    def _quotations(self, citations: Iterable[Citation]) -> str:
        return "\n\n".join(self._texts("answer.fact", quote=c.quote, mark=c.mark) for c in citations)

    def _near(self, filters: Sequence[Filter], near: Sequence[PlanEntry], citations: Mapping[int, Citation]) -> list[str]:
        subjects, places = self._subjects(filters), self._places(filters)
        wanted = {f for f in filters if f.facet not in PLACES | {"kind"}}
        same_subject = [entry for entry in near if wanted & set(entry.why)]
        same_place = [entry for entry in near if not wanted & set(entry.why)]
        parts = []
        if same_subject:
            key = "answer.near_subject" if places else "answer.near_part"
            parts.append(f"{self._texts(key, subjects=subjects)}\n{self._lines(same_subject, citations)}")
        if same_place:
            parts.append(f"{self._texts('answer.near_place', places=places)}\n{self._lines(same_place, citations)}")
        return parts

    def _lines(self, entries: Sequence[PlanEntry], citations: Mapping[int, Citation]) -> str:
        return "\n".join(self._line(entry, citations) for entry in entries)

    def _line(self, entry: PlanEntry, citations: Mapping[int, Citation]) -> str:
        if not entry.citations:
            return self._texts("answer.line_bare", name=entry.plan.name)
        mark = entry.citations[0]
        return self._texts("answer.line", name=entry.plan.name, quote=citations[mark].quote, mark=mark)

    def _subjects(self, filters: Sequence[Filter]) -> str:
        """The values that are no place: those of one facet are alternatives, the facets all hold."""
        own = [f for f in filters if f.facet not in PLACES | {"kind", "plan", "status"} and not f.negated]
        either = self._joined("answer.or", [f.label for f in own if f.either])
        rest = [f for f in own if not f.either]
        parts = [either, *(self._labels(rest, facet) for facet in dict.fromkeys(f.facet for f in rest))]
        return self._joined("answer.and", [part for part in parts if part])

    def _labels(self, filters: Sequence[Filter], facet: str) -> str:
        own = [f for f in filters if f.facet == facet and not f.negated]
        return self._joined("answer.and" if any(f.together for f in own) else "answer.or", [f.label for f in own])

    def _places(self, filters: Sequence[Filter]) -> str:
        return self._joined("answer.or", [f.label for f in filters if f.facet in PLACES and not f.negated])

    def _status(self, filters: Sequence[Filter]) -> str:
        named = [self._texts(f"answer.status_{f.value}") for f in filters if f.facet == "status" and not f.negated]
        return self._texts("answer.with_status", status=self._texts("answer.or").join(named)) if named else ""

    def _without(self, filters: Sequence[Filter]) -> str:
        denied = self._joined("answer.or", [f.label for f in filters if f.negated])
        return self._texts("answer.without", denied=denied) if denied else ""

    def _quoted(self, topic: Sequence[str]) -> str:
        """Words that each plan mentions: all of them when they are few, else most."""
        quoted = self._joined("answer.and", [f"“{word}”" for word in topic])
        return self._texts("answer.mostly", words=quoted) if len(topic) > _FEW else quoted

    def _joined(self, key: str, labels: Sequence[str]) -> str:
        return self._texts(key).join(labels)


def _composed(lead: str, notes: tuple[str, ...], *parts: str) -> Composed:
    return Composed("\n\n".join(part for part in (lead, *parts) if part), lead, notes)
