"""A few threads that answer: no more at once than the machine can carry, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from serving.errors import Busy, TooSlow
from serving.limits import Limits

T = TypeVar("T")


class Workers:
    """Runs the engine off the event loop; use as a context manager."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._room = threading.Semaphore(limits.at_once + limits.waiting)
        self._pool = ThreadPoolExecutor(limits.at_once, thread_name_prefix="serving")

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    async def run(self, work: Callable[[], T]) -> T:
        """What ``work`` returns. Raises what it raises, ``Busy`` when too much is asked already, or ``TooSlow``.

        Work that has begun can't be ended: it keeps its thread until it is done, so that slow questions never take more than
        those there are.
        """
        seconds = self._limits.seconds
        if not self._room.acquire(blocking=False):
            raise Busy(seconds=seconds)
        # With the id of the request that it belongs to.
        future: Future[T] = self._pool.submit(copy_context().run, work)
        future.add_done_callback(lambda _: self._room.release())
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), seconds)
        except TimeoutError as error:
            if future.done() and not future.cancelled():
                raise  # its own, not ours
            raise TooSlow(seconds=seconds) from error
