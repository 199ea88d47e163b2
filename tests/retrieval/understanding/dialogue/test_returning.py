"""Going back to what was in force before."""

from __future__ import annotations

import pytest

from retrieval.model import AnswerForm
from tests.retrieval.understanding.dialogue.talking import Dialogue, Talk, conditions

TWENTE, BOTH = {"theme=smart-industry", "region=twente"}, {"theme=smart-industry", "region=twente", "region=achterhoek"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("terug naar Twente", TWENTE),
        ("ga weer terug naar Twente", TWENTE),
        ("welke waren dat ook weer in Twente?", TWENTE),
        ("doe de vorige nog eens", TWENTE),
        ("let's go back to the first one", TWENTE),
        ("and the ones from before?", TWENTE),
        ("back to Twente, but hbo", TWENTE | {"level=hbo"}),
        ("beide regio's graag", BOTH),
        ("allebei samen", BOTH),
        ("combine both regions", BOTH),
        ("both regions together, but hydrogen", {"theme=waterstof", "region=twente", "region=achterhoek"}),
        ("Twente mag er weer bij", BOTH),
        ("put Twente back in", BOTH),
    ],
)
def test_what_was_asked_before_is_in_force_again(say: Talk, text: str, held: set[str]) -> None:
    assert conditions(say("smart industry in Twente", "en in de Achterhoek?", text)) == held


def test_what_was_changed_besides_goes_back_as_well(say: Talk) -> None:
    found = say(
        "pps'en met metaal in het oosten",
        "en in Brabant?",
        "liever mechatronica",
        "laat mechatronica maar. terug naar het oosten",
    )
    assert conditions(found) == {"kind=pps", "sector=metaal", "region=oost-nederland"}


def test_what_was_left_out_comes_in_again(say: Talk) -> None:
    found = say("consortia", "zonder Zuid-Holland", "alleen water", "terug naar het hele lijstje, Zuid-Holland mag er weer bij")
    assert conditions(found) == {"kind=consortium"}


def test_what_was_denied_is_fine_again(say: Talk) -> None:
    assert conditions(say("zorg in Drenthe", "niet in Assen", "Assen is ok again")) == {"sector=zorg", "province=drenthe"}


def test_two_that_are_compared_are_no_two_conditions(say: Talk) -> None:
    found = say("consortia in Limburg", "en in Zeeland?", "compare both")
    assert found.act != "returned"


@pytest.mark.parametrize("text", ["de provincie mag er weer bij", "put the province back"])
def test_a_condition_comes_in_again_by_its_noun(say: Talk, text: str) -> None:
    assert conditions(say("zorg in Drenthe", "provincie maakt niet uit", text)) == {"sector=zorg", "province=drenthe"}


@pytest.mark.parametrize("text", ["terug naar de lijst", "back to the list please"])
def test_from_one_plan_it_goes_back_to_the_list(say: Talk, text: str) -> None:
    found = say("logistiek in Limburg", "vertel over New Waves", text)
    assert found.question.form is AnswerForm.LIST
    assert conditions(found) == {"sector=logistiek", "province=limburg"}


def test_a_new_subject_does_not_forget_the_one_before(say: Talk) -> None:
    found = say(
        "waterstof in Groningen", "andere vraag: welke consortia zijn er in Limburg?", "terug naar waterstof in Groningen"
    )
    assert conditions(found) == {"theme=waterstof", "province=groningen"}


def test_where_nothing_came_before_nothing_is_gone_back_to(say: Talk) -> None:
    assert conditions(say("waterstof in Groningen", "terug naar Limburg")) == {"theme=waterstof", "province=limburg"}


def test_the_questions_kept_in_mind_are_few(dialogue: Dialogue) -> None:
    dialogue.say("waterstof in Groningen")
    for province in ("Drenthe", "Zeeland", "Limburg", "Friesland", "Utrecht") * 3:
        dialogue.say(f"en in {province}?")
    assert dialogue.state is not None
    assert len(dialogue.state.earlier) <= 8
    assert len({frozenset((f.facet, f.value) for f in own.filters) for own in dialogue.state.earlier}) == len(
        dialogue.state.earlier
    )
