"""What a question asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.dutch import words
from retrieval.errors import QuestionEmpty, QuestionTooLong
from retrieval.model import Correction, Filter
from retrieval.understanding.apart import apart
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import MAX_CHARACTERS, Question, Understanding, understand

Ask = Callable[..., Question]


@pytest.fixture(scope="session")
def ask(understanding: Understanding) -> Ask:
    return lambda question, *given, **options: understand(question, understanding, given, **options)


@pytest.mark.parametrize("end", ["", "?", " ?", "!", "\n"])
def test_its_last_mark_changes_nothing(ask: Ask, end: str) -> None:
    bare = ask("welke consortia werken aan de energietransitie in Zuid-Holland")
    ended = ask("welke consortia werken aan de energietransitie in Zuid-Holland" + end)
    assert (ended.intent, ended.filters, ended.topic) == (bare.intent, bare.filters, bare.topic)


@pytest.mark.parametrize(
    "question",
    [
        "WELKE CONSORTIA WERKEN AAN DE ENERGIETRANSITIE IN ZUID-HOLLAND?",
        "welke consortia werken aan de energietransitie in zuid-holland?",
    ],
)
def test_capitals_change_nothing(ask: Ask, question: str) -> None:
    understood = ask(question)
    assert understood.intent is Intent.LIST
    assert [f.value for f in understood.filters] == ["consortium", "energietransitie", "zuid-holland"]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("welke consortia werken aan de energietransitie in Zuid-Holland?", ()),
        ("welke consortia hebben stageplaatsen in Limburg?", ()),
        ("welke pps'en in Limburg hebben een makerspace", ("makerspace",)),
        ("wat was het hoogste toegekende bedrag?", ("hoogste", "toegekende", "bedrag")),
        ("Wie is de penvoerder van SCALE?", ("penvoerder",)),
        ("Wanneer begon New Waves?", ("new", "waves")),
        ("How much money did SCALE receive?", ("money",)),
        ("Wat doet de energietransitie?", ("energietransitie",)),
        ("geld, geld en geld", ("geld",)),
    ],
)
def test_the_topic_is_what_the_applied_filters_leave(ask: Ask, question: str, topic: tuple[str, ...]) -> None:
    assert ask(question).topic == topic


@pytest.mark.parametrize(
    "question", ["Hoeveel pps'en zijn er in de stad Utrecht?", "welke consortia zitten in de gemeente Groningen?"]
)
def test_the_word_that_makes_a_place_a_city_is_no_topic(ask: Ask, question: str) -> None:
    assert ask(question).topic == ()


def test_the_topic_comes_with_its_synonyms(ask: Ask) -> None:
    understood = ask("What was the highest amount granted?")
    assert [" ".join(notion.words) for notion in understood.notions] == ["highest", "amount", "granted"]
    assert ("bedrag",) in understood.notions[1].synonyms


def test_a_question_of_fact_has_its_plans_as_conditions_and_prefers_the_rest(ask: Ask) -> None:
    understood = ask("Hoeveel geld kreeg SCALE in Zuid-Holland voor waterstof?")
    assert understood.intent is Intent.FACT
    assert {f.value: f.preferred for f in understood.filters} == {"scale": False, "zuid-holland": True, "waterstof": True}
    assert [f.value for f in understood.conditions] == ["scale"]


def test_a_list_question_has_every_filter_as_a_condition(ask: Ask) -> None:
    understood = ask("welke consortia werken aan waterstof in Zuid-Holland?")
    assert understood.intent is Intent.LIST
    assert understood.conditions == understood.filters and len(understood.filters) == 3


def test_a_filter_given_by_hand_is_a_condition_of_a_question_of_fact_too(ask: Ask) -> None:
    zeeland = Filter("province", "zeeland", "Zeeland")
    understood = ask("Wat is waterstof?", zeeland)
    assert understood.conditions == (zeeland,)
    assert [f.value for f in understood.filters] == ["zeeland", "waterstof"]


def test_filters_given_by_hand_come_first_and_once(ask: Ask) -> None:
    zeeland, pps = Filter("province", "zeeland", "Zeeland"), Filter("kind", "pps", "pps")
    understood = ask("wat was het hoogste bedrag?", zeeland, pps, zeeland)
    assert understood.filters == (zeeland, pps)
    assert ask("welke consortia zijn er in Limburg?", zeeland).filters[0] == zeeland


@pytest.mark.parametrize("question", ["", " ", "\n\t", "?", "?!… – €", "“”", "🤖", "\x00", "\u200b"])
def test_a_question_without_words_is_refused(ask: Ask, question: str) -> None:
    with pytest.raises(QuestionEmpty):
        ask(question)


@pytest.mark.parametrize("length", [MAX_CHARACTERS + 1, 100_000])
def test_a_question_that_is_too_long_is_refused_with_both_lengths(ask: Ask, length: int) -> None:
    with pytest.raises(QuestionTooLong) as refused:
        ask("a" * length)
    assert refused.value.facts == {"length": length, "limit": MAX_CHARACTERS}


def test_a_question_of_the_greatest_length_is_understood(ask: Ask) -> None:
    assert ask(("waterstof " * MAX_CHARACTERS)[:MAX_CHARACTERS]).text.startswith("waterstof")


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_anything_with_a_word_is_understood(understanding: Understanding, text: str) -> None:
    if words(text):
        understood = understand(text, understanding)
        assert understood.text == text and set(understood.topic) <= set(words(understood.read))
        assert all(text[c.start : c.end] == c.typed for c in understood.corrections)
    else:
        with pytest.raises(QuestionEmpty):
            understand(text, understanding)


def test_the_terms_are_all_content_words_and_the_notions_those_of_the_topic(ask: Ask) -> None:
    understood = ask("welke pps'en in Limburg hebben een makerspace")
    assert ("limburg",) in [notion.words for notion in understood.terms]
    assert [notion.words for notion in understood.notions] == [("makerspace",)]


def test_a_name_of_the_thesaurus_is_one_term_with_its_other_names(ask: Ask) -> None:
    (notion,) = [n for n in ask("wat is predictive maintenance?").terms if n.words == ("predictive", "maintenance")]
    assert ("smart", "maintenance") in notion.synonyms and ("slim", "onderhoud") in notion.synonyms
    assert notion.words not in notion.synonyms


def test_a_role_brings_its_other_names_and_is_no_filter(ask: Ask) -> None:
    understood = ask("wie is de penvoerder van SCALE?")
    (notion,) = [n for n in understood.terms if n.words == ("penvoerder",)]
    assert ("lead", "partner") in notion.synonyms
    assert {f.facet for f in understood.filters} == {"plan"}


def test_an_offer_brings_its_other_names_and_is_a_filter(ask: Ask) -> None:
    understood = ask("welke pps'en in Limburg hebben een keuzedeel?")
    (notion,) = [n for n in understood.terms if n.words == ("keuzedeel",)]
    assert ("elective",) in notion.synonyms
    assert {f.facet for f in understood.filters} == {"kind", "province", "offer"}


def test_an_amount_that_is_asked_without_a_word_for_it_is_looked_for_by_its_words(ask: Ask) -> None:
    for question in ("Hoeveel krijgt SCALE?", "Hoeveel krijgt SCALE van het Groeifonds?"):
        assert ("bedrag",) in [notion.words for notion in ask(question).notions], question


# --- Several plans


def test_a_question_about_several_plans_is_asked_of_each_as_if_it_named_that_one(ask: Ask) -> None:
    own = apart(ask("Hoeveel geld kregen SCALE en New Waves in Zeeland?"))
    assert [[f.value for f in one.conditions] for one in own] == [["scale"], ["new-waves"]]
    assert all([f.value for f in one.filters if f.preferred] == ["zeeland"] for one in own)
    assert ["waves" in words(one.read) for one in own] == [False, True]
    assert ["scale" in words(one.read) for one in own] == [True, False]
    assert [("scale",) in [notion.words for notion in one.terms] for one in own] == [True, False]
    assert own[0].notions == own[1].notions and own[0].text == own[1].text


@pytest.mark.parametrize("question", ["Hoeveel geld kreeg SCALE?", "wat was het hoogste bedrag?"])
def test_a_question_about_one_plan_or_none_stays_as_it_is(ask: Ask, question: str) -> None:
    understood = ask(question)
    assert apart(understood) == [understood]


def test_plans_that_are_given_by_hand_leave_the_words_of_the_question_as_they_are(ask: Ask) -> None:
    given = [Filter("plan", value, value) for value in ("scale", "new-waves")]
    own = apart(ask("Wie is de penvoerder?", *given))
    assert [[f.value for f in one.conditions] for one in own] == [["scale"], ["new-waves"]]
    assert [one.read for one in own] == ["Wie is de penvoerder?"] * 2


def test_a_name_that_two_plans_share_stays_in_the_question_of_each(ask: Ask) -> None:
    own = apart(ask("Wie is de penvoerder van House of Skills?"))
    assert len(own) == 2
    assert all("House of Skills" in one.read for one in own)
    assert all("house" in [word for notion in one.terms for word in notion.words] for one in own)


def test_the_words_of_another_plan_are_left_out_when_they_were_mistyped_too(ask: Ask) -> None:
    own = apart(ask("Wie is de penvoerder van SCALE en van Greenchian NH?"))
    assert len(own) == 2 and own[0].corrections
    assert "greenchain" not in words(own[0].read)


# --- Without expansion


@pytest.mark.parametrize(
    "question",
    ["welke consortia werken aan de energietransitie?", "wie is de penvoerder van SCALE?", "hydrogen in South Holland"],
)
def test_without_expansion_there_are_the_same_words_without_synonyms_and_exact_filters(ask: Ask, question: str) -> None:
    wide, narrow = ask(question), ask(question, expand=False)
    assert [n.words for n in narrow.terms] == [n.words for n in wide.terms]
    assert [n.words for n in narrow.notions] == [n.words for n in wide.notions]
    assert any(n.synonyms for n in wide.terms) and not any(n.synonyms for n in (*narrow.terms, *narrow.notions))
    assert narrow.filters == tuple(replace(f, exact=True) for f in wide.filters) and wide.filters
    assert not any(f.exact for f in wide.filters)


def test_a_filter_given_by_hand_is_not_made_exact(ask: Ask) -> None:
    zeeland = Filter("province", "zeeland", "Zeeland")
    assert ask("wat is waterstof?", zeeland, expand=False).filters[0] == zeeland


# --- Words in quotation marks


@pytest.mark.parametrize("marks", ['""', "“”", "„”", "”“", "«»", "»«", "‘’", "„“"])
def test_words_in_quotation_marks_are_a_phrase(ask: Ask, marks: str) -> None:
    question = f"welke pps'en noemen {marks[0]}Leven Lang-Ontwikkelen{marks[1]} hier"
    assert ask(question).phrases == (("leven", "lang", "ontwikkelen"),)


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ('"samen leren" of “samen werken”', (("samen", "leren"), ("samen", "werken"))),
        ('"samen leren" "samen werken"', (("samen", "leren"), ("samen", "werken"))),
        ('wie noemt "waterstof"', (("waterstof",),)),
        ('wie noemt "" of " " of "?!" waterstof', ()),
        ('wie noemt "waterstof', ()),
        ("de pps'en in 's-Hertogenbosch en z'n buurt", ()),
        ("Does SCALE's partner know CHILL's partner?", ()),
    ],
)
def test_phrases_are_what_stands_between_marks_and_nothing_else(
    ask: Ask, question: str, phrases: tuple[tuple[str, ...], ...]
) -> None:
    assert ask(question).phrases == phrases


def test_words_in_quotation_marks_are_meant_as_they_stand(ask: Ask) -> None:
    assert ask("wie noemt watrestof").corrections
    understood = ask('wie noemt "watrestof" en consortai in Limburg')
    assert understood.phrases == (("watrestof",),)
    assert [(c.typed, c.meant) for c in understood.corrections] == [("consortai", "consortia")]
    assert understood.text[understood.corrections[0].start :].startswith("consortai")


# --- Typing errors


def test_a_typing_error_is_read_as_meant_and_told_with_its_place(ask: Ask) -> None:
    question = "welke consortia werken aan watrestof in Limburg?"
    understood = ask(question)
    start = question.index("watrestof")
    assert understood.read == question.replace("watrestof", "waterstof") and understood.text == question
    assert understood.corrections == (Correction("watrestof", "waterstof", start, start + len("watrestof")),)


def test_the_words_of_a_filter_are_shown_as_they_were_typed(ask: Ask) -> None:
    understood = ask("welke consortai werken aan watrestof in Limbrug?")
    assert {f.value: f.source_text for f in understood.filters} == {
        "consortium": "consortai",
        "waterstof": "watrestof",
        "limburg": "Limbrug",
    }


@pytest.mark.parametrize(
    "question",
    [
        "welke consortai werken aan watrestof in Limbrug?",
        "watrestof en zorgtecnologie",
        "zrog en zorgtechnologie",
        "waterstof in Limburg of waterstfo",
        "wat doet zuidholland aan energietransite",
    ],
)
def test_the_words_of_every_filter_stand_in_the_question_as_typed(ask: Ask, question: str) -> None:
    understood = ask(question)
    assert understood.corrections and understood.filters
    assert [f.source_text for f in understood.filters if f.source_text not in question] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hoeveel consotia zijn er?", "Hoeveel consortia zijn er?"),
        ("Hoeveel consortai zijn er in Limburg?", "Hoeveel consortia zijn er in Limburg?"),
        ("welke consortai werken aan watrestof?", "welke consortia werken aan waterstof?"),
        ("wie is de penvoeder van SCALE?", "wie is de penvoerder van SCALE?"),
    ],
)
def test_a_typing_error_changes_nothing_but_the_words_that_are_shown(ask: Ask, typed: str, meant: str) -> None:
    wrong, right = ask(typed), ask(meant)
    assert wrong.read == meant and wrong.corrections and not right.corrections
    assert (wrong.intent, wrong.topic, wrong.terms) == (right.intent, right.topic, right.terms)
    assert [(f.facet, f.value) for f in wrong.filters] == [(f.facet, f.value) for f in right.filters]


def test_words_are_left_as_typed_when_they_should_not_be_corrected(ask: Ask) -> None:
    understood = ask("wat is watrestof?", correct=False)
    assert (understood.read, understood.corrections, understood.filters) == ("wat is watrestof?", (), ())


@pytest.mark.parametrize(
    ("small", "plain"),
    [
        ("wie helpt mijn metaalbedrijfje in Doetinchem?", "wie helpt mijn metaalbedrijf in Doetinchem?"),
        ("is er een cursusje voor mijn bakkerijtje?", "is er een cursus voor mijn bakkerij?"),
        ("een projectje over waterstof in Breda", "een project over waterstof in Breda"),
        ("mijn kwekerijtje zoekt een stagiair", "mijn kwekerij zoekt een stagiair"),
    ],
)
def test_a_diminutive_asks_what_its_word_asks_and_is_no_typing_error(ask: Ask, small: str, plain: str) -> None:
    read, meant = ask(small), ask(plain)
    assert read.errors == ()
    assert ([(f.facet, f.value) for f in read.filters], read.topic, read.form) == (
        [(f.facet, f.value) for f in meant.filters],
        meant.topic,
        meant.form,
    )
    assert all(f.source_text in small for f in read.filters)


@pytest.mark.parametrize("question", ["hoe kom ik aan een kaartje voor Zeeland?", "Waar woont mevrouw Projectje in Breda?"])
def test_a_word_or_name_of_its_own_is_read_as_it_stands(ask: Ask, question: str) -> None:
    assert ask(question).read == question


@pytest.mark.parametrize(("shown", "parts"), [(3, 3), (40, 1)])
def test_a_question_about_a_few_of_those_shown_is_asked_of_each(ask: Ask, shown: int, parts: int) -> None:
    asked = replace(ask("hoe lang duurt dat?"), among=tuple(f"plan-{number}" for number in range(shown)))
    assert len(apart(asked)) == parts


@pytest.mark.parametrize(
    ("keywords", "language"),
    [
        ("shipbuilding projects please", "en"),
        ("number of public-private partnerships in Gelderland?", "en"),
        ("fashion, Arnhem, anything?", "en"),
        ("polymer science park", "nl"),
        ("smart makers academy groeiplan", "nl"),
        ("waterstof Groningen", "nl"),
        ("SCALE", "nl"),
    ],
)
def test_keywords_are_in_the_language_of_their_words_names_of_plans_apart(ask: Ask, keywords: str, language: str) -> None:
    assert ask(keywords).language == language
