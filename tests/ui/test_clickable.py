"""Drawings are set as HTML with no sanitiser behind them: no text becomes a tag, an attribute or another address in one.

Each is drawn twice, once with a plain word and once with hostile text behind every text in it: but for those the elements, their
attributes and their texts are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast
from urllib.parse import quote_plus

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.model import Answer, PlanEntry, Spot, Summary
from retrieval.terms import Term, Terms
from tests.ui import fakes
from tests.ui.fakes import CONSORTIUM, ENERGY, FIRST, SCALE, VOCABULARY, FakeEngine
from tests.ui.screen import drawings, elements_of
from ui.components.plans import alike, plan_cards, plan_facts, plan_page
from ui.components.search import facets, results
from ui.components.search.results import Quoted
from ui.finding import Entry
from ui.naming import Names
from ui.picking import Picks
from ui.resources import Services
from ui.texts import interface_texts

TEXTS = interface_texts("nl")
NAMES = Names(VOCABULARY, "nl", TEXTS)
PLAIN = "erachter"
HOSTILE = (
    """"><img src=x onerror=alert(1)> ' onmouseover='alert(1)' x='</h2></div></button></details><script>alert(1)</script>"""
    "&quot; onfocus=alert(1) &#34;&#62;<b>\r\n<a href=javascript:alert(1)>`${alert(1)}`]]><!--"
)
# How the name of a source tells what stood there.
_CHECK = re.compile(":[0-9a-f]{8}(?=:|$)")
# Of these the program knows the values: they come from no document and no visitor.
_KNOWN = frozenset({"language", "facet"})

Value = TypeVar("Value")
Shape = list[tuple[str, dict[str, str], str]]


def with_behind(value: Value, text: str) -> Value:
    """A value with ``text`` behind each text in it."""
    changed: Any = value
    if isinstance(value, str) and not isinstance(value, Enum):
        changed = value + text
    elif isinstance(value, tuple):
        changed = tuple(with_behind(part, text) for part in value)
    elif isinstance(value, Mapping):
        changed = {key: with_behind(part, text) for key, part in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: getattr(value, part.name) for part in fields(value) if part.name not in _KNOWN}
        changed = replace(cast(Any, value), **{name: with_behind(part, text) for name, part in parts.items()})
    return cast(Value, changed)


def shape(body: str, text: str) -> Shape:
    """The elements of HTML with their attributes and texts, in which a sign stands for ``text``."""

    def plain(value: str) -> str:
        return _CHECK.sub("", value.replace(text, "¤").replace(quote_plus(text), "¤"))

    return [
        (element.tag, {name: plain(value) for name, value in element.attributes.items()}, plain(element.text))
        for element in elements_of(body)
    ]


def drawn(answer: Answer, engine: FakeEngine) -> str:
    """The drawings of an answer, as an earlier one and as the last one of a conversation."""

    def script(answer: object, services: object) -> None:
        from ui.asking import LastTurn
        from ui.components.answers import answer as drawing
        from ui.conversation import Turn
        from ui.dialogue import Asked
        from ui.texts import interface_texts

        last = LastTurn(Turn(Asked("Vraag"), answer), services, interface_texts("nl"))  # type: ignore[arg-type]
        for turn, able in enumerate((None, last)):
            drawing.show(answer, turn, services, able, lost=1)  # type: ignore[arg-type]

    services = Services(engine, VOCABULARY, print)
    app = AppTest.from_function(script, default_timeout=20, kwargs={"answer": answer, "services": services}).run()
    assert not app.exception
    return "".join(drawings(app))


def everything(question: str) -> Answer:
    """An answer with each part that any has, but for those that stand in each other's place."""
    others = (fakes.misspelt(question, correct=True), fakes.related(question, expand=True), fakes.nationwide(question))
    misspelt, related, elsewhere = others
    own = replace(FIRST, mark=3, heading=("Kop",))
    return replace(
        fakes.summarised(question),
        corrections=misspelt.corrections,
        expansion=related.expansion,
        filters=(CONSORTIUM, replace(ENERGY, carried=True), *misspelt.filters),
        nationwide=elsewhere.nationwide,
        near=(PlanEntry(fakes.SNEL, (1,), (CONSORTIUM,)), *fakes.opportunity(question).near),
        notes=elsewhere.notes,
        reason=elsewhere.reason,
        citations=(*fakes.summarised(question).citations, own),
        choices=fakes.clarified(question).choices,
    )


MADE: tuple[Callable[[str], Answer], ...] = (
    everything,
    fakes.many,
    fakes.fact,
    fakes.card,
    fakes.compared,
    fakes.coverage,
    fakes.clarified,
    lambda question: fakes.compared(question, (fakes.SCALE, fakes.SNEL, fakes.BARE, fakes.SOME)),
    lambda question: replace(fakes.listed(question), summary=Summary(failure="<nieuw>")),
    lambda question: fakes.answer(question, "Goedendag!", form=fakes.AnswerForm.TALK),
)


@pytest.mark.parametrize("make", MADE)
def test_nothing_of_an_answer_becomes_more_than_text(
    engine: FakeEngine, make: Callable[[str], Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Words that are explained are cut out of quotations.
    monkeypatch.setattr(engine, "terms", lambda: Terms([Term("energietransitie", "Wat <b>dat</b> is.")]))
    plain, told = (drawn(with_behind(make("Vraag"), text), engine) for text in (PLAIN, HOSTILE))

    assert PLAIN in plain
    assert shape(told, HOSTILE) == shape(plain, PLAIN)


def found(text: str) -> str:
    """Results of a search: a plan and a document without one."""
    citation, plan = with_behind(FIRST, text), with_behind(SCALE, text)
    entries = Entry(plan.name, plan, (), 1), Entry(citation.document.title, None, (), 1)
    quoted = Quoted(citation, ((0, 5), (6, len(citation.quote))))
    return "".join(results.item(entry, [f"Zuid-Holland{text}"], [quoted], Picks(), TEXTS) for entry in entries)


def chosen(text: str) -> str:
    """The facets and the chosen filters of a search."""
    spot = with_behind(Spot(ENERGY, 2, 5), text)
    return facets.row([spot.value], TEXTS) + facets.blocks({"theme": [spot] * 9}, ("theme",), [spot.value], TEXTS)


def listed(text: str) -> str:
    """Plans in a list, as cards, as a table, like another, and what one has."""
    plan = with_behind(SCALE, text)
    rows = alike.rows([PlanEntry(plan, (), (with_behind(CONSORTIUM, text),))], "Vergelijk", TEXTS)
    steps = plan_page.ways(plan, plan, TEXTS)
    return plan_cards.cards([plan], NAMES, (), full=False) + plan_facts.facts(plan, ("theme", "province"), NAMES) + rows + steps


@pytest.mark.parametrize("draw", [found, chosen, listed])
def test_nothing_of_a_search_or_a_list_becomes_more_than_text(draw: Callable[[str], str]) -> None:
    assert PLAIN in draw(PLAIN)
    assert shape(draw(HOSTILE), HOSTILE) == shape(draw(PLAIN), PLAIN)
