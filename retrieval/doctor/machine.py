"""The machine and what is installed on it: Python, packages, SQLite, memory, disks, Tesseract."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from retrieval.doctor.finding import Finding, ok, warning, wrong

ROOT = Path(__file__).resolve().parents[2]
LEAST_PYTHON = (3, 11)
# The model, the indexes of a few thousand documents and the program itself take about half of this.
LEAST_MEMORY_MB = 1_000
# A generation of the shipped corpus takes 10 MB, one of 100,000 passages some 500 MB.
LITTLE_DISK_MB, LEAST_DISK_MB = 1_000, 50
_PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>[\w.!+-]+)")
_MEGABYTE = 1 << 20
_SECONDS = 20
_SHOWN = 6


def python() -> Finding:
    """Whether this Python is new enough."""
    found, least = platform.python_version(), ".".join(map(str, LEAST_PYTHON))
    return (ok if sys.version_info >= LEAST_PYTHON else wrong)("doctor.python", version=found, least=least)


def packages(root: Path = ROOT) -> Iterator[Finding]:
    """Whether all packages are there, in the versions that this version of the program was tried with."""
    needed = _pins(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"])
    others = _pins((root / "constraints.txt").read_text(encoding="utf-8").splitlines())
    installed = {name: _installed(name) for name in {**others, **needed}}
    missing = sorted(name for name in needed if not installed[name])
    other = sorted(
        f"{name} {installed[name]} (≠ {wanted})"
        for name, wanted in {**others, **needed}.items()
        if installed[name] and installed[name].partition("+")[0] != wanted.partition("+")[0]
    )
    if missing:
        yield wrong("doctor.packages_missing", packages=_some(missing))
    if other:
        yield warning("doctor.packages_other", packages=_some(other))
    if not missing and not other:
        yield ok("doctor.packages", count=len(needed))


def _pins(lines: list[str]) -> Mapping[str, str]:
    return {found["name"]: found["version"] for line in lines if (found := _PIN.match(line))}


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _some(names: list[str]) -> str:
    more = ", …" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def sqlite() -> Finding:
    """Whether this SQLite can do what the record asks of it."""
    try:
        with closing(sqlite3.connect(":memory:")) as db:
            db.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT, WITHOUT ROWID")
            db.execute("INSERT INTO t VALUES (1, json_array(1)) RETURNING a").fetchone()
    except sqlite3.Error as error:
        return wrong("doctor.sqlite_old", version=sqlite3.sqlite_version, reason=str(error))
    return ok("doctor.sqlite", version=sqlite3.sqlite_version)


def memory() -> Finding:
    """Whether there is memory to work in; on a system that does not tell, that is said."""
    free = _free_memory_mb()
    if free is None:
        return ok("doctor.memory_unknown")
    return (ok if free >= LEAST_MEMORY_MB else warning)(
        "doctor.memory" if free >= LEAST_MEMORY_MB else "doctor.memory_little", free=free, least=LEAST_MEMORY_MB
    )


def _free_memory_mb() -> int | None:
    try:
        told = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"^MemAvailable:\s+(\d+) kB", told, re.MULTILINE)
    return int(found[1]) >> 10 if found else None


def folder(path: Path) -> Iterator[Finding]:
    """Whether the folder of the library is there and can be written, and how much room its disk has."""
    there = next(parent for parent in (path, *path.parents) if parent.exists())
    if not there.is_dir():
        yield wrong("doctor.folder_file", folder=there)
        return
    if not os.access(there, os.R_OK | os.X_OK):
        yield wrong("doctor.folder_closed", folder=there)
        return
    yield (ok if os.access(there, os.W_OK) else warning)(
        "doctor.folder" if os.access(there, os.W_OK) else "doctor.folder_read_only", folder=path
    )
    yield _disk(there)


def temporary() -> Finding:
    """Whether files can be made for the time being: each process that searches keeps a copy of the vector index."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
    except OSError as error:
        return wrong("doctor.temporary_closed", folder=tempfile.gettempdir(), reason=error.strerror or str(error))
    return _disk(Path(tempfile.gettempdir()))


def _disk(there: Path) -> Finding:
    free = shutil.disk_usage(there).free // _MEGABYTE
    if free < LEAST_DISK_MB:
        return wrong("doctor.disk_full", folder=there, free=free)
    return (ok if free >= LITTLE_DISK_MB else warning)(
        "doctor.disk" if free >= LITTLE_DISK_MB else "doctor.disk_little", folder=there, free=free
    )


def tesseract() -> Finding:
    """Whether pages that are pictures can be read."""
    program = shutil.which("tesseract")
    if program is None:
        return warning("doctor.tesseract_missing")
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        told = ""
    return ok("doctor.tesseract") if "nld" in told.split() else warning("doctor.tesseract_without_dutch")
