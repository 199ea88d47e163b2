"""What a chat endpoint sends, as pieces of text: server-sent events, or one JSON body from a server that does not stream.

Nothing here is believed before it is looked at: an address may answer with anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

# Characters of a whole answer: a summary has some thousands; a model that repeats itself would go on for ever.
MAX_CHARACTERS = 20_000
# Bytes of one line; a piece of an answer takes some hundreds, a whole answer in one body some tens of thousands.
MAX_LINE = 1_000_000
_DATA, _DONE = "data:", "[DONE]"
_NO_DATA = (":", "event:", "id:", "retry:")
# How a server says that it stopped before the model was done.
_CUT = ("length", "content_filter")


class Unusable(Exception):
    """What came is no (whole) answer. ``reason``: a key under ``chat.`` of the texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def pieces(chunks: Iterable[bytes], characters: int = MAX_CHARACTERS, line: int = MAX_LINE) -> Iterator[str]:
    """The pieces of the answer in the body of a response, as they come; together they hold more than white space.

    ``characters``: of the whole answer at most; ``line``: bytes of a line, or of a body that is not streamed, at most.
    Raises ``Unusable`` with "not_chat", "broken", "empty", "cut_off" or "too_long".
    """
    given, blank = 0, True
    for piece in _texts(_lines(chunks, line), line):
        given += len(piece)
        if given > characters:
            raise Unusable("too_long")
        blank = blank and not piece.strip()
        if piece:
            yield piece
    if blank:
        raise Unusable("empty")


def _lines(chunks: Iterable[bytes], limit: int) -> Iterator[str]:
    """The lines that hold something, without their ends; the last one whether it ended or not."""
    rest = bytearray()
    for chunk in chunks:
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            rest += chunk[start:end]
            start = end + 1
            yield from _decoded(rest, limit)
            rest.clear()
        rest += chunk[start:]
        if len(rest) > limit:
            raise Unusable("too_long")
    yield from _decoded(rest, limit)


def _decoded(line: bytearray, limit: int) -> Iterator[str]:
    if len(line) > limit:
        raise Unusable("too_long")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable("not_chat") from error
    if text.strip():
        yield text.rstrip("\r")


def _texts(lines: Iterator[str], limit: int) -> Iterator[str]:
    first = next(lines, "")
    if first.lstrip().startswith("{"):
        return _whole(chain([first], lines), limit)
    return _streamed(chain([first] if first else [], lines))


def _whole(lines: Iterable[str], limit: int) -> Iterator[str]:
    body, size = [], 0
    for line in lines:
        body.append(line)
        size += len(line)
        if size > limit:
            raise Unusable("too_long")
    text, finish = _choice("\n".join(body))
    yield text
    if finish in _CUT:
        raise Unusable("cut_off")


def _streamed(lines: Iterable[str]) -> Iterator[str]:
    finish = ""
    nothing = True
    for line in lines:
        nothing = False
        if line.startswith(_NO_DATA):
            continue
        if not line.startswith(_DATA):
            raise Unusable("not_chat")
        data = line.removeprefix(_DATA).strip()
        if data == _DONE:
            finish = finish or "stop"
            break
        text, ended = _choice(data)
        finish = finish or ended
        yield text
    if nothing:
        raise Unusable("empty")
    if not finish or finish in _CUT:
        raise Unusable("cut_off")


def _choice(data: str) -> tuple[str, str]:
    """The text of an event or a body, and why the answer ended there: ``""`` while it has not."""
    try:
        event = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unusable("not_chat") from error
    if not isinstance(event, dict):
        raise Unusable("not_chat")
    if event.get("error") or event.get("object") == "error":
        raise Unusable("broken")
    choices = event.get("choices")
    if not isinstance(choices, list):
        raise Unusable("not_chat")
    # The event with the statistics has no choices.
    return _content(choices[0]) if choices else ("", "")


def _content(choice: Any) -> tuple[str, str]:
    if not isinstance(choice, dict):
        raise Unusable("not_chat")
    said = choice.get("delta") or choice.get("message") or {}
    text = said.get("content") or "" if isinstance(said, dict) else None
    if not isinstance(text, str):
        raise Unusable("not_chat")
    # JSON can spell half a character, which nothing can show or store.
    return text.encode("utf-8", "replace").decode("utf-8"), str(choice.get("finish_reason") or "")
