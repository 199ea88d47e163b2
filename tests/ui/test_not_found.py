"""Addresses of no page."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.not_found import KnownPages

HTML = {"accept": "text/html"}


def served(_: Request) -> PlainTextResponse:
    return PlainTextResponse("served")


@pytest.fixture
def client() -> TestClient:
    """A server with one page."""
    layers = [Middleware(KnownPages, known=lambda: {"zoeken"})]
    return TestClient(Starlette(routes=[Route("/{path:path}", served, methods=["GET", "POST"])], middleware=layers))


@pytest.mark.parametrize("path", ["/", "/zoeken", "/zoeken/", "/_stcore/health", "/favicon.svg", "/static/js/x"])
def test_pages_and_what_is_no_page_are_served(client: TestClient, path: str) -> None:
    assert client.get(path, headers=HTML).text == "served"


def test_what_a_program_asks_for_is_served(client: TestClient) -> None:
    assert client.get("/niets", headers={"accept": "application/json"}).text == "served"
    assert client.post("/niets", headers=HTML).text == "served"


@pytest.mark.parametrize(("asked", "language", "sentence"), [("", "nl", "bestaat niet"), ("?taal=en", "en", "does not exist")])
def test_an_address_of_no_page_says_so_and_leads_home(client: TestClient, asked: str, language: str, sentence: str) -> None:
    answer = client.get(f"/<b>niets{asked}", headers=HTML)

    assert answer.status_code == 404
    assert sentence in answer.text and f'<html lang="{language}">' in answer.text
    assert f'href="/?taal={language}"' in answer.text
    assert "<b>" not in answer.text
