"""Sections to passages: exact spans of a page, bounded in size.

langchain-text-splitters decides where a long section is cut; the offsets are ours, because its ``start_index``
can point at an earlier copy of the same words.
"""

from __future__ import annotations

from collections.abc import Iterator

from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.sections import Section

# Long enough for a statement with what surrounds it, short enough for one subject and for a mean of word vectors.
PASSAGE_CHARACTERS = 900

_SPLITTER = RecursiveCharacterTextSplitter(
    chunk_size=PASSAGE_CHARACTERS,
    chunk_overlap=0,
    separators=["\n\n", "\n", ". ", " ", ""],
    keep_separator="end",
    strip_whitespace=False,
)


def passage_spans(page_text: str, section: Section) -> Iterator[tuple[int, int]]:
    """Spans of the passages of a section in ``page_text``, in order, without surrounding white space.

    Together they hold everything of the section but white space.
    """
    start = section.start
    for piece in _SPLITTER.split_text(page_text[section.start : section.end]):
        if page_text[start : start + len(piece)] != piece:
            # The splitter dropped white space between pieces: go on where the piece really stands.
            start = page_text.index(piece, start, section.end)
        stripped = piece.strip()
        if stripped:
            begin = start + piece.index(stripped)
            yield begin, begin + len(stripped)
        start += len(piece)
