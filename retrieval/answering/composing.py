"""The text of answers to questions for plans: sentences from the catalogue of texts around quotations with their marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.fits import Selection
from retrieval.answering.wording import Wording, composed, in_sentence
from retrieval.answering.work import Composed
from retrieval.model import Citation, Coverage, Filter, Language, Plan, PlanEntry, Row
from retrieval.understanding.mentioned import Mentioned
from retrieval.understanding.orders import Order
from retrieval.understanding.question import Question
from retrieval.vocabulary import PLACES

# Of more words than these a plan may lack one (``TOPIC_COVERAGE``).
_FEW = 2
# More plans than these are counted, not named.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """The plans of an answer: those that meet the question, those that work everywhere, those that come near, and provisional
    ones that meet all but the kind, which is not known of them; consortia that meet all but the kind, where a partnership is what
    was asked for; plans that work in a province that was ruled out, but elsewhere too."""

    plans: tuple[PlanEntry, ...] = ()
    nationwide: tuple[PlanEntry, ...] = ()
    near: tuple[PlanEntry, ...] = ()
    unsure: tuple[Plan, ...] = ()
    consortia: tuple[Plan, ...] = ()
    left_out: tuple[Plan, ...] = ()


class Composer:
    """Writes the text of lists in one language."""

    def __init__(self, language: Language, citations: Sequence[Citation] = ()) -> None:
        self._words = Wording(language, citations)
        self._texts = self._words.texts

    def plans(
        self,
        question: Question,
        selection: Selection,
        found: Listed,
        coverage: Coverage,
        table: Sequence[Row] = (),
        granted: Citation | None = None,
    ) -> Composed:
        """The words of a list or count answer. ``table``: aspects that are asked of each plan; ``granted``: where a source
        says that there are more of them than this library holds."""
        filters = question.conditions
        provisional = sum(entry.plan.provisional for entry in found.plans)
        count, among = len(found.plans), len(question.among)
        quoted = {word for phrase in question.phrases for word in phrase}
        topic = tuple(word for word in selection.topic if word not in quoted)
        lead = self.lead(filters, topic, count, self.done(question), among=among, provisional=provisional)
        lead = self._of_granted(filters, len(found.plans), coverage) if granted else lead
        lead = self._mentioned(question.mentioned, filters, count) if question.mentioned else lead
        lead = self._ordered(question.order, filters, count, len(selection.untold)) if question.order else lead
        kind = self._kind(filters, count)
        lead = self._texts(f"answer.likely_{_number(count)}", count=count, kind=kind) if selection.likely else lead
        notes = (self._texts("answer.unapplied", words=", ".join(selection.unapplied)),) if selection.unapplied else ()
        notes = (self._texts("answer.likely"), *notes) if selection.likely else notes
        notes = (*notes, *((self._texts("answer.ignored", words=question.ignored),) if question.ignored else ()))
        notes = (*self._words.provisional(entry.plan for entry in found.plans), *self._unsure(filters, found.unsure), *notes)
        notes = (*notes, *self._consortia(found.consortia), *self._left_out(filters, found.left_out))
        notes = (*notes, *self._order_notes(question.order, selection)) if question.order else notes
        searched = self._words.searched(coverage, consortia=any(f.value == "consortium" and not f.negated for f in filters))
        return composed(
            lead,
            notes,
            self._words.quotations([granted.mark]) if granted else "",
            self._detailed(found.plans, table),
            *notes,
            self.nationwide(found),
            *self._near(filters, found.near),
            searched,
        )

    def lead(
        self,
        filters: Sequence[Filter],
        topic: Sequence[str],
        count: int,
        done: Sequence[str] = (),
        *,
        among: int = 0,
        provisional: int = 0,
    ) -> str:
        """The first sentence: how many plans of which kind, where, on what, and what was ``done`` for them. ``among``: of how
        many that were shown before; ``provisional``: how many of them no catalogue names."""
        number, kind = _number(count), self._kind(filters, count)
        subjects = self._words.joined(
            "answer.and", [part for part in (self._subjects(filters), self._quoted(topic), *done) if part]
        )
        subject = (
            self._texts(f"answer.subject_{number}", subjects=subjects) if subjects else self._texts(f"answer.found_{number}")
        )
        place = self._place(filters)
        place = self._texts("answer.among", count=among) + place if among > max(count, 1) else place
        key = "answer.none" if number == "none" else f"answer.some_{number}"
        said = self._texts(f"provisional.lead_{number}", count=provisional) if provisional else ""
        return self._texts(key, count=count, kind=kind, place=place, provisional=said, **{f"subject_{number}": subject})

    def done(self, question: Question) -> list[str]:
        """What stands in quotation marks, who must have paid for it or founded it, and when it must have begun."""
        party, begun = question.party, question.beginning
        said = [f"“{' '.join(phrase)}”" for phrase in question.phrases]
        said += [self._texts(f"party.{party.body}_{'paid' if party.paid else 'founded'}")] if party else []
        return [*said, self._texts("answer.begun", when=begun.words)] if begun else said

    def _mentioned(self, wanted: Mentioned, filters: Sequence[Filter], count: int) -> str:
        """Of how many plans the sources tell what is asked, or do not."""
        known = "known" if wanted.known else "unknown"
        kind, place, aspect = self._kind(filters, count), self._place(filters), self._texts(f"aspect.{wanted.aspect}")
        return self._texts(f"mentioned.{known}_{_number(count)}", count=count, kind=kind, place=place, aspect=aspect)

    def _ordered(self, order: Order, filters: Sequence[Filter], count: int, untold: int) -> str:
        """Of how many plans the sources state the number that is asked for, and which comes first."""
        what = "units" if order.units else "whole" if order.whole else "given"
        return self._texts(
            f"order.lead_{_number(count)}",
            count=count,
            all=count + untold,
            kind=self._kind(filters, 2),
            place=self._place(filters),
            what=self._texts(f"order.{what}", noun=order.noun),
            first=self._texts("order.lowest" if order.least else "order.highest"),
        )

    def _order_notes(self, order: Order, selection: Selection) -> tuple[str, ...]:
        """What to mind in comparing the numbers, and of which plans none was found."""
        if not selection.fits:
            return ()
        said = [self._texts("order.summed")] if order.summed else []
        said += [] if order.units else [self._texts("order.care")]
        if len(selection.untold) > _NAMED:
            said.append(self._texts("order.untold_many", count=len(selection.untold)))
        elif selection.untold:
            names = self._words.joined("answer.and", [plan.name for plan in selection.untold])
            said.append(self._texts("order.untold", names=names))
        return tuple(said)

    def _kind(self, filters: Sequence[Filter], count: int) -> str:
        kinds = [f.value for f in filters if f.facet == "kind" and not f.negated]
        return self._texts(f"kind.{kinds[0] if len(kinds) == 1 else 'plan'}_{'many' if count > 1 else 'one'}")

    def _place(self, filters: Sequence[Filter]) -> str:
        """Where, with which grant, and without what."""
        places = self._words.places(filters)
        place = self._texts("answer.in_place", places=places) if places else ""
        return self._status(filters) + place + self._without(filters)

    def _unsure(self, filters: Sequence[Filter], unsure: Sequence[Plan]) -> tuple[str, ...]:
        """The plans that may be of the kind that is asked for: of none of them it is known."""
        kind = " / ".join(f.label for f in filters if f.facet == "kind" and not f.negated)
        names = self._words.joined("answer.and", [plan.name for plan in unsure])
        return (self._texts("provisional.unsure", count=len(unsure), kind=kind, names=names),) if unsure else ()

    def _consortia(self, consortia: Sequence[Plan]) -> tuple[str, ...]:
        """The consortia that meet what is asked of partnerships: who says the one may mean the other."""
        if not consortia:
            return ()
        names = self._words.joined("answer.and", [plan.name for plan in consortia])
        return (self._texts(f"answer.consortia_{_number(len(consortia))}", count=len(consortia), names=names),)

    def _left_out(self, filters: Sequence[Filter], left_out: Sequence[Plan]) -> tuple[str, ...]:
        """The plans that were left out for one of several provinces that they work in."""
        if not left_out:
            return ()
        denied = [f.label for f in filters if f.negated and f.facet == "province"]
        names = self._words.joined("answer.and", [plan.name for plan in left_out])
        return (self._texts("answer.left_out", places=self._words.joined("answer.or", denied), names=names),)

    def _of_granted(self, filters: Sequence[Filter], count: int, coverage: Coverage) -> str:
        """How many are in the library, and how many a source says there are."""
        kind, status = self._texts("kind.consortium_many"), self._status(filters)
        return self._texts("answer.of_granted", count=count, kind=kind, status=status, granted=coverage.consortia[1])

    def _detailed(self, entries: Sequence[PlanEntry], table: Sequence[Row]) -> str:
        """A line for each plan, with what is said of the aspects that were asked for under it."""
        lines = []
        for place, entry in enumerate(entries):
            lines.append(self._words.line(entry))
            lines += [self._texts("card.row", label=row.label, said=self._words.cell(row.cells[place])) for row in table]
        return "\n".join(lines)

    def conditions(self, filters: Sequence[Filter]) -> str:
        """Filters as what is asked for: their labels, what is denied apart."""
        own = [self._words.places(filters), self._subjects(filters)]
        own += [f.label for f in filters if f.facet in ("kind", "status") and not f.negated]
        return ", ".join(part for part in own if part) + self._without(filters)

    def nationwide(self, found: Listed) -> str:
        """The plans that work in the whole country, marked as such."""
        if not found.nationwide:
            return ""
        if not any(entry.citations for entry in found.nationwide):
            names = self._words.joined("answer.and", [self._words.name(entry.plan) for entry in found.nationwide])
            return self._texts("answer.nationwide_names", count=len(found.nationwide), names=names)
        key = "answer.nationwide" if found.plans else "answer.nationwide_only"
        return f"{self._texts(key)}\n{self._words.lines(found.nationwide)}"

    def why(self, filters: Sequence[Filter], entry: PlanEntry) -> str:
        """For a near miss: which filters it meets and which it misses."""
        met = ", ".join(f.label for f in entry.why)
        missed = ", ".join(f.label for f in filters if f not in entry.why)
        key = "answer.why_both" if met and missed else "answer.why_met" if met else "answer.why_missed"
        return self._texts(key, met=met, missed=missed)

    def _near(self, filters: Sequence[Filter], near: Sequence[PlanEntry]) -> list[str]:
        subjects, places = self._subjects(filters), self._words.places(filters)
        wanted = {f for f in filters if f.facet not in PLACES | {"kind"}}
        ringed = [entry for entry in near if entry.nearness]
        same_subject = [entry for entry in near if wanted & set(entry.why) and not entry.nearness]
        same_place = [entry for entry in near if entry not in ringed and entry not in same_subject]
        parts = []
        if ringed:
            heading = self._texts("answer.near_subject", subjects=subjects) if subjects else self._texts("nearness.nearest")
            parts.append("\n".join([heading, *self._words.rings(ringed)]))
        if same_subject:
            parts.append(f"{self._texts('answer.near_part', subjects=subjects)}\n{self._words.lines(same_subject)}")
        if same_place:
            parts.append(f"{self._texts('answer.near_place', places=places)}\n{self._words.lines(same_place)}")
        return parts

    def _subjects(self, filters: Sequence[Filter]) -> str:
        """The values that are no place: those of one facet are alternatives, the facets all hold."""
        own = [f for f in filters if f.facet not in PLACES | {"kind", "plan", "status"} and not f.negated]
        either = self._words.joined("answer.or", [f.label for f in own if f.either])
        rest = [f for f in own if not f.either]
        parts = [either, *(self._labels(rest, facet) for facet in dict.fromkeys(f.facet for f in rest))]
        return self._words.joined("answer.and", [part for part in parts if part])

    def _labels(self, filters: Sequence[Filter], facet: str) -> str:
        own = [f for f in filters if f.facet == facet and not f.negated]
        return self._words.joined("answer.and" if any(f.together for f in own) else "answer.or", [f.label for f in own])

    def _status(self, filters: Sequence[Filter]) -> str:
        named = [self._texts(f"answer.status_{f.value}") for f in filters if f.facet == "status" and not f.negated]
        return self._texts("answer.with_status", status=self._texts("answer.or").join(named)) if named else ""

    def _without(self, filters: Sequence[Filter]) -> str:
        denied = self._words.joined("answer.or", [self._denied(f) for f in filters if f.negated])
        return self._texts("answer.without", denied=denied) if denied else ""

    def _denied(self, found: Filter) -> str:
        """What a plan must not have or be: "toekenning" where "toegekend" is how a plan is."""
        if found.facet == "kind":
            return self._texts(f"kind.{found.value}_many")
        return self._texts(f"answer.status_{found.value}") if found.facet == "status" else in_sentence(found)

    def _quoted(self, topic: Sequence[str]) -> str:
        """Words that each plan mentions: all of them when they are few, else most."""
        quoted = self._words.joined("answer.and", [f"“{word}”" for word in topic])
        return self._texts("answer.mostly", words=quoted) if len(topic) > _FEW else quoted


def _number(count: int) -> str:
    return "none" if count == 0 else "one" if count == 1 else "many"
