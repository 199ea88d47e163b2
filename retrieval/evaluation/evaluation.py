"""The whole evaluation of an engine on a test set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from retrieval.engine import Engine
from retrieval.evaluation import experiment, measures
from retrieval.evaluation.claims import Labelled, claim_values
from retrieval.evaluation.experiment import Answered, Ranked
from retrieval.evaluation.locating import Locator
from retrieval.evaluation.measures import Score
from retrieval.evaluation.quotations import Verdicts, share_supporting
from retrieval.evaluation.testset import Topic
from retrieval.search import ALL_STAGES, LEGS, Stage

Values = Mapping[str, Mapping[str, float]]
Scores = Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a test set.

    ``halves``: scores by half (``""`` for a set without halves); ``kinds``: by half and kind; ``stages``: ranking scores by
    half, what was left out, and language or kind; ``translations``: by half and measure, English and Dutch scores of the
    topics that stand in both languages; ``index``: statistics of the index; ``unlocated``: judged quotations that the
    library does not hold.
    """

    halves: Mapping[str, Scores]
    kinds: Mapping[str, Mapping[str, Scores]]
    stages: Mapping[str, Mapping[str, Mapping[str, Scores]]]
    translations: Mapping[str, Mapping[str, tuple[Score, Score]]]
    quotations: Score | None
    index: Mapping[str, int | str]
    query_ms: float
    unlocated: int


def evaluate(
    engine: Engine, topics: Sequence[Topic], verdicts: Verdicts, claims: Sequence[Labelled] = (), *, stages: bool = False
) -> Evaluation:
    """Ask and search every topic, and prove every claim; with ``stages`` also search with each leg and stage left out."""
    locator = Locator(engine, topics)
    ranked = experiment.rank(engine, topics, locator)
    answered = experiment.ask(engine, (t for t in topics if not t.documents), locator)
    values = _values(ranked, answered)
    return Evaluation(
        halves={
            half: measures.scores(values, chosen) | _proven(claims, half, engine) for half, chosen in _halves(topics).items()
        },
        kinds=_kinds(topics, values),
        stages=_stages(engine, topics, locator) if stages else {},
        translations=_translations(topics, values),
        quotations=share_supporting(answered, verdicts),
        index=_index(engine),
        query_ms=median(own.milliseconds for own in ranked) if ranked else 0.0,
        unlocated=len(locator.missing),
    )


def _proven(claims: Sequence[Labelled], half: str, engine: Engine) -> dict[str, Score]:
    return measures.scores(claim_values([own for own in claims if own.half == half], engine.retriever().aligner))


def _values(ranked: Sequence[Ranked], answered: Sequence[Answered]) -> Values:
    return {
        **measures.ranking_values(ranked),
        **measures.list_values(answered),
        **measures.slot_values(answered),
        **measures.answer_values(answered),
        **measures.conversation_values(answered),
        **measures.form_values(answered),
    }


def _halves(topics: Sequence[Topic]) -> dict[str, Callable[[str], bool]]:
    halves = {half: frozenset(t.id for t in topics if t.half == half) for half in dict.fromkeys(t.half for t in topics)}
    return {half: ids.__contains__ for half, ids in halves.items()}


def _kinds(topics: Sequence[Topic], values: Values) -> dict[str, dict[str, Scores]]:
    """By half: scores of the kinds of question, of the languages and of what is special about a question."""
    groups = _groups(topics, lambda topic: (topic.kind, topic.language, *topic.tags, topic.user))
    return {
        half: {name: measures.scores(values, ids.__contains__) for name, ids in sorted(own.items())}
        for half, own in groups.items()
    }


def _groups(topics: Sequence[Topic], names: Callable[[Topic], Iterable[str]]) -> dict[str, dict[str, set[str]]]:
    """By half and name: the topics."""
    groups: dict[str, dict[str, set[str]]] = {}
    for topic in topics:
        for name in filter(None, names(topic)):
            groups.setdefault(topic.half, {}).setdefault(name, set()).add(topic.id)
    return groups


def variants() -> dict[str, frozenset[Stage]]:
    """The ways to search that are compared: all, each stage left out, each leg alone and bare."""
    left_out = {f"without {stage}": ALL_STAGES - {stage} for stage in Stage}
    return {"all": ALL_STAGES} | left_out | {f"{leg} alone": frozenset({leg}) for leg in Stage if leg in LEGS}


def _stages(engine: Engine, topics: Sequence[Topic], locator: Locator) -> dict[str, dict[str, dict[str, Scores]]]:
    """By half, way to search, and language or kind of question."""
    values = {
        name: measures.ranking_values(experiment.rank(engine, topics, locator, chosen)) for name, chosen in variants().items()
    }
    groups = _groups(topics, lambda topic: (topic.language, topic.kind))
    return {
        half: {
            name: {group: found for group, ids in own.items() if (found := measures.scores(ranked, ids.__contains__))}
            for name, ranked in values.items()
        }
        for half, own in groups.items()
    }


def _translations(topics: Sequence[Topic], values: Values) -> dict[str, dict[str, tuple[Score, Score]]]:
    found: dict[str, dict[str, tuple[Score, Score]]] = {}
    for half in dict.fromkeys(t.half for t in topics):
        pairs = [(t.id, t.pair) for t in topics if t.pair and t.half == half]
        for name in ("recall@5", "list recall", "list precision", "answers given"):
            own = values[name]
            both = [(own[english], own[dutch]) for english, dutch in pairs if english in own and dutch in own]
            english, dutch = (measures.score([pair[i] for pair in both]) for i in (0, 1))
            if english and dutch:
                found.setdefault(half, {})[name] = english, dutch
    return found


def _index(engine: Engine) -> dict[str, int | str]:
    coverage = engine.coverage()
    return {
        "documents": coverage.documents,
        "plans": coverage.plans,
        "passages": coverage.passages,
        "unreadable_pages": coverage.unreadable_pages,
        "fingerprint": engine.fingerprint(),
    }
