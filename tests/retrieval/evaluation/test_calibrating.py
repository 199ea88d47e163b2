"""Weights are fitted so that what tells answers apart weighs most."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from retrieval.answering.evidence import Sentence
from retrieval.answering.facts import DECIDING, RANKING, Asked, Scored, features
from retrieval.engine import Engine
from retrieval.evaluation.calibrating import fitted
from retrieval.evaluation.testset import Topic
from retrieval.model import Passage
from retrieval.understanding.intent import Intent
from tests.retrieval.evaluation.making import Pages, document, nugget, topic

# The page of the made-up engine: what is right stands at its second sentence.
WRONG, RIGHT, OTHER = "Eerst dit nog.", "Dan het antwoord.", "En ten slotte dat."
PAGE = " ".join([WRONG, RIGHT, OTHER])
ANSWER = {"n": nugget(("gids", RIGHT))}
TOPICS = [
    *(topic(f"yes{n}", half="development", nuggets=ANSWER) for n in range(6)),
    *(topic(f"no{n}", "unanswerable", half="development") for n in range(6)),
]


def scored(text: str, **values: float) -> Scored:
    """A sentence of the page with these features and no others."""
    start = PAGE.index(text)
    passage = Passage(1, 1, 1, 0, len(PAGE), PAGE, (), "nl", ())
    sentence = Sentence(passage, start, start + len(text), text)
    nothing = dict.fromkeys([*RANKING, *features(Asked("", (), False), sentence)], 0.0)
    return Scored(sentence, nothing | values, 0.0)


def found(asked: Topic) -> list[Scored]:
    """The most ``aligned`` sentence is right, if ``meaning`` is near; ``standing`` misleads and ``context`` tells nothing."""
    same = {"context": 0.5, "meaning": float(asked.answerable)}
    return [
        scored(WRONG, aligned=0.1, standing=1.0, **same),
        scored(RIGHT, aligned=0.9, standing=0.0, **same),
        scored(OTHER, aligned=0.0, standing=0.5, **same),
    ]


class Guide(Pages):
    """An engine of one page."""

    def __init__(self) -> None:
        super().__init__({"gids": [PAGE]})

    def retriever(self) -> SimpleNamespace:
        return SimpleNamespace(snapshot=SimpleNamespace(understanding=None, documents={1: document()}))


def fit(topics: Sequence[Topic]) -> dict[str, float]:
    """Fit on questions of fact to which ``found`` gives the sentences; the weights by their names."""
    by_id = {own.id: own for own in TOPICS}
    module = "retrieval.evaluation.calibrating"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{module}.understand", lambda text, _: SimpleNamespace(intent=Intent.FACT, text=text))
        patch.setattr(f"{module}.weighed", lambda question, _: (Asked("vraag", (), False), found(by_id[question.text])))
        lines = list(fitted(Guide(), topics))  # type: ignore[arg-type]
    return {name: float(weight) for name, _, weight in (line.partition(": ") for line in lines)}


def asking(topics: Sequence[Topic]) -> list[Topic]:
    """Topics whose text names them, so that the made-up engine knows which one is asked."""
    return [topic(own.id, own.kind, own.id, half=own.half, nuggets=own.nuggets) for own in topics]


@pytest.fixture(scope="module")
def weights() -> dict[str, float]:
    return fit(asking(TOPICS))


def test_the_feature_that_tells_weighs_most(weights: dict[str, float]) -> None:
    ranking = {name: weight for name, weight in weights.items() if name.startswith("RANKING")}
    deciding = {name: weight for name, weight in weights.items() if name.startswith("DECIDING")}
    assert max(ranking, key=lambda name: ranking[name]) == "RANKING aligned"
    assert ranking["RANKING aligned"] > 1.0 > 0.0 > ranking["RANKING standing"]
    assert max(deciding, key=lambda name: deciding[name]) == "DECIDING meaning"
    assert 0.0 < weights["ENOUGH"] < deciding["DECIDING meaning"]


def test_what_is_always_the_same_weighs_nothing(weights: dict[str, float]) -> None:
    assert weights["RANKING context"] == weights["RANKING joint"] == weights["DECIDING plan"] == 0.0


def test_there_is_a_line_for_each_weight_in_use(weights: dict[str, float]) -> None:
    assert list(weights) == [
        *(f"RANKING {name}" for name in RANKING),
        *(f"DECIDING {name}" for name in DECIDING),
        "ENOUGH",
    ]


def test_fitting_looks_at_the_development_half_alone(weights: dict[str, float]) -> None:
    others = [
        topic("x", "fact", "x", half="reported", nuggets=ANSWER),
        topic("y", "followup", "y", half="development", nuggets=ANSWER),
    ]
    assert fit([*asking(TOPICS), *others]) == weights


@pytest.mark.parametrize("half", ["reported", ""])
def test_without_questions_of_fact_to_look_at_there_is_nothing_to_print(half: str) -> None:
    assert fit([topic("x", "fact", "x", half=half, nuggets=ANSWER)]) == {}


def test_an_engine_gives_every_weight(small_engine: Engine) -> None:
    gift = {"n": nugget(("delta", "Delta Werkt ontvangt € 4,2 miljoen uit het fonds."))}
    topics = [
        topic("a", text="Hoeveel miljoen ontvangt Delta Werkt uit het fonds?", half="development", nuggets=gift),
        topic("b", "unanswerable", "Wie is de trainer van Ajax?", half="development"),
        topic("c", "list", "welke consortia zijn er?", half="development"),
    ]
    assert len(list(fitted(small_engine, topics))) == len(RANKING) + len(DECIDING) + 1
