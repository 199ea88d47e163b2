"""Bytes to characters: which encoding they are in, and what was once read in a wrong one, set right."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from itertools import islice

import ftfy
from charset_normalizer import from_bytes
from charset_normalizer.utils import any_specified_encoding

from ingest.errors import Unreadable

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
# The Western encodings of Windows and of old Macs, the usual one first.
_WESTERN = ("cp1252", "mac_roman")
# What pages declare and browsers read as Windows'.
_AS_WINDOWS = ("latin_1", "ascii", "iso8859_15")
_DECLARED_WITHIN = 4096
# Western text in two bytes a character has a zero for about each other byte.
_ZEROS, _SAMPLE = 0.3, 4096
_LETTERS = frozenset("éëïöüèêàáäâçñôîûíóúøåæßÉËÏÖÜÈÀÁÄÇÑÓÅØ")
_SIGNS, _DASHES = frozenset("‘’“”…€§°©®½\xa0"), frozenset("–—•·")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Enough to tell one encoding from another.
_MOST_LETTERS = 2_000


def decode(data: bytes) -> str:
    """The characters of a text file: Unicode, else the Western encoding that gives likely words, else a guess.

    Raises ``Unreadable``. A guess comes last: on a few words it is wrong more often than right.
    """
    with suppress(UnicodeDecodeError):
        return data.decode(_unicode(data))
    if b"\x00" not in data and (western := _western(data)):
        return western
    best = from_bytes(data).best()
    if best is None:
        raise Unreadable("not_text")
    return str(best)


def decode_page(data: bytes) -> str:
    """The characters of a web page: Unicode where they are, else in the encoding that it declares. Raises ``Unreadable``."""
    declared = any_specified_encoding(data, _DECLARED_WITHIN)
    for encoding in (_unicode(data), "cp1252" if declared in _AS_WINDOWS else declared):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(encoding or "")
    return decode(data)


def mend(text: str) -> str:
    """``text`` with those lines set right that were once read in a wrong encoding; all others as they are."""
    return text if text.isascii() else "\n".join(map(ftfy.fix_encoding, text.split("\n")))


def _unicode(data: bytes) -> str:
    """The encoding that the bytes are in when they are Unicode."""
    if marked := next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), ""):
        return marked
    sample = data[:_SAMPLE]
    least = _ZEROS * len(sample) / 2
    if sample[1::2].count(0) > least > sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > least > sample[1::2].count(0):
        return "utf-16-be"
    return "utf-8-sig"


def _western(data: bytes) -> str:
    """The text in the Western encoding that makes the most likely words of it; ``""`` when none can."""
    texts: dict[str, str] = {}
    for encoding in _WESTERN:
        with suppress(UnicodeDecodeError):
            texts[encoding] = data.decode(encoding)
    best = max(texts.values(), key=_likeness)
    return best if _WESTERN[0] in texts or _likeness(best) > 0 else ""


def _likeness(text: str) -> int:
    """How many more letters beyond ASCII stand where they are likely than not."""
    found = islice(_FOREIGN.finditer(text), _MOST_LETTERS)
    likely = [_is_likely(m.group(), text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]) for m in found]
    return 2 * sum(likely) - len(likely)


def _is_likely(letter: str, before: str, after: str) -> bool:
    if letter in _LETTERS:
        in_word = before.isalpha() or after.isalpha() or letter == "à"
        return in_word and not (letter.isupper() and before.islower())
    return letter in _SIGNS or (letter in _DASHES and not before.isalpha())
