"""Quotations become citations only when their span, read back from the record, holds the same characters."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.library import Library
from retrieval.model import Citation, Document, Quotation


class Quoter:
    """Gives out marks, in order, for the quotations of one answer that verify."""

    def __init__(self, library: Library, documents: Mapping[int, Document]) -> None:
        self._library = library
        self._documents = documents
        self._marks: dict[Quotation, Citation] = {}

    def cite(self, quotation: Quotation) -> Citation | None:
        """The citation of a quotation, the same one when asked again; ``None`` when it does not verify."""
        if quotation not in self._marks:
            page = self._library.page(quotation.version, quotation.page)
            document = self._documents.get(quotation.version)
            if page is None or document is None or page.text[quotation.start : quotation.end] != quotation.text:
                return None
            self._marks[quotation] = Citation(
                mark=len(self._marks) + 1,
                document=document,
                page=quotation.page,
                heading=quotation.heading,
                quote=quotation.text,
                start=quotation.start,
                end=quotation.end,
            )
        return self._marks[quotation]

    def citations(self) -> tuple[Citation, ...]:
        """All citations given so far, by mark."""
        return tuple(self._marks.values())
