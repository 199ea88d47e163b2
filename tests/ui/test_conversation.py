"""Where a conversation stands: questions go on from it, a turn is taken back, a filter is taken away, proof is asked again."""

from __future__ import annotations

import html

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.model import Answer
from tests.ui.conftest import APP
from tests.ui.fakes import CONSORTIUM, ENERGY, FIRST, GUIDE, HOLLAND, ODD, VOCABULARY, FakeEngine
from tests.ui.screen import ask, bodies, elements, inside, labels, pick, turns, unfold, words
from ui import resources
from ui.address import LONGEST_VALUE
from ui.markdown import literal

FIRST_QUESTION = "Welke consortia in Zuid-Holland?"


@pytest.fixture
def further(app: AppTest) -> AppTest:
    """A conversation of a question and one that goes on from it."""
    ask(app, FIRST_QUESTION)
    return ask(app, "en in Overijssel?")


def visit(**params: list[str]) -> AppTest:
    """Another visitor's first look at an address."""
    other = AppTest.from_file(str(APP), default_timeout=20)
    for key, values in params.items():
        other.query_params[key] = values
    return other.run()


def test_each_question_goes_on_from_where_the_conversation_stands(further: AppTest, engine: FakeEngine) -> None:
    ask(further, "wie is penvoerder?")
    first, second, third = engine.stood
    assert first is None
    assert (second.text, second.filters) == (FIRST_QUESTION, (CONSORTIUM, ENERGY, HOLLAND))
    assert third.text == "en in Overijssel?"

    further.button(key="anew").click().run()
    ask(further, FIRST_QUESTION)
    assert engine.stood[-1] is None


def test_a_question_asked_again_goes_on_from_where_it_did(app: AppTest, engine: FakeEngine) -> None:
    ask(app, FIRST_QUESTION)
    ask(app, "Welke verwante pps'en?")
    pick(app, "own-words")

    assert engine.stood[1] == engine.stood[2]
    assert engine.stood[1].text == FIRST_QUESTION


def test_a_filter_of_the_conversation_looks_and_reads_unlike_one_of_the_question(further: AppTest) -> None:
    shown = elements(further)
    _, second = (element for element in shown if "pw-chips" in element.styles)
    carried = [element for element in shown if "pw-carried" in element.styles]

    assert [second in chip.around for chip in carried] == [True] * 3
    assert "soort: consortium uit het gesprek" in inside(further, "li")
    assert inside(further, "li")[-1] == "provincie: Zuid-Holland uit “Zuid-Hollandse”"


def test_every_filter_can_be_taken_away_but_a_plan_and_only_from_the_last_answer(further: AppTest) -> None:
    filters = ("soort: consortium", "thema: energietransitie", "provincie: Zuid-Holland", "provincie: Zuid-Holland")
    assert labels(further, "drop:") == [f"Zonder {chip}" for chip in filters]

    ask(further, "Welk huis?")
    assert not labels(further, "drop:")


def test_without_a_filter_the_question_is_asked_again_in_its_place(further: AppTest, engine: FakeEngine) -> None:
    pick(further, "drop:kind:consortium")

    assert engine.asked == [FIRST_QUESTION, "en in Overijssel?", "en in Overijssel?"]
    assert engine.left[-1] == (("kind", "consortium"),)
    assert turns(further) == (2, 2)

    pick(further, "drop:theme:energietransitie")
    assert engine.left[-1] == (("kind", "consortium"), ("theme", "energietransitie"))
    assert engine.stood[-1].text == FIRST_QUESTION
    assert not further.exception


def test_what_else_plans_must_meet_is_shown_and_taken_away(app: AppTest, engine: FakeEngine) -> None:
    ask(app, "Wie kreeg meer dan <8> miljoen?")
    assert inside(app, "li")[-2:] == ["meer dan <8> miljoen uit het gesprek", "volgorde: geld, hoogste eerst"]
    assert labels(app, "drop:")[-2:] == ["Zonder meer dan <8> miljoen", "Zonder volgorde: geld, hoogste eerst"]

    pick(app, "drop:bound:meer dan <8> miljoen")
    assert engine.left[-1] == (("bound", "meer dan <8> miljoen"),)
    assert dict(app.query_params)["zonder"] == "1:bound:meer dan <8> miljoen"


def test_a_filter_is_added_and_taken_away_again(further: AppTest, engine: FakeEngine) -> None:
    pick(further, "drop:theme:energietransitie")
    unfold(further, "adding-")
    adding = next(box for box in further.selectbox if box.key.startswith("add-filter"))
    assert "thema: energietransitie" in adding.options and "provincie: Zuid-Holland" not in adding.options
    adding.select("thema: energietransitie").run()

    assert [f.value for f in engine.given[-1]] == ["energietransitie"]
    assert engine.left[-1] == ()
    assert turns(further) == (2, 2)

    assert "Zonder thema: energietransitie" in labels(further, "drop:")
    pick(further, "drop:theme:energietransitie")
    assert (engine.given[-1], engine.left[-1]) == ((), (("theme", "energietransitie"),))


def test_the_address_holds_the_conversation_for_another_visitor(further: AppTest, engine: FakeEngine) -> None:
    pick(further, "drop:kind:consortium")
    told = dict(further.query_params)
    assert told["v"] == [FIRST_QUESTION, "en in Overijssel?"]
    assert told["zonder"] == "2:kind:consortium"

    other = visit(**told)

    assert words(other) == words(further)
    assert engine.asked[-2:] == [FIRST_QUESTION, "en in Overijssel?"]
    assert engine.left[-2:] == [(), (("kind", "consortium"),)]


def test_what_makes_no_sense_in_an_address_is_left_out(engine: FakeEngine) -> None:
    other = visit(
        v=["<script>alert(1)</script>", "x" * 5_000],
        zonder=["1", "a:b", "1:kind:consortium", "9:theme:x", "::"],
        bij=["1:theme:nergens", "1:nothing:x"],
        letterlijk=["nee", "-1"],
        bron=["gids:2:0:9999999999999:zz"],
    )

    assert not other.exception
    assert engine.left == [(("kind", "consortium"),), ()]
    assert engine.given == [(), ()]
    assert "<script" not in "".join(bodies(other))
    assert len(engine.asked[1]) <= LONGEST_VALUE


def test_an_earlier_conversation_is_taken_up_again(further: AppTest, engine: FakeEngine) -> None:
    further.button(key="anew").click().run()
    ask(further, "Wat is het bedrag?")
    unfold(further, "earlier-").button(key="take-up-0").click().run()

    assert engine.asked[-2:] == [FIRST_QUESTION, "en in Overijssel?"]
    assert turns(further) == (2, 2)
    left = [button.label for button in unfold(further, "earlier-").button if (button.key or "").startswith("take-up")]
    assert left == [literal("Wat is het bedrag?")]


def test_a_conversation_too_long_for_an_address_is_kept(app: AppTest, engine: FakeEngine) -> None:
    for number in range(3):
        ask(app, f"Vraag {number} " + "over energie " * 140)
    assert turns(app) == (3, 3)
    assert "v" not in app.query_params

    ask(app, "en in Drenthe?")
    assert len(engine.asked) == 4
    assert turns(app) == (4, 4)


def test_a_filter_that_can_not_be_taken_away_keeps_the_answer(
    further: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(question: str, *_: object, **__: object) -> Answer:  # noqa: ARG001
        raise IndexMissing(index="x")

    monkeypatch.setattr(engine, "ask", gone)
    pick(further, "drop:kind:consortium")

    assert len(further.error) == 1
    assert turns(further) == (3, 2)


def test_a_turn_is_taken_back_and_the_conversation_stands_where_it_stood(further: AppTest, engine: FakeEngine) -> None:
    further.button(key="undo").click().run()
    assert turns(further) == (1, 1)
    assert "Overijssel" not in words(further)

    ask(further, "en in Limburg?")
    assert engine.stood[-1].text == FIRST_QUESTION

    further.button(key="undo").click().run()
    further.button(key="undo").click().run()
    assert further.button(key="example-energy")
    ask(further, FIRST_QUESTION)
    assert engine.stood[-1] is None


def test_an_example_shows_a_question_and_one_that_goes_on_from_it(app: AppTest, engine: FakeEngine) -> None:
    assert app.button(key="example-dialogue").label.count("en dan") == 1
    app.button(key="example-dialogue").click().run()

    assert engine.asked == ["Welke pps'en doen iets met waterstof in Groningen?", "en in Drenthe?"]
    assert engine.stood[1].text == engine.asked[0]
    assert turns(app) == (2, 2)


def test_an_example_speaks_of_somebodys_own_situation(app: AppTest, engine: FakeEngine) -> None:
    app.button(key="example-opportunity").click().run()

    assert engine.asked == ["Ik doe mbo-4 mechatronica in Enschede, wat kan ik doen?"]


def test_a_citation_that_no_longer_holds_is_not_shown(app: AppTest, engine: FakeEngine) -> None:
    ask(app, FIRST_QUESTION)
    engine.shelf.torn.add(ODD.version)
    app.run()

    assert inside(app, "blockquote") == [FIRST.quote]
    assert "1 citaat is weggelaten: het staat niet meer zo in het document." in words(app)

    engine.shelf.torn.add(GUIDE.version)
    app.run()
    assert not inside(app, "blockquote")
    assert "2 citaten zijn weggelaten" in words(app)


def test_an_answer_that_has_lost_its_only_citation_claims_nothing(app: AppTest, engine: FakeEngine) -> None:
    ask(app, "Wat is het bedrag?")
    engine.shelf.torn.add(GUIDE.version)
    app.run()

    assert "Dit staat er in de documenten:" not in words(app)
    assert "1 citaat is weggelaten" in words(app)


def test_nothing_is_shown_that_could_not_be_read_again(app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(given: Answer) -> Answer:  # noqa: ARG001
        raise IndexDamaged(index="x", reason="y")

    monkeypatch.setattr(engine, "proven", broken)
    ask(app, FIRST_QUESTION)

    assert not inside(app, "blockquote")
    assert len(app.error) == 1
    assert not app.exception


@pytest.fixture
def summarising(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The application beside a language model."""
    monkeypatch.setattr(resources, "open_services", lambda: resources.Services(engine, VOCABULARY, print, summarises=True))
    st.cache_resource.clear()
    return AppTest.from_file(str(APP), default_timeout=20).run()


def test_beside_a_language_model_the_answer_comes_while_the_page_is_drawn(summarising: AppTest, engine: FakeEngine) -> None:
    ask(summarising, "Geef een samenvatting")

    assert engine.asked == ["Geef een samenvatting"]
    assert "SCALE werkt aan energie. [1] [2]" in words(summarising)
    assert "Bezig met antwoorden" not in words(summarising)
    assert turns(summarising) == (1, 1)

    ask(summarising, "en in Overijssel?")
    pick(summarising, "drop:kind:consortium")
    assert engine.asked[-2:] == ["en in Overijssel?"] * 2
    assert turns(summarising) == (2, 2)
    assert not summarising.exception


def test_beside_a_language_model_a_dialogue_and_a_failure_end_as_without(summarising: AppTest, engine: FakeEngine) -> None:
    summarising.button(key="example-dialogue").click().run()
    assert turns(summarising) == (2, 2)

    ask(summarising, "breek dit")
    assert len(summarising.error) == 1
    assert engine.asked[-1] == "breek dit"
    assert turns(summarising) == (3, 2)


def test_a_link_keeps_what_is_held_of_it_and_puts_another_conversation_aside(further: AppTest, engine: FakeEngine) -> None:
    further.query_params["v"] = [FIRST_QUESTION]
    further.run()
    assert turns(further) == (1, 1)
    assert len(engine.asked) == 2

    further.query_params["v"] = [FIRST_QUESTION, "en in Limburg?"]
    further.run()
    assert engine.asked[2:] == ["en in Limburg?"]

    further.query_params["v"] = ["Wat is het bedrag?"]
    further.run()
    assert turns(further) == (1, 1)
    unfold(further, "earlier-").button(key="take-up-0").click().run()
    assert engine.asked[-2:] == [FIRST_QUESTION, "en in Limburg?"]
    assert further.query_params["v"] == [FIRST_QUESTION, "en in Limburg?"]


def test_a_link_is_followed_after_a_question_that_failed(app: AppTest, engine: FakeEngine) -> None:
    ask(app, "breek dit")
    assert app.error
    app.query_params["v"] = FIRST_QUESTION
    app.run()

    assert not app.error
    assert engine.asked[-1] == FIRST_QUESTION
    assert turns(app) == (1, 1)


def test_a_link_that_fails_is_told_once_and_not_asked_again(engine: FakeEngine) -> None:
    other = visit(v=[FIRST_QUESTION, "breek dit", "en in Limburg?"])
    other.run()

    assert engine.asked == [FIRST_QUESTION, "breek dit"]
    assert len(other.error) == 1


def test_an_earlier_conversation_too_long_for_an_address_is_not_lost(app: AppTest, engine: FakeEngine) -> None:
    long = [f"Vraag {number} " + "over energie " * 140 for number in range(3)]
    for question in long:
        ask(app, question)
    app.button(key="anew").click().run()
    unfold(app, "earlier-").button(key="take-up-0").click().run()

    assert engine.asked == [*long, *long]
    assert turns(app) == (3, 3)


def test_an_address_can_not_make_more_be_asked_than_was_made_here(engine: FakeEngine) -> None:
    visit(v=[f"Vraag {number} " + "x" * 1_900 for number in range(50)])

    assert len(engine.asked) == 2


def test_where_something_else_stands_now_nothing_is_marked(engine: FakeEngine) -> None:  # noqa: ARG001
    other = visit(bron=["gids:3:400:450:00000000"])

    assert "kon niet worden gecontroleerd" in html.unescape(other.error[0].value)
    assert not any("<mark>" in body for body in bodies(other))


def test_what_is_taken_back_is_how_a_question_was_read_before_the_question_itself(app: AppTest, engine: FakeEngine) -> None:
    ask(app, FIRST_QUESTION)
    pick(app, "drop:kind:consortium")
    app.button(key="undo").click().run()

    assert turns(app) == (1, 1)
    assert "zonder" not in app.query_params
    assert inside(app, "li")[0].startswith("soort: consortium")
    assert len(engine.asked) == 2

    app.button(key="undo").click().run()
    assert turns(app) == (0, 0)


def test_the_way_back_to_the_beginning_puts_the_conversation_aside(further: AppTest) -> None:
    further.query_params.clear()
    further.run()

    assert turns(further) == (0, 0)
    assert further.button(key="example-energy")
    assert unfold(further, "earlier-").button(key="take-up-0")


def test_the_way_forward_again_shows_the_conversation_of_a_link(engine: FakeEngine) -> None:
    other = visit(v=[FIRST_QUESTION])
    other.query_params.clear()
    other.run()
    assert turns(other) == (0, 0)

    other.query_params["v"] = FIRST_QUESTION
    other.run()
    assert turns(other) == (1, 1)
    assert engine.asked == [FIRST_QUESTION] * 2
