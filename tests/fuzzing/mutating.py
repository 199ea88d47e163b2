"""Mutants of a file: the same for the same seed. Packages are changed both as bytes and in the members inside."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

_Change = Callable[[bytes, Random], bytes]
# Values on an edge, and words that mean something in some format.
_TELLING = [
    b"\x00", b"\xff" * 8, b"\x7f\xff\xff\xff", b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"\xed\xa0\x80",
    b"\xe2\x80\xae", b"<", b"]]>", b"<!--", b"&#0;", b"&#xD800;", b"&a;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<table>" * 40, b"</p>", b"<script>",
    b"{", b"[" * 300, b'"', b"\\u0000", b"\\ud800", b"\r\n", b"\n---\n", b"| a |\n|---|\n", b"#" * 7, b"> " * 300, b"- " * 300,
    b"endobj", b"obj <<", b">>", b"/Kids [3 0 R]", b"/Count 99999999", b"/Length 99999999", b"/Filter /FlateDecode", b"stream\n",
    b"(", b"xref\n", b"startxref\n0\n", b"trailer", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06",
]  # fmt: skip
_MOST_BYTES = 2_000_000


def mutant(data: bytes, random: Random) -> bytes:
    """A changed copy: one change or a few upon each other."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        data = _in_package(data, random) if data[:2] == b"PK" and random.random() < 0.7 else _in_bytes(data, random)
    return data[:_MOST_BYTES]


def _in_bytes(data: bytes, random: Random) -> bytes:
    return random.choice(_CHANGES)(data, random) if data else random.choice(_TELLING)


def _place(data: bytes, random: Random, longest: int = 200) -> tuple[int, int]:
    start = random.randrange(len(data))
    return start, min(len(data), start + random.randint(1, longest))


def _flip_bits(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 10, 100))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut_off(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _leave_out(data: bytes, random: Random) -> bytes:
    start, end = _place(data, random)
    return data[:start] + data[end:]


def _repeat(data: bytes, random: Random) -> bytes:
    start, end = _place(data, random)
    return data[:start] + data[start:end] * random.choice((2, 3, 50, 1_000)) + data[end:]


def _move(data: bytes, random: Random) -> bytes:
    start, end = _place(data, random, 2_000)
    to = random.randrange(len(data))
    return data[:to] + data[start:end] + data[to:]


def _put_in(data: bytes, random: Random) -> bytes:
    start, end = _place(data, random, 8)
    return data[:start] + random.choice(_TELLING) + data[random.choice((start, end)) :]


def _blank(data: bytes, random: Random) -> bytes:
    start, end = _place(data, random, 1_000)
    return data[:start] + random.choice((b"\x00", b" ", b"\xff")) * (end - start) + data[end:]


def _renumber(data: bytes, random: Random) -> bytes:
    """Another number in the place of one of those that are written out."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return _put_in(data, random)
    one = random.choice(found)
    number = random.choice((b"0", b"-1", b"1", b"65536", b"4294967296", b"2147483647", b"999999999999", b"3.7", b""))
    return data[: one.start()] + number + data[one.end() :]


def _exchange_tags(data: bytes, random: Random) -> bytes:
    """A tag in the place of another one, or twice."""
    found = [own.group() for own in re.finditer(rb"<[^<>]{1,400}>", data)]
    if len(found) < 2:
        return _move(data, random)
    one, other = random.sample(found, 2)
    return data.replace(one, random.choice((other, one + one, b"", one + other)), random.choice((1, -1)))


_CHANGES: tuple[_Change, ...] = (
    _flip_bits, _cut_off, _leave_out, _repeat, _move, _put_in, _put_in, _blank, _renumber, _renumber, _exchange_tags,
    _exchange_tags,
)  # fmt: skip


def _in_package(data: bytes, random: Random) -> bytes:
    """A package with members changed, exchanged, renamed, twice or gone; as bytes where it can't be opened."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = [(name, package.read(name)) for name in package.namelist()]
    except Exception:  # an earlier change broke it, in any way
        return _in_bytes(data, random)
    if not members:
        return _in_bytes(data, random)
    return _packed(_changed(members, random), random)


def _changed(members: list[tuple[str, bytes]], random: Random) -> list[tuple[str, bytes]]:
    at, other = random.randrange(len(members)), random.randrange(len(members))
    name, content = members[at]
    kind = random.randrange(10)
    if kind == 0:
        return members[:at] + members[at + 1 :]
    if kind == 1:
        return [*members, (name, members[other][1])]
    if kind == 2:
        return [*members[:at], (name + random.choice(("x", "/", "/../a.md", "\x00", ".zip")), content), *members[at + 1 :]]
    if kind == 3:
        return [*members[:at], (name, members[other][1]), *members[at + 1 :]]
    # Most often inside a member, and there most often in the one that holds the text.
    if kind > 6:
        at = max(range(len(members)), key=lambda n: members[n][0].endswith(_TEXTS) and random.random())
        name, content = members[at]
    return [*members[:at], (name, _in_bytes(content, random)), *members[at + 1 :]]


_TEXTS = ("document.xml", "content.xml", "sheet1.xml", "slide1.xml", "notesSlide1.xml", ".md", ".csv", ".rels", "workbook.xml")


def _packed(members: list[tuple[str, bytes]], random: Random) -> bytes:
    file = BytesIO()
    method = zipfile.ZIP_STORED if random.random() < 0.2 else zipfile.ZIP_DEFLATED
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as package:
        warnings.simplefilter("ignore")  # that a name comes twice is what is wanted
        for name, content in members:
            info = zipfile.ZipInfo(name or "leeg")
            info.compress_type = method
            package.writestr(info, content)
    return file.getvalue()
