"""A system in a process of its own, so that its memory is its own."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_KIB_PER_MIB = 1024


class Served:
    """What ``make(*arguments)`` gives, in a process of its own: calls go there, their results come back.

    An exception there ends the process, and raises ``EOFError`` here.
    """

    def __init__(self, make: Callable[..., object], *arguments: object) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, make, arguments), daemon=True)
        self._process.start()
        other.close()
        self._pipe.recv()

    def call(self, name: str, *arguments: object) -> Any:
        """The result of a method."""
        self._pipe.send((name, arguments))
        return self._pipe.recv()

    def memory_mib(self) -> float:
        """The memory of the process now."""
        return float(self.call(_MEMORY))

    def close(self) -> None:
        """End the process."""
        self._pipe.send(None)
        self._process.join()


_MEMORY = "memory"


def _serve(pipe: Connection, make: Callable[..., object], arguments: tuple[object, ...]) -> None:
    served = make(*arguments)
    pipe.send(None)
    while (call := pipe.recv()) is not None:
        name, values = call
        pipe.send(_resident_mib() if name == _MEMORY else getattr(served, name)(*values))


def _resident_mib() -> float:
    """The resident memory of this process; the most it ever was where the system does not tell."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / _KIB_PER_MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB
