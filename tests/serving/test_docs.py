"""What docs/api.md says to type does what it says."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import sys
from pathlib import Path

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from retrieval.settings import Settings
from serving.__main__ import HTTP_PORT, MCP_PORT, main
from serving.guard import UNCOUNTED
from serving.limits import Limits
from serving.problems import STATUSES
from tests.serving.servers import ROOT, Server
from tests.serving.test_schema import SCHEMA

TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
HERE = f"http://127.0.0.1:{HTTP_PORT}"
CURL = re.findall(r"^curl (.*)$", TEXT.replace("\\\n", " "), re.MULTILINE)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def sent(words: str, root: str) -> httpx.Response:
    """What curl would get: as much of curl as the examples use."""
    parser = argparse.ArgumentParser(prog="curl")
    parser.add_argument("address")
    parser.add_argument("-s", action="store_true")
    parser.add_argument("-G", action="store_true")
    parser.add_argument("-H", action="append", default=[])
    parser.add_argument("-d", action="append", default=[])
    parser.add_argument("--data-urlencode", action="append", default=[])
    parser.add_argument("-o")
    given = parser.parse_args(shlex.split(words.replace("-sG", "-s -G")))
    assert given.address.startswith(HERE)
    headers = dict(header.split(": ", 1) for header in given.H)
    pairs = [tuple(word.split("=", 1)) for word in (*given.data_urlencode, *given.d)] if given.G else None
    with httpx.Client(timeout=120, trust_env=False) as client:
        address = given.address.replace(HERE, root)
        if given.d and not given.G:
            return client.post(address, content=given.d[0], headers=headers)
        return client.get(address, params=pairs, headers=headers) if pairs else client.get(address, headers=headers)


@pytest.mark.parametrize("words", CURL)
def test_an_example_is_answered(words: str, server: Server) -> None:
    response = sent(words, server.root)
    assert response.status_code == 200, response.text
    if response.headers["content-type"] == "application/json" and "/v1/" in words:
        told = response.json()
        assert told.get("citations") or told.get("hits") or told.get("plans") or told.get("text") or told["answer"]["citations"]


def test_the_conversation_goes_on(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("python")
    exec(code.replace(HERE, server.root), {})  # it is ours
    assert "Groningen" in capsys.readouterr().out


def test_an_assistant_starts_the_server_as_its_settings_say(shipped_library: Settings, tmp_path: Path) -> None:
    (text,) = blocks("json")
    own = json.loads(text)["mcpServers"]["planwijzer"]
    assert own["command"].endswith("/.venv/bin/python")
    there = own["env"] | {"PLANWIJZER_INDEX": str(shipped_library.index)}
    there = {name: value.replace("/pad/naar/planwijzer", str(ROOT)) for name, value in there.items()}

    async def talk() -> None:
        parameters = StdioServerParameters(command=sys.executable, args=own["args"], env=there, cwd=tmp_path)
        with open(os.devnull, "w") as log:
            async with Client(stdio_client(parameters, errlog=log)) as client:
                named = {tool.name for tool in (await client.list_tools()).tools}
                assert all(f"`{name}`" in TEXT for name in named)
                assert not (await client.call_tool("page", {"document": "samenvattingen-consortia", "page": 4})).is_error

    anyio.run(talk)


def test_the_page_names_every_address_refusal_option_and_bound(capsys: pytest.CaptureFixture[str]) -> None:
    whole = TEXT.replace("`, `.../", "/")
    paths = [re.sub(r"{(?:document|plan)}", "{id}", path).replace("{page}", "{n}") for path in SCHEMA["paths"]]
    assert all(path in whole for path in paths)
    assert all(path in TEXT for path in UNCOUNTED)
    assert all(f"`{error.key.partition('.')[2]}`" in TEXT and str(status) in TEXT for error, status in STATUSES.items())
    with pytest.raises(SystemExit):
        main(["http", "--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help", "--index", "--language"}
    assert all(f"`{option}" in TEXT for option in options)
    usual = Limits()
    assert all(f"{bound:,}" in TEXT for bound in (usual.address, usual.body)) and f"{usual.per_minute} requests" in TEXT
    assert f"{usual.waiting} more wait" in TEXT and f"`--seconds` ({usual.seconds}" in TEXT and str(MCP_PORT) in TEXT
