"""Going on in ways that say themselves what they are: dropping, widening, describing one plan, the like of it."""

from __future__ import annotations

import pytest

from retrieval.model import AnswerForm
from retrieval.understanding.dialogue.saying import Act
from tests.retrieval.understanding.dialogue.talking import Dialogue, Talk, conditions, of_plans

CARE_IN_ASSEN = "welke plannen doen iets met zorg in Assen?"


@pytest.mark.parametrize(
    ("before", "text", "held"),
    [
        ("mbo ict in Utrecht", "maakt niet uit waar hoor", {"sector=ict", "level=mbo"}),
        ("mbo ict in Utrecht", "kijk ook buiten de provincie", {"sector=ict", "level=mbo"}),
        ("mbo ict in Utrecht", "look outside the province as well", {"sector=ict", "level=mbo"}),
        ("mbo ict in Utrecht", "en het niveau maakt ook niet uit", {"sector=ict", "province=utrecht"}),
        ("mbo ict in Utrecht", "doesn't have to be mbo", {"sector=ict", "province=utrecht"}),
        ("mbo ict in Utrecht", "haal de provincie weg en kijk naar waterstof", {"level=mbo", "theme=waterstof"}),
        ("mbo ict in Utrecht", "take the level off and show me hydrogen instead", {"province=utrecht", "theme=waterstof"}),
        ("mbo ict in Utrecht", "hbo is trouwens ook prima", {"sector=ict", "level=mbo", "level=hbo", "province=utrecht"}),
        ("mbo ict in Utrecht", "hbo works too", {"sector=ict", "level=mbo", "level=hbo", "province=utrecht"}),
        ("mbo ict in Utrecht", "no, hbo", {"sector=ict", "level=hbo", "province=utrecht"}),
        ("mbo ict in Utrecht", "Nee, Limburg.", {"sector=ict", "level=mbo", "province=limburg"}),
        ("mbo ict in Utrecht", "geen hbo", {"sector=ict", "level=mbo", "-level=hbo", "province=utrecht"}),
        ("mbo ict in Utrecht", "alleen hbo erbij", {"sector=ict", "level=mbo", "level=hbo", "province=utrecht"}),
        ("mbo ict in Utrecht", "just hbo", {"sector=ict", "level=hbo", "province=utrecht"}),
        ("mbo ict in Utrecht", "alleen consortia graag", {"sector=ict", "level=mbo", "province=utrecht", "kind=consortium"}),
        ("mbo ict in Utrecht", "en zonder de provincie?", {"sector=ict", "level=mbo"}),
        ("mbo ict in Utrecht", "without the level?", {"sector=ict", "province=utrecht"}),
        ("mbo ict in Utrecht", "kun je dat beperken tot Amersfoort?", {"sector=ict", "level=mbo", "place=Amersfoort"}),
        ("mbo ict in Utrecht", "limit it to consortia", {"sector=ict", "level=mbo", "province=utrecht", "kind=consortium"}),
        ("mbo ict in Utrecht", "is er ook een voor vmbo?", {"sector=ict", "level=vmbo", "province=utrecht"}),
        ("mbo in Utrecht", "techniek en zorg", {"sector=techniek", "sector=zorg", "level=mbo", "province=utrecht"}),
        ("mbo ict in Utrecht", "en ook geen bouw", {"sector=ict", "-sector=bouw", "level=mbo", "province=utrecht"}),
        ("mbo ict in Utrecht", "doe er Zeeland bij", {"sector=ict", "level=mbo", "province=utrecht", "province=zeeland"}),
        ("mbo ict in Utrecht", "hoeveel blijven er over?", {"sector=ict", "level=mbo", "province=utrecht"}),
        (
            "ik heb een hoveniersbedrijf in Ede",
            "wie leert ons iets over robots?",
            {"sector=groen", "place=Ede", "theme=robotica"},
        ),
        ("zzp'er in de zorg, Assen", "waar kan ik iets leren over ICT?", {"sector=zorg", "place=Assen", "sector=ict"}),
        (CARE_IN_ASSEN, "the whole east", {"sector=zorg", "region=oost-nederland"}),
        (CARE_IN_ASSEN, "breder mag ook, heel Drenthe", {"sector=zorg", "province=drenthe"}),
        (CARE_IN_ASSEN, "niet alleen Assen, heel Drenthe", {"sector=zorg", "province=drenthe"}),
        (CARE_IN_ASSEN, "anywhere in Drenthe is fine", {"sector=zorg", "province=drenthe"}),
        (CARE_IN_ASSEN, "and in the whole of Drenthe?", {"sector=zorg", "province=drenthe"}),
        (CARE_IN_ASSEN, "make it the whole province", {"sector=zorg", "province=drenthe"}),
        (CARE_IN_ASSEN, "en Emmen erbij", {"sector=zorg", "place=Assen", "place=Emmen"}),
    ],
)
def test_what_is_dropped_goes_and_a_wider_place_takes_in_the_other(say: Talk, before: str, text: str, held: set[str]) -> None:
    assert conditions(say(before, text)) == held


@pytest.mark.parametrize("text", ["welke hebben iets met waterstof?", "which work with hydrogen?"])
def test_which_of_those_shown_do_something_narrows_them(say: Talk, text: str) -> None:
    found = say("welke pps'en zijn er in Drenthe?", text)
    assert conditions(found) == {"kind=pps", "province=drenthe", "theme=waterstof"}


@pytest.mark.parametrize("text", ["toon ze allemaal weer", "show all again"])
def test_who_wants_to_see_them_again_gets_the_same_set(say: Talk, text: str) -> None:
    found = say("mbo ict in Utrecht", text)
    assert conditions(found) == {"sector=ict", "level=mbo", "province=utrecht"} and found.question.form is AnswerForm.LIST


@pytest.mark.parametrize("text", ["wat is de eerste?", "wat doet de eerste?", "who is the first one?"])
def test_what_one_of_them_is_asks_for_its_card(say: Talk, text: str) -> None:
    found = say("welke pps'en zijn er in Drenthe?", text)
    assert len(of_plans(found)) == 1 and found.question.form is AnswerForm.PLAN


@pytest.mark.parametrize(("text", "place"), [("en in Groningen?", "groningen"), ("in Limburg dan?", "limburg")])
def test_a_plan_asked_about_elsewhere_wants_its_like_there(say: Talk, text: str, place: str) -> None:
    found = say("vertel over New Waves", text)
    assert found.act is Act.ALIKE and conditions(found) == {"plan=new-waves", f"province={place}"}


def test_the_first_of_those_compared_is_told_as_a_whole(say: Talk) -> None:
    found = say("vergelijk SCALE en New Waves", "tell me more about the first")
    assert of_plans(found) == ["scale"] and found.question.form is AnswerForm.PLAN


def test_what_it_does_is_asked_of_the_plan_talked_about(say: Talk) -> None:
    assert of_plans(say("vertel over New Waves", "does it work with Tata Steel?")) == ["new-waves"]


def test_how_many_there_are_in_all_is_not_asked_of_the_plan_talked_about(say: Talk) -> None:
    found = say("vertel over New Waves", "hoeveel consortia zijn er?")
    assert conditions(found) == {"kind=consortium"} and found.question.form is AnswerForm.COUNT


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("die school in Hoofddorp, waar oefenen ze nog meer?", "mbo-college-airport"),
        ("van dat practoraat in Breda, hoe heet de practor?", "practoraat-klimaatpositief"),
        ("ja die studieroute van Scalda. hoe lang duurt dat?", "studieroute-windenergie"),
        ("die maritieme academie, hoeveel scholen doen daar in mee", "maritieme-academie-holland"),
        ("that maritime academy, how many schools are in it?", "maritieme-academie-holland"),
        ("the campus in Veenendaal, who takes part?", "ict-campus-veenendaal"),
        ("that knowledge centre in Coevorden, what does it cost?", "logistiek-kenniscentrum-coevorden"),
        ("who is behind that lab of Rijn IJssel?", "rif-voorbeelden"),
    ],
)
def test_a_description_points_at_the_one_plan_that_it_fits(say: Talk, text: str, plan: str) -> None:
    found = say("welke pps'en doen iets met mbo?", text)
    assert of_plans(found) == [plan]


@pytest.mark.parametrize(
    "text",
    [
        "die campus in Zuid-Holland, wie doen mee?",  # there are two
        "welke bedrijven doen mee in de provincie Drenthe?",
        "plannen die opleiden in Zeeland",
        "die Limburgse bedrijven",
        "is dat in Zeeland?",
    ],
)
def test_what_fits_several_plans_or_none_points_at_no_one(say: Talk, text: str) -> None:
    assert len(of_plans(say("welke pps'en doen iets met mbo?", text))) != 1


def test_a_described_plan_is_compared_with_the_one_that_is_named(say: Talk) -> None:
    found = say("logistiek in Brabant", "zet Logistics Community Brabant en dat kenniscentrum van Coevorden eens naast elkaar")
    assert of_plans(found) == ["logistics-community-brabant", "logistiek-kenniscentrum-coevorden"]


@pytest.mark.parametrize("text", ["wie is de penvoerder van die Zeeuwse?", "who leads the Zeeland one?"])
def test_of_those_compared_one_is_told_by_its_place(say: Talk, text: str) -> None:
    assert of_plans(say("vergelijk SCALE en New Waves", text)) == ["new-waves"]


@pytest.mark.parametrize("text", ["laat SCALE er maar uit", "zonder SCALE", "drop SCALE", "leave SCALE out"])
def test_a_plan_is_left_out_of_a_comparison(say: Talk, text: str) -> None:
    assert of_plans(say("vergelijk SCALE en New Waves", "en Tech Oost ook", text)) == ["new-waves", "tech-oost"]


@pytest.mark.parametrize("text", ["welke van hen werkt met Tata Steel?", "which of them works with Tata Steel?"])
def test_which_of_them_asks_of_those_compared(say: Talk, text: str) -> None:
    assert of_plans(say("vergelijk SCALE en New Waves", text)) == ["scale", "new-waves"]


@pytest.mark.parametrize(
    "text",
    [
        "en zoiets in Drenthe?",
        "wat lijkt daarop maar dan in Drenthe",
        "does Drenthe have something similar?",
        "is there one like it in Drenthe",
    ],
)
def test_the_like_of_the_plan_talked_about_is_looked_for_in_the_place(say: Talk, text: str) -> None:
    found = say("waterstof in Groningen", "vertel eens over ENTRANCE", text)
    assert found.question.form == "likeness"
    assert conditions(found) == {"plan=entrance", "province=drenthe"}


def test_the_like_of_a_list_is_the_same_question_elsewhere(say: Talk) -> None:
    assert conditions(say("zorgtechnologie in Zeeland en Limburg", "zit er in Drenthe ook zoiets?")) == {
        "theme=zorgtechnologie",
        "province=drenthe",
    }


def test_beside_a_plan_stands_only_what_it_meets(say: Talk) -> None:
    found = say("onderhoud in Dordrecht", "wat doet de Oefenfabriek Brielle?")
    assert {f.value for f in found.question.filters if f.facet == "place"} == set()


def test_what_the_plan_talked_about_does_not_meet_is_kept_in_mind(say: Talk) -> None:
    assert conditions(say("waterstof in Groningen", "wat doet CHILL?", "en in Drenthe?")) == {
        "theme=waterstof",
        "province=drenthe",
    }


def test_the_town_takes_the_place_of_the_province_of_its_name(say: Talk) -> None:
    assert conditions(say("waterstof in Groningen", "de stad dan he")) == {"theme=waterstof", "place=Groningen"}


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["Welke pps'en doen iets met robotica?", "ok new topic, waterstof"], {"theme=waterstof"}),
        (["Which consortia were granted in North Holland?", "no, everywhere except North Holland"], {"-province=noord-holland"}),
        (
            ["Welke consortia zijn er in Zuid-Holland?", "die met de haven te maken hebben"],
            {"province=zuid-holland", "sector=haven"},
        ),
        (["Welke pps'en doen iets met robotica?", "is er ook iets in Twente"], {"theme=robotica", "region=twente"}),
        (["Welke pps'en in Drenthe doen iets met waterstof?", "zonder de bouw", "bouw mag toch weer wel"], {"theme=waterstof"}),
        (
            ["iets met biobased bouwen in Noord-Brabant?", "laat dat biobased maar los, wat is er voor de bouw in Noord-Brabant"],
            {"sector=bouw", "province=noord-brabant"},
        ),
    ],
)
def test_what_says_itself_how_it_goes_on(say: Talk, turns: list[str], expected: set[str]) -> None:
    held = conditions(say(*turns))
    assert expected <= held
    assert not {c for c in held if c.lstrip("-") in {"theme=biobased-bouwen", "sector=bouw"}} - expected


def test_those_that_were_counted_are_listed(say: Talk) -> None:
    found = say("Hoeveel pps'en doen iets met cybersecurity?", "welke zijn dat dan?")
    assert (found.question.form, conditions(found)) == (AnswerForm.LIST, {"kind=pps", "theme=cybersecurity"})


def test_the_first_and_the_second_of_those_compared(say: Talk) -> None:
    assert of_plans(say("Vergelijk SCALE met New Waves", "de tweede, hoeveel geld kreeg die?")) == ["new-waves"]
    assert of_plans(say("en de eerste, heeft die een website?")) == ["scale"]


def test_a_plan_of_the_list_is_left_out(dialogue: Dialogue) -> None:
    before = dialogue.shown(dialogue.say("Welke consortia zijn er in Zeeland?").question)
    found = dialogue.say("niet New Waves, die ken ik")
    assert "new-waves" in before and found.act is Act.EXCLUDED
    assert set(dialogue.shown(found.question)) == set(before) - {"new-waves"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Wat ontbreekt daar?", {"province=drenthe"}),
        ("What is missing there?", {"province=drenthe"}),
        ("welke sectoren ontbreken daar?", {"province=drenthe"}),
        ("en wat ontbreekt er in Zeeland?", {"province=zeeland"}),
    ],
)
def test_what_is_missing_is_asked_of_the_place_in_force_unless_another_is_named(say: Talk, text: str, held: set[str]) -> None:
    found = say("welke pps'en zijn er in Drenthe?", text)
    assert (found.question.form, conditions(found)) == (AnswerForm.COVERAGE, held)


def test_what_is_asked_of_one_in_order_is_asked_of_that_one_whatever_was_talked_about(dialogue: Dialogue) -> None:
    dialogue.say("welke pps'en gaan over logistiek?")
    first, second, *_, last = dialogue.state.listed if dialogue.state else ()
    assert of_plans(dialogue.say("en de laatste?")) == [last]
    assert of_plans(dialogue.say("wie zijn de partners van de eerste?")) == [first]
    again = dialogue.say("en van de tweede?")
    assert (of_plans(again), again.act, again.question.left) == ([second], Act.SAME, ("partners",))


@pytest.mark.parametrize(
    ("text", "act", "held"),
    [
        ("doe maar alles", Act.REFINED, {"kind=pps", "province=drenthe"}),
        ("laat alles maar zien", Act.REFINED, {"kind=pps", "province=drenthe"}),
        ("how many are there per province?", Act.BROKEN_DOWN, {"kind=pps"}),
        ("Start over: which partnerships are about media?", Act.NEW, {"kind=pps", "sector=media"}),
    ],
)
def test_it_is_shown_again_broken_down_or_begun_anew(say: Talk, text: str, act: Act, held: set[str]) -> None:
    found = say("welke pps'en zijn er in Drenthe?", text)
    assert (found.act, conditions(found)) == (act, held)


def test_what_is_said_to_the_assistant_leaves_the_conversation_where_it_is(say: Talk) -> None:
    say("welke pps'en zijn er in Drenthe?")
    assert say("in English please").act is Act.TALK
    assert conditions(say("en in Zeeland?")) == {"kind=pps", "province=zeeland"}
