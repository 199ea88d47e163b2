"""A large vector index takes seconds to open; exact search answers until then.

Nobody else gets much done meanwhile, so that who asks once, as a command does, never begins it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count
from weakref import finalize

from retrieval.dense import ExactIndex
from retrieval.errors import IndexDamaged
from retrieval.ports import Ids, Scores, VectorIndex, Vectors

# Opens an index, and gives up as soon as it is told that nobody wants it any more.
Open = Callable[[Callable[[], bool]], VectorIndex]


class OpeningIndex:
    """A ``VectorIndex`` that opens beside whoever asks it, from the second search on; one that can't be opened is exact search
    for good."""

    def __init__(self, open_index: Open, exact: ExactIndex) -> None:
        """``open_index``: raises ``IndexDamaged``."""
        self._exact = exact
        self._state = _State()
        self._searches = count()
        self._thread = threading.Thread(target=_open, args=(open_index, self._state), daemon=True)
        # Also when nobody closes it: a thread in a library must not be there any more when the interpreter goes.
        self._let_go = finalize(self, _end, self._thread, self._state)

    @property
    def damaged(self) -> bool:
        """Whether it could not be opened."""
        return self._state.damaged

    @property
    def settled(self) -> bool:
        """Whether it was opened, or could not be."""
        return self._state.index is not None or self._state.damaged

    def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        """See ``VectorIndex.search``."""
        if next(self._searches) == 1:
            self._thread.start()
        return (self._state.index or self._exact).search(vector, limit)

    def close(self) -> None:
        """See ``VectorIndex.close``."""
        self._let_go()


class _State:
    """What the thread came to. The index knows it and it does not know the index, which would stay for ever."""

    def __init__(self) -> None:
        self.index: VectorIndex | None = None
        self.damaged = False
        self.unwanted = threading.Event()


def _open(open_index: Open, state: _State) -> None:
    try:
        state.index = open_index(state.unwanted.is_set)
    except IndexDamaged:
        state.damaged = True


def _end(thread: threading.Thread, state: _State) -> None:
    state.unwanted.set()
    # It was never begun, or a garbage collection runs in it.
    if thread.ident and thread is not threading.current_thread():
        thread.join()
    if state.index:
        state.index.close()
