"""Text inside Markdown: what documents and people wrote is shown literally, never obeyed."""

from __future__ import annotations

import re
import string

# Streamlit changes these in text that is already parsed, where no escape reaches: addresses become links, ``:name:``
# an icon, `` -> `` an arrow. A word joiner, which nobody sees, parts them.
_WORD_JOINER = "\u2060"
_REWRITTEN = re.compile(r":(?=[\w/])|www(?=\.)|@|(?<!\S)[<>~-](?=[-=>]+(?!\S))", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ENTITIES = {ord(character): f"&#{ord(character)};" for character in string.punctuation}


def literal(text: str) -> str:
    """``text`` as Markdown that shows exactly its characters, on one line."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return _REWRITTEN.sub(lambda match: match[0] + _WORD_JOINER, line).translate(_ENTITIES)
