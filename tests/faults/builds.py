"""Builds as processes that can be killed: started as a user does, or by a nursery that has the program loaded."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).resolve().parents[2]


class Running(Protocol):
    """A build that was started."""

    def wait(self, seconds: float) -> int | None:
        """Its exit code, or ``None`` when it goes on after so many seconds."""

    def kill(self) -> None:
        """End it, and all that it started, at once."""


class Starter(Protocol):
    """Starts builds; each writes its report to the file ``out``, and where it is to the file ``stage``."""

    def start(self, arguments: list[str], out: Path, stage: Path) -> Running:
        """Start ``python -m ingest`` with these arguments."""


class Command:
    """Starts builds as a user does; they don't tell where they are."""

    def start(self, arguments: list[str], out: Path, stage: Path) -> Running:
        """See ``Starter``."""
        stage.write_bytes(b"")
        with out.open("wb") as file, out.with_suffix(".err").open("wb") as errors:
            command = [sys.executable, "-m", "ingest", *arguments]
            return _Started(subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=errors, start_new_session=True))


class _Started:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def wait(self, seconds: float) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Nursery:
    """Starts builds from a process that has the program loaded: each is a copy of it, there in milliseconds."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faults.nursery"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)

    def start(self, arguments: list[str], out: Path, stage: Path) -> Running:
        """See ``Starter``."""
        assert self._process.stdin and self._process.stdout
        stage.write_bytes(b"")
        job = {"arguments": arguments, "out": str(out), "stage": str(stage)}
        self._process.stdin.write(json.dumps(job).encode() + b"\n")
        return _Born(int(self._process.stdout.readline()), self._process.stdout.fileno())

    def close(self) -> None:
        """End the nursery."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


class _Born:
    def __init__(self, pid: int, told: int) -> None:
        self._pid, self._told = pid, told
        self._code: int | None = None
        # select() knows no file beyond the first thousand.
        self._poll = select.poll()
        self._poll.register(told, select.POLLIN)

    def wait(self, seconds: float) -> int | None:
        if self._code is None and self._poll.poll(seconds * 1000):
            self._code = int(os.read(self._told, 16))
        return self._code

    def kill(self) -> None:
        if self._code is None:
            with suppress(ProcessLookupError):
                os.killpg(self._pid, signal.SIGKILL)
            self.wait(60)
