"""Web pages through trafilatura: the main text, without menus, banners and footers."""

from __future__ import annotations

import trafilatura
from trafilatura.metadata import extract_metadata

from ingest.errors import Unreadable
from ingest.reading.blocks import ReadDocument
from ingest.reading.markdown import read_markdown


def read_html(data: bytes) -> ReadDocument:
    """One page of blocks. Raises ``Unreadable`` when there is no main text."""
    extracted = trafilatura.extract(
        data, output_format="markdown", include_links=False, include_images=False, include_comments=False, favor_recall=True
    )
    if not extracted:
        raise Unreadable("no_text")
    metadata = extract_metadata(data)
    read = read_markdown(extracted)
    return ReadDocument((metadata.title if metadata else None) or read.title, read.pages)
