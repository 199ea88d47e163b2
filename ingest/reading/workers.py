"""Readers at work: each file is read in a child process with a limit of time and one of memory.

What breaks there, or never ends, costs its own file. Each child has a pipe of its own and a thread that waits for it: where
all children share one, as in the pools of libraries, one that dies with a hand on it takes the files of the others along.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType

from ingest.errors import Unreadable
from ingest.reading.blocks import ReadDocument
from ingest.reading.worker_child import OUT_OF_MEMORY, Job, work
from retrieval.settings import Limits

# A child of a fork server is there in some hundredths of a second, and takes along nothing of the threads that run here.
_CONTEXT = multiprocessing.get_context("spawn") if sys.platform == "win32" else multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["ingest.reading.worker_child"])
# Starting the server itself takes seconds on a busy machine.
_START_SECONDS = 120
# Libraries leak: a child that has read this many files makes place for a new one.
_FILES = 200
# What the end of a child tells. PDFium stops itself (abort, trap) where it gets no memory; the system ends the child
# (SIGKILL) when that of the whole machine is full.
_REASONS = {OUT_OF_MEMORY: "too_much_memory"} | {
    -int(getattr(signal, name)): reason
    for name, reason in {
        "SIGABRT": "too_much_memory",
        "SIGTRAP": "too_much_memory",
        "SIGILL": "too_much_memory",
        "SIGKILL": "too_much_memory",
        "SIGXCPU": "too_slow",
    }.items()
    if hasattr(signal, name)
}
# Starting a child looks after all others; two threads that look after the same one see a wrong exit code.
_LOOKING_AFTER = threading.Lock()


class Readers(AbstractContextManager["Readers"]):
    """Reads files side by side; safe to use from several threads. Leaving it cancels what is still being read."""

    def __init__(self, processes: int, limits: Limits, passwords: Iterable[str] = ()) -> None:
        self._limits, self._passwords = limits, tuple(passwords)
        self._threads = ThreadPoolExecutor(processes, "reader")
        self._idle: list[_Worker] = []
        self._workers: set[_Worker] = set()
        self._open = True
        self._lock = threading.Lock()

    def submit(self, path: Path, data: bytes | None) -> Future[ReadDocument]:
        """Read a file whose content is ``data``; ``None``: the child gets it itself. The result raises ``Unreadable``."""
        return self._threads.submit(self._read, Job(path, data, self._passwords))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._open = False
            for worker in self._workers:
                worker.kill()
        self._threads.shutdown()
        for worker in self._workers:
            worker.end()

    def _read(self, job: Job) -> ReadDocument:
        worker = self._hired()
        fresh = worker.files == 0
        outcome = self._outcome(worker, job)
        if not self._open:
            raise CancelledError
        if isinstance(outcome, _Lost) and outcome.reason != "too_slow" and not fresh:
            # What earlier files left behind in the child may have been too much, or broken.
            outcome = self._outcome(self._started(), job)
        if isinstance(outcome, Unreadable):
            raise outcome
        return outcome

    def _outcome(self, worker: _Worker, job: Job) -> ReadDocument | Unreadable:
        outcome = worker.read(job, self._limits.seconds)
        done = isinstance(outcome, _Lost) or worker.files >= _FILES
        if done:
            worker.end()
        with self._lock:
            if done:
                self._workers.discard(worker)
            else:
                self._idle.append(worker)
        return outcome

    def _hired(self) -> _Worker:
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        return worker or self._started()

    def _started(self) -> _Worker:
        worker = _Worker(self._limits)
        with self._lock:
            self._workers.add(worker)
            if not self._open:
                worker.kill()
        return worker


class _Lost(Unreadable):
    """A file cost the child that read it."""


class _Worker:
    """A child process and the pipe to it, used by one thread at a time. ``files``: how many it was given."""

    def __init__(self, limits: Limits) -> None:
        self.files = 0
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=work, args=(theirs, limits), name="reader", daemon=True)
        with _LOOKING_AFTER:
            self._process.start()
        theirs.close()

    def read(self, job: Job, seconds: float) -> ReadDocument | Unreadable:
        """What became of a file; ``_Lost`` when the child is of no more use."""
        try:
            if not self.files:
                self._heard(_START_SECONDS)
            self.files += 1
            self._pipe.send(job)
            outcome: ReadDocument | Unreadable = self._heard(seconds)
        except TimeoutError:
            return _Lost("too_slow")
        except (EOFError, OSError):
            return self._death()
        full = isinstance(outcome, Unreadable) and outcome.reason == "too_much_memory"
        return _Lost("too_much_memory") if full else outcome

    def kill(self) -> None:
        """End the child, and what it started, whatever it is doing."""
        with suppress(OSError):
            if self._process.pid is not None and hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def end(self) -> None:
        """End the child and let go of it."""
        self.kill()
        with _LOOKING_AFTER:
            self._process.join()
        self._pipe.close()

    def _heard(self, seconds: float) -> ReadDocument | Unreadable:
        """What the child says next. Raises ``TimeoutError``, or ``EOFError`` or ``OSError`` when it is no longer there."""
        if not self._pipe.poll(seconds):
            raise TimeoutError
        told: ReadDocument | Unreadable = self._pipe.recv()
        return told

    def _death(self) -> _Lost:
        with _LOOKING_AFTER:
            self._process.join()
        code = self._process.exitcode or 0
        return _Lost(_REASONS.get(code, "damaged"), f"exit {code}")
