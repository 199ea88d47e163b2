"""Which characters of a text a file can hold."""

from __future__ import annotations

import re

# All that XML 1.0 has no way to write: most control characters, halves of surrogate pairs, two non-characters.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """``text`` without the characters that no format can hold; all others stay."""
    return _UNWRITABLE.sub("", text)
