"""The number by which plans are asked for in order."""

from __future__ import annotations

import pytest

from retrieval.understanding.orders import order_in


@pytest.mark.parametrize(
    ("text", "least", "whole"),
    [
        ("welk consortium kreeg het meeste geld", False, False),
        ("welk consortium kreeg het meest", False, False),
        ("which one received the least?", True, False),
        ("wie heeft de hoogste begroting", False, True),
        ("sorteer ze op bedrag", False, False),
        ("rank them by budget, ascending", True, True),
        ("zet ze op volgorde van subsidie, van laag naar hoog", True, False),
        ("de kleinste RIF-subsidie", True, False),
    ],
)
def test_money_is_an_order(text: str, least: bool, whole: bool) -> None:
    order = order_in(text)
    assert order and (order.least, order.whole, order.units, order.summed) == (least, whole, frozenset(), False)


def test_what_is_counted_is_an_order_in_the_words_of_the_documents() -> None:
    dutch, english = order_in("welke pps heeft de meeste bedrijven"), order_in("which partnership has the most companies")
    assert dutch and english and dutch.units and dutch.units <= english.units


@pytest.mark.parametrize("text", ["hoeveel kregen die samen?", "how much money did they get in total"])
def test_a_sum_is_told_apart(text: str) -> None:
    order = order_in(text)
    assert order and order.summed


@pytest.mark.parametrize(
    "text", ["welke consortia kregen geld?", "de meeste pps'en zitten in Limburg", "hoeveel pps'en zijn er in totaal?", "sorteer"]
)
def test_other_questions_ask_for_no_order(text: str) -> None:
    assert order_in(text) is None
