"""The MCP server as an assistant meets it: a real client, over standard input and output and over HTTP."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp_types import CallToolResult, TextContent

from retrieval.settings import Settings
from tests.serving.servers import ROOT, UNHURRIED, Server, environment, serving

TOOLS = {"ask", "search", "plans", "plan", "compare", "page"}
QUESTION = "welke consortia werken aan de energietransitie in Zuid-Holland?"
Talk = Callable[[Client], Awaitable[None]]
Meet = Callable[[Talk], None]


@pytest.fixture(scope="session")
def mcp_server(shipped_library: Settings) -> Iterator[Server]:
    """The MCP server over HTTP."""
    with serving(shipped_library.index, "mcp", "--http", *UNHURRIED) as server:
        yield server


@asynccontextmanager
async def over_stdio(settings: Settings) -> AsyncIterator[Client]:
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "serving", "mcp"], env=environment(settings.index), cwd=ROOT
    )
    with open(os.devnull, "w") as log:
        async with Client(stdio_client(parameters, errlog=log)) as client:
            yield client


@pytest.fixture(params=["stdio", "http"])
def meet(request: pytest.FixtureRequest, shipped_library: Settings) -> Meet:
    """Talk with the server, over either."""

    async def talk(says: Talk) -> None:
        if request.param == "stdio":
            async with over_stdio(shipped_library) as client:
                await says(client)
        else:
            async with Client(request.getfixturevalue("mcp_server").address) as client:
                await says(client)

    return lambda says: anyio.run(talk, says)


async def call(client: Client, tool: str, **arguments: Any) -> tuple[dict[str, Any], str]:
    """What a tool gives: as a value and in words."""
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult) and not result.is_error, result
    (said,) = result.content
    assert isinstance(said, TextContent) and result.structured_content is not None
    return result.structured_content, said.text


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult) and result.is_error and isinstance(result.content[0], TextContent)
    assert "Traceback" not in result.content[0].text
    return result.content[0].text


def test_every_tool_gives_what_the_api_gives(meet: Meet, client: httpx.Client) -> None:
    async def says(assistant: Client) -> None:
        tools = (await assistant.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS
        assert all(
            tool.description and tool.output_schema and tool.annotations.read_only_hint for tool in tools if tool.annotations
        )

        answer, words = await call(assistant, "ask", question=QUESTION)
        api = client.post("/v1/ask", json={"question": QUESTION}).json()
        assert {**answer, "timings_ms": 0} == {**api, "timings_ms": 0} and answer["citations"]
        assert all(f"“{own['quote']}”" in words and own["document"]["title"] in words for own in answer["citations"])

        follow, _ = await call(assistant, "ask", question="en in Groningen?", state=answer["state"])
        assert any(own["carried"] for own in follow["filters"])

        plans, words = await call(assistant, "plans", filters=["province=Groningen"], language="en")
        assert plans == client.get("/v1/plans?filter=province=Groningen&language=en").json()
        assert all(plan["id"] in words for plan in plans["plans"])

        ranking, _ = await call(assistant, "search", query="waterstof", limit=3)
        assert ranking["hits"] == client.get("/v1/search?q=waterstof&limit=3").json()["hits"]

        card, _ = await call(assistant, "plan", plan="scale")
        assert card["features"] == client.get("/v1/plans/scale").json()["features"]

        both, words = await call(assistant, "compare", plans=["scale", "new-waves"])
        assert [plan["id"] for plan in both["plans"]] == ["scale", "new-waves"] and both["answer"]["text"] in words

        own = answer["citations"][0]
        page, text = await call(assistant, "page", document=own["document"]["id"], page=own["page"])
        assert page["text"] == text and text[own["start"] : own["end"]] == own["quote"]

    meet(says)


def test_what_goes_wrong_is_told_with_a_sentence(meet: Meet) -> None:
    async def says(assistant: Client) -> None:
        assert "nergens" in await refused(assistant, "plan", plan="nergens")
        assert "province" in await refused(assistant, "ask", question="wat?", filters=["kleur=rood"])
        assert "state" in await refused(assistant, "ask", question="wat?", state="1.AAAA")
        assert "question" in await refused(assistant, "ask", question="x" * 3000)
        assert await refused(assistant, "compare", plans=["scale"])
        answer, _ = await call(assistant, "ask", question="wie is penvoerder van SCALE?")  # it goes on after all that
        assert answer["status"] == "answered"

    meet(says)


def test_a_page_of_a_stranger_can_not_ask(mcp_server: Server) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    with httpx.Client(trust_env=False) as client:
        for headers in ({"Origin": "https://elders.example"}, {"Host": "elders.example"}):
            response = client.post(mcp_server.address, json=message, headers=headers)
            assert (response.status_code, response.json()["code"]) == (403, "host_refused")
        large = client.post(mcp_server.address, content=b"x" * 70_000, headers={"Content-Type": "application/json"})
        assert large.status_code == 413
