"""Hits by plan."""

from __future__ import annotations

from retrieval.grouping import by_plan
from retrieval.model import Document, Hit, Passage, Plan

DOCUMENT = Document(1, "d", "Titel", "", "", "nl", "", "", 1)
PLANS = {name: Plan(name, name.upper(), (), "pps", "", "", {}) for name in "ab"}


def hit(rank: int, *plans: str) -> Hit:
    return Hit(rank, 1.0 / rank, {}, Passage(rank, 1, 1, 0, 1, "x", (), "nl", plans), DOCUMENT)


def ranks(*hits: Hit) -> list[tuple[str | None, list[int]]]:
    return [(g.plan.id if g.plan else None, [h.rank for h in g.hits]) for g in by_plan(hits, PLANS)]


def test_plans_come_in_the_order_of_their_best_hit() -> None:
    assert ranks(hit(1, "b"), hit(2, "a"), hit(3, "b")) == [("b", [1, 3]), ("a", [2])]


def test_a_hit_of_two_plans_stands_with_both() -> None:
    assert ranks(hit(1, "a", "b")) == [("a", [1]), ("b", [1])]


def test_hits_of_no_plan_stand_together() -> None:
    assert ranks(hit(1), hit(2, "a"), hit(3)) == [(None, [1, 3]), ("a", [2])]


def test_nothing_found_is_no_group() -> None:
    assert ranks() == []
