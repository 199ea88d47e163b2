"""What an index that could not be written failed on, as the ``OSError`` that the library behind it did not raise."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from retrieval.library.failing import has_room

# How the libraries tell of errors of the operating system.
_NUMBER = re.compile(r"\(os error (\d+)\)")
_FULL = "disk is full"


def unwritten(folder: Path, error: Exception) -> OSError:
    """The error to raise when an index in ``folder`` could not be built."""
    told = _NUMBER.search(str(error))
    number = int(told[1]) if told else errno.ENOSPC if _FULL in str(error) or not has_room(folder.parent) else errno.EIO
    return OSError(number, os.strerror(number) if number != errno.EIO else str(error), str(folder))
