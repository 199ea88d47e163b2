"""Who a visitor is chooses examples and what is told first; it hides nothing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import APP
from tests.ui.fakes import FakeEngine
from tests.ui.screen import ask, words
from ui.components.answers.examples import EXAMPLES
from ui.roles import Role
from ui.texts import interface_texts


def examples(app: AppTest) -> list[str]:
    return [button.key for button in app.button if button.key and button.key.startswith("example-")]


@pytest.mark.parametrize("role", list(Role))
def test_a_role_brings_its_own_examples_and_stands_in_the_address(app: AppTest, role: Role) -> None:
    app.pills(key="role").set_value(role).run()

    assert examples(app) == [f"example-{name}" for name in EXAMPLES[role]]
    assert app.query_params["rol"] == role
    assert interface_texts("nl")(f"welcome.{role}") in words(app)


def test_a_role_that_is_unknown_is_nobody(engine: FakeEngine) -> None:
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params["rol"] = "<b>koning</b>"
    app.run()

    assert examples(app) == [f"example-{name}" for name in EXAMPLES[None]]
    assert not app.exception
    assert not engine.asked


def test_a_role_stays_through_the_conversation(engine: FakeEngine) -> None:  # noqa: ARG001
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params["rol"] = "student"
    ask(app.run(), "Wat is het bedrag?")
    app.button(key="anew").click().run()

    assert examples(app) == [f"example-{name}" for name in EXAMPLES[Role.STUDENT]]
