"""The memory of a process and all that it started, looked at while it works."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_BETWEEN = 0.25
_KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ended. ``peak_mib``: the most memory that it and its children held together; pages that they share are
    divided among them."""

    output: str
    seconds: float
    peak_mib: float


def ran(command: Sequence[str], folder: Path) -> Ran:
    """Run a command in a folder. Raises ``CalledProcessError`` unless it ends with 0 or 1."""
    started = perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    ended, peak = threading.Event(), 0.0

    def watch() -> None:
        nonlocal peak
        while not ended.wait(_BETWEEN):
            peak = max(peak, held_mib(process.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = perf_counter() - started
    ended.set()
    watcher.join()
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Ran(output, seconds, peak)


def held_mib(root: int, *, itself: bool = True) -> float:
    """The memory of a process and its descendants now, or of its descendants alone; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0.0
    children: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # Behind the name, which may hold anything: state, parent.
            parent = int((folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        children[parent].append(int(folder.name))
    held, waiting = 0.0, [root]
    while waiting:
        process = waiting.pop()
        waiting += children[process]
        held += _share_mib(process) if itself or process != root else 0.0
    return held


def _share_mib(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / _KIB_PER_MIB
