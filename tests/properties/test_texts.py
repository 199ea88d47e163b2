"""From what a reader gives to what is stored: any blocks at all become clean pages, whole sections and exact passages."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning import clean_document, clean_text
from ingest.passages import PASSAGE_CHARACTERS, passage_spans
from ingest.reading import Block, ReadDocument, ReadPage
from ingest.sections import Section, lay_out

# Everything that Unicode has, half surrogates included, and what cleaning is about much more often than it would come.
_ODD = "\u00ad\u200b\u200d\u202e\u2028\u2029\ufeff\u0301\u0308\u0345\x00\x85\x0b\x0c\r\n\t \u00a0\u3000\ud800\ufffe\u1160"
TEXTS = st.text(st.characters() | st.sampled_from(_ODD + "aeé. ﬁ"), max_size=60)
LONG = st.builds(lambda text, times: text * times, TEXTS, st.integers(1, 60))
BLOCKS = st.builds(Block, TEXTS | LONG, st.integers(0, 6))
DOCUMENTS = st.builds(
    ReadDocument,
    title=TEXTS,
    pages=st.lists(st.builds(ReadPage, st.lists(BLOCKS, max_size=5).map(tuple), TEXTS), max_size=4).map(tuple),
)
# What cleaning says that it takes away: white space, what controls, what is invisible, and halves of characters.
_GONE = {"Cf", "Cc", "Cs", "Zs", "Zl", "Zp"}


def visible(text: str) -> str:
    """The characters of a text that cleaning promises to keep, those that Unicode writes in two ways in one."""
    kept = "".join(
        c for c in text if unicodedata.category(c) not in {*_GONE, "Cf"} and c not in "\ufffe\uffff" and not c.isspace()
    )
    return unicodedata.normalize("NFC", "".join(kept))


@given(TEXTS | LONG)
def test_cleaning_twice_is_cleaning_once_and_no_letter_is_lost(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.normalize("NFC", visible(cleaned)) == visible(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in cleaned.replace("\n", ""))
    cleaned.encode("utf-8")


@given(DOCUMENTS)
def test_a_clean_document_is_clean(read: ReadDocument) -> None:
    cleaned = clean_document(read)
    assert clean_document(cleaned) == cleaned
    assert len(cleaned.pages) == len(read.pages)
    assert "\n" not in cleaned.title and not any("\n" in page.label for page in cleaned.pages)


@given(DOCUMENTS)
def test_every_passage_is_a_span_of_its_page_and_together_they_hold_all_but_the_headings(read: ReadDocument) -> None:
    document = clean_document(read)
    pages, sections = lay_out(document, "d", lambda _: None)
    for page, own in zip(pages, document.pages, strict=True):
        spans = [span for section in sections if section.page == page.number for span in _spans(page.text, section)]
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert all(0 < end - start <= PASSAGE_CHARACTERS for start, end in spans)
        held = "".join(page.text[start:end] for start, end in spans)
        assert held.split() == [] or held == held.strip()
        assert "".join(held.split()) == "".join("".join(b.text for b in own.blocks if not b.level).split())


def _spans(text: str, section: Section) -> list[tuple[int, int]]:
    assert 0 <= section.start <= section.end <= len(text)
    found = list(passage_spans(text, section))
    assert all(section.start <= start < end <= section.end for start, end in found)
    return found
