"""The server: headers that keep a page to itself, and a page that says its language."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.server import HEADERS, GuardedUploads, PageLanguage, SafeHeaders

HTML = {"accept": "text/html"}
PAGE = '<!DOCTYPE html><html lang="en"><body>é <html lang="en"></body></html>' + " " * 2_000


async def _page(_: Request) -> Response:
    return HTMLResponse(PAGE)


async def _data(_: Request) -> Response:
    return JSONResponse({"html": '<html lang="en">'})


async def _moved(_: Request) -> Response:
    return Response(status_code=304)


@pytest.fixture
def client() -> TestClient:
    """A server like Streamlit's: it compresses what may be compressed."""
    routes = [Route("/", _page), Route("/data", _data), Route("/same", _moved)]
    layers = [Middleware(SafeHeaders), Middleware(PageLanguage), Middleware(GZipMiddleware)]
    return TestClient(Starlette(routes=routes, middleware=layers), headers=HTML)


@pytest.mark.parametrize(
    ("asked", "language"),
    [("", "nl"), ("?taal=nl", "nl"), ("?taal=en", "en"), ("?taal=x%22%3E%3Cscript%3E", "nl"), ("?v=a&taal=en", "en")],
)
def test_the_page_is_in_the_language_of_its_address(client: TestClient, asked: str, language: str) -> None:
    told = client.get(f"/{asked}")

    assert told.text == PAGE.replace('<html lang="en"', f'<html lang="{language}"', 1)
    assert int(told.headers["content-length"]) == len(told.content)


def test_the_page_says_where_its_server_is_before_its_scripts_look_for_it() -> None:
    index = Path(streamlit.__file__).with_name("static") / "index.html"

    async def page(_: Request) -> Response:
        return HTMLResponse(index.read_text(encoding="utf-8"))

    layers = [Middleware(PageLanguage)]
    told = TestClient(Starlette(routes=[Route("/zoeken", page)], middleware=layers)).get("/zoeken", headers=HTML).text
    assert "<title>Planwijzer</title>" in told
    assert told.index("BACKEND_BASE_URL") < told.index('type="module"')


def test_what_is_no_page_is_left_as_it_is(client: TestClient) -> None:
    assert client.get("/data?taal=nl").json() == {"html": '<html lang="en">'}
    assert client.get("/same").status_code == 304


@pytest.mark.parametrize("path", ["/", "/data", "/same", "/nowhere"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    told = client.get(path).headers

    assert {name: told[name] for name in HEADERS} == HEADERS
    assert "img-src 'self' data: blob:" in told["content-security-policy"]
    assert "default-src 'self'" in told["content-security-policy"]
    assert "http" not in told["content-security-policy"]


@pytest.fixture
def uploads() -> tuple[TestClient, list[bytes]]:
    """A server that takes files from the session "in" alone, and what it took."""
    taken: list[bytes] = []

    async def take(request: Request) -> Response:
        taken.append(await request.body())
        return Response(status_code=204)

    paths = ("/_stcore/upload_file/{session}/{file}", "/base/_stcore/upload_file/{session}/{file}", "/other")
    routes = [Route(path, take, methods=["PUT", "DELETE"]) for path in paths]
    layers = [Middleware(GuardedUploads, may_upload=lambda session: session == "in")]
    return TestClient(Starlette(routes=routes, middleware=layers)), taken


@pytest.mark.parametrize("base", ["", "/base"])
def test_files_are_taken_from_who_may_send_them_alone(uploads: tuple[TestClient, list[bytes]], base: str) -> None:
    client, taken = uploads
    path = f"{base}/_stcore/upload_file"
    refused = [client.put(f"{path}/{session}", content=b"x").status_code for session in ("out/1", "/1", "out/in")]
    assert set(refused) == {403} and taken == []
    assert client.put(f"{path}/in/1", content=b"x").status_code == 204
    assert taken == [b"x"]


def test_what_is_no_file_is_not_refused(uploads: tuple[TestClient, list[bytes]]) -> None:
    client, _ = uploads
    assert client.put("/other").status_code == client.delete("/_stcore/upload_file/out/1").status_code == 204
