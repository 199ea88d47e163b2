"""A conversation as a file: a turn a line, each the JSON of its answer, with where the conversation stood after it."""

from __future__ import annotations

import json
from pathlib import Path

from retrieval.errors import FileUnusable
from retrieval.model import Answer, State
from retrieval.presenting import answer_json, state_of


def last_state(path: Path) -> State | None:
    """Where the conversation in a file stands; ``None`` when it has not begun.

    Raises ``FileUnusable`` when the file holds anything but turns, so that nothing is added to somebody's other file.
    """
    state = None
    try:
        for line in path.read_text(encoding="utf-8").split("\n") if path.exists() else []:
            if line.strip():
                turn = json.loads(line)
                if "question" not in turn:
                    raise ValueError(line[:40])
                # Small talk at the beginning leaves no state; earlier versions wrote none.
                state = state_of(turn["state"]) if turn.get("state") else state
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise FileUnusable(file=str(path), reason=str(error)) from error
    return state


def append_turn(path: Path, answer: Answer) -> None:
    """Add a turn. Raises ``FileUnusable`` when the file can't be written."""
    try:
        # The last line of a file that was written by hand may have no end.
        before = path.read_bytes() if path.exists() else b""
        open_line = bool(before) and not before.endswith(b"\n")
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" * open_line + json.dumps(answer_json(answer), ensure_ascii=False) + "\n")
    except OSError as error:
        raise FileUnusable(file=str(path), reason=error.strerror or str(error)) from error
