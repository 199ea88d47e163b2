"""The child that reads files, one after the other, as long as the one who sends them is there."""

from __future__ import annotations

import math
import os
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from ingest.errors import Unreadable
from ingest.reading import ReadDocument, read_file
from ingest.reading.files import read_bytes
from retrieval.children import limit_memory, limit_processor
from retrieval.settings import Limits

# How a child ends that has no memory left to say so; no signal and no code that Python itself uses.
OUT_OF_MEMORY = 77
# The one who waits ends a child in time; this many seconds later the system does, when nobody waits any more.
_LATER_SECONDS = 10
# Ten times the text of the longest plan; more would fill the memory of the one who waits.
_MAX_CHARACTERS, _BLOCK_CHARACTERS = 25_000_000, 100


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read. ``data``: its content, or ``None`` to get it; ``passwords``: what to try on a PDF file."""

    path: Path
    data: bytes | None
    passwords: tuple[str, ...]


def work(pipe: Connection, limits: Limits) -> None:
    """Read what comes through the pipe, and send what became of it: the document, or why it can't be read."""
    # Ctrl-C is for the one who waits. A group of its own, so that what a reader starts ends with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    _hush()
    # For Tesseract: others read at the same time, and four threads on a core take longer than one.
    os.putenv("OMP_THREAD_LIMIT", "1")
    limit_memory(limits.memory_bytes)
    pipe.send(None)
    try:
        while True:
            job = pipe.recv()
            limit_processor(math.ceil(limits.seconds) + _LATER_SECONDS)
            pipe.send(_outcome(job))
    except EOFError:
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _hush() -> None:
    """Libraries write a line for each oddity in a file, and a file can have a million."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _outcome(job: Job) -> ReadDocument | Unreadable:
    try:
        data = read_bytes(job.path) if job.data is None else job.data
        return _bounded(read_file(job.path, data, job.passwords))
    except Unreadable as problem:
        return problem
    except MemoryError:
        return Unreadable("too_much_memory")
    except Exception as error:
        # Libraries raise anything on damaged files: AssertionError, RecursionError, struct.error and the like.
        return Unreadable("damaged", f"{type(error).__name__}: {error}")


def _bounded(document: ReadDocument) -> ReadDocument:
    blocks = (block for page in document.pages for block in page.blocks)
    if sum(len(block.text) + _BLOCK_CHARACTERS for block in blocks) > _MAX_CHARACTERS:
        raise Unreadable("too_much_text")
    return document
