"""A visitor without a browser: speaks with the server over its websocket as Streamlit's page does."""

from __future__ import annotations

import html
import json
import re
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

_QUESTION = re.compile(r'<h2 class="[^"]*pw-asked[^"]*">(.*?)</h2>', re.DOTALL)


class Visitor:
    """One session of the page "vraag"; opens with ``async with``."""

    def __init__(self, address: str) -> None:
        self._address = address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket: ClientConnection | None = None
        self._box = ""

    async def __aenter__(self) -> Visitor:
        """Open the start page."""
        self._socket = await connect(self._address, subprotocols=["streamlit"], max_size=None, open_timeout=60)  # type: ignore[list-item]
        await self._run(BackMsg(rerun_script={}))
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Leave."""
        if self._socket:
            await self._socket.close()

    async def ask(self, question: str) -> str:
        """Ask a question; what the page then shows of its answer: the text of its HTML. Raises ``RuntimeError`` when the page
        failed, or shows another question last."""
        asked = BackMsg()
        asked.rerun_script.widget_states.widgets.add(id=self._box, chat_input_value={"data": question})
        shown = "\n".join(await self._run(asked))
        *_, (last, answer) = [(html.unescape(found[1]), shown[found.end() :]) for found in _QUESTION.finditer(shown)] or [
            ("", "")
        ]
        if last.split() != question.split():
            raise RuntimeError(f"asked {question!r}, shown {last!r}")
        return html.unescape(re.sub(r"<[^>]+>", "", answer))

    async def _run(self, message: BackMsg) -> list[str]:
        """Have the page drawn; the HTML in it, in its order."""
        assert self._socket
        await self._socket.send(message.SerializeToString())
        drawn: dict[tuple[int, ...], str] = {}
        while True:
            told = ForwardMsg.FromString(await self._socket.recv(decode=False))
            if told.HasField("script_finished"):
                return [drawn[place] for place in sorted(drawn)]
            if told.HasField("delta") and told.delta.HasField("new_element"):
                element = told.delta.new_element
                if element.HasField("exception"):
                    raise RuntimeError(element.exception.message)
                if element.HasField("chat_input"):
                    self._box = element.chat_input.id
                drawn[tuple(told.metadata.delta_path)] = _html(element)


def _html(element: Element) -> str:
    """The HTML of an element, a drawing with parts that can be picked included; ``""`` for any other."""
    if element.HasField("html"):
        return str(element.html.body)
    data = element.bidi_component.json if element.HasField("bidi_component") else ""
    return str(json.loads(data).get("html", "")) if data else ""
