"""Who asks for pps'en and names a programme asks for those that name it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.model import AnswerForm, Plan
from retrieval.understanding.filters import FilterReader, meets_all
from retrieval.understanding.programmes import of_programmes
from retrieval.understanding.question import Understanding, understand
from retrieval.vocabulary import Vocabulary

FUND = Plan("rif", "Regionaal investeringsfonds mbo (RIF)", ("RIF",), "programme", "", "")
PAID = Plan("betaald", "Werkplaats", (), "pps", "", "", {"plan": ("rif",), "province": ("limburg",)})
OTHER = Plan("ander", "Praktijkhal", (), "pps", "", "", {"province": ("limburg",)})


@pytest.mark.parametrize(
    ("text", "form", "named"),
    [
        ("Welke pps'en horen bij Katapult?", AnswerForm.LIST, {("kind", "pps"), ("organisation", "katapult")}),
        ("Which partnerships were funded by the RIF?", AnswerForm.LIST, {("kind", "pps"), ("organisation", "rif")}),
        ("pps'en die geld uit het RIF kregen", AnswerForm.LIST, {("kind", "pps"), ("organisation", "rif")}),
        ("Pps'en die minstens een miljoen uit het RIF ontvingen", AnswerForm.LIST, {("kind", "pps"), ("organisation", "rif")}),
        ("How many partnerships were paid by the RIF?", AnswerForm.COUNT, {("kind", "pps"), ("organisation", "rif")}),
        ("Hoeveel pps'en krijgen geld uit het RIF?", AnswerForm.COUNT, {("kind", "pps"), ("organisation", "rif")}),
        ("Welke plannen zijn betaald uit het RIF?", AnswerForm.LIST, {("organisation", "rif")}),
        ("How many initiatives were paid for, wholly or partly, from the RIF?", AnswerForm.COUNT, {("organisation", "rif")}),
        ("een lijst van pps'en die RIF-geld kregen", AnswerForm.LIST, {("kind", "pps"), ("organisation", "rif")}),
        # A number that a sentence tells, and money: no set.
        ("Hoeveel pps'en telt het netwerk Katapult?", AnswerForm.FACT, {("kind", "pps"), ("plan", "katapult")}),
        ("Hoeveel geld kregen pps'en uit het RIF?", AnswerForm.FACT, {("kind", "pps"), ("plan", "rif")}),
        ("Vertel over het RIF", AnswerForm.PLAN, {("plan", "rif")}),
    ],
)
def test_a_programme_is_a_condition_where_plans_of_another_kind_are_asked_for(
    understanding: Understanding, text: str, form: AnswerForm, named: set[tuple[str, str]]
) -> None:
    found = understand(text, understanding)
    assert (found.form, {(f.facet, f.value) for f in found.filters if f.facet != "status"}) == (form, named)


def test_plans_of_a_programme_are_those_whose_sources_name_it(vocabulary: Vocabulary) -> None:
    reader = FilterReader(vocabulary, [FUND, PAID, OTHER])
    filters = of_programmes(reader.read("welke pps'en kregen geld uit het RIF", "nl").filters, reader.holds)
    assert [plan.id for plan in (FUND, PAID, OTHER) if meets_all(reader, plan, filters)] == ["betaald"]
    denied = [replace(f, negated=True) if f.facet == "organisation" else f for f in filters]
    assert [plan.id for plan in (FUND, PAID, OTHER) if meets_all(reader, plan, denied)] == ["ander"]


def test_the_grant_that_is_recorded_is_not_that_of_a_programme(vocabulary: Vocabulary) -> None:
    reader = FilterReader(vocabulary, [FUND, PAID, OTHER])
    read = reader.read("Which partnerships were funded by the RIF?", "en").filters
    assert "status" in {f.facet for f in read}
    assert {f.facet for f in of_programmes(read, reader.holds)} == {"kind", "organisation"}
