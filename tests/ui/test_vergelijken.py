"""Plans side by side: choosing them, what they share and where they differ."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from retrieval.exporting import FORMATS, report_of_answer, written
from retrieval.model import Cell, Plan, Row
from tests.ui.fakes import BARE, NEAR, SCALE, SNEL, SOME, VOCABULARY, FakeEngine, compared
from tests.ui.screen import bodies, inside, parts, pick, read_html, styled, tell, words
from tests.ui.visiting import said, visit
from ui import contrasts
from ui.components.plans import comparison
from ui.contrasts import Contrast, Share
from ui.naming import Names
from ui.pages import vergelijken
from ui.routes import Place
from ui.texts import interface_texts

NAMES = Names(VOCABULARY, "nl", interface_texts("nl"))
CHOICE = "compared-plans"


def compare(engine: FakeEngine, *plans: str, **params: tuple[str, ...]) -> AppTest:
    return visit(Place.COMPARE, engine, plan=plans, **params)


def heads(app: AppTest) -> list[str]:
    """The names above the columns."""
    return styled(app, "column")


def test_without_a_choice_it_explains_and_offers_examples(engine: FakeEngine) -> None:
    app = compare(engine)
    assert "nog geen plannen gekozen" in words(app)
    assert [button.label for button in app.button] == ["SCALE en SNEL"]

    app.button(key="example-0").click().run()
    assert heads(app) == ["SCALE", "SNEL"]
    assert said(app, "plan") == ["scale", "snel"]


def test_one_plan_asks_for_another_and_suggests_some(engine: FakeEngine) -> None:
    app = compare(engine, "scale", "nergens", "scale")
    assert "U hebt SCALE gekozen." in words(app)
    assert heads(app) == []

    tell(app, "suggestions", "act snel")
    assert heads(app) == ["SCALE", "SNEL"]
    assert read_html(next(b for b in bodies(app) if "pw-alike" in b), "h3")[1] == [BARE.name]
    tell(app, "suggestions", "open bare")
    assert app.caption[0].value == "plannen"


def test_one_step_leads_back_to_the_choice_before(engine: FakeEngine) -> None:
    app = compare(engine, "scale", "snel")
    assert not [button for button in app.button if button.key == "compared-back"]

    app.multiselect(key=CHOICE).unselect("scale").run()
    assert app.button(key="compared-back").label == "Ongedaan maken: zet SCALE terug"
    app.button(key="compared-back").click().run()
    assert said(app, "plan") == ["scale", "snel"] and heads(app) == ["SCALE", "SNEL"]
    # Taking it back can be taken back too.
    assert app.button(key="compared-back").label == "Ongedaan maken: haal SCALE weer weg"

    # What changed in another way is no step of this page.
    app.query_params["plan"] = ["snel", "some"]
    app.run()
    assert not [button for button in app.button if button.key == "compared-back"]


def test_an_added_plan_is_taken_away_again_in_one_step(engine: FakeEngine) -> None:
    app = compare(engine, "scale")
    tell(app, "suggestions", "act snel")
    assert app.button(key="compared-back").label == "Ongedaan maken: haal SNEL weer weg"
    app.button(key="compared-back").click().run()
    assert said(app, "plan") == ["scale"]


def test_plans_are_chosen_by_name_and_no_more_than_four(engine: FakeEngine) -> None:
    app = compare(engine, "scale", "snel")
    app.multiselect(key=CHOICE).select("some").run()

    assert heads(app) == ["SCALE", "SNEL", "Een"]
    assert said(app, "plan") == ["scale", "snel", "some"]
    four = compare(engine, "scale", "snel", "some", "bare", "x")
    assert heads(four) == ["SCALE", "SNEL", "Een", BARE.name]
    assert len(four.multiselect(key=CHOICE).value) == 4
    assert not [body for body in bodies(four) if "pw-alike" in body]


def test_each_cell_has_a_quotation_or_says_that_nothing_is_mentioned(engine: FakeEngine) -> None:
    app = compare(engine, "scale", "snel")

    assert inside(app, "blockquote") == [NEAR.quote]
    assert "Doel ≠ niet bij alle vermeld" in inside(app, "h3")
    pick(app, *parts(app, "source:"))
    assert inside(app, "mark") == [NEAR.quote]


def test_features_tell_what_is_shared_and_what_is_of_one_alone(engine: FakeEngine) -> None:
    app = compare(engine, "scale", "snel")

    assert "Soort = gelijk" in inside(app, "h3")
    assert "Thema ≠ verschilt" in inside(app, "h3")
    assert "Sector = bij geen vermeld" in inside(app, "h3")
    assert "gemeenschappelijk" in words(app)
    assert "alleen hier" in words(app)


def test_rows_without_a_difference_can_be_left_out(engine: FakeEngine) -> None:
    app = compare(engine, "scale", "snel")
    app.toggle(key="compared-differences").set_value(True).run()

    assert said(app, "verschillen") == ["ja"]
    assert inside(app, "h3")[:3] == ["Provincie ≠ verschilt", "Thema ≠ verschilt", "Doel ≠ niet bij alle vermeld"]
    assert "5 rijen zonder verschil zijn weggelaten." in words(app)


def test_values_are_parted_by_how_many_plans_have_them() -> None:
    a, b, c = (
        Plan(n, n, (), "pps", "", "", {"level": levels})
        for n, levels in (("a", ("x", "y")), ("b", ("x", "y", "z")), ("c", ("x",)))
    )
    first, second, third = contrasts.shares([a, b, c], "level")

    assert (first[Share.ALL], first[Share.SOME], first[Share.ONE]) == (("x",), ("y",), ())
    assert second[Share.ONE] == ("z",)
    assert third == {Share.ALL: ("x",), Share.SOME: (), Share.ONE: ()}
    assert contrasts.of_facet([a, b], "level") is Contrast.DIFFERENT
    assert contrasts.of_facet([a, a], "level") is Contrast.SAME
    assert contrasts.of_facet([a, b], "theme") is Contrast.NOWHERE


def test_aspects_differ_by_what_is_said_of_them() -> None:
    given = compared("", (SCALE, SNEL))
    given = replace(given, citations=(NEAR, replace(NEAR, mark=2), replace(NEAR, mark=3, quote="SNEL")))

    def contrast(*cells: tuple[int, ...]) -> Contrast:
        row = Row("aim", "Doel", tuple(Cell(f"{i}", marks, said=bool(marks)) for i, marks in enumerate(cells)))
        return contrasts.of_row(row, given)

    assert contrast((), ()) is Contrast.NOWHERE
    assert contrast((1,), ()) is Contrast.PARTLY
    assert contrast((1,), (2,)) is Contrast.SAME
    assert contrast((1,), (3,)) is Contrast.EACH


def test_a_value_is_text() -> None:
    odd = {Share.ALL: ("<b>",), Share.SOME: (), Share.ONE: ()}

    assert "&lt;b&gt;" in comparison.values(odd, "theme", NAMES)
    assert "niet vermeld" in comparison.values(contrasts.shares([SOME], "theme")[0], "theme", NAMES)


def test_what_is_compared_can_be_taken_along_with_its_facets() -> None:
    names = Names(VOCABULARY, "nl", interface_texts("nl"))
    told = vergelijken.report([SCALE, SNEL], compared(""), names)
    lines = [[cell.text for cell in row] for row in told.tables[0].rows]

    assert told.tables[0].columns == ("Kenmerk", "Verschil", "SCALE", "SNEL")
    assert ["soort", "gelijk", "consortium", "consortium"] in lines
    assert ["provincie", "verschilt", "Zuid-Holland", "landelijk"] in lines
    assert ["niveau", "bij geen vermeld", "niet vermeld", "niet vermeld"] in lines
    assert told.tables[1:] == report_of_answer(compared(""), VOCABULARY).tables
    for format_id in FORMATS:
        assert written(told, format_id)
