"""Names for files that come from somebody else: an upload, an address on the web."""

from __future__ import annotations

import os
import re
import unicodedata

# File systems hold names of 255 bytes; room is left for a hash.
_LONGEST_NAME = 150
_UNSAFE = re.compile(r"[^\w .,()+&'-]")
_ESCAPED = re.compile(r"\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[nrt\\])")
# Windows has these for devices, whatever follows the dot.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def shown(path: str) -> str:
    """A path as it can be shown and stored: what can't be seen, or turns text around, is escaped as in ``\\x1b``.

    Two paths are never shown alike.
    """
    return "".join(character if _is_plain(character) else _escaped(character) for character in path)


def unshown(path: str) -> str:
    """The path that ``shown`` made so."""
    # Elsewhere a backslash parts folders, and nothing is escaped by it.
    return path if os.sep == "\\" else _ESCAPED.sub(lambda found: found[0].encode("ascii").decode("unicode_escape"), path)


def _is_plain(character: str) -> bool:
    # On other systems a backslash parts folders, and control characters can't be in names.
    return character != "\\" or os.sep == "\\" if character.isprintable() else unicodedata.category(character) == "Zs"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def safe_name(name: str) -> str:
    """A name without a path, of plain letters and signs and of bounded length."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    stem, dot, suffix = _UNSAFE.sub("_", last).rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    short = stem.strip(" .").encode()[:_LONGEST_NAME].decode("utf-8", "ignore").strip(" .") or "document"
    full = f"{short}.{suffix.strip().lower()}" if suffix.strip() else short
    return f"_{full}" if _DEVICE.match(full) else full
