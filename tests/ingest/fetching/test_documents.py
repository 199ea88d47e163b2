"""Fetching documents: what is kept and under which name, what is asked again, and what a website does not want."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetching import Fetcher, Outcome, Status, fetch_catalogue
from ingest.fetching.kinds import name_of, suffix_of
from ingest.fetching.memory import NAME
from ingest.sources import inputs
from retrieval.errors import FileUnusable
from tests.ingest.fetching.conftest import MakeClient
from tests.ingest.fetching.site import Site, reply

PDF = b"%PDF-1.7 plan"
HEADER = "id,title,kind,file,source_url,language,date,plans\n"


@pytest.fixture
def fetcher(make_client: MakeClient) -> Fetcher:
    return Fetcher(make_client())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "added"


def shown(folder: Path) -> dict[str, bytes]:
    """The files of a folder that are not hidden."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def refused(outcome: Outcome) -> str:
    assert (outcome.status, outcome.file) == (Status.REFUSED, "")
    return outcome.reason


# --- what is kept


def test_a_document_is_kept_whole_and_read_as_a_source(fetcher: Fetcher, site: Site, folder: Path) -> None:
    address = site.on("/plannen/plan%20A.pdf?v=2", reply(PDF, "application/pdf"))
    assert fetcher.fetch(address, folder) == Outcome(address, Status.FETCHED, file=str(folder / "plan A.pdf"))
    assert shown(folder) == {"plan A.pdf": PDF}
    assert {path.name for path in folder.iterdir()} == {"plan A.pdf", NAME}
    assert [Path(item.source).name for item in inputs(folder)] == ["plan A.pdf"]


@pytest.mark.parametrize(
    ("path", "kind", "suffix"),
    [
        ("/a", "application/pdf", ".pdf"),
        ("/a.pdf", "text/html; charset=utf-8", ".html"),
        ("/a.html", "application/xhtml+xml", ".html"),
        ("/a", "text/plain", ".txt"),
        ("/a.md", "text/plain; charset=utf-8", ".md"),
        ("/a.markdown", "TEXT/Markdown", ".md"),
        ("/a.jsonl", "application/x-ndjson", ".jsonl"),
        ("/a.jsonl", "text/plain", ".jsonl"),
        ("/a.html", "text/plain", ".txt"),
        ("/A.PDF", "application/octet-stream", ".pdf"),
        ("/a.pdf", "", ".pdf"),
        ("/a", "text/csv; charset=utf-8", ".csv"),
        ("/a.csv", "application/vnd.ms-excel", ".csv"),
    ],
)
def test_the_suffix_follows_the_type(path: str, kind: str, suffix: str) -> None:
    assert suffix_of(f"https://x.nl{path}", kind, PDF) == suffix


@pytest.mark.parametrize(
    ("path", "kind", "suffix"),
    [
        ("/a", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        ("/a", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"),
        ("/a", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        ("/a", "application/vnd.oasis.opendocument.text", ".odt"),
        ("/a.docx", "application/msword", ".docx"),
        ("/a.xlsx", "application/zip", ".xlsx"),
        ("/a.pptx", "application/octet-stream", ".pptx"),
    ],
)
def test_office_files_are_told_by_their_type_or_their_name(path: str, kind: str, suffix: str) -> None:
    assert suffix_of(f"https://x.nl{path}", kind, b"PK\x03\x04") == suffix


@pytest.mark.parametrize(
    ("path", "kind", "body", "reason"),
    [
        ("/a.pdf", "image/png", PDF, "type"),
        ("/a.exe", "application/octet-stream", b"MZ", "type"),
        ("/a", "", b"x", "type"),
        ("/a.doc", "application/msword", b"x", "type"),
        ("/a.xls", "application/vnd.ms-excel", b"x", "type"),
        ("/a.docx", "application/zip", b"<html>Meld u aan", "no_office"),
        ("/a.pdf", "application/pdf", b"<html>Meld u aan", "no_pdf"),
        ("/a.txt", "text/plain", b" \n", "empty"),
    ],
)
def test_what_is_no_document_is_refused(
    fetcher: Fetcher, site: Site, folder: Path, path: str, kind: str, body: bytes, reason: str
) -> None:
    assert refused(fetcher.fetch(site.on(path, reply(body, kind)), folder)) == reason
    assert not folder.exists()


@pytest.mark.parametrize(("status", "reason"), [(401, "forbidden"), (403, "forbidden"), (404, "not_found"), (418, "declined")])
def test_what_a_website_does_not_give(fetcher: Fetcher, site: Site, folder: Path, status: int, reason: str) -> None:
    assert refused(fetcher.fetch(site.on("/a", reply(status=status)), folder)) == reason


def test_no_version_was_asked_for_and_none_is_given(fetcher: Fetcher, site: Site, folder: Path) -> None:
    assert refused(fetcher.fetch(site.on("/a", reply(status=304)), folder)) == "declined"


# --- names


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/plan.pdf", "plan.pdf"),
        ("/plan.html", "plan.pdf"),
        ("/rapport-v1.2", "rapport-v1.2.pdf"),
        ("/plannen/", "plannen.pdf"),
        ("", "x.nl.pdf"),
        ("/..%2F..%2Fetc%2Fpasswd", "passwd.pdf"),
        ("/..%5C..%5Cboot.ini", "boot.ini.pdf"),
        ("/.ssh", "ssh.pdf"),
        ("/%2e%2e", "document.pdf"),
        ("/a%00b%0a%1b[31m", "a_b__[31m.pdf".replace("[", "_")),
        ("/con.pdf", "_con.pdf"),
        ("/%E9%ff", "__.pdf"),
    ],
)
def test_tricks_with_names_come_to_nothing(path: str, name: str) -> None:
    assert name_of(f"https://x.nl{path}", ".pdf") == name


@given(st.text())
def test_a_name_is_always_one_file_that_is_not_hidden(path: str) -> None:
    try:
        name = name_of(f"https://x.nl/{path}", ".txt")
    except ValueError:  # no address
        return
    assert Path(name).name == name and not name.startswith(".") and name.endswith(".txt") and len(name.encode()) < 200


def test_documents_of_the_same_name_do_not_push_each_other_away(fetcher: Fetcher, site: Site, folder: Path) -> None:
    folder.mkdir()
    (folder / "plan.txt").write_bytes(b"van een ander")
    for number in range(2):
        fetcher.fetch(site.on(f"/{number}/plan.txt", reply(str(number).encode())), folder)
    names = sorted(shown(folder))
    assert len(names) == 3 and shown(folder)["plan.txt"] == b"van een ander"

    fetcher.fetch(site.on("/1/plan.txt", reply(b"nieuw")), folder)
    assert sorted(shown(folder)) == names and b"nieuw" in shown(folder).values()


# --- again


def test_a_second_time_it_is_asked_only_if_it_changed(fetcher: Fetcher, site: Site, folder: Path) -> None:
    site.on("/nieuwste", reply(status=302, Location="/plan.pdf"))
    marks = {"ETag": '"v1"', "Last_Modified": "Sun, 01 Nov 2026 00:00:00 GMT"}
    site.on("/plan.pdf", reply(PDF, "application/pdf", **marks), reply(status=304))
    first, second = (fetcher.fetch(site.address("/nieuwste"), folder) for _ in range(2))

    assert (first.status, second.status) == (Status.FETCHED, Status.UNCHANGED)
    assert first.file == second.file == str(folder / "plan.pdf")
    asked = [headers for path, headers in site.asked if path in ("/nieuwste", "/plan.pdf")]
    assert [headers.get("If-None-Match") for headers in asked] == [None, None, None, '"v1"']
    assert asked[3]["If-Modified-Since"] == marks["Last_Modified"]


def test_without_marks_the_content_tells_whether_it_changed(fetcher: Fetcher, site: Site, folder: Path) -> None:
    address = site.on("/a.txt", reply(b"een"), reply(b"een"), reply(b"twee"))
    statuses = [fetcher.fetch(address, folder).status for _ in range(3)]
    assert statuses == [Status.FETCHED, Status.UNCHANGED, Status.FETCHED]
    assert shown(folder) == {"a.txt": b"twee"}


@pytest.mark.parametrize("damage", ["gone", "edited", "forgotten", "nonsense", "elsewhere"])
def test_what_is_not_there_as_it_was_is_fetched_again(fetcher: Fetcher, site: Site, folder: Path, damage: str) -> None:
    address = site.on("/a.txt", reply(b"een", ETag='"v1"'))
    fetcher.fetch(address, folder)
    memory = folder / NAME
    if damage == "gone":
        (folder / "a.txt").unlink()
    elif damage == "edited":
        (folder / "a.txt").write_bytes(b"eigen werk")
    elif damage == "elsewhere":
        memory.write_text(json.dumps({address: {**json.loads(memory.read_text())[address], "file": "../a.txt"}}))
        (folder.parent / "a.txt").write_bytes(b"een")
    else:
        memory.write_text("" if damage == "forgotten" else '{"a": [1]}')

    assert fetcher.fetch(address, folder).status is Status.FETCHED
    assert "If-None-Match" not in site.asked[-1][1]
    assert b"een" in shown(folder).values()
    if damage == "edited":
        assert shown(folder)["a.txt"] == b"eigen werk"


def test_a_mark_that_can_not_be_sent_back_is_not(fetcher: Fetcher, site: Site, folder: Path) -> None:
    address = site.on("/a.txt", reply(b"een", ETag='"é"'))
    assert [fetcher.fetch(address, folder).status for _ in range(2)] == [Status.FETCHED, Status.UNCHANGED]


def test_a_folder_that_can_not_be_written_is_an_error(fetcher: Fetcher, site: Site, folder: Path) -> None:
    folder.write_bytes(b"geen map")
    with pytest.raises(FileUnusable):
        fetcher.fetch(site.on("/a.txt", reply(b"een")), folder)


# --- robots


def test_what_a_website_does_not_want_is_not_asked(fetcher: Fetcher, site: Site, folder: Path) -> None:
    site.on("/robots.txt", reply(b"User-agent: *\nDisallow: /intern\n\nUser-agent: planwijzer\nDisallow: /nee\n"))
    site.on("/door", reply(status=302, Location="/nee/a.txt"))
    site.on("/intern.txt", reply(b"mag"))

    assert refused(fetcher.fetch(site.address("/nee/a.txt"), folder)) == "robots"
    assert refused(fetcher.fetch(site.address("/door"), folder)) == "robots"
    assert fetcher.fetch(site.address("/intern.txt"), folder).status is Status.FETCHED
    assert [path for path, _ in site.asked] == ["/robots.txt", "/door", "/intern.txt"]


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (reply(status=403), ""),
        (reply(b"<html>geen regels</html>", "text/html"), ""),
        (reply(status=503), "broken"),
        (reply(status=304), "robots_unread"),
        (reply(b"x" * 600_000), "robots_unread"),
        (reply(status=302, Location="http://169.254.169.254/"), "private"),
    ],
)
def test_rules_that_are_not_there_forbid_nothing_and_unknown_ones_all(
    fetcher: Fetcher, site: Site, folder: Path, rules: object, reason: str
) -> None:
    site.on("/robots.txt", rules)  # type: ignore[arg-type]
    outcome = fetcher.fetch(site.on("/a.txt", reply(b"een")), folder)
    assert outcome.reason == reason
    assert site.paths() == ([] if reason else ["/a.txt"])


# --- a catalogue


def catalogue(folder: Path, *rows: tuple[str, str]) -> Path:
    """A catalogue of (file, address)."""
    folder.mkdir(exist_ok=True)
    lines = [f"d{number},Titel,plan,{file},{address},nl,2026,\n" for number, (file, address) in enumerate(rows)]
    path = folder / "catalogue.csv"
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def test_the_documents_of_a_catalogue_go_where_it_has_them(fetcher: Fetcher, site: Site, folder: Path) -> None:
    pdf = site.on("/x", reply(PDF, "application/pdf"))
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "er.md").write_bytes(b"# Er")
    path = catalogue(
        folder, ("docs/a.pdf", pdf), ("docs/b.md", pdf), ("docs/er.md", pdf), ("../c.pdf", pdf), ("", pdf), ("", pdf), ("", "")
    )
    outcomes = list(fetch_catalogue(path, fetcher))

    assert [(own.status, own.reason) for own in outcomes] == [
        (Status.FETCHED, ""),
        (Status.REFUSED, "other_kind"),
        (Status.PRESENT, ""),
        (Status.REFUSED, "outside"),
        (Status.FETCHED, ""),
    ]
    assert shown(folder / "docs") == {"a.pdf": PDF, "er.md": b"# Er"}
    assert shown(folder / "fetched") == {"x.pdf": PDF}
    assert next(fetch_catalogue(path, fetcher)).status is Status.UNCHANGED

    (folder / "docs" / "a.pdf").write_bytes(b"%PDF eigen werk")
    assert next(fetch_catalogue(path, fetcher)).status is Status.PRESENT


def test_all_of_a_catalogue_goes_into_one_folder_when_asked(fetcher: Fetcher, site: Site, folder: Path, tmp_path: Path) -> None:
    pdf = site.on("/x", reply(PDF, "application/pdf"))
    path = catalogue(folder, ("a.pdf", pdf), ("b.pdf", site.address("/weg")), ("c.pdf", "ftp://x.nl/c.pdf"))
    outcomes = list(fetch_catalogue(path, fetcher, tmp_path / "hier"))
    assert [own.reason for own in outcomes] == ["", "not_found", "address"]
    assert shown(tmp_path / "hier") == {"x.pdf": PDF}
