"""Work on what can't be trusted, in a child process with limits: what breaks there, or never ends, costs its own result."""

from __future__ import annotations

import math
import signal
import subprocess
import sys
from pathlib import Path

try:
    import resource
except ImportError:  # not on Windows, where the time limit of the parent remains
    resource = None  # type: ignore[assignment]

# What ends a child that used up its processor time; Windows has no such limit.
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)
_REPOSITORY = Path(__file__).resolve().parent.parent


class ChildFailed(Exception):
    """A child gave no result. ``slow``: it was ended at a limit of time; ``detail``: the last line that it complained."""

    def __init__(self, *, slow: bool, detail: str) -> None:
        super().__init__(detail)
        self.slow = slow
        self.detail = detail


def run_child(module: str, *arguments: str, seconds: float, data: bytes = b"") -> bytes:
    """What ``python -m module`` writes on standard output when it reads ``data``. Raises ``ChildFailed``."""
    command = [sys.executable, "-m", module, *arguments]
    try:
        child = subprocess.run(command, cwd=_REPOSITORY, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise ChildFailed(slow=True, detail="time-out") from None
    if child.returncode != 0:
        complaints = child.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit {child.returncode}"]
        raise ChildFailed(slow=child.returncode == _OUT_OF_TIME, detail=complaints[-1])
    return child.stdout


def limit_resources(memory_bytes: int, cpu_seconds: int) -> None:
    """Bound what this process, a child, may take."""
    limit_memory(memory_bytes)
    limit_processor(cpu_seconds)


def limit_memory(memory_bytes: int) -> None:
    """Bound the memory that this process may ask for; a copy of it is not left behind when it is ended."""
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor(seconds: int) -> None:
    """Bound the time of the processor that this process takes from now on; a signal of its own ends it then."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, most))
