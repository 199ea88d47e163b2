"""PDF: PDFium reads the text, pypdf the labels, outline and title, and gives a second opinion; Tesseract reads scans.

``read_pdf`` runs in the process that calls it; what can't be trusted belongs in a child with limits.
"""

from ingest.reading.pdf.reading import read_pdf

__all__ = ["read_pdf"]
