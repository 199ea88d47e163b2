"""What a reader gives: pages of blocks."""

from __future__ import annotations

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
    """A document as read. ``title``: what the file says of itself, or ``""``."""

    title: str
    pages: tuple[ReadPage, ...]
