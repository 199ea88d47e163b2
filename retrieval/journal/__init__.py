"""The journal: one line of JSON an event, with the id of the request that it belongs to.

It goes by the standard ``logging``, so that what is logged elsewhere comes in the same form. What visitors ask stands in it only
where that was set, and so do the messages of exceptions, which may repeat it; keys and passwords never.
"""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from retrieval.settings import OFF, LogSettings

# Of each package of ours one; events of the journal go by the first.
LOGGERS = ("planwijzer", "retrieval", "ingest", "serving", "ui")
_LOG = logging.getLogger(LOGGERS[0])
_ROOT = Path(__file__).resolve().parents[2]
_REQUEST: ContextVar[str] = ContextVar("request", default="")


@contextmanager
def request() -> Iterator[str]:
    """All that is told within belongs to one request: the one that is being answered, or else a new one. Gives its id."""
    current = _REQUEST.get()
    if current:
        yield current
        return
    token = _REQUEST.set(secrets.token_hex(8))
    try:
        yield _REQUEST.get()
    finally:
        _REQUEST.reset(token)


def tell(event: str, *, level: int = logging.INFO, private: dict[str, str] | None = None, **facts: object) -> None:
    """Note an event. ``facts``: values of JSON; ``private``: texts of visitors, which are left out unless they were asked for."""
    if _LOG.isEnabledFor(level):
        _LOG.log(level, event, extra={"facts": facts, "private": private or {}})


def begin(wanted: LogSettings, usual: str, stream: TextIO) -> None:
    """Write the journal to ``stream`` from now on. ``usual``: the level where the settings name none."""
    level = wanted.level or usual
    for name in LOGGERS:
        logger = logging.getLogger(name)
        for own in [handler for handler in logger.handlers if isinstance(handler.formatter, Lines)]:
            logger.removeHandler(own)
        if level == OFF:
            continue
        handler = logging.StreamHandler(stream)
        handler.setFormatter(Lines(questions=wanted.questions))
        logger.addHandler(handler)
        logger.setLevel(level.upper())
        logger.propagate = False


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def __init__(self, *, questions: bool) -> None:
        super().__init__()
        self._questions = questions

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": "log",
        }
        if _REQUEST.get():
            told["request"] = _REQUEST.get()
        if record.name == LOGGERS[0]:
            told |= {"event": record.getMessage()} | getattr(record, "facts", {})
            told |= getattr(record, "private", {}) if self._questions else {}
        else:
            told |= {"logger": record.name, "message": record.getMessage()}
        if record.exc_info and record.exc_info[1]:
            told |= self._error(record.exc_info[1])
        # In ASCII: no sign of another script ends a line or turns its order around.
        return json.dumps(told, default=str)

    def _error(self, error: BaseException) -> dict[str, object]:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{_place(frame.filename)}:{frame.lineno}" for frame in frames]
        told: dict[str, object] = {"error": type(error).__name__, "at": places}
        if self._questions:
            told["said"] = str(error)
        return told


def _place(file: str) -> str:
    """A file of ours below the folder of the program, another by its name: no folders of this computer."""
    path = Path(file)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name
