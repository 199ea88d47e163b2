"""Asking a website that misbehaves: nothing private is reached, nothing lasts for ever, nothing fills the memory."""

from __future__ import annotations

import datetime
import gzip
import ssl
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import Unfetched
from ingest.fetching.client import Client
from tests.ingest.fetching.conftest import MakeClient
from tests.ingest.fetching.site import Answer, Site, endless, open_site, reply, start

MOST = 100_000
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def refusal(client: Client, address: str) -> str:
    """Why an address is not fetched."""
    with pytest.raises(Unfetched) as caught:
        client.get(address, MOST)
    return caught.value.reason


# --- where to


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://127.0.0.1/a", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///a", "127.0.0.1", ""),
        *("http://jan@127.0.0.1/", "http://jan:geheim@127.0.0.1/", "http://127.0.0.1:poort/", "http://[::1/", "http://a\nb/"),
    ],
)
def test_what_is_no_address_of_the_web(make_client: MakeClient, address: str) -> None:
    assert refusal(make_client(), address) == "address"


@given(st.text())
def test_any_text_is_a_usable_address_or_is_refused(text: str) -> None:
    def nowhere(_: str) -> list[str]:
        return []

    for address in (text, f"http://{text}", f"https://x.nl:{text}/", f"//{text}"):
        with pytest.raises(Unfetched):
            Client(resolve=nowhere, tls=NO_CERTIFICATES).get(address, MOST)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "LOCALHOST", "2130706433", "0x7f000001", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_computer_is_refused_however_it_is_written(make_client: MakeClient, site: Site, host: str) -> None:
    assert refusal(make_client(allow=frozenset()), site.address("/", host)) in ("private", "no_host")
    assert site.asked == []


@pytest.mark.parametrize(
    "target", ["http://localhost:{port}/b", "//localhost:{port}/b", "http://169.254.169.254/latest/meta-data"]
)
def test_a_redirect_to_a_private_address_is_refused(make_client: MakeClient, site: Site, target: str) -> None:
    address = site.on("/a", reply(status=302, Location=target.format(port=site.port)))
    assert refusal(make_client(), address) == "private"
    assert site.paths() == ["/a"]


def test_a_redirect_to_another_kind_of_address_is_refused(make_client: MakeClient, site: Site) -> None:
    assert refusal(make_client(), site.on("/a", reply(status=301, Location="file:///etc/passwd"))) == "address"


def test_redirects_are_followed_five_times_and_no_more(make_client: MakeClient, site: Site) -> None:
    for number in range(6):
        site.on(f"/{number}", reply(status=307, Location=f"{number + 1}"))
    site.on("/6", reply(b"plan"))
    seen: list[str] = []
    received = make_client().get(site.address("/1#deel"), MOST, before=seen.append)

    assert (received.body, received.address) == (b"plan", site.address("/6"))
    assert seen == [site.address(f"/{number}") for number in range(1, 7)]
    assert refusal(make_client(), site.address("/0")) == "redirects"


def test_the_checked_address_is_asked_in_the_name_of_the_host(make_client: MakeClient, site: Site) -> None:
    looked_up: list[str] = []

    def rebinding(host: str) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["127.0.0.2"]

    site.on("/a", reply(b"plan"))
    client = make_client(frozenset({"plan.example"}), resolve=rebinding)
    for _ in range(2):
        assert client.get(site.address("/a", "Plan.Example"), MOST).body == b"plan"
    assert looked_up == ["plan.example"]
    assert {headers["Host"] for _, headers in site.asked} == {f"plan.example:{site.port}"}


def test_the_next_address_is_tried_where_no_connection_is_made(make_client: MakeClient, site: Site) -> None:
    site.on("/a", reply(b"plan"))
    client = make_client(frozenset({"plan.example"}), resolve=lambda _: ["::1", "127.0.0.1"])
    assert client.get(site.address("/a", "plan.example"), MOST).body == b"plan"


def test_proxies_of_the_environment_are_not_used(make_client: MakeClient, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert make_client().get(site.on("/a", reply(b"plan")), MOST).body == b"plan"


def test_no_cookie_is_kept_and_who_asks_says_so(make_client: MakeClient, site: Site) -> None:
    site.on("/a", reply(status=302, Location="/b", Set_Cookie="x=1"))
    site.on("/b", reply(b"plan"))
    make_client().get(site.address("/a"), MOST)
    assert all("Cookie" not in headers and headers["User-Agent"].startswith("Planwijzer/") for _, headers in site.asked)


# --- certificates


def authority(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """(for the server, for who trusts it): a certificate for one name."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now - datetime.timedelta(days=1))
    builder = builder.not_valid_after(now + datetime.timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    certificate = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(
        key, hashes.SHA256()
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    plain = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, plain, serialization.NoEncryption())
    path = folder / "site.pem"
    path.write_bytes(private + public)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cadata=public.decode())


def test_a_certificate_must_be_of_the_name_that_was_asked(make_client: MakeClient, tmp_path: Path) -> None:
    server, tls = authority(tmp_path, "plan.example")
    with open_site(server) as site:
        site.on("/a", reply(b"plan"))
        client = make_client(frozenset({"plan.example", "vals.example"}), resolve=lambda _: ["127.0.0.1"], tls=tls)
        assert client.get(site.address("/a", "plan.example", "https"), MOST).body == b"plan"
        assert refusal(client, site.address("/a", "vals.example", "https")) == "unreachable"
        assert len(site.asked) == 1


# --- how much


def test_a_body_without_an_end_is_left(make_client: MakeClient, site: Site) -> None:
    assert refusal(make_client(), site.on("/a", endless)) == "too_large"


def test_a_body_that_says_that_it_is_too_large_is_not_read(make_client: MakeClient, site: Site) -> None:
    address = site.on("/a", lambda handler: start(handler, 200, {"Content-Length": str(MOST + 1)}))
    assert refusal(make_client(), address) == "too_large"


def test_what_is_unpacked_counts(make_client: MakeClient, site: Site) -> None:
    small = gzip.compress(b"plan" * 1000)
    assert len(make_client().get(site.on("/a", reply(small, Content_Encoding="gzip")), MOST).body) == 4000

    bomb = gzip.compress(b"0" * 5_000_000)
    assert len(bomb) < MOST
    assert refusal(make_client(), site.on("/b", reply(bomb, Content_Encoding="gzip"))) == "too_large"
    twice = gzip.compress(gzip.compress(b"0" * 5_000_000))
    assert refusal(make_client(), site.on("/c", reply(twice, Content_Encoding="gzip, gzip"))) == "type"
    assert refusal(make_client(), site.on("/d", reply(b"geen", Content_Encoding="gzip"))) == "cut_off"


def test_a_body_shorter_than_it_says_is_not_taken(make_client: MakeClient, site: Site) -> None:
    assert refusal(make_client(), site.on("/a", reply(b"plan", Content_Length="40"))) == "cut_off"
    assert len(site.asked) == 3


# --- how long


def test_a_server_that_says_nothing_is_left(make_client: MakeClient, site: Site) -> None:
    address = site.on("/a", lambda _: site.over.wait() and None)
    assert refusal(make_client(read=0.05), address) == "too_slow"
    assert len(site.asked) == 3


def dripping(site: Site, before: bytes) -> Answer:
    """An answer that comes a byte at a time."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(before)
        while not site.over.wait(0.005):
            handler.wfile.write(b"x")

    return answer


@pytest.mark.parametrize("before", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"])
def test_a_server_that_says_a_little_for_ever_is_left(make_client: MakeClient, site: Site, before: bytes) -> None:
    assert refusal(make_client(total=0.2, tries=1), site.on("/a", dripping(site, before))) == "too_slow"


# --- trying again


def test_a_busy_server_is_asked_again_when_it_says(make_client: MakeClient, site: Site, slept: list[float]) -> None:
    address = site.on("/a", reply(status=429, Retry_After="7"), reply(b"plan"))
    assert make_client().get(address, MOST).body == b"plan"
    assert slept == [7.0]


def test_a_server_that_wants_to_be_left_alone_for_long_is(make_client: MakeClient, site: Site, slept: list[float]) -> None:
    assert refusal(make_client(), site.on("/a", reply(status=429, Retry_After="3600"))) == "busy"
    assert (len(site.asked), slept) == (1, [])


def test_a_broken_server_is_asked_three_times_ever_later(make_client: MakeClient, site: Site, slept: list[float]) -> None:
    assert refusal(make_client(), site.on("/a", reply(status=503))) == "broken"
    assert (len(site.asked), slept) == (3, [1.0, 2.0])


def test_no_try_begins_after_the_time_for_all_of_them(make_client: MakeClient, site: Site, slept: list[float]) -> None:
    assert refusal(make_client(total=2.5), site.on("/a", reply(status=503))) == "broken"
    assert (len(site.asked), slept) == (2, [1.0])


def test_what_is_not_there_is_not_asked_again(make_client: MakeClient, site: Site) -> None:
    assert make_client().get(site.address("/weg"), MOST).status == 404
    assert len(site.asked) == 1


def test_a_host_is_left_in_peace_between_requests(make_client: MakeClient, site: Site, slept: list[float]) -> None:
    client = make_client(between=4.0)
    for path in ("/a", "/b"):
        client.get(site.on(path, reply(b"plan")), MOST)
    assert slept == [4.0]


def test_nobody_listens(make_client: MakeClient) -> None:
    with open_site() as site:
        address = site.address("/a")
    assert refusal(make_client(), address) == "unreachable"
