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


def told(error: Exception) -> bool:
    """Whether an error says which one of the operating system it is."""
    return bool(_NUMBER.search(str(error)))


def unwritten(folder: Path, error: Exception) -> OSError:
    """The error to raise when an index in ``folder`` could not be built."""
    # Chroma can fail on its failure: the reason stands in the error before.
    said = f"{error} {error.__context__}"
    known = _NUMBER.search(said)
    number = int(known[1]) if known else errno.ENOSPC if _FULL in said or not has_room(folder.parent) else errno.EIO
    return OSError(number, os.strerror(number) if number != errno.EIO else str(error), str(folder))
