"""Going on with a document whose connection broke: only where what comes is surely the rest of what is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.fetching import Fetcher, Status
from ingest.fetching.body import KeptBody
from ingest.fetching.client import Limits
from retrieval.errors import FileUnusable
from tests.ingest.fetching.conftest import MakeClient
from tests.ingest.fetching.site import Answer, Site, breaking, reply, rest
from tests.ingest.fetching.test_documents import shown

BODY = bytes(range(32, 127)) * 400
HALF = len(BODY) // 2
TAG = {"ETag": '"v1"'}
DATE = {"Last_Modified": "Sun, 01 Nov 2026 00:00:00 GMT"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "added"


@pytest.fixture
def fetcher(make_client: MakeClient) -> Fetcher:
    return Fetcher(make_client(tries=1))


def ranges(site: Site) -> list[tuple[str | None, str | None]]:
    """What the requests asked of ranges."""
    return [(h.get("Range"), h.get("If-Range")) for path, h in site.asked if path != "/robots.txt"]


def kept_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if ".part" in path.name)


def test_what_nobody_asked_on_for_is_removed_in_time(make_client: MakeClient, site: Site, folder: Path) -> None:
    addresses = [site.on(f"/{name}.txt", breaking(BODY, HALF, **TAG)) for name in ("oud", "nieuw", "bezig")]
    other = site.on("/ander.txt", reply(BODY))
    for address in addresses:
        assert Fetcher(make_client(tries=1)).fetch(address, folder).kept == HALF
    held = {address: KeptBody(folder, address)._path for address in addresses}
    long_ago = time.time() - 31 * 86_400
    for address in (addresses[0], addresses[2]):
        for path in (held[address], held[address].with_suffix(".part.json")):
            os.utime(path, (long_ago, long_ago))
    with KeptBody(folder, addresses[2]) as asking:
        assert Fetcher(make_client()).fetch(other, folder).status is Status.FETCHED
        assert len(asking) == HALF
        assert [held[address].exists() for address in addresses] == [False, True, True]
    assert len(kept_files(folder)) == 4


@pytest.mark.parametrize(("marks", "mark"), [(TAG, '"v1"'), (DATE, DATE["Last_Modified"]), (TAG | DATE, '"v1"')])
def test_the_next_run_asks_for_the_rest(fetcher: Fetcher, site: Site, folder: Path, marks: dict[str, str], mark: str) -> None:
    address = site.on("/a.txt", breaking(BODY, HALF, **marks), rest(BODY, **marks))
    first, second = (fetcher.fetch(address, folder) for _ in range(2))

    assert (first.status, first.reason, first.kept) == (Status.REFUSED, "cut_off", HALF)
    assert (second.status, second.kept) == (Status.FETCHED, 0)
    assert shown(folder) == {"a.txt": BODY} and kept_files(folder) == []
    assert ranges(site) == [(None, None), (f"bytes={HALF}-", mark)]


def test_the_next_try_asks_for_the_rest(make_client: MakeClient, site: Site, folder: Path) -> None:
    address = site.on("/a.txt", breaking(BODY, HALF, **TAG), rest(BODY[: HALF + 9] + BODY[HALF + 9 :], **TAG))
    assert Fetcher(make_client()).fetch(address, folder).status is Status.FETCHED
    assert shown(folder) == {"a.txt": BODY}
    assert [asked for asked, _ in ranges(site)] == [None, f"bytes={HALF}-"]


def test_a_rest_that_breaks_off_too_is_gone_on_with(fetcher: Fetcher, site: Site, folder: Path) -> None:
    more = HALF + 1000
    part = {"Content_Range": f"bytes {HALF}-{len(BODY) - 1}/{len(BODY)}", "Content_Length": str(len(BODY) - HALF)}
    address = site.on("/a.txt", breaking(BODY, HALF, **TAG), reply(BODY[HALF:more], status=206, **TAG | part), rest(BODY, **TAG))
    outcomes = [fetcher.fetch(address, folder) for _ in range(3)]
    assert [own.kept for own in outcomes] == [HALF, more, 0]
    assert shown(folder) == {"a.txt": BODY}


def test_a_rest_in_pieces_is_gone_on_with(fetcher: Fetcher, site: Site, folder: Path) -> None:
    piece = reply(BODY[HALF : HALF + 10], status=206, **TAG, Content_Range=f"bytes {HALF}-{HALF + 9}/{len(BODY)}")
    address = site.on("/a.txt", breaking(BODY, HALF, **TAG), piece, rest(BODY, **TAG))
    assert [fetcher.fetch(address, folder).kept for _ in range(3)] == [HALF, HALF + 10, 0]
    assert shown(folder) == {"a.txt": BODY}


OTHER = BODY[::-1] + b"ander"


@pytest.mark.parametrize(
    "answer",
    [
        reply(OTHER, ETag='"v2"'),  # another version, or a server that knows of no ranges
        reply(status=416, Content_Range=f"bytes */{HALF - 5}"),
        rest(OTHER, ETag='"v2"'),  # heeds no If-Range
        rest(OTHER),  # of another length
        rest(BODY, **TAG, Content_Range=f"bytes 0-{len(BODY) - 1}/{len(BODY)}"),
        rest(BODY, **TAG, Content_Range=f"bytes {HALF}-{len(BODY)}/{len(BODY)}"),
        rest(BODY, **TAG, Content_Range=f"bytes {HALF}-{len(BODY) - 1}/*"),
        rest(BODY, **TAG, Content_Range="alles"),
        rest(BODY, **TAG, Content_Range=""),
        rest(BODY, "multipart/byteranges; boundary=x", **TAG, Content_Range=""),
        rest(BODY, **TAG, Content_Encoding="gzip"),
    ],
)
def test_what_is_not_surely_the_rest_is_fetched_anew(fetcher: Fetcher, site: Site, folder: Path, answer: Answer) -> None:
    address = site.on("/a.txt", breaking(BODY, HALF, **TAG), answer, reply(OTHER, ETag='"v2"'))
    outcomes = [fetcher.fetch(address, folder) for _ in range(2)]
    assert [own.status for own in outcomes] == [Status.REFUSED, Status.FETCHED]
    assert shown(folder) == {"a.txt": OTHER} and kept_files(folder) == []
    assert [asked for asked, _ in ranges(site)][:2] == [None, f"bytes={HALF}-"]
    assert [asked for asked, _ in ranges(site)][2:] in ([], [None])


@pytest.mark.parametrize(
    "headers",
    [{}, {"ETag": 'W/"v1"'}, {"ETag": '"é"'}, TAG | {"Accept_Ranges": "none"}, TAG | {"Content_Encoding": "gzip"}],
)
def test_what_can_not_be_asked_for_on_is_not_kept(fetcher: Fetcher, site: Site, folder: Path, headers: dict[str, str]) -> None:
    address = site.on("/a.txt", breaking(BODY, HALF, **headers), reply(BODY))
    assert fetcher.fetch(address, folder).kept == 0
    assert fetcher.fetch(address, folder).status is Status.FETCHED
    assert ranges(site) == [(None, None)] * 2 and kept_files(folder) == []


@pytest.mark.parametrize("damage", ["longer", "gone", "nonsense", "elsewhere"])
def test_what_is_held_and_can_not_be_right_is_not_gone_on_with(fetcher: Fetcher, site: Site, folder: Path, damage: str) -> None:
    address = site.on("/a.txt", breaking(BODY, HALF, **TAG), reply(BODY, **TAG))
    fetcher.fetch(address, folder)
    held = next(path for path in folder.iterdir() if path.suffix == ".part")
    about = held.with_suffix(".part.json")
    if damage == "longer":
        held.write_bytes(BODY + BODY)
    elif damage == "gone":
        held.unlink()
    else:
        about.write_text("[1" if damage == "nonsense" else about.read_text().replace("/a.txt", "/b.txt"))
    assert fetcher.fetch(address, folder).status is Status.FETCHED
    assert shown(folder) == {"a.txt": BODY} and kept_files(folder) == []
    assert ranges(site) == [(None, None)] * 2


def test_the_rest_is_asked_only_where_the_beginning_came_from(make_client: MakeClient, site: Site, folder: Path) -> None:
    """Not where a redirect leads by then, and never on a private network."""
    address = site.on(
        "/a", reply(status=302, Location="/x.txt"), reply(status=302, Location="/y.txt"),
        reply(status=302, Location=f"http://localhost:{site.port}/x.txt"),
    )  # fmt: skip
    site.on("/x.txt", breaking(BODY, HALF, **TAG))
    site.on("/y.txt", breaking(OTHER, HALF, ETag='"y"'))
    fetcher = Fetcher(make_client(tries=1))
    assert [fetcher.fetch(address, folder).reason for _ in range(3)] == ["cut_off", "cut_off", "private"]
    assert ranges(site) == [(None, None)] * 5
    assert len(kept_files(folder)) == 2  # until the network is another


def test_rules_for_robots_hold_for_the_rest(make_client: MakeClient, site: Site, folder: Path) -> None:
    address = site.on("/a.txt", breaking(BODY, HALF, **TAG), rest(BODY, **TAG))
    Fetcher(make_client(tries=1)).fetch(address, folder)
    site.on("/robots.txt", reply(b"User-agent: *\nDisallow: /"))
    assert Fetcher(make_client(tries=1)).fetch(address, folder).reason == "robots"
    assert len(ranges(site)) == 1


def test_the_limit_of_size_is_that_of_the_whole(make_client: MakeClient, site: Site, folder: Path) -> None:
    address = site.on("/a.txt", breaking(BODY, HALF, **TAG), rest(BODY, **TAG))
    Fetcher(make_client(tries=1)).fetch(address, folder)
    outcome = Fetcher(make_client(tries=1, bytes=len(BODY) - 1)).fetch(address, folder)
    assert (outcome.reason, outcome.kept) == ("too_large", 0)
    assert kept_files(folder) == []


def test_a_rest_longer_than_it_says_is_not_taken(make_client: MakeClient, site: Site, folder: Path) -> None:
    def more(handler) -> None:  # type: ignore[no-untyped-def]
        handler.protocol_version = "HTTP/1.0"
        handler.send_response(206)
        handler.send_header("Content-Range", f"bytes {HALF}-{len(BODY) - 1}/{len(BODY)}")
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        handler.wfile.write(BODY[HALF:] + b"en nog wat")

    address = site.on("/a.txt", breaking(BODY, HALF, **TAG), more, reply(BODY, **TAG))
    fetcher = Fetcher(make_client(tries=1))
    for _ in range(2):
        fetcher.fetch(address, folder)
    assert shown(folder) == {"a.txt": BODY}


def test_what_a_killed_process_had_is_gone_on_with(fetcher: Fetcher, site: Site, folder: Path) -> None:
    address = site.on("/a.txt", reply(BODY * 20, **TAG), rest(BODY * 20, **TAG))
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from ingest.fetching import Fetcher; from ingest.fetching.client import Client\n"
        "def told(so_far, whole): so_far < 100_000 or os.kill(os.getpid(), signal.SIGKILL)\n"
        "Fetcher(Client(allow=frozenset({'127.0.0.1'})), told).fetch(sys.argv[1], Path(sys.argv[2]))\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, address, str(folder)], check=False)
    assert ended.returncode == -signal.SIGKILL and shown(folder) == {}

    assert fetcher.fetch(address, folder).status is Status.FETCHED
    assert shown(folder) == {"a.txt": BODY * 20} and kept_files(folder) == []
    asked = ranges(site)[1][0]
    assert asked and int(asked[6:-1]) >= 100_000


def test_two_at_once_do_not_write_in_one_file(fetcher: Fetcher, site: Site, folder: Path) -> None:
    address = site.on("/a.txt", breaking(BODY, HALF, **TAG), reply(BODY, **TAG))
    fetcher.fetch(address, folder)
    with KeptBody(folder, address) as held:
        assert len(held) == HALF
        assert fetcher.fetch(address, folder).status is Status.FETCHED
        assert len(kept_files(folder)) == 3
    assert shown(folder) == {"a.txt": BODY}


def test_a_disk_without_room_is_told_and_nothing_is_left(make_client: MakeClient, site: Site, folder: Path) -> None:
    resource = pytest.importorskip("resource")
    address = site.on("/a.txt", reply(BODY * 20, **TAG))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(FileUnusable):
            Fetcher(make_client(tries=1)).fetch(address, folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert kept_files(folder) == []


def test_a_document_larger_than_the_limit_is_not_begun(make_client: MakeClient, site: Site, folder: Path) -> None:
    address = site.on("/a.txt", reply(b"x", **TAG | {"Content_Length": str(Limits().bytes + 1)}))
    assert Fetcher(make_client()).fetch(address, folder).reason == "too_large"
    assert kept_files(folder) == []
