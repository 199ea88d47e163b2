"""The server: headers that keep a page to itself, and a page that says its language."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.server import HEADERS, PageLanguage, SafeHeaders

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
    return TestClient(Starlette(routes=routes, middleware=layers), headers={"accept": "text/html"})


@pytest.mark.parametrize(
    ("asked", "language"),
    [("", "nl"), ("?taal=nl", "nl"), ("?taal=en", "en"), ("?taal=x%22%3E%3Cscript%3E", "nl"), ("?v=a&taal=en", "en")],
)
def test_the_page_is_in_the_language_of_its_address(client: TestClient, asked: str, language: str) -> None:
    told = client.get(f"/{asked}")

    assert told.text == PAGE.replace('<html lang="en"', f'<html lang="{language}"', 1)
    assert int(told.headers["content-length"]) == len(told.content)


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
