"""The title of a document that nobody gave one: what its file says, where that is worth anything, else what it begins with."""

from __future__ import annotations

import re
from pathlib import PurePath

from ingest.naming import is_common
from ingest.reading import ReadDocument

# What programs write into a file by themselves.
_PROGRAM = re.compile(r"^(?:microsoft (?:office )?)?(?:word|powerpoint|excel|publisher|visio)\s*[-–]\s*", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:docx?|dotx?|rtf|odt|odp|ods|pdf|pptx?|potx?|xlsx?|indd|qxd|pub|html?|php|aspx?|txt|md|tmp)$", re.IGNORECASE
)
_NOTHING = re.compile(
    r"^(?:(?:untitled|naamloos|zonder titel|titelloos|no title|geen titel|title|titel|document|doc|"
    r"(?:powerpoint|pp)[- ]?presentati(?:e|on)|presentati(?:e|on)|dia(?:nummer)?|slide|sjabloon|template|concept|draft|book|map|"
    r"blad|sheet|workbook|werkmap|scan|image|img|afbeelding|print|afdruk|kopie|copy|word document|nieuw microsoft word-document|"
    r"about:blank|home|homepage|index|brochure|rapport|report|pdf|page|pagina)[-_ .]*)*[\d()\-_. ]*$",
    re.IGNORECASE,
)
# One word with signs in it that names of files have: "2021_03_plan-def_v3".
_NAME = re.compile(r"^(?=\S*[_\d])(?:\S*_\S*|[\da-f-]{12,})$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONGEST = 160
# A title stands at the beginning: on a cover, or behind an empty one.
_PAGES = 3


def title_of(document: ReadDocument, name: str) -> str:
    """The title of a clean document. ``name``: what its file is called, taken where nothing better is there."""
    said = _PROGRAM.sub("", document.title)
    if said == document.title and _is_telling(said) and not _is_name(said, name):
        return said
    return _begins_with(document) or next((own for own in (_FILE.sub("", said),) if _is_telling(own)), "") or PurePath(name).name


def is_file_name(title: str) -> bool:
    """Whether a title is the name of a file."""
    return bool(_FILE.search(title[-_LONGEST:]))


def _begins_with(document: ReadDocument) -> str:
    """The foremost heading at the beginning, or the first line that reads as a title; ``""`` where there is none."""
    pages = [page.blocks for page in document.pages if page.blocks][:_PAGES]
    headings = [block for blocks in pages for block in blocks if block.level and _is_titling(block.text)]
    if headings:
        return min(headings, key=lambda block: block.level).text
    first = pages[0][0].text if pages else ""
    line = first.split("\n")[0]
    return line if _is_titling(line) and not line.rstrip().endswith((".", ":", ";", ",", "|")) and " | " not in line else ""


def _is_telling(title: str) -> bool:
    return bool(_LETTERS.search(title)) and not any(own.search(title[:_LONGEST]) for own in (_NOTHING, _FILE, _NAME))


def _is_titling(text: str) -> bool:
    return len(text) <= _LONGEST and _is_telling(text) and not is_common(text)


def _is_name(title: str, name: str) -> bool:
    return _plain(title) in (_plain(PurePath(name).name), _plain(PurePath(name).stem))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
