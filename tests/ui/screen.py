"""What a visitor reads on the screen of an application under test."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from typing import cast

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Html, Node, UnknownElement


class _Reader(HTMLParser):
    """The characters of HTML, with those inside a tag of interest apart."""

    def __init__(self, tag: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.inside: list[str] = []
        self.tags: set[str] = set()
        self._tag = tag
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.add(tag)
        if tag == self._tag:
            self._open = True
            self.inside.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != self._tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open:
            self.inside[-1] += data


def read_html(body: str, tag: str = "") -> tuple[str, list[str], set[str]]:
    """The text of HTML, the texts inside ``tag`` and the names of all tags."""
    reader = _Reader(tag)
    reader.feed(body)
    reader.close()
    return reader.text, reader.inside, reader.tags


def bodies(app: AppTest) -> list[str]:
    """The HTML on the screen in its order, drawings with parts that can be picked among it, without style and scripts."""
    found = [body for element in app.main if (body := _body(element))]
    return [body for body in found if not body.startswith(("<style", "<script"))]


def _body(element: Node) -> str:
    if isinstance(element, Html):
        return str(element.body)
    return str(_data(element).get("html", "")) if element.type == "bidi_component" else ""


def _data(element: Node) -> dict[str, object]:
    proto = cast(UnknownElement, element).proto
    return dict(json.loads(proto.json)) if proto.json else {}


def drawn(app: AppTest, key: str) -> str:
    """The HTML of a drawing with parts that can be picked; ``""`` when it is not on the screen."""
    return next((_body(element) for element in app.get("bidi_component") if element.key == key), "")


def parts(app: AppTest, start: str = "") -> list[str]:
    """The names of the parts that can be picked, those of all drawings, that begin with ``start``."""
    names = [html.unescape(name) for body in bodies(app) for name in re.findall('data-pick="([^"]*)"', body)]
    return [name for name in names if name.startswith(start)]


def pick(app: AppTest, name: str) -> AppTest:
    """Click on the part called ``name``, as the browser tells of it."""
    drawings = app.get("bidi_component")
    holder = next(one for one in drawings if f'data-pick="{html.escape(name)}"' in _body(one))
    states = app._tree.get_widget_states()
    told = states.widgets.add()
    told.id = f"$$STREAMLIT_INTERNAL_KEY_{cast(UnknownElement, holder).proto.id}__events"
    told.json_trigger_value = json.dumps([{"event": "picked", "value": name}])
    return app._run(states)


def words(app: AppTest) -> str:
    """All text that HTML shows."""
    return "\n".join(read_html(body)[0] for body in bodies(app))


def inside(app: AppTest, tag: str) -> list[str]:
    """The texts inside every ``tag`` on the screen."""
    return [text for body in bodies(app) for text in read_html(body, tag)[1]]


def page(app: AppTest) -> str:
    """The HTML of the page in the open source."""
    return next(body for body in bodies(app) if "pw-page" in body)


def ask(app: AppTest, question: str) -> AppTest:
    """Type a question and send it."""
    return app.chat_input[0].set_value(question).run()
