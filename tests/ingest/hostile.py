"""PDF files that nobody means well with, small as they are written down."""

from __future__ import annotations

import zlib

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)
TEXT = b"BT /F1 12 Tf 72 700 Td (Het consortium leidt vakmensen op.) Tj ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< " + entries + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A file with these objects, numbered from 1."""
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R " % (len(objects) + 1) + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + head + table + end


def good() -> bytes:
    return pdf(CATALOG, PAGES, PAGE, stream(TEXT))


def huge_stream(megabytes: int = 1_000) -> bytes:
    """A page whose text is squeezed twice, and swells to ``megabytes``."""
    squeezer = zlib.compressobj(9)
    part = b" " * 1_000_000
    once = b"".join(squeezer.compress(part) for _ in range(megabytes)) + squeezer.compress(TEXT) + squeezer.flush()
    return pdf(CATALOG, PAGES, PAGE, stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]"))


def huge_text(megabytes: int = 60) -> bytes:
    """A page with a letter a byte."""
    shown = b"BT /F1 1 Tf (" + b"a" * 1_000 + b") Tj ET\n"
    return pdf(CATALOG, PAGES, PAGE, stream(zlib.compress(shown * (megabytes * 1_000)), b"/Filter /FlateDecode"))


def deep_array(depth: int = 2_000_000) -> bytes:
    return pdf(CATALOG.replace(b">>", b"/Names " + b"[" * depth + b"]" * depth + b" >>"), PAGES, PAGE, stream(TEXT))


def deep_dictionary(depth: int = 500_000) -> bytes:
    return pdf(CATALOG.replace(b">>", b"/Names " + b"<</A " * depth + b"0" + b">>" * depth + b" >>"), PAGES, PAGE, stream(TEXT))


def deep_pages(depth: int = 20_000) -> bytes:
    """A tree of pages, each branch with one branch."""
    branches = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % number for number in range(3, depth + 2)]
    return pdf(CATALOG, *branches, b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (depth + 2), PAGE, stream(TEXT))


def page_loop() -> bytes:
    """A tree of pages that holds itself."""
    return pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", PAGE, stream(TEXT))


def outline_loop() -> bytes:
    """A bookmark that comes after itself and lies in itself."""
    catalog = CATALOG.replace(b">>", b"/Outlines 5 0 R >>")
    bookmark = b"<< /Title (A) /Parent 5 0 R /Next 6 0 R /Prev 6 0 R /First 6 0 R /Last 6 0 R /Dest [3 0 R /Fit] >>"
    return pdf(catalog, PAGES, PAGE, stream(TEXT), b"<< /First 6 0 R /Last 6 0 R /Count 9 >>", bookmark)


def form_loop() -> bytes:
    """A drawing that draws itself, twice."""
    resources = b"<< /XObject << /X 5 0 R >> >>"
    form = stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources " + resources)
    page = PAGE.replace(b"/Font <<", b"/XObject << /X 5 0 R >> /Font <<")
    return pdf(CATALOG, PAGES, page, stream(TEXT + b" /X Do"), form)


def length_loop() -> bytes:
    """A stream whose length is that of itself."""
    return good().replace(b"/Length %d" % len(TEXT), b"/Length 4 0 R")


def table_loop() -> bytes:
    """Tables of objects, of which each says that the other one came before it."""
    data = good()
    start = data.index(b"xref\n")
    again = data[start:].replace(b" >>\nstartxref", b" /Prev %d >>\nstartxref" % start)
    first = data.replace(b" >>\nstartxref", b" /Prev %010d >>\nstartxref" % 0)
    first = first.replace(b"%010d" % 0 + b" >>\nstartxref", b"%010d" % len(first) + b" >>\nstartxref")
    return first + again.replace(b"startxref\n%d" % start, b"startxref\n%d" % len(first))


def table_of_itself() -> bytes:
    data = good()
    return data.replace(b" >>\nstartxref", b" /Prev %d >>\nstartxref" % data.index(b"xref\n"))


def claimed_pages(count: int = 2_000_000_000) -> bytes:
    return pdf(CATALOG, PAGES.replace(b"/Count 1", b"/Count %d" % count), PAGE, stream(TEXT))


def many_pages(count: int = 100_000) -> bytes:
    """One page that is shown over and over."""
    return pdf(CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * count, count), PAGE, stream(TEXT))


def huge_objects(count: int = 2_000_000_000) -> bytes:
    return good().replace(b"/Size 5", b"/Size %d" % count).replace(b"xref\n0 5", b"xref\n0 %d" % count)
