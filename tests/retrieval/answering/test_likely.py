"""Plans of which a sentence comes near to what is asked: those that stand out, and none where none do."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.evidence import Sentence
from retrieval.answering.likely import likely
from retrieval.coverage import Weighted
from retrieval.dutch import stem
from retrieval.model import Passage

ASKED = [Weighted((frozenset({stem("vouchers")}),), 1.0, ("vouchers",))]


def sentence(text: str) -> Sentence:
    passage = Passage(1, 1, 1, 0, len(text), text, (), "nl", ())
    return Sentence(passage, 0, len(text), text)


def near(score: float) -> float:
    """How alike a sentence must be for its whole score to be this, one that has the word itself apart."""
    return score / 3.5


def found(**scores: tuple[str, float]) -> dict[str, str]:
    """The plans chosen, of those that have one sentence each, as near as is said."""
    own = {plan: [sentence(text)] for plan, (text, _) in scores.items()}
    alike = dict(scores.values())

    def likeness(sentences: Sequence[Sentence]) -> list[float]:
        return [near(alike[s.text]) for s in sentences]

    return {plan: s.text for plan, s in likely(ASKED, own, likeness, likeness).items()}


def test_those_that_come_about_as_near_as_the_best() -> None:
    chosen = found(
        a=("Bedrijven kregen vouchers.", 1.0), b=("Er waren vouchers te krijgen.", 0.8), c=("Hier leert men lassen.", 0.3)
    )
    assert chosen == {"a": "Bedrijven kregen vouchers.", "b": "Er waren vouchers te krijgen."}


def test_none_where_no_sentence_has_any_of_the_words() -> None:
    assert found(a=("Hier leert men lassen.", 3.0), b=("Daar staat een robot.", 0.1)) == {}


def test_none_where_nothing_comes_near() -> None:
    assert found(a=("Hier leert men lassen.", 0.5)) == {}


def test_none_where_nothing_stands_out() -> None:
    many = {f"plan{i}": (f"Plan {i} gaf vouchers.", 1.0) for i in range(9)}
    assert found(**many) == {}
    assert len(found(**dict(list(many.items())[:8]))) == 8


def test_no_plans_no_answer() -> None:
    assert found() == {}
