"""How often, how much at once and how long: what a client may ask, and what happens over that."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from retrieval.settings import Settings
from serving.errors import Busy, TooSlow
from serving.guard import HEADERS, Guard
from serving.limits import ClientRates, Limits
from serving.running import names_of
from serving.workers import Workers
from tests.fakes import Clock
from tests.serving.servers import Server, serving

FEW = Limits(address=60, body=10, per_minute=2, at_once=1, waiting=1, seconds=60)


def test_a_bucket_is_filled_again_evenly_and_each_client_has_its_own() -> None:
    clock = Clock()
    rates = ClientRates(2, clock)
    assert [rates.take("1.2.3.4"), rates.take("1.2.3.4"), rates.take("1.2.3.5")] == [0, 0, 0]
    assert rates.take("1.2.3.4") == 30
    clock.now += 29
    assert rates.take("1.2.3.4") == 1
    clock.now += 1
    assert rates.take("1.2.3.4") == 0 and rates.take("1.2.3.4") == 30
    clock.now += 1e9  # never more than the bucket holds
    assert [rates.take("1.2.3.4") for _ in range(3)] == [0, 0, 30]


def test_who_has_a_network_of_ipv6_has_one_bucket() -> None:
    rates = ClientRates(1, Clock())
    assert rates.take("2001:db8::1") == 0 and rates.take("2001:db8::2%eth0") > 0 and rates.take("2001:db8:0:1::1") == 0
    assert rates.take("testclient") == 0 and rates.take("testclient") > 0


def test_many_clients_take_no_more_memory() -> None:
    rates = ClientRates(1, Clock())
    for number in range(12_000):
        rates.take(f"10.0.{number >> 8}.{number & 255}")
    assert len(rates._left) == 10_000
    assert rates.take("10.0.46.223") > 0  # the latest are remembered


def test_no_more_is_worked_on_than_there_are_threads_and_no_more_waits_than_there_is_room() -> None:
    begun, go = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert go.wait(60)
        return "klaar"

    async def many(workers: Workers) -> None:
        first = asyncio.create_task(workers.run(slow))
        await asyncio.to_thread(begun.wait, 60)
        second = asyncio.create_task(workers.run(lambda: "ook"))
        await asyncio.sleep(0)  # it takes its place in the queue
        with pytest.raises(Busy):
            await workers.run(lambda: "te veel")
        go.set()
        assert [await first, await second] == ["klaar", "ook"]
        assert await workers.run(lambda: "weer plaats") == "weer plaats"

    with Workers(FEW) as workers:
        asyncio.run(many(workers))


def test_who_waits_too_long_is_told_and_what_goes_on_keeps_its_thread() -> None:
    go = threading.Event()

    async def late(workers: Workers) -> None:
        with pytest.raises(TooSlow):
            await workers.run(lambda: go.wait(60))
        # The thread is not free yet: this one waits in vain, too, and is never begun.
        begun = threading.Event()
        with pytest.raises(TooSlow):
            await workers.run(begun.set)
        go.set()
        assert await workers.run(lambda: "weer plaats") == "weer plaats"
        assert not begun.is_set()

    with Workers(replace(FEW, seconds=1)) as workers:
        asyncio.run(late(workers))


def test_what_an_engine_raises_comes_out() -> None:
    def broken() -> None:
        raise TimeoutError("van de bibliotheek")

    with Workers(FEW) as workers, pytest.raises(TimeoutError, match="van de bibliotheek"):
        asyncio.run(workers.run(broken))


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that gives back what it was sent."""
    message = await receive()
    await PlainTextResponse(message["body"])(scope, receive, send)


def asked(guard: ASGIApp, *requests: httpx.Request) -> list[httpx.Response]:
    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(guard)) as client:
            return [await client.send(request) for request in requests]

    return asyncio.run(ask())


def test_the_guard_lets_through_what_is_within_its_limits_and_refuses_the_rest() -> None:
    seen: list[tuple[int, str]] = []
    guard = Guard(echo, FEW, {"pw"}, lambda _, status, __, refused: seen.append((status, refused)))
    good, large, long = asked(
        guard,
        httpx.Request("POST", "http://pw/", content=b"tien bytes"),
        httpx.Request("POST", "http://pw/", content=b"elf bytes.."),
        httpx.Request("GET", f"http://pw/?q={'x' * 60}"),
    )
    assert good.text == "tien bytes" and all(good.headers[name] == value for name, value in HEADERS.items())
    assert (large.status_code, large.json()["code"]) == (413, "body_too_large")
    assert (long.status_code, long.json()["code"]) == (414, "address_too_long")
    assert seen == [(200, ""), (413, "body_too_large"), (414, "address_too_long")]
    assert all(response.headers["x-content-type-options"] == "nosniff" for response in (large, long))


def test_the_guard_counts_by_client_but_not_who_watches() -> None:
    requests = [httpx.Request("GET", "http://pw/health") for _ in range(5)] + [
        httpx.Request("GET", "http://pw/") for _ in range(3)
    ]
    responses = asked(Guard(echo, FEW, None), *requests)
    assert [response.status_code for response in responses] == [200] * 7 + [429]
    assert int(responses[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize(
    "headers", [{"Host": "elders.example"}, {"Host": ""}, {"Host": "[::"}, {"Origin": "null"}, {"Origin": "http://pw.example"}]
)
def test_the_guard_answers_under_its_own_names_alone(headers: dict[str, str]) -> None:
    refused, good = asked(
        Guard(echo, FEW, {"pw"}),
        httpx.Request("GET", "http://pw/", headers=headers),
        httpx.Request("GET", "http://PW:8502/", headers={"Origin": "http://pw:8502"}),
    )
    assert (refused.status_code, refused.json()["code"], good.status_code) == (403, "host_refused", 200)


def test_a_server_on_this_computer_has_its_names_and_another_those_it_is_given() -> None:
    assert names_of("127.0.0.1", []) == {"127.0.0.1", "localhost", "::1"}
    assert names_of("127.0.0.1", ["Plannen.example"]) == {"127.0.0.1", "localhost", "::1", "plannen.example"}
    assert names_of("0.0.0.0", []) is None
    assert names_of("0.0.0.0", ["plannen.example"]) == {"plannen.example"}


@pytest.fixture(scope="module")
def hurried(shipped_library: Settings) -> Iterator[Server]:
    """A server that allows little."""
    with serving(shipped_library.index, "http", "--rate", "3", "--seconds", "1") as server:
        yield server


def test_a_server_tells_a_client_that_asks_too_often_when_to_come_back(hurried: Server) -> None:
    with httpx.Client(base_url=hurried.root, trust_env=False) as client:
        responses = [client.get("/v1/plans?filter=kind=consortium", headers={"Accept-Language": "en"}) for _ in range(4)]
        assert [response.status_code for response in responses] == [200, 200, 200, 429]
        assert "Wait" in responses[3].json()["detail"] and int(responses[3].headers["retry-after"]) <= 20
        assert 'planwijzer_refused_total{reason="rate_exceeded"} 1.0' in client.get("/metrics").text


def test_a_client_that_sends_its_body_too_slowly_is_let_go(hurried: Server) -> None:
    address = urlsplit(hurried.root)
    with socket.create_connection((str(address.hostname), address.port or 0), timeout=60) as connection:
        connection.sendall(b"POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{")
        answered = connection.makefile("rb")
        with answered:
            assert b" 504 " in answered.readline()
