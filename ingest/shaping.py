"""From what was read to what is stored: cleaned, laid out in pages and sections, cut into passages."""

from __future__ import annotations

import re
from pathlib import PurePath

from ingest.catalogue import CatalogueEntry
from ingest.cleaning import CLEANING, clean_document, on_one_line
from ingest.duplicates import address_bands, bands_of
from ingest.naming import tells_of_several
from ingest.passages import PASSAGE_CHARACTERS, passage_spans
from ingest.provisional import PlanFinder
from ingest.reading import ReadDocument
from ingest.readings import details
from ingest.sections import Section, lay_out
from ingest.titling import title_of
from retrieval.language import language_of
from retrieval.library import NewPassage, NewVersion
from retrieval.model import Language, Page

SHAPE = f"passages-{PASSAGE_CHARACTERS};{CLEANING}"


def shaped(document: str, entry: CatalogueEntry, content: str, read: ReadDocument, finder: PlanFinder) -> NewVersion:
    """The document to store. ``document``: its id; ``content``: the hash of its file."""
    cleaned = clean_document(read)
    title = on_one_line(entry.title) or title_of(cleaned, document)
    found = finder.find(cleaned, title, entry.kind or _kind_by_name(document), entry.plans)
    if title != cleaned.title and not entry.title and found.sole is None and found.plan_of(title):
        title = PurePath(document).name  # the heading of one of its plans is not that of the bundle
    pages, sections = lay_out(found.read, document, found.plan_of)
    whole = " ".join(page.text for page in pages)
    language = _language(entry.language) or language_of(whole, _language(cleaned.language) or "nl")
    return NewVersion(
        id=document,
        title=title,
        kind=entry.kind,
        url=entry.url,
        language=language,
        date=entry.date,
        hash=content,
        pages=pages,
        passages=[p for section in sections for p in _passages(pages[section.page - 1], section, found.sole, language)],
        shape=SHAPE,
        bands=bands_of(page.text for page in pages) + address_bands((entry.url, *entry.also)),
        details=[details(page) for page in cleaned.pages],
        plans=found.plans,
    )


def embedded(title: str, heading: tuple[str, ...], text: str) -> str:
    """What of a passage is embedded: its headings say what it is about."""
    return " ".join(dict.fromkeys((title, *heading))) + "\n" + text


def _kind_by_name(document: str) -> str:
    """What the name of its file says of the kind of a document: "bundel-2026.pdf"."""
    return "bundel" if tells_of_several(re.sub(r"[\W_\d]+", " ", PurePath(document).stem)) else ""


def _language(code: str) -> Language | None:
    return "nl" if code == "nl" else "en" if code == "en" else None


def _passages(page: Page, section: Section, sole: str | None, language: Language) -> list[NewPassage]:
    plan = sole or section.plan
    plans = (plan,) if plan else ()
    return [
        NewPassage(page.number, start, end, section.heading, language, plans) for start, end in passage_spans(page.text, section)
    ]
