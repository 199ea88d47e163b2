"""Numbers of Dutch and English text as values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.numbers import Number, numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("€ 8,7 miljoen", ["8700000"]),
        ("€8.7 million", ["8700000"]),
        ("€8.7m", ["8700000"]),
        ("8.7 m hoog", ["8.7"]),
        ("8,7 mln.", ["8700000"]),
        ("1.200 studenten, 1,200 students", ["1200", "1200"]),
        ("1.234.567,89", ["1234567.89"]),
        ("1,125 miljoen", ["1125000"]),
        ("10.000 euro", ["10000"]),
        ("zes ton", ["600000"]),
        ("anderhalf miljoen", ["1500000"]),
        ("twee derde, two thirds", ["2/3", "2/3"]),
        ("Three hundred", ["300"]),
        ("vierhonderd en vijfentwintig", ["400", "25"]),
        ("twenty-five companies", ["25"]),
        ("een zeventigtal", ["70"]),
        ("een miljoen, a million, one billion", ["1000000", "1000000", "1000000000"]),
        ("half a million", ["1/2"]),
        ("één school, een plan, one plan", ["1"]),
        ("van 2021 tot 2023, 2021-2023", ["2021", "2023", "2021", "2023"]),
        ("4 oktober 2013.", ["4", "2013"]),
        ("H2, m2 en mbo4", []),
        ("", []),
    ],
)
def test_numbers_are_values(text: str, values: list[str]) -> None:
    assert [number.value for number in numbers(text)] == [Fraction(value) for value in values]


@pytest.mark.parametrize("text", ["42%", "42 %", "42 procent", "42 percent", "tweeënveertig procent", "forty-two percent"])
def test_a_percentage_is_no_count(text: str) -> None:
    assert list(numbers(text)) == [Number(Fraction(42), percent=True)]


@given(st.text(max_size=60))
def test_any_text_has_numbers_or_none(text: str) -> None:
    assert all(number.value >= 0 for number in numbers(text))


@given(st.integers(0, 10**9))
def test_dutch_and_english_figures_are_one(value: int) -> None:
    english = f"{value:,}"
    assert list(numbers(english)) == list(numbers(english.replace(",", "."))) == [Number(Fraction(value))]
