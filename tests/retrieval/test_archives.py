"""Zip files: their members, and what is not taken out of them."""

from __future__ import annotations

import random
import stat
import struct
import time
import zipfile
from pathlib import Path

import pytest

from retrieval import archives
from retrieval.archives import ArchiveUnusable, Member, member_bytes, member_of, members

FLAGS, METHOD, SIZE = 8, 10, 24


def write(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def listed(path: Path, field: int, layout: str, value: int) -> Path:
    """The archive with another value in its list, for its first member."""
    data = bytearray(path.read_bytes())
    struct.pack_into(layout, data, data.index(b"PK\x01\x02") + field, value)
    path.write_bytes(data)
    return path


def refused(path: Path, name: str = "") -> str:
    with pytest.raises(ArchiveUnusable) as caught:
        member_bytes(path, name) if name else members(path)
    return caught.value.reason


def problems(path: Path) -> dict[str, str]:
    """Why each member is not read; nor is it when it is asked for by name."""
    found = {member.name: member.problem for member in members(path)}
    for name, problem in found.items():
        assert not problem or refused(path, name) == problem
    return found


def test_members_come_in_order_and_hidden_ones_do_not(tmp_path: Path) -> None:
    names = ("z.md", "b/a.txt", "b/", ".git/x.md", "__MACOSX/._z.md", "./é.md", "b/.x.md")
    path = write(tmp_path / "a.zip", *((name, b"tekst") for name in names))
    assert members(path) == [Member(name, "") for name in ("b/a.txt", "z.md", "é.md")]
    assert [member_bytes(path, member.name) for member in members(path)] == [b"tekst"] * 3


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_large_member_comes_out_whole(tmp_path: Path, method: int) -> None:
    data = random.Random(1).randbytes(5_000_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        archive.writestr("a.md", data)
    assert member_bytes(tmp_path / "a.zip", "a.md") == data


def test_path_into_an_archive_is_known_by_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ZIP", ("b/c.md", b"x"))
    (tmp_path / "map.zip").mkdir()
    assert member_of(path / "b" / "c.md") == (path, "b/c.md")
    assert member_of(path) is None and member_of(tmp_path / "map.zip" / "a.md") is None


@pytest.mark.parametrize(
    "name", ["/etc/passwd.md", "../a.md", "b/../../a.md", "C:/a.md", "c:a.md", "b\\..\\a.md", "//host/a.md", ".."]
)
def test_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    found = problems(write(tmp_path / "a.zip", (name, b"x"), ("goed.md", b"x")))
    assert found.pop("goed.md") == "" and list(found.values()) == ["name_leads_out"]


def test_name_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = write(tmp_path / "a.zip", ("a.md", b"een"), ("a.md", b"twee"), ("./a.md", b"drie"), ("b.md", b"x"))
    assert problems(path) == {"a.md": "name_twice", "b.md": ""}


def test_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = write(tmp_path / "in.zip", ("a.md", b"x")).read_bytes()
    assert problems(write(tmp_path / "a.zip", ("in.ZIP", inner))) == {"in.ZIP": "archive_in_archive"}


def test_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.md")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    assert problems(write(tmp_path / "a.zip", (link, b"/etc/passwd"))) == {"a.md": "not_a_file"}


def test_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = listed(write(tmp_path / "a.zip", ("a.md", b"x")), FLAGS, "<H", 1)
    assert problems(path) == {"a.md": "encrypted_member"}


def test_member_packed_in_an_odd_way_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.md", b"x")
    assert problems(tmp_path / "a.zip") == {"a.md": "damaged"}


def test_member_that_swells_out_of_all_proportion_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", ("bom.md", b" " * 20_000_000), ("klein.md", b" " * 100_000))
    assert problems(path) == {"bom.md": "unpacks_too_large", "klein.md": ""}


def test_member_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = listed(write(tmp_path / "a.zip", ("a.md", b"x")), SIZE, "<I", archives.MAX_MEMBER_BYTES + 1)
    assert problems(path) == {"a.md": "too_large"}


def test_archive_that_is_too_large_unpacked_is_refused(tmp_path: Path) -> None:
    path = listed(write(tmp_path / "a.zip", ("a.md", b"x")), SIZE, "<I", archives.MAX_TOTAL_BYTES + 1)
    assert refused(path) == refused(path, "a.md") == "unpacks_too_large"


@pytest.mark.parametrize("claimed", [0, 1, 499])
def test_member_that_is_larger_than_it_claims_is_damaged(tmp_path: Path, claimed: int) -> None:
    path = listed(write(tmp_path / "a.zip", ("a.md", b"tekst" * 100)), SIZE, "<I", claimed)
    assert refused(path, "a.md") == "damaged"


def test_members_that_share_their_bytes_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.zip", ("a.md", b"x" * 50_000))
    data = path.read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    copies = b"".join(entry.replace(b"a.md", b"%04d" % number) for number in range(100))
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, 100, 100, len(copies))
    path.write_bytes(data[:start] + copies + tail)
    monkeypatch.setattr(archives, "MAX_TOTAL_BYTES", 100 * 50_000 - 1)
    assert refused(path) == "unpacks_too_large"


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.zip", *((f"{number}.md", b"x") for number in range(11)))
    monkeypatch.setattr(archives, "MAX_MEMBERS", 10)
    assert refused(path) == refused(path, "1.md") == "too_many_members"


def test_list_of_a_million_members_is_not_even_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", ("a.md", b"x"))
    data = path.read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    copies = data[start:end] * 1_000_000
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, 0xFFFE, 0xFFFE, len(copies))
    path.write_bytes(data[:start] + copies + tail)
    before = time.monotonic()
    assert refused(path) == "too_many_members"
    assert time.monotonic() - before < 5


@pytest.mark.parametrize("data", [b"", b"geen zip", b"PK\x03\x04" + bytes(50), b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_damaged(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    assert refused(tmp_path / "a.zip") == "damaged"


def test_part_of_an_archive_is_damaged(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", *((f"{number}.md", b"tekst" * number) for number in range(50)))
    whole = path.read_bytes()
    for length in range(0, len(whole) - 1, 97):
        path.write_bytes(whole[:length])
        assert refused(path) == "damaged"


def test_archive_without_files_has_no_members(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "a.zip", ("map/", b""))) == "no_members"
    assert refused(write(tmp_path / "a.zip", ("a.md", b"x")), "b.md") == "not_found"
