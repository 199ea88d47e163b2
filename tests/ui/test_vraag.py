"""The conversation: welcome, questions, answers, failures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.model import PlanEntry
from tests.ui.conftest import APP
from tests.ui.fakes import AMOUNT, FIRST, GUIDE, NEAR, ODD, PAGES, SNEL, VOCABULARY, FakeEngine, listed
from tests.ui.screen import ask, bodies, elements, inside, labels, styled, turns, words
from ui import conversation, languages
from ui.components.plan import details
from ui.texts import interface_texts


def test_first_visit_invites_and_offers_examples(app: AppTest) -> None:
    assert not app.exception
    assert inside(app, "h1") == ["Wat wilt u weten over publiek-private samenwerkingen?"]
    assert len([button for button in app.button if button.key and button.key.startswith("example-")]) == 6
    assert "41 documenten over 98 plannen, bijgewerkt op 21 november 2025. 1 pagina was niet leesbaar." in words(app)
    assert turns(app) == (0, 0)


def test_an_example_is_asked_and_makes_way_for_the_answer(app: AppTest, engine: FakeEngine) -> None:
    app.button(key="example-energy").click().run()

    assert engine.asked == ["Welke consortia werken aan de energietransitie in Zuid-Holland?"]
    assert styled(app, "asked") == engine.asked and turns(app) == (1, 1)
    assert inside(app, "h1") == ["Gesprek"]


def test_a_list_answer_shows_each_plan_with_its_quotation_and_source(app: AppTest) -> None:
    ask(app, "Welke consortia in Zuid-Holland?")

    assert inside(app, "h4") == ["SCALE", "SNEL", "Zonder [citaat](http://evil.example)"]
    assert inside(app, "blockquote") == [FIRST.quote, PAGES["odd", 1]]
    shown = words(app)
    assert "3 consortia in Zuid-Holland noemen energietransitie." in shown
    assert "consortium · Zuid-Holland · energietransitie" in shown
    assert "consortium · landelijk · smart maintenance" in shown
    assert "Geen citaat gevonden over dit plan." in shown
    assert labels(app, "source:") == [f"[1] {GUIDE.title}, p. 2", f"[2] {ODD.title}, p. 1"]


def test_the_answer_says_what_was_left_out_and_what_was_searched(app: AppTest) -> None:
    shown = words(ask(app, "Welke consortia in Zuid-Holland?"))

    assert "Niet gebruikt om te kiezen: grote." in shown
    assert shown.count("Doorzocht: 41 documenten") == 1
    assert "Van de 15 toegekende consortia zijn er 9 bij naam bekend; de andere 6 staan niet in de bronnen." in shown
    assert "- SCALE" not in shown


def test_understood_filters_are_chips_with_the_words_they_were_read_from(app: AppTest) -> None:
    ask(app, "Welke consortia in Zuid-Holland?")

    assert inside(app, "li") == [
        "soort: consortium uit “consortia”",
        "thema: energietransitie",
        "provincie: Zuid-Holland uit “Zuid-Hollandse”",
    ]


def test_a_long_list_keeps_the_rest_behind_one_click(app: AppTest) -> None:
    ask(app, "Noem alle pps'en")

    (more,) = (element for element in elements(app) if "pw-more" in element.styles)
    hidden = [element for element in elements(app) if any("pw-more" in outer.styles for outer in element.around)]
    assert (more.tag, hidden[0].tag, hidden[0].text) == ("details", "summary", "Toon de andere 4")
    assert [element.text for element in hidden if element.tag == "h4"] == [f"Plan {i}" for i in range(8, 12)]
    assert len([element for element in hidden if "data-pick" in element.attributes and element.tag == "button"]) == 4
    assert len(inside(app, "h4")) == 12


def test_a_fact_answer_quotes_and_gives_the_source(app: AppTest) -> None:
    ask(app, "Wat was het hoogste toegekende bedrag?")

    assert inside(app, "blockquote") == [AMOUNT.quote]
    assert "Dit staat er in de documenten:" in words(app)
    assert words(app).count(AMOUNT.quote) == 1
    assert labels(app, "source:") == [f"[1] {GUIDE.title}, p. 2"]


def test_without_evidence_near_misses_stand_apart_and_say_why(app: AppTest) -> None:
    ask(app, "Welke consortia in Gelderland?")

    assert "Geen consortium in Zuid-Holland." in words(app)
    assert inside(app, "h3") == ["Geen consortium in Zuid-Holland.", "Komt in de buurt"]
    assert "Wel: consortium · niet: Zuid-Holland" in words(app)
    assert inside(app, "blockquote") == [NEAR.quote]


def test_a_conversation_grows_and_can_be_begun_anew(app: AppTest) -> None:
    ask(app, "Welke consortia in Zuid-Holland?")
    ask(app, "Welke consortia in Gelderland?")
    assert turns(app) == (2, 2)

    app.button(key="anew").click().run()
    assert turns(app) == (0, 0)
    assert app.button(key="example-energy")


def test_of_a_long_conversation_the_oldest_turns_wait_behind_a_click(app: AppTest) -> None:
    for _ in range(conversation.TURNS_SHOWN + 2):
        ask(app, "Wat is het bedrag?")
    assert turns(app) == (conversation.TURNS_SHOWN,) * 2

    app.button(key="earlier").click().run()
    assert turns(app) == (conversation.TURNS_SHOWN + 2,) * 2
    assert not app.exception


def test_a_conversation_without_end_is_kept_in_bounds(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "MOST_TURNS", 2)
    for question in ("Wat is het eerste bedrag?", "Wat is het tweede bedrag?", "Wat is het derde bedrag?"):
        ask(app, question)

    assert "eerste" not in words(app)
    assert turns(app) == (2, 2)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [("?", "Er staat geen vraag."), ("breek dit", "Er ging iets mis bij het beantwoorden.")],
)
def test_a_failure_is_one_sentence_and_keeps_the_conversation(app: AppTest, question: str, sentence: str) -> None:
    ask(app, "Welke consortia in Zuid-Holland?")
    ask(app, question)

    assert [error.value.startswith(sentence.replace(".", "&#46;")) for error in app.error] == [True]
    assert "secret" not in app.error[0].value
    assert turns(app) == (2, 1)
    assert "SCALE" in words(app)
    assert not app.exception

    ask(app, "Welke consortia in Gelderland?")
    assert not app.error


def test_english_changes_the_frame_and_leaves_answers_in_their_own_language(app: AppTest) -> None:
    ask(app, "Welke consortia in Zuid-Holland?")
    app.segmented_control(key=languages.LANGUAGE_KEY).set_value("en").run()

    assert app.chat_input[0].placeholder == "Ask further, for example: and in Overijssel?"
    assert app.button(key="anew").label == "New chat"
    assert "soort: consortium uit “consortia”" in words(app)


def test_the_address_chooses_a_known_language_only(engine: FakeEngine) -> None:
    for value, placeholder in (("en", "Ask a question about the plans"), ("xx", "Stel een vraag over de plannen")):
        app = AppTest.from_file(str(APP), default_timeout=20)
        app.query_params[languages.LANGUAGE_KEY] = value
        assert app.run().chat_input[0].placeholder == placeholder
    assert not engine.asked


def test_nothing_of_a_question_or_document_becomes_a_tag(app: AppTest) -> None:
    ask(app, "<img src=http://evil.example/x.png> Welke consortia?")
    ask(app, "Wat is het vijandig bedrag?")

    assert not any(tag in body for body in bodies(app) for tag in ("<img", "<b>", "<script"))
    links = [element for element in elements(app) if element.tag == "a"]
    assert links and all(link.attributes["href"].startswith("plannen?plan=") for link in links)
    assert "<img src=http://evil.example/x.png> Welke consortia?" in words(app)


def test_of_many_themes_the_one_that_was_asked_for_is_shown() -> None:
    plan = replace(SNEL, facets={"theme": ("a", "b", "c", "d", "energietransitie")})
    asked = replace(listed("Welke?"), plans=(PlanEntry(plan, ()),))

    assert details(plan, asked, VOCABULARY, interface_texts("nl")) == ["consortium", "energietransitie, a, b, c"]
