"""Search over the shipped corpus: filters are exact, rankings are whole and repeatable."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.assembly import WRITERS, load_encoder
from retrieval.engine import Engine
from retrieval.errors import FilterUnknown, QuestionEmpty, QuestionTooLong
from retrieval.generations import Generation, current_folder, open_generation
from retrieval.library import Library
from retrieval.model import Filter, Ranking
from retrieval.ports import Encoder, Ids
from retrieval.search import CANDIDATES, search
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


@settings(max_examples=60)
@given(st.sampled_from(QUERIES), st.sampled_from(["nl", "en"]), st.randoms(), st.integers(0, 490))
def test_no_passage_outside_those_allowed_is_found(
    generation: Generation, encoder: Encoder, query: str, language: str, random: Random, size: int
) -> None:
    known = generation.exact.ids
    allowed = np.array(sorted(random.sample(known.tolist(), min(size, len(known)))), dtype=np.int64)
    found = search(generation, encoder, query, language, allowed)  # type: ignore[arg-type]
    assert np.isin(found.ids, allowed).all()
    assert len(set(found.ids.tolist())) == len(found.ids)
    assert (np.diff(found.fused) <= 0).all()
    if query != "xyzzy":
        assert len(found.ids) >= min(len(allowed), CANDIDATES), "something allowed was cut off"


def test_a_passage_that_alone_is_allowed_is_found_whatever_its_rank(generation: Generation, encoder: Encoder) -> None:
    for identity in generation.exact.ids[::7]:
        allowed: Ids = np.array([identity], dtype=np.int64)
        assert search(generation, encoder, "waterstof", "nl", allowed).ids.tolist() == [identity]


def test_nothing_allowed_finds_nothing(generation: Generation, encoder: Encoder) -> None:
    assert len(search(generation, encoder, "waterstof", "nl", np.empty(0, dtype=np.int64)).ids) == 0


def test_allowing_everything_changes_no_score(generation: Generation, encoder: Encoder) -> None:
    free = search(generation, encoder, "waterstof in Groningen", "nl")
    allowed = search(generation, encoder, "waterstof in Groningen", "nl", generation.exact.ids)
    dense = dict(zip(allowed.ids.tolist(), allowed.dense.tolist(), strict=True))
    shared = [i for i in free.ids.tolist() if i in dense]
    assert len(shared) >= 0.95 * CANDIDATES
    assert [dense[i] for i in shared] == pytest.approx(
        [d for i, d in zip(free.ids.tolist(), free.dense.tolist(), strict=True) if i in dense], abs=1e-5
    )
    assert free.ids[0] == allowed.ids[0]


def test_synonyms_find_what_the_words_do_not(generation: Generation, encoder: Encoder) -> None:
    alone = search(generation, encoder, "funds", "en")
    helped = search(generation, encoder, "funds", "en", synonyms=("geld", "miljoen"))
    assert alone.lexical.max() < helped.lexical.max()


def test_every_stage_is_timed(generation: Generation, encoder: Encoder) -> None:
    timings = search(generation, encoder, "waterstof", "nl").timings_ms
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
def test_every_hit_belongs_to_a_plan_that_meets_all_filters(
    engine: Engine, library: Library, query: str, named: list[tuple[str, str]]
) -> None:
    filters = [engine.filter(facet, value) for facet, value in named]
    plans = meeting(library, filters)
    hits = engine.search(query, filters, limit=1000).hits
    assert all(plans & set(hit.passage.plans) for hit in hits)
    own = library.plan_passages()
    assert {hit.passage.id for hit in hits} <= {i for plan in plans for i in own.get(plan, [])}


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
