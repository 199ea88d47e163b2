"""A process that has the program loaded and makes a copy of itself for each build that is asked for on standard input.

It answers with the process id of the copy, and with its exit code when it has ended.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401  # loaded once for all copies

from ingest import __main__ as ingest
from ingest import pipeline
from ingest.timing import Stages
from retrieval import verifying  # noqa: F401  # for its copies
from retrieval.adapters import chroma, chroma_child  # noqa: F401
from retrieval.children import ChildFailed
from retrieval.generations import publishing


def main() -> None:
    """Start one build after the other, as long as somebody asks."""
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            os._exit(_build(json.loads(line)))
        os.setpgid(pid, pid)
        _tell(pid)
        _tell(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _tell(number: int) -> None:
    os.write(1, b"%d\n" % number)  # in one piece


def _build(job: dict[str, Any]) -> int:
    """Be the build that was asked for."""
    os.setpgid(0, 0)
    out = Path(job["out"])
    for number, path in ((0, Path(os.devnull)), (1, out), (2, out.with_suffix(".err"))):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | (os.O_TRUNC if number else 0), 0o644), number)
    _tell_stages(os.open(job["stage"], os.O_RDWR))
    publishing.run_child, chroma.run_child = _Standby(), _Standby()  # type: ignore[assignment]
    code = ingest.main(job["arguments"])
    sys.stdout.flush()
    return code


def _tell_stages(told: int) -> None:
    """Write where the build is to a file each time when that changes."""

    class Told(Stages):
        @contextmanager
        def __call__(self, name: str) -> Iterator[None]:
            os.pwrite(told, name.ljust(16).encode(), 0)
            with super().__call__(name):
                yield

    pipeline.Stages = Told  # type: ignore[misc]


class _Standby:
    """Runs a module as ``run_child`` does, once, in a copy of this process that was made before there were threads."""

    def __init__(self) -> None:
        self._ours, theirs = Pipe()
        if os.fork():
            theirs.close()
            return
        self._ours.close()
        with suppress(EOFError):  # nothing was asked
            module, *arguments = theirs.recv()
            sys.argv = [module, *arguments]
            sys.stdout = StringIO()
            code = importlib.import_module(module).main()
            theirs.send((code, sys.stdout.getvalue().encode()))
        os._exit(0)

    def __call__(self, module: str, *arguments: str, seconds: float, data: bytes = b"") -> bytes:
        """See ``run_child``."""
        assert not data, "its copies read nothing"
        self._ours.send((module, *arguments))
        if not self._ours.poll(seconds):
            raise ChildFailed(slow=True, detail="time-out")
        code, out = self._ours.recv()
        if code:
            raise ChildFailed(slow=False, detail=f"exit {code}")
        return bytes(out)


if __name__ == "__main__":
    main()
