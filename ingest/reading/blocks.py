"""What a reader gives: pages of blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` 1 and deeper) or a paragraph (``level`` 0); lines inside are separated by ``\\n``."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as read. ``label``: printed page number; ``readable``: false for a page whose text can't be had.

    ``reader``: which one gave the text, ``""`` where there is no choice; ``quality``: how plausible it is, 0 to 1;
    ``ocr``: it was recognised from a picture; ``hidden``: letters left out because nobody sees them on the page.
    """

    blocks: tuple[Block, ...]
    label: str = ""
    readable: bool = True
    reader: str = ""
    quality: float = 1.0
    ocr: bool = False
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as read. ``title`` and ``language`` (a code): what the file says of itself, or ``""``; ``partial``: the key
    of the reason why not all of it was read, or ``""``."""

    title: str
    pages: tuple[ReadPage, ...]
    language: str = ""
    partial: str = ""


def first_heading(blocks: Iterable[Block]) -> str:
    """The text of the first heading; ``""`` when there is none."""
    return next((block.text for block in blocks if block.level and block.text), "")
