"""How a question was understood: corrected words, preferences, related words and the switch to do without them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.errors import IndexMissing
from retrieval.model import Answer, Filter
from tests.ui.conftest import APP
from tests.ui.fakes import CONSORTIUM, PREFERRED, FakeEngine, fact, listed
from tests.ui.screen import ask, bodies, elements, inside, labels, parts, pick, pickable, turns, words
from ui import address
from ui.components.answers.expansion import WORDS_SHOWN, related
from ui.components.plan import missed
from ui.texts import interface_texts

RELATED = "Welke verwante consortia?"


@pytest.fixture
def answered(app: AppTest) -> AppTest:
    """An answer with related words."""
    return ask(app, RELATED)


def switched(app: AppTest) -> list[str]:
    """What the switches for own words on the screen are told to be."""
    return [part.attributes["aria-checked"] for part in pickable(app, "own-words")]


def words_in_address(app: AppTest) -> object:
    """What the address says of the choice of words."""
    return app.query_params.get(address.WORDS_KEY)


def test_corrected_words_are_told_as_they_were_typed(app: AppTest) -> None:
    ask(app, "watestof <b>bedarg</b>?")

    assert "Gezocht op waterstof in plaats van watestof en op bedrag in plaats van <b>bedarg</b>." in words(app)
    assert inside(app, "em") == ["waterstof", "watestof", "bedrag", "<b>bedarg</b>"]
    assert not any("<b>" in body for body in bodies(app))


def test_what_was_typed_is_searched_for_after_all_and_back(app: AppTest, engine: FakeEngine) -> None:
    ask(app, "watestof")
    assert labels(app, "as-typed") == ["Toch zoeken op wat ik typte"]
    pick(app, "as-typed")

    assert engine.typed == ["watestof"]
    assert "Gezocht op wat u typte." in words(app)
    assert "in plaats van" not in words(app)
    assert turns(app) == (1, 1)

    pick(app, "as-typed")
    assert engine.asked == ["watestof"] * 3
    assert engine.typed == ["watestof"]
    assert "waterstof in plaats van watestof" in words(app)


def test_what_was_typed_holds_when_the_words_are_chosen_and_ends_with_the_question(app: AppTest, engine: FakeEngine) -> None:
    ask(app, "watestof")
    pick(app, "as-typed")
    pick(app, "own-words")
    assert (engine.typed, engine.own) == (["watestof"] * 2, ["watestof"])

    ask(app, "nog eens watestof")
    assert "nog eens watestof" not in engine.typed
    assert parts(app, "as-typed") == ["as-typed"]
    assert words(app).count("in plaats van") == 2


def test_a_question_that_was_read_as_typed_says_nothing_of_it(app: AppTest) -> None:
    ask(app, "Welke consortia in Zuid-Holland?")

    assert "in plaats van" not in words(app)
    assert "Ook gezocht op" not in words(app)
    assert not switched(app)


def test_the_same_error_twice_is_told_once(app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    twice = engine.ask("watestof").corrections[:1] * 2
    monkeypatch.setattr(engine, "ask", lambda question, *_, **__: replace(fact(question), corrections=twice))
    ask(app, "watestof en watestof")

    assert words(app).count("in plaats van") == 1


def test_a_preference_looks_and_reads_unlike_a_condition(app: AppTest) -> None:
    ask(app, "watestof")
    ask(app, "Welke consortia in Gelderland?")

    shown = elements(app)
    preferred, *conditions = (element for element in shown if element.tag == "li")
    assert preferred.text == "provincie: Limburg wordt voorgetrokken, is geen voorwaarde"
    assert preferred.styles == ["pw-preferred"]
    reached = [element.text for element in shown if preferred in element.around and "tabindex" in element.attributes]
    assert reached == [preferred.text]
    assert conditions and not any("pw-preferred" in chip.styles for chip in conditions)


def test_a_near_miss_does_not_miss_a_preference() -> None:
    wanted = (CONSORTIUM, PREFERRED, Filter("province", "zeeland", "Zeeland"))

    assert missed((CONSORTIUM,), wanted, interface_texts("nl")) == "Wel: consortium · niet: Zeeland"


def test_related_words_are_told_and_the_rest_waits_behind_a_click(answered: AppTest) -> None:
    shown = ", ".join(f"woord {i}" for i in range(1, WORDS_SHOWN + 1))

    assert f"Ook gezocht op: {shown} en nog 3 woord 9, woord 10, <img src=x>" in words(answered)
    assert inside(answered, "summary") == ["en nog 3"]
    assert not any("<img" in body for body in bodies(answered))


def test_a_few_related_words_are_told_whole(app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(listed(RELATED), expansion=("voorspellend onderhoud", "predictive maintenance"))
    monkeypatch.setattr(engine, "ask", lambda *_, **__: few)
    ask(app, RELATED)

    assert "Ook gezocht op: voorspellend onderhoud, predictive maintenance" in words(app)
    assert not inside(app, "summary")


def test_related_words_that_a_filter_shows_are_not_told_twice() -> None:
    assert related(replace(listed("Welke?"), expansion=("Consortium", "energie"))) == ("energie",)


def test_the_switch_asks_the_last_question_again_in_its_place(answered: AppTest, engine: FakeEngine) -> None:
    assert labels(answered, "own-words") == ["Alleen mijn eigen woorden"]
    pick(answered, "own-words")

    assert (engine.asked, engine.own) == ([RELATED, RELATED], [RELATED])
    assert turns(answered) == (1, 1)
    assert "Niet gezocht op verwante woorden." in words(answered)
    assert words_in_address(answered) == address.OWN_WORDS

    pick(answered, "own-words")
    assert engine.own == [RELATED]
    assert "Ook gezocht op: woord 1" in words(answered)
    assert words_in_address(answered) is None


def test_the_choice_holds_for_the_next_questions_and_a_new_conversation(answered: AppTest, engine: FakeEngine) -> None:
    pick(answered, "own-words")
    ask(answered, "Wat is het bedrag?")
    assert switched(answered) == ["true"]

    answered.button(key="anew").click().run()
    answered.button(key="example-energy").click().run()
    assert len(engine.own) == 3
    assert switched(answered) == ["true"]


def test_only_the_last_answer_has_the_switch(answered: AppTest) -> None:
    ask(answered, "Welke verwante pps'en?")
    assert len(switched(answered)) == 1
    assert words(answered).count("Ook gezocht op") == 2

    ask(answered, "breek dit")
    assert not switched(answered)
    assert not answered.exception


def test_a_question_that_fails_when_asked_again_keeps_its_answer(
    answered: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(question: str, *_: object, **__: object) -> Answer:  # noqa: ARG001
        raise IndexMissing(index="x")

    monkeypatch.setattr(engine, "ask", gone)
    pick(answered, "own-words")

    assert len(answered.error) == 1
    assert "SCALE" in words(answered)


@pytest.mark.parametrize(("value", "own"), [("eigen", True), ("EIGEN", False), ("<script>", False), ("", False), ("true", False)])
def test_the_address_chooses_own_words_by_one_value_only(engine: FakeEngine, value: str, own: bool) -> None:
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params[address.WORDS_KEY] = value
    ask(app.run(), RELATED)

    assert bool(engine.own) is own
    assert switched(app) == (["true"] if own else ["false"])
    assert not app.exception


def test_the_words_speak_the_language_of_the_answer(app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    english = replace(engine.ask(RELATED), language="en", corrections=engine.ask("watestof").corrections)
    monkeypatch.setattr(engine, "ask", lambda *_, **__: english)
    ask(app, "Which related?")

    assert "Searched for waterstof instead of watestof and for bedrag instead of" in words(app)
    assert "Also searched for: woord 1" in words(app)
    assert inside(app, "summary") == ["and 3 more"]
    assert labels(app, "own-words") == ["Only my own words"]


def test_a_choice_of_words_that_is_taken_back_leaves_nothing_in_the_address(answered: AppTest) -> None:
    pick(answered, "own-words")
    pick(answered, "own-words")
    answered.run()

    assert not answered.query_params.get(address.WORDS_KEY)
    assert "" not in [value for values in answered.session_state["addresses"]["everywhere"].values() for value in values]
