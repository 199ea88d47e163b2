"""Pools of processes for work that is only reckoning: what no limit of memory or time has to guard."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial

_METHOD = "spawn" if sys.platform == "win32" else "forkserver"


def pool_of(processes: int, begin: Callable[..., None], *arguments: object) -> ProcessPoolExecutor:
    """A pool of so many processes that each call ``begin`` first."""
    return ProcessPoolExecutor(processes, multiprocessing.get_context(_METHOD), partial(_begin, begin, *arguments))


def _begin(begin: Callable[..., None], *arguments: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who waits
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*arguments)


def _end_with_parent() -> None:
    """Who was killed tells its processes nothing: they would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
