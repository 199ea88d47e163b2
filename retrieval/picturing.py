"""Pages as they look, with a quotation marked: the original file drawn, its characters matched with the stored text."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from retrieval.children import ChildFailed
from retrieval.errors import PageUndrawable
from retrieval.library import Library
from retrieval.model import Document, Page, PageImage
from retrieval.originals import original, original_path
from retrieval.placing import line_boxes, place
from retrieval.ports import DrawnPage, PageDrawer, PasswordWanted

_PDF = ".pdf"
# Pages that are kept as drawn: some 0.3 MB each, 2 MB at most.
_KEPT = 48


class Pictures:
    """Draws pages of the documents of a library; safe to use from several threads."""

    def __init__(self, library: Library, drawer: PageDrawer) -> None:
        self._library = library
        self._drawer = drawer
        self._drawn = lru_cache(maxsize=_KEPT)(self._draw)

    def pictured(self, document: Document) -> bool:
        """Whether the pages of a document can be drawn."""
        return self._file(document) is not None

    def page_image(self, document: Document, page: Page, span: tuple[int, int] | None) -> PageImage | None:
        """The page with the text of ``span`` marked; without boxes where it can't be placed; ``None`` where it has no picture.

        Raises ``PageUndrawable``.
        """
        path = self._file(document)
        if path is None:
            return None
        drawn = self._drawn(path, document, page.number)
        if isinstance(drawn, str):
            raise PageUndrawable(document.id, drawn)
        found = place(page.text, *span, drawn.characters) if span else range(0)
        boxes = line_boxes([drawn.boxes[index] for index in found], drawn.width / drawn.height)
        return PageImage(drawn.png, drawn.width, drawn.height, boxes)

    def _file(self, document: Document) -> Path | None:
        """The file of a document whose pages can be drawn."""
        path = original_path(self._library.source(document.id), document)
        return path if path and path.suffix.lower() == _PDF else None

    def _draw(self, path: Path, document: Document, number: int) -> DrawnPage | str:
        """A page, or the reason why it can't be drawn: kept, too, so that it does not take its time at every click."""
        data = original(path, document)
        try:
            return self._drawer.draw(data, number)
        except PasswordWanted:
            return "locked"
        except ChildFailed as failed:
            return "too_slow" if failed.slow else "damaged"
