"""``python -m benchmarks.variants``: how often a text that comes twice is found, and an edition or another text taken for it.

The texts are those of the corpus, each as Markdown, as a PDF that ``ingest.typesetting`` makes and as a web page, and with
small changes; all go through the readers of ``ingest``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from markdown_it import MarkdownIt

from ingest.cleaning import clean_document
from ingest.duplicates import LEAST_WORDS, bands_of, same_text
from ingest.errors import Unreadable
from ingest.reading import read_file
from ingest.sections import lay_out
from ingest.typesetting import typeset
from retrieval.settings import CORPUS

_MENU = "<header><nav><ul><li><a href='/'>Home</a></li><li><a href='/plannen'>Plannen</a></li></ul></nav></header>"
_FOOT = "<footer><p>Contact</p><p>Privacyverklaring</p></footer>"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LONGEST_PARAGRAPH = 40

Pages = list[str]


def pages_of(name: str, data: bytes) -> Pages:
    """The pages of a file as they are stored."""
    return [page.text for page in lay_out(clean_document(read_file(Path(name), data)), "", lambda _: None)[0]]


def web_page(text: str) -> bytes:
    """A text as a page of a website."""
    body = MarkdownIt("commonmark").render(text)
    return f"<html><head><title>Plan</title></head><body>{_MENU}<main>{body}</main>{_FOOT}</body></html>".encode()


# The same text in another form, and texts that say something else.
FORMS: Mapping[str, Callable[[str], Pages]] = {
    "PDF with header, footer and page numbers": lambda text: pages_of("a.pdf", typeset(text)),
    "web page with menu and footer": lambda text: pages_of("a.html", web_page(text)),
    "with a line above": lambda text: pages_of("a.md", f"Ministerie van Onderwijs\n\n{text}".encode()),
    "with lines below": lambda text: pages_of("a.md", f"{text}\n\nDit is een uitgave van het ministerie.\n\nDen Haag".encode()),
}
EDITIONS: Mapping[str, Callable[[str], str]] = {
    "a number changed": lambda text: _changed_number(text),
    "a word changed": lambda text: _changed_word(text),
    "a sentence added": lambda text: _in_the_middle(text, lambda part: f"{part} Het budget is verhoogd."),
    "a paragraph added": lambda text: _in_the_middle(text, lambda part: f"{part}\n\nHet budget is verhoogd naar 5 miljoen euro."),
    "a paragraph left out": lambda text: _in_the_middle(text, lambda _: ""),
}


def texts() -> list[str]:
    """The texts of the corpus that are long enough to be compared."""
    paths = [*sorted((CORPUS / "documents").rglob("*.md")), *sorted((CORPUS / "sources").glob("*.md"))]
    # Without addresses of links: the typesetter puts them in a list of sources, which is other text indeed.
    found = [_LINK.sub(r"\1", path.read_text(encoding="utf-8")) for path in paths]
    return [text for text in found if bands_of(pages_of("a.md", text.encode()))]


def measure(found: Sequence[str]) -> Iterator[tuple[str, int, int, int]]:
    """(what differs, how many pairs, how many share a band of their signature, how many are taken for the same)."""
    written = [pages_of("a.md", text.encode()) for text in found]
    for name, form in FORMS.items():
        yield name, *_counted((one, form(text)) for one, text in zip(written, found, strict=True))
    for name, edition in EDITIONS.items():
        pairs = ((one, text, edition(text)) for one, text in zip(written, found, strict=True))
        yield name, *_counted((one, pages_of("a.md", other.encode())) for one, text, other in pairs if other != text)
    yield "another document of the corpus", *_counted(combinations(written, 2))


def _counted(pairs: Iterator[tuple[Pages, Pages]]) -> tuple[int, int, int]:
    counted: Counter[str] = Counter()
    for one, other in pairs:
        near = bool(set(bands_of(one)) & set(bands_of(other)))
        counted.update(pairs=1, near=near, same=near and same_text(one, other))
    return counted["pairs"], counted["near"], counted["same"]


def _changed_number(text: str) -> str:
    places = list(_NUMBER.finditer(text))
    if not places:
        return text
    own = places[len(places) // 2]
    return text[: own.start()] + "98765" + text[own.end() :]


def _changed_word(text: str) -> str:
    return _in_the_middle(text, lambda part: " ".join(["Eerst", *part.split()[1:]]))


def _in_the_middle(text: str, change: Callable[[str], str]) -> str:
    """The text with the paragraph in its middle changed."""
    parts = text.split("\n\n")
    prose = [place for place, part in enumerate(parts) if len(part) > _LONGEST_PARAGRAPH and part[0].isalpha()]
    if not prose:
        return text
    parts[prose[len(prose) // 2]] = change(parts[prose[len(prose) // 2]])
    return "\n\n".join(part for part in parts if part)


def main() -> int:
    """Measure and print a table."""
    try:
        found = texts()
    except Unreadable as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{len(found)} texts of at least {LEAST_WORDS} words\n")
    print("| what differs | pairs | candidates | taken for the same |\n| --- | ---: | ---: | ---: |")
    for name, pairs, near, same in measure(found):
        print(f"| {name} | {pairs:,} | {near:,} | {same:,} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
