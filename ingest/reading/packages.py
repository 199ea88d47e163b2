"""Office files are zip archives: what they hold is looked at before any of it is unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO

from ingest.errors import Unreadable

# A report with a picture on each page stays far below these; what is over them is made to exhaust its reader.
_MOST_PARTS = 10_000
_MOST_BYTES = 1_000_000_000
# XML is held in memory whole, some ten times as large.
_MOST_XML = 100_000_000
_XML = (".xml", ".rels")
# Office keeps a file with a password in its older container, which has no other use under a newer suffix.
_OLD_CONTAINER, _LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_MANIFEST = "META-INF/manifest.xml"


def check_package(data: bytes, part: str) -> dict[str, int]:
    """The sizes of its parts by name. Raises ``Unreadable``: no package with that part, locked, or far too much in it."""
    if data.startswith(_OLD_CONTAINER):
        raise Unreadable("encrypted" if _LOCKED in data else "other_kind")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            sizes = {member.filename: member.file_size for member in package.infolist()[: _MOST_PARTS + 1]}
            locked = any(member.flag_bits & 1 for member in package.infolist()) or _is_locked(package, sizes)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable("damaged", str(error)) from error
    if locked:
        raise Unreadable("encrypted")
    if part not in sizes:
        raise Unreadable("other_kind")
    xml = sum(size for name, size in sizes.items() if name.endswith(_XML))
    if len(sizes) > _MOST_PARTS or sum(sizes.values()) > _MOST_BYTES or xml > _MOST_XML:
        raise Unreadable("too_large")
    return sizes


def _is_locked(package: zipfile.ZipFile, sizes: dict[str, int]) -> bool:
    """Whether an OpenDocument file has a password: it says so beside the parts that have."""
    return 0 < sizes.get(_MANIFEST, 0) <= _MOST_XML and b"encryption-data" in package.read(_MANIFEST)
