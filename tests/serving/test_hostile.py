"""Input that nobody sends by accident: every answer is an answer or a problem, and nothing of the server gets out."""

from __future__ import annotations

import base64
import json
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.model import AnswerForm, Filter, State
from retrieval.presenting import state_json
from retrieval.settings import Settings
from serving.contract import MOST_STATE
from serving.conversation import carried, resumed
from serving.errors import StateUnusable
from tests.serving.servers import Server

NASTY = (
    "\x00",
    "a\x00b",
    "‮⁦ gespiegeld",
    "'; DROP TABLE documents; --",
    '" OR ""="',
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} %s %n",
    "\U0001f468‍\U0001f469‍\U0001f467",
    "a" * 1999,
    "(" * 500,
    "AND OR NOT * ? ~ ^ : field:x",
    "é" * 300,
)


def problem_or_answer(response: httpx.Response, index: Path) -> None:
    assert response.status_code < 500, response.text
    assert "Traceback" not in response.text and str(index) not in response.text and "sqlite" not in response.text.lower()
    kind = response.headers["content-type"]
    assert kind == ("application/json" if response.is_success else "application/problem+json")
    assert response.headers["x-content-type-options"] == "nosniff" and "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_odd_words_are_words(text: str, client: httpx.Client, shipped_library: Settings) -> None:
    index = shipped_library.index
    name = quote(text[:200], safe="")
    problem_or_answer(client.post("/v1/ask", json={"question": text}), index)
    problem_or_answer(
        client.post("/v1/ask", json={"question": "waterstof", "state": text, "filters": [f"plan={text}"[:200]]}), index
    )
    for path in (
        f"/v1/search?q={name}",
        f"/v1/plans?filter=plan={name[:150]}",
        f"/v1/plans/{name}",
        f"/v1/compare?plan={name[:150]}&plan=scale",
        f"/v1/documents/{name}/pages/1",
        f"/v1/documents/{name}/pages/1/picture",
        f"/v1/documents/samenvattingen-consortia/pages/{name}",
    ):
        problem_or_answer(client.get(path), index)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"question": 1}',
        b'{"question": ["a"]}',
        b'{"question": "a", "vreemd": 1}',
        b'{"question": "\\ud800"}',
        b'{"question": "a", "state": "\\ud800"}',
        b"\xff\xfe{}",
        b'{"question": "a", "filters": "province=Groningen"}',
        b'{"question": "a", "question": "b", "filters": [[]]}',
        b"[" * 30_000,
        b'{"question": ' + b"9" * 5_000 + b"}",
        b'{"question": NaN}',
    ],
    ids=range(15),
)
def test_odd_bodies_are_refused(body: bytes, client: httpx.Client, shipped_library: Settings) -> None:
    response = client.post("/v1/ask", content=body, headers={"Content-Type": "application/json"})
    problem_or_answer(response, shipped_library.index)
    assert response.status_code in (400, 422)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-7"]
)
def test_another_kind_of_body_is_refused(kind: str, client: httpx.Client, shipped_library: Settings) -> None:
    response = client.post("/v1/ask", content=b"<question/>", headers={"Content-Type": kind})
    problem_or_answer(response, shipped_library.index)
    assert response.status_code == 422


def sent(server: Server, request: bytes) -> bytes:
    """The answer to some bytes, whatever they are."""
    address = urlsplit(server.root)
    with socket.create_connection((str(address.hostname), address.port or 0), timeout=60) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answered, suppress(ConnectionResetError):  # it had more to read
            return answered.read()
    return b""


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /v1/plans HTTP/1.1\r\n\r\n",
        b"GET /v1/plans HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 5_000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /v1/documents/../../etc/passwd/pages/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET http://elders.example/ HTTP/1.1\r\nHost: elders.example\r\nConnection: close\r\n\r\n",
        b"GET /v1/plans HTTP/1.1\r\nHost: elders.example\r\nConnection: close\r\n\r\n",
        b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n",
        b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nffffff\r\n"
        + b"x" * 70_000,
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
    ids=["no host", "long header", "long address", "dots", "proxy", "host", "negative", "huge", "chunks", "tls"],
)
def test_odd_bytes_are_refused_and_the_server_goes_on(request_: bytes, server: Server, client: httpx.Client) -> None:
    answer = sent(server, request_)
    assert not answer or answer.split(b" ")[1] in {b"400", b"403", b"404", b"413", b"414", b"422"}
    assert client.get("/health").status_code == 200


def state_of(value: Any) -> str:
    return "1." + base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


KNOWN = State("welke consortia?", AnswerForm.LIST, (Filter("province", "groningen", "Groningen"),), listed=("scale",))


def named(facet: str, value: str, _: str) -> Filter:
    return Filter(facet, value, "Groningen")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda some: st.lists(some) | st.dictionaries(st.text(), some)
    )
)
def test_a_state_that_no_answer_gave_is_refused(value: Any) -> None:
    for part in ("text", "form", "filters", "listed", "pending"):
        told = state_json(KNOWN) | {part: value}
        try:
            state = resumed(state_of(told), named)
        except StateUnusable:
            continue
        assert (
            isinstance(state.text, str)
            and isinstance(state.form, AnswerForm)
            and all(isinstance(name, str) for name in state.listed)
        )


@pytest.mark.parametrize(
    "value",
    ["", "1.", "2." + "A" * 8, "1.####", "1." + "A" * MOST_STATE, "1.bm9n", *map(state_of, ([], "x", None, {}))]
    + [state_of(state_json(KNOWN) | change) for change in (
        {"form": "gedicht"},
        {"filters": [{"facet": "kleur", "value": "rood", "label": "rood", "source_text": ""}]},
        {"filters": [{"facet": "province", "value": "groningen", "label": "Koop nu!", "source_text": ""}]},
        {"filters": [{"facet": "province", "value": "groningen", "label": "Groningen", "source_text": "", "article": "koop nu"}]},
        {"filters": [{"facet": "province", "value": "groningen", "label": "Groningen", "source_text": ""}] * 61},
        {"text": "x" * 4_001},
        {"text": "\ud800"},
        {"said": ["x" * 4_001]},
        {"earlier": [{"text": "x" * 4_001, "form": "list", "filters": []}]},
        {"earlier": [{"text": "welke?", "form": "list", "filters": [
            {"facet": "province", "value": "groningen", "label": "Koop nu!", "source_text": ""}
        ]}]},
    )],
)  # fmt: skip
def test_states_that_are_refused(value: str) -> None:
    with pytest.raises(StateUnusable):
        resumed(value, named)


def test_a_state_comes_back_as_it_was() -> None:
    value = carried(KNOWN)
    assert value is not None and resumed(value, named) == KNOWN
    assert carried(None) is None
    many = carried(State("alles", AnswerForm.LIST, listed=tuple(f"plan-{number:040}" for number in range(5_000))))
    assert many is not None and len(resumed(many, named).listed) == 200


@pytest.mark.parametrize(
    "change",
    [
        {"listed": ["nergens"] * 50, "focus": ["nergens"], "recent": ["weg"]},
        {"listed": [""] * 500},
        {"asked": "?", "said": []},
        {"text": ""},
    ],
    ids=["plans that are gone", "nameless plans", "nothing asked", "no text"],
)
def test_a_state_of_another_time_breaks_nothing(change: dict[str, Any], client: httpx.Client, shipped_library: Settings) -> None:
    state = state_of(state_json(KNOWN) | change)
    for question in ("de tweede", "en het budget?", "en in Groningen?", "vergelijk die twee", "waarom?"):
        problem_or_answer(client.post("/v1/ask", json={"question": question, "state": state}), shipped_library.index)
