"""Many requests of the HTTP API: ``python -m benchmarks.requests [--rate 200] [--seconds 60] [--servers 1]``.

Servers in processes of their own; questions and searches of the test set, half of each, sent at their time whether those before
were answered or not, over a hundred connections a server: while none is free a request is not sent, and counted. Every answer
has to be the one that the same server gave when nobody else asked. What a server refuses because it is too busy is counted
apart. ``PLANWIJZER_INDEX`` names the library.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.resident import held_mib
from retrieval.environment import read_settings
from retrieval.evaluation.testset import read_testset
from retrieval.settings import CORPUS
from tests.serving.servers import UNHURRIED, serving

_QUESTIONS, _CONNECTIONS, _TIMEOUT = 100, 100, 60.0
# What differs from answer to answer.
_OWN = ("timings_ms", "steps", "decisions")
_COLUMNS = ("servers", "wanted a second", "seconds", "requests", "answered a second", "p50, ms", "p95, ms", "p99, ms")
_COLUMNS += (
    "not sent",
    "too busy",
    "failed",
    "wrong",
    "cores of the servers",
    "cores of the client",
    "memory before, MiB",
    "memory after, MiB",
)


@dataclass(slots=True)
class Load:
    """What became of requests. ``seconds``: of those that were answered."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    took: float = 0.0


async def sent(client: httpx.AsyncClient, root: str, number: int, texts: Sequence[str]) -> httpx.Response:
    """Send a request: a question, or a search, by turns."""
    text = texts[number // 2 % len(texts)]
    if number % 2:
        return await client.get(f"{root}/v1/search", params={"q": text})
    return await client.post(f"{root}/v1/ask", json={"question": text})


def _body(response: httpx.Response) -> Any:
    told = json.loads(response.content)
    return {name: value for name, value in told.items() if name not in _OWN}


async def alone(root: str, texts: Sequence[str]) -> list[Any]:
    """The answers of a server to all requests there are, when nobody else asks."""
    async with httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False) as client:
        return [_body(await sent(client, root, number, texts)) for number in range(2 * len(texts))]


async def loaded(expected: Mapping[str, Sequence[Any]], texts: Sequence[str], rate: float, seconds: float) -> Load:
    """Send requests at a rate for so long, by turns to each server. ``expected``: its answers, by its address."""
    load, roots = Load(), list(expected)
    most, at_once = _CONNECTIONS * len(roots), 0
    many = httpx.Limits(max_connections=most)
    async with httpx.AsyncClient(timeout=_TIMEOUT, limits=many, trust_env=False) as client:
        began = time.perf_counter()

        async def one(number: int) -> None:
            nonlocal at_once
            due, root = began + number / rate, roots[number % len(roots)]
            await asyncio.sleep(due - time.perf_counter())
            if at_once >= most:
                load.counts["unsent"] += 1
                return
            at_once += 1
            try:
                response = await sent(client, root, number, texts)
            except httpx.HTTPError as error:
                load.counts["failed"] += 1
                load.counts[type(error).__name__] += 1
                return
            finally:
                at_once -= 1
            if response.status_code == httpx.codes.SERVICE_UNAVAILABLE:
                load.counts["busy"] += 1
            elif not response.is_success:
                load.counts["failed"] += 1
            else:
                load.seconds.append(time.perf_counter() - due)
                load.counts["wrong"] += _body(response) != expected[root][number % len(expected[root])]

        await asyncio.gather(*map(one, range(int(rate * seconds))))
        load.took = time.perf_counter() - began
    return load


def _processor_seconds(processes: Sequence[int]) -> float:
    """The time of the processor that processes took; 0 where the system does not tell."""
    used = 0
    for process in processes:
        path = Path(f"/proc/{process}/stat")
        if path.is_file():
            used += sum(map(int, path.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]))
    return used / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Print a row of a table; 1 when an answer was wrong or a request failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.requests", description=__doc__)
    parser.add_argument("--rate", type=float, default=200.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--servers", type=int, default=1)
    given = parser.parse_args()
    texts = [topic.text for topic in read_testset(CORPUS / "testset") if not topic.dialogue][:_QUESTIONS]
    index = read_settings(os.environ).index
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(index, "http", *UNHURRIED)) for _ in range(given.servers)]
        ids = [server.pid for server in servers]
        expected = {server.root: asyncio.run(alone(server.root, texts)) for server in servers}
        before, used, own = held_mib(os.getpid(), itself=False), _processor_seconds(ids), time.process_time()
        load = asyncio.run(loaded(expected, texts, given.rate, given.seconds))
        used, own = _processor_seconds(ids) - used, time.process_time() - own
        after = held_mib(os.getpid(), itself=False)
    marks = statistics.quantiles(load.seconds, n=100)
    times = [f"{marks[share - 1] * 1e3:,.0f}" for share in (50, 95, 99)]
    counts = (given.servers, f"{given.rate:g}", f"{load.took:.0f}", int(given.rate * given.seconds))
    faults = [load.counts[name] for name in ("unsent", "busy", "failed", "wrong")]
    cores = (f"{used / load.took:.2f}", f"{own / load.took:.2f}", f"{before:,.0f}", f"{after:,.0f}")
    cells = (*counts, f"{len(load.seconds) / load.took:.1f}", *times, *faults, *cores)
    print(load.counts, file=sys.stderr)
    print(f"| {' | '.join(_COLUMNS)} |\n|{' ---: |' * len(_COLUMNS)}\n| {' | '.join(map(str, cells))} |")
    return 1 if load.counts["failed"] or load.counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
