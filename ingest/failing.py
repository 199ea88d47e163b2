"""Failures that nobody foresaw: a sentence with a number for the user, the rest in a log beside the library."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOG_FILE = "ingest.log"


@contextmanager
def logged(folder: Path) -> Iterator[None]:
    """Write what goes wrong inside to a file in ``folder``, which is made when there is something to write."""
    log = logging.getLogger("ingest")
    handler = logging.FileHandler(folder / LOG_FILE, encoding="utf-8", errors="backslashreplace", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    before, log.propagate = log.propagate, False
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = before
        handler.close()
