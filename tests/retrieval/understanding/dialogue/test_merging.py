"""Which filters of a conversation stay in force when more are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Filter, Plan
from retrieval.understanding.dialogue.merging import Way, group_of, merged, way_of
from retrieval.understanding.filters import FilterReader, meets_all
from retrieval.vocabulary import PLACES

LIMBURG, ZEELAND = (Filter("province", name.lower(), name, name) for name in ("Limburg", "Zeeland"))
BREDA, TWENTE = Filter("place", "Breda", "Breda", "Breda"), Filter("region", "twente", "Twente", "Twente")
HYDROGEN, ROBOTS = (Filter("theme", value, value, value) for value in ("waterstof", "robotica"))
CARE, ENERGY = (Filter("sector", value, value, value) for value in ("zorg", "energie"))
MBO, HBO = (Filter("level", value, value, value) for value in ("mbo", "hbo"))
PPS, CONSORTIUM = (Filter("kind", value, value, value) for value in ("pps", "consortium"))
SCALE = Filter("plan", "scale", "SCALE", "SCALE")

Values = list[tuple[str, bool]]


def values(filters: Sequence[Filter]) -> Values:
    return [(f.value, f.negated) for f in filters]


def kept(filters: Sequence[Filter]) -> set[str]:
    return {f.value for f in filters if not f.negated}


def denied(own: Filter) -> Filter:
    return replace(own, negated=True)


@pytest.mark.parametrize(
    ("before", "named"),
    [
        (LIMBURG, ZEELAND),
        (LIMBURG, BREDA),
        (BREDA, TWENTE),
        (TWENTE, LIMBURG),
        (HYDROGEN, ROBOTS),
        (HYDROGEN, CARE),
        (MBO, HBO),
        (PPS, CONSORTIUM),
    ],
)
def test_what_is_named_takes_the_place_of_what_was_named_of_its_group(before: Filter, named: Filter) -> None:
    assert kept(merged([before], [named], Way.REPLACE)) == {named.value}


@pytest.mark.parametrize("named", [HYDROGEN, MBO, PPS])
def test_what_is_named_of_another_group_joins_what_was_named(named: Filter) -> None:
    assert kept(merged([LIMBURG], [named], Way.REPLACE)) == {"limburg", named.value}


@pytest.mark.parametrize(("before", "named"), [(LIMBURG, ZEELAND), (LIMBURG, BREDA), (HYDROGEN, CARE), (MBO, HBO)])
def test_what_is_added_stands_beside_what_was_named(before: Filter, named: Filter) -> None:
    assert kept(merged([before], [named], Way.ADD)) == {before.value, named.value}


@pytest.mark.parametrize(("before", "named"), [(LIMBURG, BREDA), (HYDROGEN, CARE)])
def test_what_is_added_of_another_facet_is_an_alternative(before: Filter, named: Filter) -> None:
    assert all(f.either and not f.together for f in merged([before], [named], Way.ADD))


def test_who_narrows_by_a_subject_wants_both() -> None:
    found = merged([HYDROGEN], [ROBOTS], Way.NARROW)
    assert kept(found) == {"waterstof", "robotica"} and all(f.together for f in found)


def test_who_narrows_what_were_alternatives_wants_one_of_them_still() -> None:
    found = merged(merged([CARE], [ENERGY], Way.ADD), [ROBOTS], Way.NARROW)
    assert {f.value: (f.either, f.together) for f in found} == {
        "zorg": (True, False),
        "energie": (True, False),
        "robotica": (False, True),
    }


def test_who_narrows_two_sectors_that_were_asked_in_one_question_wants_one_of_them_still() -> None:
    found = merged([CARE, ENERGY], [ROBOTS], Way.NARROW)
    assert [f.value for f in found if f.together] == ["robotica"]
    assert [f.value for f in found if f.either] == ["zorg", "energie"]


def test_who_narrows_two_themes_that_were_asked_together_wants_all_three() -> None:
    both = [replace(HYDROGEN, together=True), replace(ROBOTS, together=True)]
    assert all(f.together and not f.either for f in merged(both, [CARE], Way.NARROW))


def test_who_narrows_by_a_place_wants_that_place() -> None:
    assert kept(merged([LIMBURG], [BREDA], Way.NARROW)) == {"Breda"}


def test_a_denied_value_is_no_longer_asked_for() -> None:
    assert values(merged([LIMBURG, HYDROGEN], [denied(HYDROGEN)], Way.REPLACE)) == [("limburg", False), ("waterstof", True)]


def test_a_denied_value_leaves_the_others_of_its_group() -> None:
    assert values(merged([LIMBURG], [denied(BREDA)], Way.REPLACE)) == [("limburg", False), ("Breda", True)]


def test_what_was_denied_stays_denied_when_another_is_named() -> None:
    assert values(merged([denied(LIMBURG)], [ZEELAND], Way.REPLACE)) == [("limburg", True), ("zeeland", False)]


def test_what_was_denied_and_is_named_again_is_asked_for() -> None:
    assert values(merged([denied(LIMBURG)], [LIMBURG], Way.ADD)) == [("limburg", False)]


def test_plans_that_were_talked_about_are_no_longer_in_force() -> None:
    assert merged([SCALE, LIMBURG], [], Way.REPLACE) == (replace(LIMBURG, carried=True),)


def test_what_stays_is_marked_as_carried_and_what_is_named_is_not() -> None:
    assert [f.carried for f in merged([LIMBURG], [MBO], Way.REPLACE)] == [True, False]


def test_a_value_that_is_named_again_is_named_once_and_not_carried() -> None:
    assert merged([LIMBURG], [LIMBURG], Way.ADD) == (LIMBURG,)


@pytest.mark.parametrize(
    ("text", "stay"),
    [
        ("niveau maakt niet uit", {"limburg", "waterstof"}),
        ("elk niveau is goed", {"limburg", "waterstof"}),
        ("any level will do", {"limburg", "waterstof"}),
        ("overal", {"waterstof", "mbo"}),
        ("anywhere", {"waterstof", "mbo"}),
        ("the region doesn't matter", {"waterstof", "mbo"}),
        ("thema maakt niet uit", {"limburg", "mbo"}),
        ("graag snel", {"limburg", "waterstof", "mbo"}),
    ],
)
def test_a_facet_of_which_any_value_will_do_is_dropped(text: str, stay: set[str]) -> None:
    assert kept(merged([LIMBURG, HYDROGEN, MBO], [], Way.REPLACE, text)) == stay


def test_a_denied_value_is_dropped_with_its_facet() -> None:
    assert merged([denied(LIMBURG)], [], Way.REPLACE, "overal") == ()


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("en in Limburg?", Way.REPLACE),
        ("what about Limburg?", Way.REPLACE),
        ("ook in Limburg", Way.ADD),
        ("Limburg erbij", Way.ADD),
        ("hbo as well", Way.ADD),
        ("add logistics", Way.ADD),
        ("alleen mbo", Way.NARROW),
        ("Only hbo", Way.NARROW),
        ("welke daarvan zijn voor mbo?", Way.NARROW),
        ("which of them work on water?", Way.NARROW),
        ("alleen die ook hbo hebben", Way.NARROW),
    ],
)
def test_how_what_is_named_joins_what_was_named(text: str, way: Way) -> None:
    assert way_of(text) is way


@pytest.mark.parametrize("facet", ["role", "anything"])
def test_a_facet_of_no_group_gives_way_to_none(facet: str) -> None:
    assert group_of(Filter(facet, "x", "x")) == frozenset()


# --- Whatever is said


TEXTS = st.sampled_from(["", "overal", "niveau maakt niet uit", "ook", "thema maakt niet uit"])
SAID = st.tuples(
    st.lists(
        st.tuples(
            st.sampled_from([LIMBURG, ZEELAND, BREDA, TWENTE, HYDROGEN, ROBOTS, CARE, ENERGY, MBO, HBO, PPS, CONSORTIUM, SCALE]),
            st.booleans(),
        ).map(lambda own: replace(own[0], negated=own[1])),
        max_size=4,
        # One question names a value once, denied or not.
        unique_by=lambda f: (f.facet, f.value),
    ),
    st.sampled_from(Way),
    TEXTS,
)


def after(turns: Sequence[tuple[list[Filter], Way, str]]) -> tuple[Filter, ...]:
    """The filters in force after some turns."""
    return reduce(lambda before, turn: merged(before, turn[0], turn[1], turn[2]), turns, ())


@given(st.lists(SAID, max_size=5))
def test_no_value_is_asked_for_and_denied(turns: list[tuple[list[Filter], Way, str]]) -> None:
    found = after(turns)
    assert not {(f.facet, f.value) for f in found if f.negated} & {(f.facet, f.value) for f in found if not f.negated}


@given(st.lists(SAID, max_size=5))
def test_no_value_is_in_force_twice(turns: list[tuple[list[Filter], Way, str]]) -> None:
    named = [(f.facet, f.value, f.negated) for f in after(turns)]
    assert len(named) == len(set(named))


@given(st.lists(SAID, max_size=4), st.sampled_from([LIMBURG, ZEELAND, BREDA, TWENTE]), st.lists(st.sampled_from([MBO, CARE])))
def test_a_place_replaces_every_earlier_place(
    turns: list[tuple[list[Filter], Way, str]], wanted: Filter, rest: list[Filter]
) -> None:
    found = merged(after(turns), [wanted, *rest], Way.REPLACE)
    assert [(f.facet, f.value) for f in found if f.facet in PLACES and not f.negated] == [(wanted.facet, wanted.value)]


@given(st.lists(SAID, max_size=5))
def test_no_filter_is_at_once_an_alternative_and_a_further_condition(turns: list[tuple[list[Filter], Way, str]]) -> None:
    assert not [f for f in after(turns) if f.either and f.together]


@given(st.lists(SAID, min_size=1, max_size=5))
def test_all_that_is_named_last_is_in_force(turns: list[tuple[list[Filter], Way, str]]) -> None:
    named, way, _ = turns[-1]
    before = after(turns[:-1])
    found = {(f.facet, f.value, f.negated) for f in merged(before, named, way)}
    held = {(f.facet, f.value) for f in before if not f.negated}
    groups = [group_of(f) for f in named if not f.negated]
    # "Robotics, not ict": what is replaced is gone, and need not be denied besides.
    gone = [f for f in named if f.negated and (f.facet, f.value) in held and group_of(f) in groups]
    assert {(f.facet, f.value, f.negated) for f in named if f not in gone} <= found
    assert not {(f.facet, f.value, False) for f in gone} & found


# --- What is in force selects plans


@pytest.mark.parametrize(
    ("plan", "meets"),
    [
        (Plan("a", "A", (), "pps", "", "", {"province": ("limburg",), "sector": ("zorg",)}), True),
        (Plan("b", "B", (), "pps", "", "", {"place": ("Breda",), "theme": ("robotica",)}), True),
        (Plan("c", "C", (), "pps", "", "", {"province": ("limburg",), "sector": ("logistiek",)}), False),
        (Plan("d", "D", (), "pps", "", "", {"province": ("drenthe",), "sector": ("zorg",)}), False),
    ],
    ids=lambda own: own.id if isinstance(own, Plan) else "",
)
def test_a_plan_has_one_of_the_places_and_one_of_the_subjects_that_were_added(
    reader: FilterReader, plan: Plan, meets: bool
) -> None:
    found = after([([LIMBURG, CARE], Way.REPLACE, ""), ([BREDA], Way.ADD, ""), ([ROBOTS], Way.ADD, "")])
    assert meets_all(reader, plan, found) is meets
