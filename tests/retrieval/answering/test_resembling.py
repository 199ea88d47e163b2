"""Plans like another one, and what makes them so."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.model import Answer, AnswerStatus, Reason

ASKED = {"nl": "Welke plannen lijken op Rijnstroom?", "en": "Which plans are like Rijnstroom?"}


def shared(answer: Answer) -> dict[str, list[tuple[str, str]]]:
    return {entry.plan.id: [(f.facet, f.value) for f in entry.why] for entry in answer.plans}


def test_plans_that_share_most_come_first(guide: Engine) -> None:
    # Delta shares theme, sector and level with Rijnstroom; De Smederij only the sector.
    found = [entry.plan.id for entry in guide.ask(ASKED["nl"]).plans]
    assert found[0] == "delta"
    assert found.index("waterpoort") < found.index("smederij")


def test_likeness_is_explained_by_what_both_plans_have(guide: Engine) -> None:
    plans = {plan.id: plan for plan in guide.retriever().snapshot.plans}
    own = plans["rijnstroom"].facets
    answer = guide.ask(ASKED["nl"])
    assert answer.plans
    for plan, why in shared(answer).items():
        assert why
        assert all(value in own[facet] and value in plans[plan].facets[facet] for facet, value in why)


def test_what_few_plans_have_is_named_before_what_many_have(guide: Engine) -> None:
    # Four plans work on hydrogen, six in engineering, four have hbo, which tells less than a theme.
    assert shared(guide.ask(ASKED["nl"]))["delta"] == [("theme", "waterstof"), ("sector", "techniek"), ("level", "hbo")]


@pytest.mark.parametrize(("language", "both"), [("nl", "ook: waterstof, techniek, hbo"), ("en", "also: hydrogen, engineering")])
def test_what_is_shared_stands_behind_the_name_with_a_quotation(guide: Engine, language: str, both: str) -> None:
    answer = guide.ask(ASKED[language])
    (line,) = [line for line in answer.text.split("\n") if line.startswith("- Delta Werkt (")]
    assert both in line and line.endswith(f"“{answer.citation(1).quote}” [1]")


def test_every_plan_is_quoted_from_its_own_document(guide: Engine) -> None:
    answer = guide.ask(ASKED["nl"])
    for entry in answer.plans:
        (mark,) = entry.citations
        assert answer.citation(mark).document.id == entry.plan.id


def test_neither_the_plan_itself_nor_one_known_by_name_alone_is_like_it(guide: Engine) -> None:
    assert not {"rijnstroom", "stilte"} & shared(guide.ask(ASKED["nl"])).keys()


def test_plans_without_a_theme_or_sector_in_common_are_not_alike(guide: Engine) -> None:
    assert set(shared(guide.ask("Welke plannen lijken op Eemvallei?"))) == {"domkracht", "duinlab"}


def test_a_place_where_the_plan_is_not_tells_where_the_others_are(guide: Engine) -> None:
    assert set(shared(guide.ask("Welke plannen lijken op Eemvallei in Noord-Holland?"))) == {"duinlab"}


def test_a_place_where_the_plan_is_tells_which_plan_is_meant(guide: Engine) -> None:
    assert "rijnstroom" in shared(guide.ask("Welke plannen lijken op Waterpoort in Zeeland?"))


def test_another_kind_of_plan_is_a_condition(guide: Engine) -> None:
    assert set(shared(guide.ask("Welke consortia lijken op Waterpoort?"))) == {"delta", "rijnstroom"}


def test_nothing_alike_is_no_answer(guide: Engine) -> None:
    answer = guide.ask("Welke plannen lijken op Eemvallei in Zeeland?")
    assert (answer.status, answer.plans, answer.citations) == (AnswerStatus.NO_EVIDENCE, (), ())
    assert answer.reason is Reason.NOT_THERE
