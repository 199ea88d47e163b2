"""Figures in quotations: which amounts compare, and which numbers are no amounts."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.figures import amounts, counts
from tests.retrieval.test_organisations import told


@pytest.mark.parametrize(
    ("quote", "spans", "amount"),
    [
        ("Delta krijgt € 4,2 miljoen.", ["€ 4,2 miljoen"], 4_200_000),
        ("Delta kost 875.000 euro.", ["875.000 euro"], 875_000),
        ("Delta krijgt € 9 miljoen; met partners is het € 21,5 miljoen.", ["€ 9 miljoen", "€ 21,5 miljoen"], 9_000_000),
        ("Delta krijgt € 2 miljoen van de stad en € 3 miljoen van het rijk.", ["€ 2 miljoen", "€ 3 miljoen"], None),
        ("Delta en Eem krijgen samen € 20 miljoen.", ["€ 20 miljoen"], None),
        ("Delta krijgt € 2 miljoen per jaar.", ["€ 2 miljoen"], None),
        ("Delta hoopte op € 12 miljoen.", ["€ 12 miljoen"], None),
        ("Het rijk heeft € 450 miljoen.", ["€ 450 miljoen"], None),
    ],
)
def test_an_amount_compares_where_it_is_the_only_one_of_the_plan_itself(quote: str, spans: list[str], amount: int | None) -> None:
    (found,) = amounts([told("delta", quote)])

    assert [quote[start:end] for start, end in found.spans] == spans
    assert found.amount == amount


def test_what_states_no_money_is_left_out_and_the_largest_comes_first() -> None:
    found = amounts(
        [told("a", "A werkt sinds 2019 met 40 bedrijven.", "A krijgt € 1 miljoen."), told("b", "B kost € 3 miljoen.")]
    )

    assert [figure.plan.id for figure in found] == ["b", "a"]
    assert amounts([]) == ()


def test_counts_are_no_money_years_dates_or_numbers_within_a_name() -> None:
    quote = "In 2021 bereikte Gas 2.0 in vijf jaar 3.400 vakmensen met € 2 miljoen, sinds 23 januari."

    assert [[quote[a:b] for a, b in f.spans] for f in counts([told("gas 2.0", quote)])] == [["3.400"]]
    assert counts([told("a", "A groeit gestaag.")]) == ()


@pytest.mark.parametrize(
    ("quote", "reached"),
    [
        ("De locatie moet een drie keer zo grote capaciteit krijgen.", []),
        ("Van de 21 aanvragen werden er 15 toegekend. Studenten waren er blij mee.", []),
        ("Er zijn 52 centra met 2000 studenten en 1.200 mkb-bedrijven.", ["2000", "1.200"]),
        ("De vijftien plannen groeien van 42.000 naar 152.000 bereikte studenten.", ["42.000", "152.000"]),
        ("The field lab trains 40 teachers in 2025 and 1,500 pupils.", ["40", "1,500"]),
    ],
)
def test_counts_are_of_people_and_organisations(quote: str, reached: list[str]) -> None:
    assert [quote[a:b] for figure in counts([told("a", quote)]) for a, b in figure.spans] == reached


def test_every_figure_of_the_shipped_library_is_within_its_verified_quotation(engine: Engine) -> None:
    figures = amounts(engine.survey("money"))

    assert len(figures) > 30
    for figure in figures:
        page = engine.page(figure.citation.document.id, figure.citation.page)
        assert page.text[figure.citation.start : figure.citation.end] == figure.citation.quote
        assert all(figure.citation.quote[start:end].strip() for start, end in figure.spans)


def test_an_aspect_that_nobody_knows_tells_nothing_of_any_plan(engine: Engine) -> None:
    found = engine.survey("onbekend")

    assert len(found) == len(engine.plans()) and not any(told.citations for told in found)
