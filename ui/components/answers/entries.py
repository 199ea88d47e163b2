"""The plans of an answer: those that meet the question, those of the whole country, and those that come near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from retrieval.model import Answer, AnswerForm, Nearness, PlanEntry
from retrieval.texts import Texts
from retrieval.vocabulary import Vocabulary
from ui import markup
from ui.components import plan
from ui.picking import Picks

# Shown at once; the others wait behind a click so that the end of the answer stays in reach.
PLANS_SHOWN = 8
NEAR_SHOWN = 3
RING_SHOWN = 4


def block(answer: Answer, picks: Picks, vocabulary: Vocabulary, texts: Texts) -> str:
    """The plans that meet the question; of plans like another with what they share."""

    def drawn(entry: PlanEntry) -> str:
        why = plan.shared(entry.why, texts) if answer.form is AnswerForm.LIKENESS else ""
        return plan.block(entry, answer, picks, vocabulary, texts, why=why)

    return _some(answer.plans, PLANS_SHOWN, drawn, texts)


def nationwide(answer: Answer, picks: Picks, vocabulary: Vocabulary, texts: Texts) -> str:
    """The plans that work in the whole country, marked as such; ``""`` when there are none."""

    def drawn(entry: PlanEntry) -> str:
        return plan.block(entry, answer, picks, vocabulary, texts, mark=texts("place.nationwide"))

    if not answer.nationwide:
        return ""
    return markup.heading(texts("answer.nationwide")) + _some(answer.nationwide, PLANS_SHOWN, drawn, texts)


def near(answer: Answer, picks: Picks, vocabulary: Vocabulary, texts: Texts) -> str:
    """The plans that come near: by how near they are to the place, or with what of the question they meet."""

    def drawn(entry: PlanEntry) -> str:
        why = "" if entry.nearness else plan.missed(entry.why, answer.filters, texts)
        return plan.block(entry, answer, picks, vocabulary, texts, why=why)

    return "".join(
        markup.heading(_ring(ring, texts)) + _some(list(found), RING_SHOWN if ring else NEAR_SHOWN, drawn, texts)
        for ring, found in groupby(answer.near, key=lambda entry: entry.nearness)
    )


def _ring(ring: Nearness | None, texts: Texts) -> str:
    return texts(f"nearness.{ring}") if ring else texts("answer.near")


def _some(entries: Sequence[PlanEntry], shown: int, drawn: Callable[[PlanEntry], str], texts: Texts) -> str:
    rest = entries[shown:]
    first = "".join(map(drawn, entries[:shown]))
    if not rest:
        return first
    more = texts("answer.more", count=len(rest))
    return first + markup.more(f"more-{entries[shown].plan.id}", more, "".join(map(drawn, rest)))
