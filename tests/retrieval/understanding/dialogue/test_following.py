"""What is meant by what somebody says in a conversation, turn by turn, over the plans of the shipped corpus."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.dutch import words
from retrieval.engine import Engine
from retrieval.model import AnswerForm, Filter, Plan
from retrieval.understanding.dialogue.saying import Act
from retrieval.understanding.question import MAX_CHARACTERS, Understanding
from retrieval.understanding.talk import without_courtesy
from tests.retrieval.understanding.dialogue.talking import Dialogue, Talk, conditions, of_plans

# --- Places, levels and subjects that take the place of others


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("Welke pps'en zijn er in Gelderland?", "En in Overijssel?", {"kind=pps", "province=overijssel"}),
        ("Welke pps'en zijn er in Gelderland?", "overijssel", {"kind=pps", "province=overijssel"}),
        ("Welke pps'en zijn er in Gelderland?", "doe maar Twente", {"kind=pps", "region=twente"}),
        ("Welke pps'en zijn er in Twente?", "liever in Zwolle", {"kind=pps", "place=Zwolle"}),
        ("Welke pps'en zijn er in Venlo?", "en in heel Limburg dan", {"kind=pps", "province=limburg"}),
        ("Welke consortia zijn er voor vmbo?", "en voor wo?", {"kind=consortium", "level=wo"}),
        ("Welke pps'en doen iets met robotica?", "en cybersecurity dan?", {"kind=pps", "theme=cybersecurity"}),
        ("Welke pps'en doen iets met robotica?", "of in de logistiek?", {"kind=pps", "sector=logistiek"}),
        ("Welke pps'en zijn er in Drenthe?", "en consortia?", {"kind=consortium", "province=drenthe"}),
        ("Which partnerships are there in Zeeland?", "What about Friesland?", {"kind=pps", "province=friesland"}),
        ("Which partnerships are there in Zeeland?", "and near Breda?", {"kind=pps", "place=Breda"}),
        ("Which consortia work on hydrogen?", "how about logistics?", {"kind=consortium", "sector=logistiek"}),
        ("Which partnerships offer hbo in Limburg?", "and wo?", {"kind=pps", "level=wo", "province=limburg"}),
    ],
)
def test_what_is_named_takes_the_place_of_what_was_named_before(say: Talk, first: str, then: str, expected: set[str]) -> None:
    found = say(first, then)
    assert (found.act, conditions(found), found.question.form) == (Act.REFINED, expected, AnswerForm.LIST)


def test_each_further_question_goes_on_from_the_one_before(say: Talk) -> None:
    say("Which partnerships are there in Zeeland?", "what about Friesland?")
    assert conditions(say("only on water")) == {"kind=pps", "province=friesland", "sector=water"}
    assert conditions(say("and in Groningen?")) == {"kind=pps", "province=groningen", "sector=water"}


def test_what_is_carried_on_is_told_from_what_is_named_now(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Gelderland?", "alleen mbo")
    assert {f.value: f.carried for f in found.question.filters} == {"pps": True, "gelderland": True, "mbo": False}


def test_a_question_of_fact_is_asked_of_another_place(say: Talk) -> None:
    found = say("Hoeveel leerlingen zijn er in Limburg?", "en in Zeeland?")
    assert (found.question.form, found.asked) == (AnswerForm.FACT, "Hoeveel leerlingen zijn er in Zeeland?")


def test_a_question_of_fact_is_asked_of_two_other_places(say: Talk) -> None:
    found = say("Hoeveel leerlingen zijn er in Limburg?", "en in Zeeland en Drenthe?")
    assert [f.value for f in found.question.filters] == ["zeeland", "drenthe"]


def test_a_question_of_fact_about_a_province_is_asked_of_a_town(say: Talk) -> None:
    found = say("Hoeveel leerlingen zijn er in Limburg?", "en in Breda?")
    assert [f.value for f in found.question.filters] == ["Breda"]


def test_only_whole_words_of_a_question_are_replaced(say: Talk) -> None:
    assert say("Hoe modern is mode?", "en robotica?").asked == "Hoe modern is robotica?"


def test_a_place_that_is_denied_of_a_question_of_fact_does_not_replace_another(say: Talk) -> None:
    found = say("Hoeveel leerlingen zijn er in Limburg?", "niet in Venlo")
    assert {(f.value, f.negated) for f in found.question.filters} == {("limburg", False), ("Venlo", True)}


# --- Narrowing, adding, denying, dropping


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["Welke pps'en zijn er in Drenthe?", "alleen hbo"], {"kind=pps", "province=drenthe", "level=hbo"}),
        (["Welke pps'en zijn er in Drenthe?", "enkel in de zorg"], {"kind=pps", "province=drenthe", "sector=zorg"}),
        (["Which partnerships are there in Drenthe?", "just hbo"], {"kind=pps", "province=drenthe", "level=hbo"}),
        (
            ["Welke pps'en werken aan robotica?", "alleen in de zorg"],
            {"kind=pps", "theme=robotica", "sector=zorg"},
        ),
        (
            ["Welke pps'en zijn er in Drenthe?", "Welke daarvan doen iets met zorg?"],
            {"kind=pps", "province=drenthe", "sector=zorg"},
        ),
        (
            ["Which partnerships are there in Drenthe?", "which of those offer hbo?"],
            {"kind=pps", "province=drenthe", "level=hbo"},
        ),
    ],
)
def test_a_question_is_narrowed(say: Talk, turns: list[str], expected: set[str]) -> None:
    assert conditions(say(*turns)) == expected


@pytest.mark.parametrize("then", ["Venlo in particular", "Venlo met name", "zeg maar Venlo"])
def test_what_is_meant_more_exactly_takes_the_place_of_what_holds_it(say: Talk, then: str) -> None:
    assert conditions(say("Welke pps'en zijn er in Limburg voor hbo?", then)) == {"kind=pps", "place=Venlo", "level=hbo"}


def test_what_was_left_out_is_taken_in_again(say: Talk) -> None:
    say("Welke pps'en werken aan robotica?", "zonder Limburg")
    assert conditions(say("doe Limburg er toch weer bij")) == {"kind=pps", "theme=robotica"}


def test_where_in_a_region_is_said_more_exactly_than_by_the_region(say: Talk) -> None:
    found = say("Which partnerships are there in Zeeland?", "what about down south, in Limburg?")
    assert conditions(found) == {"kind=pps", "province=limburg"}


def test_which_of_those_shown_a_programme_paid(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Limburg?", "welke daarvan kregen geld uit het RIF?")
    assert conditions(found) == {"kind=pps", "province=limburg", "organisation=rif"}


def test_what_is_asked_of_one_of_several_left_open_is_answered_of_all_and_names_none(say: Talk) -> None:
    found = say("Welke consortia zijn er in Limburg en Zeeland?", "hoe lang duurt dat?")
    assert (found.act, of_plans(found)) == (Act.ABOUT, [])
    assert len(found.question.among) > 1


def test_a_question_of_its_own_behind_a_comparison_is_about_the_plan_that_it_names(say: Talk) -> None:
    found = say("Vergelijk SCALE en SNEL op budget", "bij New Waves, wanneer is dat begonnen?")
    assert of_plans(found) == ["new-waves"]


@pytest.mark.parametrize("cue", ["een heel ander onderwerp: ", "Andere vraag, ", "something completely different: "])
def test_what_announces_a_new_question_is_no_part_of_it(say: Talk, cue: str) -> None:
    found = say("Welke pps'en zijn er in Drenthe?", f"{cue}wat is de LLO-Katalysator?")
    assert (found.act, found.question.form, found.question.left) == (Act.NEW, AnswerForm.PLAN, ())


@pytest.mark.parametrize("text", ["Vergelijk SCALE en New Waves", "Compare SCALE and New Waves", "welke plannen lijken op SCALE"])
def test_a_comparison_of_named_plans_is_no_list_of_theirs(say: Talk, text: str) -> None:
    found = say("Welke consortia werken aan de energietransitie in Zuid-Holland?", "en in Overijssel?", text)
    assert found.question.form in (AnswerForm.COMPARE, AnswerForm.LIKENESS)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["Welke pps'en zijn er in Overijssel?", "ook in Drenthe"], {"kind=pps", "province=overijssel", "province=drenthe"}),
        (["Welke pps'en zijn er in Zwolle?", "en Drenthe erbij"], {"kind=pps", "place=Zwolle", "province=drenthe"}),
        (["Welke pps'en zijn er voor vmbo?", "doe ook wo"], {"kind=pps", "level=vmbo", "level=wo"}),
        (["Which consortia work on water?", "also on logistics"], {"kind=consortium", "sector=water", "sector=logistiek"}),
        (["Which ppps are there in Assen?", "plus Emmen"], {"kind=pps", "place=Assen", "place=Emmen"}),
    ],
)
def test_something_is_added(say: Talk, turns: list[str], expected: set[str]) -> None:
    assert conditions(say(*turns)) == expected


def test_what_is_added_widens_the_list(dialogue: Dialogue) -> None:
    before = dialogue.shown(dialogue.say("Welke pps'en zijn er in Zwolle?").question)
    after = dialogue.shown(dialogue.say("ook in Drenthe").question)
    assert set(before) < set(after)


def test_places_and_subjects_that_are_added_do_not_mix(dialogue: Dialogue) -> None:
    found = dialogue.say("Welke pps'en zijn er voor de zorg in Overijssel?", "ook in Drenthe", "ook voor energie")
    own = {plan.id: plan.facets for plan in dialogue.plans}
    shown = dialogue.shown(found.question)
    assert shown and all({"overijssel", "drenthe"} & set(own[plan]["province"]) for plan in shown)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            ["Welke pps'en werken aan energietransitie?", "zonder waterstof"],
            {"kind=pps", "theme=energietransitie", "-theme=waterstof"},
        ),
        (["Welke pps'en zijn er in Overijssel?", "behalve Zwolle"], {"kind=pps", "province=overijssel", "-place=Zwolle"}),
        (["Welke pps'en zijn er voor mbo?", "maar niet in Limburg"], {"kind=pps", "level=mbo", "-province=limburg"}),
        (["Which consortia are there?", "except Limburg"], {"kind=consortium", "-province=limburg"}),
        (["Which ppps work on hydrogen in Drenthe?", "without hydrogen"], {"kind=pps", "province=drenthe", "-theme=waterstof"}),
        (["Welke pps'en werken zonder waterstof?", "en toch met waterstof"], {"kind=pps", "theme=waterstof"}),
    ],
)
def test_something_is_denied(say: Talk, turns: list[str], expected: set[str]) -> None:
    assert conditions(say(*turns)) == expected


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["Welke pps'en zijn er in Drenthe voor hbo?", "niveau maakt niet uit"], {"kind=pps", "province=drenthe"}),
        (["Welke pps'en zijn er in Drenthe voor hbo?", "dat niveau maakt niet uit"], {"kind=pps", "province=drenthe"}),
        (["Welke pps'en zijn er in Drenthe voor hbo?", "regio doet er niet toe"], {"kind=pps", "level=hbo"}),
        (["Welke pps'en zijn er in Drenthe voor hbo?", "overal"], {"kind=pps", "level=hbo"}),
        (["Which ppps offer hbo in Drenthe?", "the level doesn't matter"], {"kind=pps", "province=drenthe"}),
        (["Which ppps offer hbo in Drenthe?", "drop that, region doesn't matter"], {"kind=pps", "level=hbo"}),
        (["Welke pps'en werken in Drenthe aan waterstof?", "elk thema"], {"kind=pps", "province=drenthe"}),
    ],
)
def test_something_is_dropped(say: Talk, turns: list[str], expected: set[str]) -> None:
    assert conditions(say(*turns)) == expected


@pytest.mark.parametrize("text", ["niveau maakt niet uit", "overal", "zelfde in Limburg", "liever in Limburg"])
def test_how_one_goes_on_is_nothing_that_plans_must_be_about(say: Talk, text: str) -> None:
    found = say("pps'en voor hbo in Drenthe", text)
    assert (found.question.topic, found.base) == ((), "pps'en voor hbo in Drenthe")


def test_what_no_filter_explains_is_added_to_the_question_in_force(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Drenthe?", "en met een makerspace in Limburg?")
    assert found.base == "Welke pps'en zijn er in Drenthe? en met een makerspace in Limburg?"
    assert "makerspace" in found.question.topic


ZEELAND, IN_ZEELAND = "Welke pps'en in Zeeland werken aan water?", "Which partnerships in Zeeland work on water?"


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([ZEELAND, "vergeet Zeeland"], {"kind=pps", "sector=water"}),
        ([ZEELAND, "vergeet Zeeland maar"], {"kind=pps", "sector=water"}),
        ([ZEELAND, "haal Zeeland weg"], {"kind=pps", "sector=water"}),
        ([ZEELAND, "Zeeland mag eruit"], {"kind=pps", "sector=water"}),
        ([IN_ZEELAND, "forget Zeeland"], {"kind=pps", "sector=water"}),
        ([IN_ZEELAND, "drop the place"], {"kind=pps", "sector=water"}),
        ([ZEELAND, "laat de provincie vallen"], {"kind=pps", "sector=water"}),
        ([IN_ZEELAND, "never mind water"], {"kind=pps", "province=zeeland"}),
        ([ZEELAND, "alleen mbo", "verwijder het filter"], {"kind=pps", "sector=water", "province=zeeland"}),
        ([IN_ZEELAND, "only mbo", "remove that filter"], {"kind=pps", "sector=water", "province=zeeland"}),
        ([ZEELAND, "vergeet Zeeland", "verwijder het filter"], {"kind=pps"}),
        ([ZEELAND, "doe ze allebei weg"], {"kind=pps"}),
        ([ZEELAND, "haal alle filters weg"], {"kind=pps"}),
        ([IN_ZEELAND, "remove all filters", "remove all filters"], {"kind=pps"}),
        ([IN_ZEELAND, "forget Zeeland, take Drenthe"], {"kind=pps", "sector=water", "province=drenthe"}),
    ],
)
def test_who_says_which_condition_goes_keeps_the_rest(say: Talk, turns: list[str], expected: set[str]) -> None:
    found = say(*turns)
    assert (conditions(found), found.question.form) == (expected, AnswerForm.LIST)


@pytest.mark.parametrize("then", ["geen mkb-partners", "zonder wachttijden", "no long waiting lists"])
def test_what_plans_cannot_be_chosen_by_leaves_them_and_is_kept_to_say_so(say: Talk, then: str) -> None:
    found = say(ZEELAND, then)
    assert conditions(found) == {"kind=pps", "sector=water", "province=zeeland"}
    assert found.question.ignored == then.partition(" ")[2]
    assert say("vergeet Zeeland").question.ignored == ""


@pytest.mark.parametrize(
    ("turns", "words", "gone"),
    [
        (["Welke pps'en werken aan robotica?", "en logistiek?"], "logistiek", "robotica"),
        (["Welke pps'en werken aan robotica in Limburg?", "en in Drenthe?"], "drenthe", "limburg"),
        (["Which partnerships work on robotics?", "and hydrogen?", "what about logistics?"], "logistics", "robotics"),
        (["Welke pps'en werken aan robotica in Limburg?", "vergeet Limburg"], "robotica", "limburg"),
    ],
)
def test_what_was_replaced_is_no_longer_looked_for(say: Talk, turns: list[str], words: str, gone: str) -> None:
    question = say(*turns).question
    asked = {word for notion in question.terms for phrase in (notion.words, *notion.synonyms) for word in phrase}
    assert words in asked and gone not in asked
    assert words in question.read.lower() and gone not in question.read.lower()


@pytest.mark.parametrize(
    ("turns", "details"),
    [
        (["Maak een tabel van alle consortia met penvoerder en bedrag"], ("lead", "money")),
        (["Make a table of the consortia with lead partner and budget"], ("lead", "money")),
        (["Zet penvoerder en bedrag van alle consortia in een tabel"], ("lead", "money")),
        (["tabel van consortia: partners, looptijd en geld"], ("partners", "money", "duration")),
        (["Welke consortia zijn er?", "zet ze in een tabel met de partners en het budget"], ("partners", "money")),
        (["Which consortia are there?", "put them in a table with the budget and the lead"], ("lead", "money")),
    ],
)
def test_a_table_has_the_aspects_that_are_asked_of_each_plan(say: Talk, turns: list[str], details: tuple[str, ...]) -> None:
    question = say(*turns).question
    assert (question.form, question.details, question.topic) == (AnswerForm.LIST, details, ())
    assert {f"{f.facet}={f.value}" for f in question.conditions} == {"kind=consortium"}


# --- Counting


@pytest.mark.parametrize("text", ["Hoeveel zijn dat er?", "hoeveel?", "en hoeveel zijn het er", "om hoeveel gaat het?", "tel ze"])
def test_what_was_listed_is_counted(say: Talk, text: str) -> None:
    found = say("Welke pps'en zijn er in Limburg?", text)
    assert (found.act, found.question.form, conditions(found)) == (
        Act.COUNTED,
        AnswerForm.COUNT,
        {"kind=pps", "province=limburg"},
    )


@pytest.mark.parametrize("text", ["How many are there?", "how many is that", "Count them"])
def test_what_was_listed_is_counted_in_english(say: Talk, text: str) -> None:
    found = say("Which partnerships are there in Limburg?", text)
    assert (found.act, found.question.form) == (Act.COUNTED, AnswerForm.COUNT)


def test_who_asked_for_a_list_and_a_number_gets_a_list_again(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Limburg?", "hoeveel zijn dat?", "en in Zeeland?")
    assert (found.question.form, conditions(found)) == (AnswerForm.LIST, {"kind=pps", "province=zeeland"})


def test_who_asked_for_a_number_gets_that_of_another_place(say: Talk) -> None:
    found = say("Hoeveel pps'en zijn er in Limburg?", "en in Flevoland?")
    assert (found.question.form, conditions(found)) == (AnswerForm.COUNT, {"kind=pps", "province=flevoland"})


@pytest.mark.parametrize("text", ["en hoeveel in Flevoland?", "hoeveel in Flevoland?", "en in Flevoland, hoeveel?"])
def test_the_number_in_another_place_is_asked_after_a_list(say: Talk, text: str) -> None:
    found = say("Welke pps'en zijn er in Limburg?", text)
    assert (found.question.form, conditions(found)) == (AnswerForm.COUNT, {"kind=pps", "province=flevoland"})


# --- Plans of the list


@pytest.mark.parametrize(
    ("text", "place"),
    [("de tweede", 1), ("nummer 3", 2), ("de laatste", -1), ("vertel meer over de vierde", 3), ("the first one", 0)],
)
def test_a_plan_is_picked_by_its_place_in_the_list(dialogue: Dialogue, text: str, place: int) -> None:
    listed = dialogue.shown(dialogue.say("Welke consortia zijn er in Zuid-Holland?").question)
    found = dialogue.say(text)
    assert (found.act, found.question.form, of_plans(found)) == (Act.PICKED, AnswerForm.PLAN, [listed[place]])


def test_the_eleventh_plan_is_picked(dialogue: Dialogue) -> None:
    listed = dialogue.shown(dialogue.say("Welke pps'en zijn er in Drenthe?").question)
    assert of_plans(dialogue.say("de elfde")) == [listed[10]]


@pytest.mark.parametrize(
    "text", ["de tweede, wie is de penvoerder?", "wie is de penvoerder van de tweede?", "de tweede: wie is de penvoerder?"]
)
def test_something_is_asked_of_a_plan_by_its_place_in_the_list(dialogue: Dialogue, text: str) -> None:
    listed = dialogue.shown(dialogue.say("Welke consortia zijn er in Zuid-Holland?").question)
    found = dialogue.say(text)
    assert (found.question.form, of_plans(found), found.question.left) == (AnswerForm.FACT, [listed[1]], ("penvoerder",))


@pytest.mark.parametrize(
    ("first", "text", "plan"),
    [
        ("Welke pps'en zijn er voor logistiek?", "die in Breda", "logistics-community-brabant"),
        ("Welke pps'en zijn er voor logistiek?", "en die in Limburg?", "clv"),
        ("Which partnerships are there for logistics?", "the one in Coevorden", "logistiek-kenniscentrum-coevorden"),
    ],
)
def test_a_plan_is_picked_by_where_it_is(say: Talk, first: str, text: str, plan: str) -> None:
    found = say(first, text)
    assert (found.act, found.question.form, of_plans(found)) == (Act.PICKED, AnswerForm.PLAN, [plan])


def test_something_is_asked_of_the_plan_at_a_place(say: Talk) -> None:
    found = say("Welke pps'en zijn er voor logistiek?", "die in Breda, hoeveel geld is daarvoor?")
    assert (found.question.form, of_plans(found), found.question.left) == (
        AnswerForm.FACT,
        ["logistics-community-brabant"],
        ("geld",),
    )


def test_several_plans_at_a_place_are_a_shorter_list(dialogue: Dialogue) -> None:
    found = dialogue.say("Welke pps'en zijn er in Noord-Brabant?", "die in Breda")
    assert (found.act, found.question.form) == (Act.NARROWED, AnswerForm.LIST)
    assert dialogue.shown(found.question) == ("logistics-community-brabant", "practoraat-klimaatpositief")


def test_the_list_stays_in_force_when_one_of_it_is_picked(dialogue: Dialogue) -> None:
    dialogue.say("Welke consortia zijn er in Zuid-Holland?", "de tweede")
    found = dialogue.say("en in Zeeland?")
    assert conditions(found) == {"kind=consortium", "province=zeeland"}


def test_what_picks_a_plan_is_no_condition_on_the_list_after_it(say: Talk) -> None:
    picked = say("Welke pps'en zijn er in Drenthe?", "die in Hoogeveen, wie doen daar mee?")
    assert "place=Hoogeveen" in {f"{f.facet}={f.value}" for f in picked.question.filters}
    assert conditions(say("alleen hbo")) == {"kind=pps", "province=drenthe", "level=hbo"}


def test_what_is_said_in_the_place_of_something_changes_the_question(say: Talk) -> None:
    found = say("Welke pps'en in Drenthe doen iets met waterstof?", "doe maar robotica in plaats van waterstof")
    assert conditions(found) == {"kind=pps", "province=drenthe", "theme=robotica"}


@pytest.mark.parametrize("text", ["ruil bouw in voor logistiek", "vervang bouw door logistiek", "swap bouw for logistics"])
def test_who_says_what_goes_keeps_the_rest(say: Talk, text: str) -> None:
    found = say("Welke pps'en in Drenthe doen iets met waterstof in de bouw?", text)
    assert conditions(found) == {"kind=pps", "province=drenthe", "theme=waterstof", "sector=logistiek"}


def test_who_leaves_out_what_lacks_something_wants_what_has_it(say: Talk) -> None:
    found = say("Welke consortia zijn er in Zuid-Holland?", "laat degenen zonder toekenning maar weg")
    assert conditions(found) == {"kind=consortium", "province=zuid-holland", "status=granted"}


CONSORTIA = "Welke consortia zijn er in Zuid-Holland?"


@pytest.mark.parametrize(
    "text",
    [
        "alleen die subsidie hebben gekregen",
        "en welke daarvan kregen geld?",
        "welke zijn al gehonoreerd?",
        "which of them got funding?",
        "only those with a grant",
        "hoeveel daarvan hebben het geld al?",
    ],
)
def test_who_asks_which_of_the_consortia_got_the_money_narrows_them(say: Talk, text: str) -> None:
    assert conditions(say(CONSORTIA, text)) == {"kind=consortium", "province=zuid-holland", "status=granted"}


def test_how_many_of_them_did_is_a_count(say: Talk) -> None:
    assert say(CONSORTIA, "hoeveel daarvan hebben het geld al?").question.form is AnswerForm.COUNT


def test_how_much_they_got_is_asked_of_them(say: Talk) -> None:
    assert "status=granted" not in conditions(say(CONSORTIA, "hoeveel geld kregen ze?"))


def test_the_most_probable_act_that_fits_is_told_with_its_probability(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Gelderland?", "En in Overijssel?")
    assert found.guess and found.guess.label == Act.REFINED and found.guess.probability > 0.5


def test_one_after_the_other_is_picked_from_the_same_list(dialogue: Dialogue) -> None:
    listed = dialogue.shown(dialogue.say("Welke consortia zijn er in Zuid-Holland?").question)
    assert [of_plans(dialogue.say(text)) for text in ("de eerste", "de derde")] == [[listed[0]], [listed[2]]]


# --- Plans that were talked about


@pytest.mark.parametrize(
    "text", ["Wie is de penvoerder?", "en het budget?", "wie doen daar mee?", "Wat kost het?", "en de website"]
)
def test_it_is_asked_of_the_plan_that_was_talked_about(say: Talk, text: str) -> None:
    found = say("Wat is het doel van CHILL?", text)
    assert (found.act, found.question.form, of_plans(found)) == (Act.ABOUT, AnswerForm.FACT, ["chill"])


@pytest.mark.parametrize("text", ["Who leads it?", "and the budget?", "how long does that run?", "what are their aims?"])
def test_it_is_asked_in_english_of_the_plan_that_was_talked_about(say: Talk, text: str) -> None:
    assert of_plans(say("What is the aim of CHILL?", text)) == ["chill"]


def test_it_is_asked_of_the_two_that_were_talked_about(say: Talk) -> None:
    found = say("Wie is de penvoerder van SCALE?", "en van New Waves?", "hoeveel geld krijgen die twee?")
    assert (found.question.form, of_plans(found)) == (AnswerForm.COMPARE, ["scale", "new-waves"])


def test_which_of_the_two_that_were_compared_is_somewhere(dialogue: Dialogue) -> None:
    found = dialogue.say("Compare SCALE and New Waves", "which of them is in Zeeland?")
    assert (found.act, found.question.form, dialogue.shown(found.question)) == (Act.NARROWED, AnswerForm.LIST, ("new-waves",))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Wie is de penvoerder van SCALE?", "En van New Waves?"),
        ("Wie is de penvoerder van SCALE?", "en New Waves"),
        ("Who is the lead partner of SCALE?", "What about New Waves?"),
        ("Hoeveel geld kreeg SCALE?", "en new waves?"),
    ],
)
def test_the_same_is_asked_of_another_plan(say: Talk, first: str, then: str) -> None:
    before, found = say(first), say(then)
    assert (found.act, of_plans(found), found.question.left) == (Act.SAME, ["new-waves"], before.question.left)


@pytest.mark.parametrize(
    "turns", [["SCALE"], ["Vertel over SCALE"], ["SCALE", "en CLV"], ["Vertel over SCALE", "en CLV", "en CIVIL?"]]
)
def test_who_asked_for_a_card_gets_one_of_another_plan(say: Talk, turns: list[str]) -> None:
    found = say(*turns, "en New Waves?")
    assert (found.act, found.question.form, of_plans(found)) == (Act.SAME, AnswerForm.PLAN, ["new-waves"])


def test_an_abbreviation_in_small_letters_names_a_plan(say: Talk) -> None:
    assert of_plans(say("Wat is het doel van CHILL?", "en het clv?")) == ["clv"]


# --- Comparing


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["Wie is de penvoerder van SCALE?", "en van SNEL?", "vergelijk die twee"], ["scale", "snel"]),
        (["Tell me about SCALE", "and SNEL", "compare both"], ["scale", "snel"]),
        (["Wat is het doel van SCALE?", "vergelijk dat met SNEL"], ["scale", "snel"]),
        (["Vergelijk SCALE en SNEL", "en wat is het verschil in budget tussen die twee?"], ["scale", "snel"]),
    ],
)
def test_plans_that_were_talked_about_are_compared(say: Talk, turns: list[str], expected: list[str]) -> None:
    found = say(*turns)
    assert (found.act, found.question.form, of_plans(found)) == (Act.COMPARED, AnswerForm.COMPARE, expected)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("vergelijk ze", [0, 1, 2, 3]),
        ("vergelijk de eerste en de derde", [0, 2]),
        ("vergelijk de eerste en derde", [0, 2]),
        ("Wat is het verschil tussen nummer 2 en nummer 4?", [1, 3]),
        ("compare the first two", [0, 1]),
        ("compare the second with the last", [1, 3]),
    ],
)
def test_plans_of_the_list_are_compared(dialogue: Dialogue, text: str, places: list[int]) -> None:
    listed = dialogue.shown(dialogue.say("Welke consortia zijn er in Zuid-Holland?").question)
    found = dialogue.say(text)
    assert (found.question.form, of_plans(found)) == (AnswerForm.COMPARE, [listed[place] for place in places])


def test_a_plan_of_the_list_is_compared_with_one_that_is_named(dialogue: Dialogue) -> None:
    listed = dialogue.shown(dialogue.say("Welke consortia zijn er in Zuid-Holland?").question)
    assert of_plans(dialogue.say("vergelijk de laatste met New Waves")) == [listed[-1], "new-waves"]


def test_the_two_that_were_compared_are_meant_by_both_whatever_was_listed(say: Talk) -> None:
    found = say("Welke consortia zijn er in Zuid-Holland?", "vergelijk de eerste met New Waves", "compare both")
    assert of_plans(found) == ["scale", "new-waves"]


# --- Corrections, choices, other questions


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["Welke pps'en zijn er in Limburg?", "nee, in Zeeland"], {"kind=pps", "province=zeeland"}),
        (["Welke pps'en zijn er in Limburg?", "ik bedoel consortia"], {"kind=consortium", "province=limburg"}),
        (["Welke consortia zijn er in Utrecht?", "nee, de stad"], {"kind=consortium", "place=Utrecht"}),
        (["Welke consortia zijn er in de stad Utrecht?", "ik bedoel de provincie"], {"kind=consortium", "province=utrecht"}),
        (["Which ppps are there in Limburg?", "no, I meant Zeeland"], {"kind=pps", "province=zeeland"}),
    ],
)
def test_a_question_is_corrected(say: Talk, turns: list[str], expected: set[str]) -> None:
    found = say(*turns)
    assert (found.act, conditions(found)) == (Act.CORRECTED, expected)


@pytest.mark.parametrize(
    ("first", "then"),
    [("Wat is het budget van SNEL?", "nee, ik bedoel SCALE"), ("What is the budget of SNEL?", "I meant SCALE")],
)
def test_the_plan_of_a_question_is_corrected(say: Talk, first: str, then: str) -> None:
    found = say(first, then)
    assert (found.act, of_plans(found), found.question.left) == (Act.CORRECTED, ["scale"], ("budget",))


@pytest.mark.parametrize("text", ["de tweede", "die in Flevoland", "Flevoland", "TechnoHUB Noordoostpolder", "nummer 2"])
def test_what_was_asked_is_asked_of_the_one_that_is_chosen(dialogue: Dialogue, text: str) -> None:
    listed = tuple(of_plans(dialogue.say("Wat is het doel van Technohub?")))
    assert dialogue.state is not None and len(listed) == 2
    dialogue.state = replace(dialogue.state, listed=listed, pending=True)
    found = dialogue.say(text)
    assert (found.act, of_plans(found), found.question.left) == (Act.CHOSEN, ["technohub-noordoostpolder"], ("doel",))


def test_another_question_is_no_choice(dialogue: Dialogue) -> None:
    listed = tuple(of_plans(dialogue.say("Wat is het doel van Technohub?")))
    assert dialogue.state is not None
    dialogue.state = replace(dialogue.state, listed=listed, pending=True)
    found = dialogue.say("Welke consortia werken aan cybersecurity in Zuid-Holland?")
    assert (found.act, conditions(found)) == (Act.NEW, {"kind=consortium", "theme=cybersecurity", "province=zuid-holland"})


@pytest.mark.parametrize(
    "text",
    [
        "Welke programma's zijn er voor leven lang ontwikkelen?",
        "Andere vraag: welke programma's zijn er voor leven lang ontwikkelen?",
        "Which programmes are there for lifelong learning?",
        "Something else: which programmes are there for lifelong learning?",
    ],
)
def test_a_question_that_stands_by_itself_carries_nothing_on(say: Talk, text: str) -> None:
    found = say("Welke pps'en zijn er in Limburg voor mbo?", "alleen zorg", text)
    assert (found.act, conditions(found)) == (Act.NEW, {"kind=programme", "theme=leven-lang-ontwikkelen"})


@pytest.mark.parametrize(
    "text", ["Wat is eigenlijk een keuzedeel?", "what exactly is an elective?", "wat zijn nou een practoraat"]
)
def test_what_something_is_in_general_is_not_asked_of_a_plan(say: Talk, text: str) -> None:
    found = say("Wat is het doel van CHILL?", text)
    assert (found.act, of_plans(found)) == (Act.NEW, [])


@pytest.mark.parametrize(
    "text", ["Dank je, en in Zeeland?", "Super! En in Zeeland?", "thanks, and in Zeeland?", "ok top, en in Zeeland?"]
)
def test_thanks_before_a_question_change_nothing(say: Talk, text: str) -> None:
    found = say("Welke pps'en zijn er in Limburg?", text)
    assert (found.act, conditions(found)) == (Act.REFINED, {"kind=pps", "province=zeeland"})


@pytest.mark.parametrize("text", ["asdf qwer zxcv", "blorp", "Wie is de burgemeester van Parijs?", "hoe bak ik een appeltaart?"])
def test_what_has_nothing_to_do_with_it_carries_nothing_on(say: Talk, text: str) -> None:
    found = say("Welke pps'en zijn er in Limburg?", text)
    assert (found.act, found.question.filters) == (Act.NEW, ())


@pytest.mark.parametrize("text", ["de negende", "nummer 40", "the tenth"])
def test_a_place_behind_the_end_of_the_list_picks_no_plan(say: Talk, text: str) -> None:
    assert of_plans(say("Welke consortia zijn er in Zuid-Holland?", text)) == []


@pytest.mark.parametrize(
    "text", ["en in Overijssel?", "de tweede", "vergelijk die twee", "hoeveel zijn dat?", "wie doen daar mee?"]
)
def test_the_first_question_stands_by_itself(say: Talk, text: str) -> None:
    assert say(text).act is Act.NEW


def test_an_older_name_that_two_plans_share_means_the_one_that_is_talked_about(say: Talk) -> None:
    found = say("Wat is het doel van TechnoHUB Woerden?", "Wie is de penvoerder van Technohub?")
    assert of_plans(found) == ["technohub-woerden"]


# --- However long, whatever is said


def test_a_question_that_would_become_too_long_is_left_at_what_is_said_last(dialogue: Dialogue) -> None:
    dialogue.say("Welke pps'en zijn er in Drenthe? " + "Wij zoeken stages. " * 103)
    found = dialogue.say("en met een makerspace in Limburg?")
    assert found.base == "en met een makerspace in Limburg?"


@pytest.mark.parametrize(
    "then", ["en in Zuid-Holland?", "en robotica en logistiek?", "niet in Limburg", "en kunstmatige intelligentie?"]
)
def test_a_long_question_of_fact_goes_on(dialogue: Dialogue, then: str) -> None:
    dialogue.say("Wat kost waterstof? ".ljust(MAX_CHARACTERS, "x"))
    assert len(dialogue.say(then).base) <= MAX_CHARACTERS


def test_the_plan_of_a_long_question_is_replaced(dialogue: Dialogue) -> None:
    dialogue.say("Wat is het doel van SCALE? ".ljust(MAX_CHARACTERS, "x"))
    assert of_plans(dialogue.say("en van World Class Maintenance?")) == ["world-class-maintenance"]


TURNS = (
    "Welke pps'en zijn er in Drenthe?",
    "en met een makerspace in Limburg?",
    "alleen mbo en stageplaatsen",
    "ook in Zeeland graag, met een gebouw aan het water",
    "zonder waterstof of lange reistijden",
    "niveau maakt niet uit",
    "hoeveel zijn dat?",
    "de tweede",
    "wie doen daar mee?",
    "en SNEL?",
    "SCALE",
    "vergelijk die twee",
    "welke daarvan hebben een practoraat?",
    "welke van de twee kreeg het meest?",
    "nee, ik bedoel New Waves",
    "die in Breda, hoeveel geld is daarvoor?",
    "Hoeveel leerlingen zijn er in Limburg?",
    "and in the north of the Netherlands?",
    "andere vraag: wat is een keuzedeel?",
    "?! ok",
    "x" * 400,
    "Wij zoeken een opleiding. " * 40 + "en in Overijssel?",
)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(TURNS), max_size=10))
def test_the_question_in_force_can_always_be_asked(means: Understanding, plans: list[Plan], turns: list[str]) -> None:
    talk = Dialogue(means, plans)
    for text in turns:
        found = talk.say(text)
        assert 0 < len(found.base) <= MAX_CHARACTERS and words(found.base)
        assert len(found.asked) <= MAX_CHARACTERS and found.question.text == without_courtesy(text)


def test_a_very_long_conversation_stays_one_that_can_go_on(dialogue: Dialogue) -> None:
    for number in range(70):
        dialogue.say(TURNS[number % 6] if number % 7 else f"en met onderwerp{number} in Limburg?")
        assert dialogue.state is not None and len(dialogue.state.text) <= MAX_CHARACTERS
    found = dialogue.say("en in Friesland?")
    assert [f.value for f in found.question.conditions if f.facet == "province" and not f.negated] == ["friesland"]


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_anything_may_be_said(means: Understanding, plans: list[Plan], turns: list[str]) -> None:
    talk = Dialogue(means, plans)
    for text in ("Welke pps'en zijn er in Drenthe?", *turns, "de tweede"):
        if words(without_courtesy(text)):
            assert talk.say(text).act in Act


@settings(max_examples=40)
@given(st.lists(st.sampled_from(TURNS), max_size=8))
def test_no_filter_in_force_is_asked_for_and_denied(means: Understanding, plans: list[Plan], turns: list[str]) -> None:
    talk = Dialogue(means, plans)
    for text in turns:
        found: tuple[Filter, ...] = talk.say(text).filters
        assert not {(f.facet, f.value) for f in found if f.negated} & {(f.facet, f.value) for f in found if not f.negated}


# --- Through the engine


@pytest.mark.parametrize(
    ("questions", "plans"),
    [
        (["welke plannen werken aan waterstof in Overijssel?", "en in Zeeland?"], ["waterpoort"]),
        (["welke plannen werken aan robotica?", "alleen in Twente", "zonder Enschede"], ["smederij"]),
        (["Delta Werkt", "en Rijnstroom?", "en Zorgster?"], ["zorgster"]),
        (["vertel over Delta Werkt", "dank je wel", "en Rijnstroom?"], ["rijnstroom"]),
    ],
)
def test_the_engine_goes_on_from_the_state_of_its_last_answer(guide: Engine, questions: list[str], plans: list[str]) -> None:
    answer = guide.ask(questions[0])
    for question in questions[1:]:
        answer = guide.ask(question, state=answer.state)
    assert answer.state is not None
    assert [entry.plan.id for entry in answer.plans] == plans and list(answer.state.focus) == plans


def test_without_a_state_the_engine_takes_each_question_by_itself(guide: Engine) -> None:
    guide.ask("welke plannen werken aan waterstof?")
    assert [f.value for f in guide.ask("en in Zeeland?").filters] == ["zeeland"]


def test_the_engine_answers_however_long_the_conversation_is(guide: Engine) -> None:
    answer = guide.ask("Wat kost waterstof? ".ljust(MAX_CHARACTERS, "x"))
    for number in range(20):
        answer = guide.ask(f"en met onderwerp{number} in {('Zeeland', 'Overijssel')[number % 2]}?", state=answer.state)
        assert answer.state is not None and len(answer.state.text) <= MAX_CHARACTERS


# --- What is compared, picked and left out


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            [
                "Wat is de begroting van Greenchain NH?",
                "en SCALE?",
                "leg die twee eens naast elkaar",
                "nee, niet SCALE maar SNEL",
            ],
            0,
        ),
        (["Vergelijk SCALE en Greenchain NH", "ik bedoel niet SCALE maar SNEL"], 0),
        (["Compare SCALE and Greenchain NH", "no, not SCALE but SNEL"], 0),
    ],
)
def test_in_a_comparison_the_one_that_is_denied_gives_way(say: Talk, turns: list[str], expected: int) -> None:
    found = say(*turns)
    assert found.question.form is AnswerForm.COMPARE
    assert (of_plans(found)[expected], sorted(of_plans(found))) == ("greenchain-nh", ["greenchain-nh", "snel"])


@pytest.mark.parametrize(
    "then", ["hoe verschillen die twee?", "how do those two differ?", "vergelijk die twee eens", "compare both"]
)
def test_who_compares_two_that_were_talked_about_compares_them(say: Talk, then: str) -> None:
    found = say("Wie is de penvoerder van SCALE?", "en van SNEL?", then)
    assert (found.act, of_plans(found)) == (Act.COMPARED, ["scale", "snel"])


def test_a_place_in_force_stays_beside_a_town_within_it(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Zuid-Holland?", "die in Gouda, wie doen daar mee?")
    assert {f"{f.facet}={f.value}" for f in found.filters if f.facet in ("province", "place")} == {
        "province=zuid-holland",
        "place=Gouda",
    }


def test_a_place_in_force_gives_way_to_a_town_elsewhere(say: Talk) -> None:
    found = say("Welke pps'en werken aan omscholing in Noord-Nederland?", "die in Amsterdam, hoeveel procent haalt het diploma?")
    assert {f"{f.facet}={f.value}" for f in found.filters if f.facet in ("province", "region", "place")} == {"place=Amsterdam"}


@pytest.mark.parametrize(
    "then", ["Noord-Holland mag eruit", "laat Noord-Holland weg", "skip Noord-Holland", "zonder Noord-Holland"]
)
def test_what_is_left_out_that_was_no_condition_is_denied(say: Talk, then: str) -> None:
    assert conditions(say("Welke pps'en werken aan smart maintenance?", then)) == {
        "kind=pps",
        "theme=smart-maintenance",
        "-province=noord-holland",
    }
