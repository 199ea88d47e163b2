"""A server of ours in a process of its own, and what it said."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Tests ask more than a visitor does.
UNHURRIED = ("--rate", "1000000", "--seconds", "120")
_ADDRESS = re.compile(r"http://\S+")


@dataclass(frozen=True)
class Server:
    """Where a server listens, the lines that it wrote, and its process."""

    address: str
    said: list[str]
    pid: int

    @property
    def root(self) -> str:
        """Its address without a path."""
        return "/".join(self.address.split("/")[:3])


def environment(index: Path) -> dict[str, str]:
    """The environment of a process of ours that answers from an index."""
    return {**os.environ, "PLANWIJZER_INDEX": str(index), "PYTHONPATH": str(ROOT)}


@contextmanager
def serving(index: Path, *arguments: str, killed: bool = False, **more: str) -> Iterator[Server]:
    """A server on a free port, ended afterwards. ``arguments``: of ``python -m serving``, without the port; ``killed``: it is by
    then; ``more``: added to its environment."""
    command = [sys.executable, "-m", "serving", *arguments, "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(index) | more, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said: list[str] = []
        address = ""
        for line in process.stderr:
            said.append(line)
            if found := _ADDRESS.search(line):
                address = found[0]
                break
        listener = threading.Thread(target=said.extend, args=(process.stderr,))
        listener.start()
        try:
            assert address, "".join(said)
            yield Server(address, said, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(timeout=60)
            finally:
                process.kill()
                listener.join()
    assert process.returncode == (-signal.SIGKILL if killed else 0), "".join(said)
