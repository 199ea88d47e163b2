"""What a visitor sees before the first question: what this is, and questions to begin with."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from retrieval.model import Coverage
from retrieval.texts import Texts
from ui import markup, roles
from ui.components import coverage as coverage_line
from ui.components.answers import roles as role_choice
from ui.markdown import literal
from ui.roles import Role

# For each role, and for who names none. Of the latter the last one is in the other language: both are understood.
EXAMPLES = {
    None: ("energy", "maintenance", "amount", "opportunity", "dialogue", "other_language"),
    Role.SME: ("workshop", "nearby", "hydrogen", "reach", "staff", "dialogue"),
    Role.POLICY: ("energy", "compare", "spots", "amount", "like", "count"),
    Role.STUDENT: ("opportunity", "level", "place", "practice", "hbo", "dialogue"),
}
# Parts the questions of an example that is a dialogue.
_THEN = "|"


def show(coverage: Coverage, texts: Texts, ask: Callable[..., None]) -> None:
    """Draw the welcome; a click on an example hands its questions to ``ask``, one after the other."""
    with st.container(key="welcome"):
        role = roles.current()
        st.html(markup.welcome(texts("welcome.title"), texts(f"welcome.{role or 'subtitle'}")))
        role_choice.show(texts)
        st.html(markup.paragraph(texts("welcome.try"), "label"))
        with st.container(gap="xsmall", key="examples"):
            for name in EXAMPLES[role]:
                _example(texts(f"example.{name}"), name, texts, ask)
        st.html(coverage_line.block(coverage, texts))


def _example(text: str, name: str, texts: Texts, ask: Callable[..., None]) -> None:
    questions = tuple(question.strip() for question in text.split(_THEN))
    label = f" {texts('welcome.then')} ".join(questions)
    st.button(literal(label), key=f"example-{name}", width="stretch", on_click=ask, args=questions)
