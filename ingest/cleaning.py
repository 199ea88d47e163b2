"""Cleaning of blocks: one form for characters and spaces; no cookie banners.

What leaves here is what is stored, cited and quoted. ``CLEANING`` is part of the index fingerprint: raise it when
the same input gives other text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from ingest.reading import Block, ReadDocument

CLEANING = "cleaning-3"

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_COOKIE = re.compile(r"cookie", re.IGNORECASE)
# Words that a banner holds beside "cookie"; a text about cookies holds few of them.
_BANNER_WORDS = re.compile(
    r"toestaan|weigeren|accepte\w+|akkoord|voorkeuren|cookie ?verklaring|cookie ?beleid|statistieken|marketing\w*|"
    r"consent|accept all|reject|decline|preferences|analytics|privacy",
    re.IGNORECASE,
)
_BANNER_LINE_LENGTH = 60
# The description of a picture at the head of a page, taken for its text.
_LOGO = re.compile(r"^logo\s[^.!?]{1,60}$", re.IGNORECASE)


def clean_document(document: ReadDocument) -> ReadDocument:
    """The document with clean blocks; blocks that are empty or furniture of a web page are gone."""
    pages = tuple(
        replace(
            page,
            blocks=tuple(b for b in map(clean_block, page.blocks) if b.text and not is_furniture(b.text)),
            label=on_one_line(page.label),
        )
        for page in document.pages
    )
    title = on_one_line(document.title)
    if is_furniture(title):
        title = next((block.text for page in pages for block in page.blocks if block.level), "")
    return replace(document, title=title, pages=pages)


def clean_block(block: Block) -> Block:
    """The block with clean text; a heading on one line."""
    return replace(block, text=on_one_line(block.text) if block.level else clean_text(block.text))


def on_one_line(text: str) -> str:
    """Clean text in which a break of a line is a space."""
    return clean_text(text).replace("\n", " ")


def clean_text(text: str) -> str:
    """NFC, without invisible and control characters, single spaces, no empty lines, no space at line ends."""
    text = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    # What stood between a letter and its accent must be gone before they are composed.
    text = unicodedata.normalize("NFC", _CONTROL.sub(" ", _INVISIBLE.sub("", text)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def is_furniture(text: str) -> bool:
    """Whether a block belongs to the page and not to what it says: a cookie banner, the name of a logo."""
    return is_cookie_banner(text) or bool(_LOGO.match(text))


def is_cookie_banner(text: str) -> bool:
    """Whether a block is (part of) a cookie banner: it names cookies and what one does with them."""
    if not _COOKIE.search(text):
        return False
    marks = len({match.casefold() for match in _BANNER_WORDS.findall(text)})
    return marks >= 2 or (marks == 1 and len(text) <= _BANNER_LINE_LENGTH)
