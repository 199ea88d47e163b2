"""How a command of a door ended, for the tests of all doors."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple


class Done(NamedTuple):
    """The exit code of a command, and what it printed."""

    code: int
    out: str
    error: str

    @property
    def json(self) -> Any:
        """What it printed, which must be one JSON document."""
        return json.loads(self.out)


Run = Callable[..., Done]


def refused(done: Done, *said: object) -> None:
    """Assert that it was wrong use: exit code 2, nothing printed but one clear sentence that holds the words."""
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.error and done.error.strip().count("\n") == 0
    assert all(str(word) in done.error for word in said), done.error
