"""From a question understood to ranked passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from retrieval.dutch import words
from retrieval.engine import Engine
from retrieval.model import Filter, Notion, Passage
from retrieval.reranking import RERANKED
from retrieval.retrieving import AGREEMENT, Retriever
from retrieval.search import ALL_STAGES, LEGS, Candidates, Stage
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question, understand
from tests.fakes import PrefersWord

UNRANKED = ALL_STAGES - {Stage.RERANKING}
QUESTION = "samenwerking van scholen en bedrijven in de techniek"


@pytest.fixture(scope="module")
def retriever(engine: Engine) -> Retriever:
    return engine.retriever()


def question(retriever: Retriever, text: str, *filters: Filter, **options: bool) -> Question:
    """A question of fact with these filters and no others."""
    return replace(understand(text, retriever.snapshot.understanding, **options), filters=filters, intent=Intent.FACT)


def preferred(engine: Engine, *named: tuple[str, str]) -> list[Filter]:
    return [replace(engine.filter(facet, value), preferred=True) for facet, value in named]


def scores(found: Candidates) -> dict[int, float]:
    return dict(zip(found.ids.tolist(), found.fused.tolist(), strict=True))


def gains(retriever: Retriever, *filters: Filter) -> dict[int, float]:
    """What filters add to the score of each passage, before the second look."""
    plain, _ = retriever.retrieve(question(retriever, QUESTION), stages=UNRANKED)
    found, _ = retriever.retrieve(question(retriever, QUESTION, *filters), stages=UNRANKED)
    assert set(scores(plain)) == set(scores(found))
    return {i: score - scores(plain)[i] for i, score in scores(found).items()}


# --- What a question names and does not demand


@pytest.mark.parametrize("named", [("province", "limburg"), ("theme", "waterstof"), ("sector", "zorg"), ("plan", "scale")])
def test_passages_of_plans_that_meet_a_preference_move_up_and_no_others(
    engine: Engine, retriever: Retriever, named: tuple[str, str]
) -> None:
    (wanted,) = preferred(engine, named)
    members = set(retriever.snapshot.members(wanted).tolist())
    found = gains(retriever, wanted)
    assert members & set(found)
    assert all(gain == pytest.approx(AGREEMENT[named[0]] * (i in members), abs=1e-4) for i, gain in found.items())


def test_values_of_one_facet_count_once_and_other_facets_besides(engine: Engine, retriever: Retriever) -> None:
    zeeland, limburg, hydrogen = preferred(engine, ("province", "zeeland"), ("province", "limburg"), ("theme", "waterstof"))
    both = {wanted.value: set(retriever.snapshot.members(wanted).tolist()) for wanted in (zeeland, limburg, hydrogen)}
    for i, gain in gains(retriever, zeeland, limburg, hydrogen).items():
        expected = AGREEMENT["province"] * (i in both["zeeland"] | both["limburg"]) + AGREEMENT["theme"] * (
            i in both["waterstof"]
        )
        assert gain == pytest.approx(expected, abs=1e-4)


def test_a_preference_that_is_denied_moves_nothing_up(engine: Engine, retriever: Retriever) -> None:
    (wanted,) = preferred(engine, ("province", "limburg"))
    assert not any(gains(retriever, replace(wanted, negated=True)).values())


def test_a_preference_leaves_nothing_out_and_a_condition_does(engine: Engine, retriever: Retriever) -> None:
    wanted = engine.filter("province", "limburg")
    members = set(retriever.snapshot.members(wanted).tolist())
    found, _ = retriever.retrieve(question(retriever, QUESTION, wanted))
    assert set(found.ids.tolist()) <= members
    found, _ = retriever.retrieve(question(retriever, QUESTION, replace(wanted, preferred=True)))
    assert not set(found.ids.tolist()) <= members


def test_a_condition_moves_nothing_up(engine: Engine, retriever: Retriever) -> None:
    wanted = engine.filter("province", "limburg")
    with_facets, _ = retriever.retrieve(question(retriever, QUESTION, wanted), stages=UNRANKED)
    without, _ = retriever.retrieve(question(retriever, QUESTION, wanted), stages=UNRANKED - {Stage.FACETS})
    assert scores(with_facets) == scores(without)


@pytest.mark.parametrize("intent", [Intent.LIST, Intent.COUNT])
def test_who_asks_for_plans_finds_passages_of_plans_sooner(retriever: Retriever, intent: Intent) -> None:
    asked = question(retriever, QUESTION)
    fact, _ = retriever.retrieve(asked, stages=UNRANKED)
    plans, _ = retriever.retrieve(replace(asked, intent=intent), stages=UNRANKED)
    of_plans = {int(i) for plan in retriever.snapshot.plans for i in (p.id for p in retriever.snapshot.passages_of(plan.id))}
    gained = {i: score - scores(fact)[i] for i, score in scores(plans).items()}
    assert set(gained) & of_plans and set(gained) - of_plans
    assert min(gained[i] for i in set(gained) & of_plans) > max(gained[i] for i in set(gained) - of_plans) == 0.0


# --- Plans that are named

PLANS = ("scale", "new-waves", "chill")


@pytest.mark.parametrize("names", [PLANS[:2], PLANS, PLANS[::-1]])
def test_every_plan_that_is_named_comes_first_once(engine: Engine, retriever: Retriever, names: Sequence[str]) -> None:
    found, passages = retriever.retrieve(question(retriever, "penvoerder", *preferred(engine, *[("plan", n) for n in names])))
    first = [set(passages[int(i)].plans) & set(names) for i in found.ids[: len(names)]]
    assert set().union(*first) == set(names) and all(first)
    assert (np.diff(found.fused) <= 0).all()


def test_the_passages_of_the_first_hits_come_along_however_many_plans_are_named(engine: Engine, retriever: Retriever) -> None:
    sizes = {plan.id: len(retriever.snapshot.passages_of(plan.id)) for plan in retriever.snapshot.plans}
    most = sorted(sizes, key=lambda plan: (-sizes[plan], plan))
    smallest = [plan for plan in reversed(most) if sizes[plan]][:3]
    for names in ([*most[:6], *smallest], most[:12], most[:9]):
        wanted = preferred(engine, *[("plan", name) for name in names])
        found, passages = retriever.retrieve(question(retriever, "waterstof voor scholen", *wanted), 10)
        assert [i for i in found.ids[:10].tolist() if i not in passages] == []


# --- A model that reads question and passage together


def head_texts(found: Candidates, passages: dict[int, Passage]) -> list[str]:
    return [passages[int(i)].text for i in found.ids[:RERANKED]]


def test_a_reranker_puts_the_first_passages_in_its_order_and_leaves_the_rest_behind(retriever: Retriever) -> None:
    reranker = PrefersWord("energie")
    asked = question(retriever, QUESTION)
    before, _ = retriever.retrieve(asked)
    after, passages = replace(retriever, reranker=reranker).retrieve(asked)
    counts = [words(text).count("energie") for text in head_texts(after, passages)]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[-1]
    assert set(after.ids[:RERANKED].tolist()) == set(before.ids[:RERANKED].tolist())
    assert after.ids[RERANKED:].tolist() == before.ids[RERANKED:].tolist()
    assert (np.diff(after.fused) <= 0).all()


def test_a_reranker_reads_the_question_as_meant_with_each_passage_once(retriever: Retriever) -> None:
    reranker = PrefersWord("energie")
    asked = question(retriever, "wat is watrestof?")
    before, passages = retriever.retrieve(asked)
    replace(retriever, reranker=reranker).retrieve(asked)
    assert reranker.asked == [("wat is waterstof?", tuple(head_texts(before, passages)))]


def test_a_reranker_is_not_asked_when_nothing_is_found(retriever: Retriever) -> None:
    reranker = PrefersWord("energie")
    asked = replace(question(retriever, QUESTION), phrases=(("nergens", "geschreven", "woorden"),))
    found, passages = replace(retriever, reranker=reranker).retrieve(asked)
    assert (len(found.ids), passages, reranker.asked) == (0, {}, [])


def test_plans_that_are_named_come_first_after_a_reranker_too(engine: Engine, retriever: Retriever) -> None:
    reading = replace(retriever, reranker=PrefersWord("energie"))
    found, passages = reading.retrieve(question(retriever, "energie", *preferred(engine, ("plan", "chill"), ("plan", "scale"))))
    assert {plan for i in found.ids[:2] for plan in passages[int(i)].plans} >= {"chill", "scale"}


# --- Words in quotation marks


@pytest.mark.parametrize(
    "phrase", [("da", "vinci", "college"), ("penvoerder",), ("in", "de", "provincie"), ("publiek", "private", "samenwerking")]
)
def test_a_phrase_finds_every_passage_that_holds_it_and_no_other(retriever: Retriever, phrase: tuple[str, ...]) -> None:
    everything = retriever.snapshot.generation.exact.ids.tolist()
    texts = retriever.snapshot.library.passages(everything)
    holding = {i for i, passage in texts.items() if follows(words(passage.text), phrase)}
    found, _ = retriever.retrieve(replace(question(retriever, "college"), phrases=(phrase,)))
    assert holding and set(found.ids.tolist()) == holding


def follows(text: Sequence[str], phrase: Sequence[str]) -> bool:
    return any(tuple(text[at : at + len(phrase)]) == tuple(phrase) for at in range(len(text)))


def test_several_phrases_and_conditions_must_all_hold(engine: Engine, retriever: Retriever) -> None:
    limburg = engine.filter("province", "limburg")
    both = replace(question(retriever, "pps", limburg), phrases=(("de", "provincie"), ("limburg",)))
    found, _ = retriever.retrieve(both)
    texts = retriever.snapshot.library.passages(found.ids.tolist())
    assert texts
    assert all(follows(words(p.text), ("de", "provincie")) and "limburg" in words(p.text) for p in texts.values())
    assert set(texts) <= set(retriever.snapshot.members(limburg).tolist())


# --- What the lexical leg weighs


@pytest.fixture
def shares(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The coverages that the lexical share is asked for."""
    seen: list[float] = []

    def share(coverage: float) -> float:
        seen.append(coverage)
        return 0.5

    monkeypatch.setattr("retrieval.retrieving.lexical_share", share)
    return seen


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("penvoerder SCALE Da Vinci College", 1.0, 1.0),
        ("penvoerder brontosaurus", 0.1, 0.9),
        ("brontosaurus knollebol", 0.0, 0.0),
    ],
)
def test_words_count_by_how_much_of_the_question_they_find_themselves(
    retriever: Retriever, shares: list[float], text: str, low: float, high: float
) -> None:
    retriever.retrieve(question(retriever, text, correct=False))
    assert len(shares) == 1 and low <= round(shares[0], 6) <= high


def test_synonyms_do_not_count_as_what_the_words_find(retriever: Retriever, shares: list[float]) -> None:
    terms = (Notion(("brontosaurus",), (("penvoerder",),)),)
    retriever.retrieve(replace(question(retriever, "brontosaurus", correct=False), terms=terms))
    assert shares == [0.0]


# --- Stages left out one by one

STAGED = "welke partners werken aan onderhoudstechniek in Zeeland"


def staged(engine: Engine, retriever: Retriever, left_out: Stage | None = None) -> Candidates:
    asked = question(retriever, STAGED, *preferred(engine, ("province", "zeeland"), ("theme", "onderhoud")))
    found, _ = retriever.retrieve(asked, stages=ALL_STAGES - {left_out})
    return found


@pytest.mark.parametrize("stage", sorted(ALL_STAGES - LEGS - {Stage.COMPOUNDS, Stage.SYNONYMS}))
def test_a_stage_after_the_search_changes_the_order_and_nothing_else(engine: Engine, retriever: Retriever, stage: Stage) -> None:
    whole, without = staged(engine, retriever), staged(engine, retriever, stage)
    by_id = {
        i: (words, near) for i, words, near in zip(whole.ids.tolist(), whole.lexical.tolist(), whole.dense.tolist(), strict=True)
    }
    assert scores(whole) != scores(without)
    assert {
        i: (words, near)
        for i, words, near in zip(without.ids.tolist(), without.lexical.tolist(), without.dense.tolist(), strict=True)
    } == by_id


@pytest.mark.parametrize("stage", [Stage.COMPOUNDS, Stage.SYNONYMS])
def test_fewer_words_leave_the_dense_scores_as_they_are(engine: Engine, retriever: Retriever, stage: Stage) -> None:
    whole, without = staged(engine, retriever), staged(engine, retriever, stage)
    near = dict(zip(whole.ids.tolist(), whole.dense.tolist(), strict=True))
    shared = [(i, score) for i, score in zip(without.ids.tolist(), without.dense.tolist(), strict=True) if i in near]
    assert len(shared) > 100 and all(score == pytest.approx(near[i], abs=1e-6) for i, score in shared)
    assert whole.lexical.sum() > without.lexical.sum()


def test_without_facets_preferences_count_for_nothing(engine: Engine, retriever: Retriever) -> None:
    without = staged(engine, retriever, Stage.FACETS)
    plain, _ = retriever.retrieve(question(retriever, STAGED))
    assert without.ids.tolist() == plain.ids.tolist()


def test_parts_of_the_second_look_count_for_nothing_without_it(retriever: Retriever) -> None:
    asked = question(retriever, STAGED)
    without, _ = retriever.retrieve(asked, stages=UNRANKED)
    for stage in (Stage.SENTENCES, Stage.ALIGNMENT):
        fewer, _ = retriever.retrieve(asked, stages=UNRANKED - {stage})
        assert fewer.ids.tolist() == without.ids.tolist()


def test_a_search_is_the_same_every_time_and_its_first_passages_come_along(retriever: Retriever) -> None:
    asked = question(retriever, QUESTION)
    for wanted in (1, RERANKED, 120):
        (first, passages), (second, _) = (retriever.retrieve(asked, wanted) for _ in range(2))
        assert scores(first) == scores(second)
        assert set(first.ids[: max(wanted, RERANKED)].tolist()) <= set(passages)
