"""What a visitor reads on the screen of an application under test, and what he can click on."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import cast

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Html, Node, UnknownElement

# Elements without an end tag.
_VOID = frozenset({"br", "hr", "img", "input", "wbr"})


@dataclass(eq=False, slots=True)
class Element:
    """An element of HTML: its attributes, all text inside it, and the elements around it, the outermost first."""

    tag: str
    attributes: dict[str, str]
    around: tuple[Element, ...] = field(repr=False)
    text: str = ""

    @property
    def styles(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()


class _Reader(HTMLParser):
    """The elements of HTML in the order in which they begin, and all its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in [element.tag for element in self._open]:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data
        for element in self._open:
            element.text += data


def _read(body: str) -> _Reader:
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return reader


def read_html(body: str, tag: str = "") -> tuple[str, list[str], set[str]]:
    """The text of HTML, the texts inside ``tag`` and the names of all tags."""
    reader = _read(body)
    inside = [element.text for element in reader.elements if element.tag == tag]
    return reader.text, inside, {element.tag for element in reader.elements}


def elements_of(body: str) -> list[Element]:
    """The elements of HTML in the order in which they begin."""
    return _read(body).elements


def bodies(app: AppTest) -> list[str]:
    """The HTML on the screen in its order, drawings with parts that can be picked among it, without style and scripts."""
    found = [body for element in app._tree if (body := _body(element))]
    return [body for body in found if not body.startswith(("<style", "<script"))]


def _body(element: Node) -> str:
    if isinstance(element, Html):
        return str(element.body)
    return str(_data(element).get("html", "")) if element.type == "bidi_component" else ""


def _data(element: Node) -> dict[str, object]:
    proto = cast(UnknownElement, element).proto
    return dict(json.loads(proto.json)) if proto.json else {}


def drawings(app: AppTest) -> list[str]:
    """The HTML of the drawings with parts that can be picked."""
    return [body for element in app.get("bidi_component") if (body := _body(element))]


def drawn(app: AppTest, key: str) -> str:
    """The HTML of a drawing with parts that can be picked; ``""`` when it is not on the screen."""
    return next((_body(element) for element in app.get("bidi_component") if element.key == key), "")


def elements(app: AppTest) -> list[Element]:
    """The elements of all HTML on the screen, in its order."""
    return [element for body in bodies(app) for element in elements_of(body)]


def pickable(app: AppTest, start: str = "") -> list[Element]:
    """The parts that can be picked, those of all drawings, whose names begin with ``start``."""
    named = [element for element in elements(app) if "data-pick" in element.attributes]
    return [element for element in named if element.attributes["data-pick"].startswith(start)]


def parts(app: AppTest, start: str = "") -> list[str]:
    """The names of the parts that can be picked that begin with ``start``."""
    return [element.attributes["data-pick"] for element in pickable(app, start)]


def labels(app: AppTest, start: str = "") -> list[str]:
    """What the parts say, or are called by a screen reader, whose names begin with ``start``."""
    return [element.attributes.get("aria-label", element.text) for element in pickable(app, start)]


def unfold(app: AppTest, key: str) -> AppTest:
    """Open what a button unfolds. ``key``: with which its key begins."""
    # The id of an element ends with its key.
    keys = [block.proto.popover.id.split("-", 2)[2] for block in app.get("popover")]
    app.session_state[next(own for own in keys if own.startswith(key))] = True
    return app.run()


def pick(app: AppTest, name: str) -> AppTest:
    """Click on the part called ``name``."""
    drawings = app.get("bidi_component")
    holder = next(one for one in drawings if name in [part.attributes.get("data-pick") for part in elements_of(_body(one))])
    return tell(app, str(holder.key), name)


def tell(app: AppTest, key: str, value: object) -> AppTest:
    """Run the page as when the browser tells that a part of the drawing ``key`` was clicked, be there such a part or not."""
    drawing = next(one for one in app.get("bidi_component") if one.key == key)
    states = app._tree.get_widget_states()
    told = states.widgets.add()
    told.id = f"$$STREAMLIT_INTERNAL_KEY_{cast(UnknownElement, drawing).proto.id}__events"
    told.json_trigger_value = json.dumps([{"event": "picked", "value": value}])
    return app._run(states)


def words(app: AppTest) -> str:
    """All text that HTML shows."""
    return "\n".join(read_html(body)[0] for body in bodies(app))


def inside(app: AppTest, tag: str) -> list[str]:
    """The texts inside every ``tag`` on the screen."""
    return [element.text for element in elements(app) if element.tag == tag]


def styled(app: AppTest, style: str) -> list[str]:
    """The texts inside every element of one of our classes, named without its prefix."""
    return [element.text for element in elements(app) if f"pw-{style}" in element.styles]


def turns(app: AppTest) -> tuple[int, int]:
    """How many questions and how many answers are on the screen."""
    return len(styled(app, "asked")), len(styled(app, "answer"))


def page(app: AppTest) -> str:
    """The HTML of the page in the open source."""
    return next(body for body in bodies(app) if "pw-page" in body)


def ask(app: AppTest, question: str) -> AppTest:
    """Type a question and send it."""
    return app.chat_input[0].set_value(question).run()
