"""What was read, as it is kept: the same when it is unpacked, whatever is in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import Block, ReadDocument, ReadPage
from ingest.readings import details, packed, unpacked

BLOCKS = st.builds(Block, st.text(), st.integers(0, 6))
PAGES = st.builds(ReadPage, st.lists(BLOCKS, max_size=4).map(tuple), st.text(), st.booleans())


@given(st.builds(ReadDocument, st.text(), st.lists(PAGES, max_size=4).map(tuple)))
def test_what_is_unpacked_is_what_was_packed(document: ReadDocument) -> None:
    assert unpacked(packed(document)) == document


def test_half_characters_are_kept() -> None:
    document = ReadDocument("x\ud83d", (ReadPage((Block("\udc00y"),)),))
    assert unpacked(packed(document)) == document


def test_what_another_version_of_the_program_packed_is_no_reading() -> None:
    import json
    import zlib

    for other in (b"", b"geen zlib", zlib.compress(b"geen json"), zlib.compress(json.dumps([["t", "te veel"] * 9, []]).encode())):
        assert unpacked(other) is None


def test_a_usual_page_has_no_details() -> None:
    assert details(ReadPage((Block("tekst"),), "3", readable=False)) == {}
