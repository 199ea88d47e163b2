"""Private copies of folders that must not be opened where they stand; those that a killed process left are cleared away."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "planwijzer-copy-"
# Bytes of a file that is linked to rather than copied.
_LARGE = 20_000_000


class PrivateCopy:
    """A copy of a folder for this process alone, locked as long as it is in use."""

    def __init__(self, folder: Path, only_read: str = "") -> None:
        """``only_read``: the ending of files that nobody writes, linked to where copying takes long. Raises ``OSError``."""
        clear()
        own = Path(tempfile.gettempdir()) / f"{_PREFIX}{secrets.token_hex(8)}"
        self.folder = own
        self._lock = FileLock(own.with_suffix(".lock"), thread_local=False)  # whichever thread drops it
        self._lock.acquire(timeout=0)
        try:
            own.mkdir(mode=0o700)
            shutil.copytree(folder, own, dirs_exist_ok=True, copy_function=partial(_copy, only_read=only_read))
        except BaseException:
            self.remove()
            raise

    def remove(self) -> None:
        """Take the copy away."""
        _remove(self.folder, self._lock)


def _copy(file: str, copy: str, only_read: str) -> None:
    if only_read and file.endswith(only_read) and Path(file).stat().st_size >= _LARGE:
        with suppress(OSError, NotImplementedError):  # not everywhere, nor for everybody
            Path(copy).symlink_to(Path(file).resolve())
            return
    shutil.copy2(file, copy)


def clear() -> None:
    """Take away the copies whose process is no longer there."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*.lock"):
        lock = FileLock(path, thread_local=False)
        with suppress(Timeout, OSError):  # somebody uses it, or it is somebody else's
            lock.acquire(timeout=0)
            _remove(path.with_suffix(""), lock)


def _remove(folder: Path, lock: FileLock) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        Path(lock.lock_file).unlink()
    lock.release()
