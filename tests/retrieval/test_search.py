"""Search over the shipped corpus: filters are exact, rankings are whole and repeatable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.assembly import WRITERS, load_encoder
from retrieval.engine import Engine
from retrieval.errors import FilterUnknown, QuestionEmpty, QuestionTooLong
from retrieval.generations.folders import current_folder
from retrieval.generations.generation import Generation, open_generation
from retrieval.library import Library
from retrieval.model import Filter, Language, Notion, Ranking
from retrieval.ports import Encoder, Ids
from retrieval.search import ALL_STAGES, CANDIDATES, Candidates, Stage, search
from retrieval.settings import EMBEDDED, Settings

QUERIES = ("waterstof", "smart maintenance in Zeeland", "Welke partners heeft SCALE?", "hydrogen", "de", "€ 9 miljoen", "xyzzy")
FILTERS = [
    ("province", "zuid-holland"),
    ("province", "limburg"),
    ("theme", "energietransitie"),
    ("theme", "duurzaamheid"),
    ("sector", "tuinbouw"),
    ("kind", "consortium"),
    ("kind", "pps"),
    ("region", "twente"),
    ("place", "Rotterdam"),
    ("level", "hbo"),
    ("plan", "scale"),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(EMBEDDED)


@pytest.fixture(scope="module")
def generation(shipped_library: Settings) -> Iterator[Generation]:
    generation = open_generation(current_folder(shipped_library.index), WRITERS)
    yield generation
    generation.close()


def found_by(
    generation: Generation,
    encoder: Encoder,
    query: str,
    language: Language = "nl",
    allowed: Ids | None = None,
    notions: Sequence[Notion] = (),
    share: float = 0.6,
    stages: frozenset[Stage] = ALL_STAGES,
) -> Candidates:
    return search(generation, encoder, query, language, notions, lambda _: share, allowed, stages=stages)


@settings(max_examples=60)
@given(st.sampled_from(QUERIES), st.sampled_from(["nl", "en"]), st.randoms(), st.integers(0, 490))
def test_no_passage_outside_those_allowed_is_found(
    generation: Generation, encoder: Encoder, query: str, language: Language, random: Random, size: int
) -> None:
    known = generation.exact.ids
    allowed = np.array(sorted(random.sample(known.tolist(), min(size, len(known)))), dtype=np.int64)
    found = found_by(generation, encoder, query, language, allowed)
    assert np.isin(found.ids, allowed).all()
    assert len(set(found.ids.tolist())) == len(found.ids)
    assert (np.diff(found.fused) <= 0).all()
    if query != "xyzzy":
        assert len(found.ids) >= min(len(allowed), CANDIDATES), "something allowed was cut off"


def test_a_passage_that_alone_is_allowed_is_found_whatever_its_rank(generation: Generation, encoder: Encoder) -> None:
    for identity in generation.exact.ids[::7]:
        allowed: Ids = np.array([identity], dtype=np.int64)
        assert found_by(generation, encoder, "waterstof", "nl", allowed).ids.tolist() == [identity]


def test_nothing_allowed_finds_nothing(generation: Generation, encoder: Encoder) -> None:
    assert len(found_by(generation, encoder, "waterstof", "nl", np.empty(0, dtype=np.int64)).ids) == 0


def test_allowing_everything_changes_no_score(generation: Generation, encoder: Encoder) -> None:
    free = found_by(generation, encoder, "waterstof in Groningen", "nl")
    allowed = found_by(generation, encoder, "waterstof in Groningen", "nl", generation.exact.ids)
    dense = dict(zip(allowed.ids.tolist(), allowed.dense.tolist(), strict=True))
    shared = [i for i in free.ids.tolist() if i in dense]
    assert len(shared) >= 0.95 * CANDIDATES
    assert [dense[i] for i in shared] == pytest.approx(
        [d for i, d in zip(free.ids.tolist(), free.dense.tolist(), strict=True) if i in dense], abs=1e-5
    )
    assert free.ids[0] == allowed.ids[0]


FUNDS = Notion(("funds",), (("geld",), ("miljoen",), ("financiële", "middelen")))


def test_synonyms_find_what_the_words_do_not(generation: Generation, encoder: Encoder) -> None:
    alone = found_by(generation, encoder, "funds", "en", notions=[Notion(FUNDS.words)])
    helped = found_by(generation, encoder, "funds", "en", notions=[FUNDS])
    left_out = found_by(generation, encoder, "funds", "en", notions=[FUNDS], stages=ALL_STAGES - {Stage.SYNONYMS})
    assert alone.lexical.max() < helped.lexical.max()
    assert alike(left_out, alone)


def alike(first: Candidates, second: Candidates) -> bool:
    return all(np.array_equal(getattr(first, name), getattr(second, name)) for name in ("ids", "fused", "lexical", "dense"))


def test_a_leg_that_is_left_out_scores_nothing_and_the_other_decides(generation: Generation, encoder: Encoder) -> None:
    words = found_by(generation, encoder, "waterstof in Groningen", stages=ALL_STAGES - {Stage.DENSE})
    near = found_by(generation, encoder, "waterstof in Groningen", stages=ALL_STAGES - {Stage.LEXICAL})
    assert (words.lexical > 0).all() and (np.diff(words.lexical) <= 0).all()
    assert (near.lexical == 0).all() and (np.diff(near.dense) <= 1e-6).all()


def test_the_share_is_asked_of_the_best_lexical_hits_first(generation: Generation, encoder: Encoder) -> None:
    seen: list[list[int]] = []

    def share(hits: Ids) -> float:
        seen.append(hits.tolist())
        return 0.5

    found = search(generation, encoder, "waterstof in Groningen", "nl", (), share)
    (hits,) = seen
    scores = dict(zip(found.ids.tolist(), found.lexical.tolist(), strict=True))
    assert hits and [scores[i] for i in hits] == sorted((scores[i] for i in hits), reverse=True)


def test_the_share_moves_the_ranking_from_meaning_to_words(generation: Generation, encoder: Encoder) -> None:
    words, meaning = (found_by(generation, encoder, "hydrogen for schools", "en", share=share) for share in (1.0, 0.0))
    assert words.ids[0] == words.ids[words.lexical.argmax()]
    assert meaning.ids[0] == meaning.ids[meaning.dense.argmax()]


def test_new_scores_reorder_candidates_whole_and_break_ties_by_passage() -> None:
    found = Candidates(
        ids=np.array([5, 3, 9]),
        fused=np.array([3, 2, 1], dtype=np.float32),
        lexical=np.array([30, 20, 10], dtype=np.float32),
        dense=np.array([0.3, 0.2, 0.1], dtype=np.float32),
        timings_ms={"lexical": 1.0},
    )
    again = found.reordered(np.array([1, 7, 7], dtype=np.float32))
    assert again.ids.tolist() == [3, 9, 5]
    assert (again.fused.tolist(), again.lexical.tolist()) == ([7, 7, 1], [20, 10, 30])
    assert again.dense.tolist() == pytest.approx([0.2, 0.1, 0.3]) and again.timings_ms == found.timings_ms
    assert found.ids.tolist() == [5, 3, 9], "what was there is not changed"


def test_every_stage_is_timed(generation: Generation, encoder: Encoder) -> None:
    timings = found_by(generation, encoder, "waterstof").timings_ms
    assert set(timings) == {"lexical", "dense", "fusion"} and all(ms >= 0 for ms in timings.values())


@pytest.fixture(scope="module")
def library(shipped_library: Settings) -> Library:
    return Library(shipped_library.index)


def meeting(library: Library, filters: list[Filter]) -> set[str]:
    """Plans with, for every facet, a value of the filters; without narrower terms, which the cases below don't have."""
    found = set()
    for plan in library.plans():
        own = {**plan.facets, "kind": (plan.kind,), "plan": (plan.id,)}
        facets = {f.facet for f in filters}
        if all(any(f.value in own.get(facet, ()) for f in filters if f.facet == facet) for facet in facets):
            found.add(plan.id)
    return found


PLAIN = [pair for pair in FILTERS if pair[1] not in ("energietransitie", "duurzaamheid", "tuinbouw", "hbo")]


@settings(max_examples=40)
@given(st.sampled_from(QUERIES), st.lists(st.sampled_from(PLAIN), min_size=1, max_size=3, unique=True))
def test_every_hit_belongs_to_a_plan_that_meets_all_filters_or_to_none_and_does_so_itself(
    engine: Engine, library: Library, query: str, named: list[tuple[str, str]]
) -> None:
    filters = [engine.filter(facet, value) for facet, value in named]
    plans = meeting(library, filters)
    hits = engine.search(query, filters, limit=1000).hits
    assert all(plans & set(hit.passage.plans) for hit in hits if hit.passage.plans)
    own = library.plan_passages()
    assert {hit.passage.id for hit in hits if hit.passage.plans} <= {i for plan in plans for i in own.get(plan, [])}
    for hit in (hit for hit in hits if not hit.passage.plans):
        about = {value for value, versions in library.facets_of_documents().items() if hit.document.version in versions}
        named = {value for value, passages in library.facets_of_passages().items() if hit.passage.id in passages}
        for facet in {f.facet for f in filters}:
            assert {(f.facet, f.value) for f in filters if f.facet == facet} & (about | named)


@pytest.mark.parametrize(("facet", "value"), FILTERS)
def test_a_filter_leaves_something_and_takes_something_away(engine: Engine, facet: str, value: str) -> None:
    filtered = engine.search("waterstof", [engine.filter(facet, value)], limit=1000).hits
    assert 0 < len(filtered) < engine.coverage().passages
    assert engine.search("waterstof", [engine.filter(facet, value)]).filters == (engine.filter(facet, value),)


def test_values_of_one_facet_widen_and_other_facets_narrow(engine: Engine) -> None:
    def found(*named: tuple[str, str]) -> set[int]:
        return {hit.passage.id for hit in engine.search("partners", [engine.filter(f, v) for f, v in named], 1000).hits}

    zeeland, limburg = found(("province", "zeeland")), found(("province", "limburg"))
    assert found(("province", "zeeland"), ("province", "limburg")) == zeeland | limburg
    assert found(("province", "zeeland"), ("kind", "pps")) < zeeland


def same(first: Ranking, second: Ranking) -> bool:
    return [(h.rank, h.passage.id, h.score) for h in first.hits] == [(h.rank, h.passage.id, h.score) for h in second.hits]


@pytest.mark.parametrize("query", QUERIES)
def test_hits_are_ranked_from_one_by_falling_score(engine: Engine, query: str) -> None:
    hits = engine.search(query, limit=30).hits
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert all(before.score >= after.score for before, after in pairwise(hits))
    assert all(set(hit.scores) == {"lexical", "dense"} for hit in hits)


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_gives_the_same_every_time_and_a_limit_cuts_it(engine: Engine, query: str) -> None:
    whole = engine.search(query, limit=25)
    assert same(whole, engine.search(query, limit=25))
    assert [h.passage.id for h in engine.search(query, limit=5).hits] == [h.passage.id for h in whole.hits[:5]]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_of_nothing_finds_nothing(engine: Engine, limit: int) -> None:
    assert engine.search("waterstof", limit=limit).hits == ()


@pytest.mark.parametrize(
    ("query", "plan"),
    [
        ("SCALE Drechtsteden waterstof", "scale"),
        ("Greenport Horti Campus leercultuur", "greenport-horti-campus"),
        ("CHILL Chemelot", "chill"),
    ],
)
def test_the_plan_that_is_asked_for_comes_first(engine: Engine, query: str, plan: str) -> None:
    assert plan in engine.search(query).hits[0].passage.plans


def test_hits_are_the_text_of_their_page(engine: Engine) -> None:
    for hit in engine.search("miljoen", limit=40).hits:
        page = engine.page(hit.document.id, hit.passage.page)
        assert page.text[hit.passage.start : hit.passage.end] == hit.passage.text


@pytest.mark.parametrize(("query", "error"), [("", QuestionEmpty), ("?! …", QuestionEmpty), ("a" * 100_000, QuestionTooLong)])
def test_a_query_that_cannot_be_asked_is_refused(engine: Engine, query: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        engine.search(query)


def test_an_unknown_filter_is_refused(engine: Engine) -> None:
    with pytest.raises(FilterUnknown):
        engine.filter("province", "Atlantis")


def test_a_query_tells_what_it_looked_for_so_that_it_can_be_marked(engine: Engine) -> None:
    ranking = engine.search("watestof onderhoud")
    marker = engine.marker(ranking)

    assert ranking.asked == ("waterstof", "onderhoud")
    assert ("maintenance",) in ranking.related
    assert marker.spans("Smart maintenance en waterstoftechnologie", "nl") == ((6, 17), (21, 41))


def test_a_query_can_be_looked_for_as_typed_and_in_its_own_words(engine: Engine) -> None:
    ranking = engine.search("watestof onderhoud", correct=False, expand=False)

    assert ranking.asked == ("watestof", "onderhoud")
    assert ranking.corrections == ranking.related == ranking.expansion == ()


def test_the_counts_of_facets_can_be_those_of_some_plans(engine: Engine) -> None:
    zeeland = [plan.id for plan in engine.plans([engine.filter("province", "zeeland")])]
    counts = {spot.value.value: (spot.count, spot.anywhere) for spot in engine.counts((), "nl", zeeland)["province"]}

    assert counts["zeeland"] == (len(zeeland), len(zeeland))
    assert counts["drenthe"][0] < counts["drenthe"][1]
    assert engine.counts((), "nl", [])["kind"][0].count == 0
