"""Work on what can't be trusted, in a child process with limits: what breaks there, or never ends, costs its own result."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parent.parent


class ChildFailed(Exception):
    """A child gave no result. ``slow``: it was ended at its time limit; ``detail``: the last line that it complained."""

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
        raise ChildFailed(slow=False, detail=complaints[-1])
    return child.stdout


def limit_resources(memory_bytes: int, cpu_seconds: int) -> None:
    """Bound what this process, a child, may take."""
    try:
        import resource  # not on Windows, where the time limit of the parent remains
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
