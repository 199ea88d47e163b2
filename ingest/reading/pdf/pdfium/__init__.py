"""PDFium: the words of a page with their places, which of them nobody sees, and the page as a picture."""

from ingest.reading.pdf.pdfium.file import PdfiumFile, RawPage
from ingest.reading.pdf.pdfium.words import BROKEN, RawLine

__all__ = ["BROKEN", "PdfiumFile", "RawLine", "RawPage"]
