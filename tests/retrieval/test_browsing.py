"""Plans without a question: by filters, counted, told of as chosen; and questions without some of their filters."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.model import AnswerForm, AnswerStatus, Filter, Plan


def named(guide: Engine, *ids: str) -> list[Plan]:
    return [plan for identity in ids for plan in guide.plans() if plan.id == identity]


def count(guide: Engine, facet: str, value: str, *filters: Filter) -> tuple[int, int]:
    return next((spot.count, spot.anywhere) for spot in guide.counts(filters)[facet] if spot.value.value == value)


def test_plans_meet_all_filters_and_those_without_a_source_are_left_out(guide: Engine) -> None:
    water, overijssel = guide.filter("theme", "waterstof"), guide.filter("province", "overijssel")

    assert len(guide.plans()) == 11
    assert [plan.id for plan in guide.plans([water])] == ["delta", "rijnstroom", "waterpoort", "overal"]
    assert [plan.id for plan in guide.plans([water, overijssel])] == ["delta"]
    assert "stilte" not in {plan.id for plan in guide.plans()}


def test_values_are_counted_under_the_filters_of_the_other_facets(guide: Engine) -> None:
    water, overijssel = guide.filter("theme", "waterstof"), guide.filter("province", "overijssel")

    assert count(guide, "province", "overijssel") == (3, 3)
    assert count(guide, "province", "overijssel", water) == (1, 3)
    # The values of a facet are alternatives: choosing one does not empty the others.
    assert count(guide, "province", "zeeland", water, overijssel) == (1, 2)
    assert count(guide, "theme", "robotica", water, overijssel) == (2, 3)
    assert count(guide, "kind", "consortium", overijssel) == (1, 2)


def test_the_most_plans_come_first_and_a_value_of_no_plan_is_no_choice(guide: Engine) -> None:
    for spots in guide.counts().values():
        assert all(spot.anywhere > 0 for spot in spots)
        assert [spot.count for spot in spots] == sorted((spot.count for spot in spots), reverse=True)
    assert "drenthe" not in {spot.value.value for spot in guide.counts()["province"]}
    assert next(s.value.label for s in guide.counts((), "en")["province"] if s.value.value == "noord-holland") == "North Holland"


def test_counts_agree_with_the_plans_that_are_given(engine: Engine) -> None:
    filters = [engine.filter("province", "gelderland")]
    for facet, spots in engine.counts(filters).items():
        for spot in spots[:5]:
            others = [f for f in filters if f.facet != facet]
            assert spot.count == len(engine.plans([*others, spot.value])), spot.value


def test_one_plan_is_a_card_and_several_stand_side_by_side(guide: Engine) -> None:
    card = guide.describe(named(guide, "delta"))
    beside = guide.describe(named(guide, "delta", "rijnstroom"), "en")

    assert (card.form, beside.form) == (AnswerForm.PLAN, AnswerForm.COMPARE)
    assert [entry.plan.id for entry in beside.plans] == ["delta", "rijnstroom"]
    assert all(len(row.cells) == 2 for row in beside.rows)
    assert beside.language == "en"
    for answer in (card, beside):
        assert answer.citations
        for citation in answer.citations:
            assert guide.page(citation.document.id, citation.page).text[citation.start : citation.end] == citation.quote


def test_plans_like_one_are_told_with_what_they_share(guide: Engine) -> None:
    alike = guide.alike(named(guide, "delta")[0])

    assert alike.form is AnswerForm.LIKENESS
    assert "delta" not in {entry.plan.id for entry in alike.plans}
    assert alike.plans[0].why


def test_the_passages_of_a_plan_stand_in_reading_order_with_their_document(guide: Engine) -> None:
    found = guide.passages(named(guide, "delta")[0])

    assert found
    assert [(p.version, p.page, p.start) for p, _ in found] == sorted((p.version, p.page, p.start) for p, _ in found)
    for passage, document in found:
        assert document.version == passage.version
        assert guide.page(document.id, passage.page).text[passage.start : passage.end] == passage.text


def test_a_filter_that_is_taken_away_does_not_count_and_does_not_carry_on(guide: Engine) -> None:
    question = "Welke pps'en in Zeeland werken aan waterstof?"
    with_all = guide.ask(question)
    without = guide.ask(question, without=[("province", "zeeland")])

    assert [entry.plan.id for entry in with_all.plans] == ["waterpoort"]
    assert "zeeland" not in {f.value for f in without.filters}
    assert without.count >= with_all.count
    further = guide.ask("en robotica?", state=without.state)
    assert "zeeland" not in {f.value for f in further.filters}


def test_a_carried_filter_is_taken_away(guide: Engine) -> None:
    first = guide.ask("Welke pps'en zijn er in Zeeland?")
    carried = guide.ask("en voor robotica?", state=first.state)
    dropped = guide.ask("en voor robotica?", state=first.state, without=[("province", "zeeland")])

    assert "zeeland" in {f.value for f in carried.filters}
    assert "zeeland" not in {f.value for f in dropped.filters}
    assert dropped.count > carried.count


@pytest.mark.parametrize("without", [("province", "limburg"), ("nothing", "x")])
def test_a_filter_that_is_not_there_changes_nothing(guide: Engine, without: tuple[str, str]) -> None:
    asked = "Welke pps'en zijn er in Zeeland?"

    assert guide.ask(asked, without=[without]).plans == guide.ask(asked).plans


def test_without_all_its_filters_a_question_asks_what_it_is_about(guide: Engine) -> None:
    answer = guide.ask("Welke pps'en zijn er in Zeeland?", without=[("province", "zeeland"), ("kind", "pps")])

    assert answer.status is AnswerStatus.NEEDS_CLARIFICATION
