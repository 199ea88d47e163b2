"""Who signed in: what is believed of a token, what is wrong with the settings, and who sees what."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from retrieval.auditing import read
from retrieval.settings import SignIn
from tests.ui.conftest import APP
from tests.ui.fakes import FakeEngine
from tests.ui.screen import inside, words
from ui import resources
from ui.identity import current, provider
from ui.identity.persons import Person, person_of
from ui.identity.provider import Trouble, trouble_of
from ui.identity.returning import SaidFailures
from ui.managing.gate import Entry, Gate
from ui.managing.librarian import Librarian
from ui.resources import Management

Visiting = Callable[..., AppTest]
CLIENT, NOW = "planwijzer", 1_800_000_000.0
ALL = SignIn("all", manage_role="beheer")
TOKEN: Mapping[str, Any] = {
    "is_logged_in": True,
    "iss": "https://id.example",
    "sub": "id-7",
    "aud": CLIENT,
    "iat": NOW - 60,
    "email": "anna@school.example",
    "roles": ["lezer", "beheer"],
}
AUTH = {
    "redirect_uri": "https://plannen.example/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": CLIENT,
    "client_secret": "geheim",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}


# --- what is believed of a token


def test_a_person_has_a_name_roles_and_an_end() -> None:
    assert person_of(TOKEN, CLIENT, ALL, NOW) == Person(
        "anna@school.example", "id-7", frozenset({"lezer", "beheer"}), NOW - 60 + 12 * 3_600
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"is_logged_in": False},
        {"is_logged_in": "true"},
        {"is_logged_in": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"aud": "ander"},
        {"aud": "ander", "azp": CLIENT},
        {"aud": ["ander", "nog een"]},
        {"aud": None},
        {"aud": {CLIENT: 1}},
        {"iat": None},
        {"iat": True},
        {"iat": "nu"},
        {"iat": NOW - 12 * 3_600},
        {"iat": NOW + 3_600},
        {"iat": float("nan")},
    ],
)
def test_a_token_that_is_not_for_us_or_not_of_now_is_nobody(wrong: dict[str, Any]) -> None:
    assert person_of({**TOKEN, **wrong}, CLIENT, ALL, NOW) is None


def test_without_a_client_nobody_is_anybody() -> None:
    assert person_of({**TOKEN, "aud": ""}, "", ALL, NOW) is None
    assert person_of({}, CLIENT, ALL, NOW) is None


def test_who_signed_in_is_out_again_after_so_many_hours() -> None:
    short = SignIn("all", hours=1)
    assert person_of(TOKEN, CLIENT, short, NOW - 60 + 3_599) and not person_of(TOKEN, CLIENT, short, NOW - 60 + 3_600)


@pytest.mark.parametrize(
    ("claim", "told", "may"),
    [
        ("roles", {"roles": ["beheer"]}, True),
        ("roles", {"roles": "beheer"}, True),
        ("groups", {"groups": ["x", "beheer"]}, True),
        ("realm_access.roles", {"realm_access": {"roles": ["beheer"]}}, True),
        ("https://x.example/roles", {"https://x.example/roles": ["beheer"]}, True),
        ("roles", {"roles": "beheerder"}, False),
        ("roles", {"roles": ["Beheer", 7, None, ["beheer"]]}, False),
        ("roles", {"roles": {"beheer": True}}, False),
        ("roles", {"groups": ["beheer"], "roles": []}, False),
        ("realm_access.roles", {"realm_access": "beheer"}, False),
        ("roles", {"roles": None}, False),
    ],
)
def test_a_role_is_the_value_of_a_claim(claim: str, told: dict[str, Any], may: bool) -> None:
    sign_in = SignIn("all", claim, "beheer")
    person = person_of({**TOKEN, "roles": None, **told}, CLIENT, sign_in, NOW)
    assert person is not None and person.may_manage(sign_in) is may


def test_without_a_role_that_manages_nobody_does() -> None:
    person = Person("a", "a", frozenset({""}), NOW)
    assert not person.may_manage(SignIn("all"))


@pytest.mark.parametrize(
    ("told", "name", "named"),
    [
        ({}, "anna@school.example", "anna@school.example (id-7)"),
        ({"email": "", "preferred_username": "anna"}, "anna", "anna (id-7)"),
        ({"email": None}, "id-7", "id-7"),
        ({"email": "a\n\u202eb" + "x" * 300}, "a\n\u202eb" + "x" * 300, "a  b" + "x" * 196),
    ],
)
def test_the_audit_log_gets_a_name_of_one_line(told: dict[str, Any], name: str, named: str) -> None:
    person = person_of({**TOKEN, **told}, CLIENT, ALL, NOW)
    assert person is not None and (person.name, person.named) == (name, named)


# --- what is wrong with the settings


@pytest.mark.parametrize(
    ("auth", "trouble"),
    [
        (AUTH, None),
        ({}, Trouble("secrets")),
        ({**AUTH, "client_secret": ""}, Trouble("lacking", ("client_secret",))),
        ({"redirect_uri": 7}, Trouble("lacking", tuple(AUTH))),
        ({**AUTH, "cookie_secret": "kort"}, Trouble("short", ("cookie_secret",))),
        ({**AUTH, "server_metadata_url": "id.example"}, Trouble("address", ("server_metadata_url",))),
        ({**AUTH, "redirect_uri": "https://[/oauth2callback"}, Trouble("address", ("redirect_uri",))),
        ({**AUTH, "redirect_uri": "https://plannen.example/"}, Trouble("callback", ("redirect_uri",))),
        ({**AUTH, "redirect_uri": "http://127.0.0.1:{port}/oauth2callback"}, None),
    ],
)
@pytest.mark.usefixtures("with_authlib")
def test_settings_that_will_not_do_are_named(auth: dict[str, Any], trouble: Trouble | None) -> None:
    assert trouble_of(auth) == trouble


@pytest.fixture
def with_authlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "version", lambda _: "1.9.9")


@pytest.mark.parametrize("found", ["1.3.1", "0.15", "1.3", None])
def test_without_authlib_or_with_an_old_one_that_is_told(monkeypatch: pytest.MonkeyPatch, found: str | None) -> None:
    def version(_: str) -> str:
        if found is None:
            raise provider.PackageNotFoundError
        return found

    monkeypatch.setattr(provider, "version", version)
    assert trouble_of(AUTH) == Trouble("authlib")


def test_the_library_that_is_pinned_is_new_enough() -> None:
    pinned = (APP.parent / "pyproject.toml").read_text(encoding="utf-8").partition("authlib==")[2].partition('"')[0]
    assert tuple(map(int, pinned.split("."))) >= provider._LEAST_AUTHLIB


# --- the gate without a password


def test_no_password_opens_a_gate_that_has_none() -> None:
    gate = Gate("", lambda: 0.0)
    assert gate.enter("") is Entry.WRONG and gate.enter("x") is Entry.WRONG


def test_who_is_let_in_for_so_long_is_out_after_that() -> None:
    now = [0.0]
    gate = Gate("", lambda: now[0])
    gate.let_in("a", 60)
    gate.let_in("b", -1)
    assert gate.is_in("a") and not gate.is_in("b")
    now[0] = 60
    assert not gate.is_in("a")


# --- coming back


@pytest.fixture
def client() -> TestClient:
    """A server that answers as Streamlit does to ``?how=``."""

    async def login(request: Request) -> Response:
        if request.query_params.get("how") == "away":
            return PlainTextResponse("Authentication error", status_code=400)
        return RedirectResponse("https://id.example/authorize", status_code=302)

    async def callback(request: Request) -> Response:
        response = RedirectResponse("/", status_code=302)
        if request.query_params.get("how") == "in":
            response.set_cookie("_streamlit_user", "iemand")
        else:
            response.delete_cookie("_streamlit_user")
        return response

    routes = [Route("/auth/login", login), Route("/oauth2callback", callback), Route("/basis/oauth2callback", callback)]
    app = Starlette(routes=routes, middleware=[Middleware(SaidFailures)])
    return TestClient(app, follow_redirects=False)


def test_a_provider_that_is_away_is_told_in_both_languages(client: TestClient) -> None:
    told = client.get("/auth/login?how=away")
    assert told.status_code == 502 and "Authentication error" not in told.text
    assert "is niet bereikbaar" in told.text and "can&#x27;t be reached" in told.text
    assert client.get("/auth/login").headers["location"] == "https://id.example/authorize"


@pytest.mark.parametrize("base", ["", "/basis"])
def test_who_comes_back_without_being_signed_in_is_told(client: TestClient, base: str) -> None:
    back = {how: client.get(f"{base}/oauth2callback?{how}").headers["location"] for how in ("how=in&code=1", "code=1", "error=x")}
    assert back == {"how=in&code=1": "/", "code=1": "/?aanmelden=mislukt", "error=x": "/?aanmelden=mislukt"}
    assert client.get(f"{base}/oauth2callback").headers["location"] == "/"  # after signing out


# --- in the application


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def management(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Management:
    """A library that a role opens, behind sign-in for all."""
    index = tmp_path / "index"
    made = Management(index, Librarian(index, Path("/corpus/x.csv"), os.environ), Gate("", time.monotonic), sign_in=ALL)
    monkeypatch.setattr(resources, "open_management", lambda: made)
    monkeypatch.setenv("PLANWIJZER_SIGN_IN", "all")
    monkeypatch.setenv("PLANWIJZER_MANAGE_ROLE", "beheer")
    return made


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, engine: FakeEngine, management: Management, with_authlib: None) -> Visiting:  # noqa: ARG001
    """Visit the application, or a page of it, with what a cookie tells."""

    def visit(told: Mapping[str, Any], place: str = "", **params: str) -> AppTest:
        monkeypatch.setattr(current, "claims", lambda: {"iat": time.time(), **told})
        monkeypatch.setattr(current, "auth", lambda: AUTH)
        app = AppTest.from_file(str(APP), default_timeout=20)
        for name, value in params.items():
            app.query_params[name] = value
        app.run()
        if place:
            app._page_hash = app.session_state["pages"][place]._script_hash
            app.run()
        return app

    return visit


LIBRARIAN = {name: value for name, value in TOKEN.items() if name != "iat"}
READER = {**LIBRARIAN, "email": "bert@school.example", "sub": "id-8", "roles": ["lezer"]}


@pytest.mark.parametrize("told", [{}, {"email": "test@example.com"}, {**LIBRARIAN, "iat": 5}, {**LIBRARIAN, "aud": "ander"}])
def test_who_is_nobody_reads_nothing(visit: Visiting, engine: FakeEngine, told: dict[str, Any]) -> None:
    app = visit(told, v="Welke consortia in Zuid-Holland?")
    assert inside(app, "h1") == ["Aanmelden bij Planwijzer"]
    assert [button.key for button in app.button] == ["sign-in-person"]
    assert not app.chat_input and not engine.asked and "pages" not in app.session_state


def test_who_signed_in_reads_and_is_not_offered_what_he_may_not_do(visit: Visiting) -> None:
    app = visit(READER)
    assert app.chat_input and "Aangemeld als bert@school.example" in words(app)
    assert app.session_state["pages"]["beheer"].visibility == "hidden"
    app = visit(READER, "beheer")
    assert "mag de bibliotheek niet beheren" in app.error[0].value
    assert not app.get("file_uploader") and not app.text_input
    assert not resources.may_upload("test session id")


def test_who_has_the_role_manages_in_his_own_name_until_the_role_is_gone(
    visit: Visiting, monkeypatch: pytest.MonkeyPatch, management: Management
) -> None:
    app = visit(LIBRARIAN, "beheer")
    assert app.get("file_uploader") and resources.may_upload("test session id")
    management.librarian.shelf.put("zon.md", b"# Zon")
    app.run()
    app.button(key="remove-zon.md").click().run()
    assert {entry.who for entry in read(management.index).entries} == {"anna@school.example (id-7)"}

    monkeypatch.setattr(current, "claims", lambda: {"iat": time.time(), **READER})
    app.run()
    assert not app.get("file_uploader") and not resources.may_upload("test session id")


def test_files_are_no_longer_taken_when_the_time_is_over(
    visit: Visiting, monkeypatch: pytest.MonkeyPatch, management: Management
) -> None:
    visit({**LIBRARIAN, "iat": time.time() - 12 * 3_600 + 300}, "beheer")
    assert resources.may_upload("test session id")
    later = time.monotonic() + 301
    monkeypatch.setattr(management.gate, "_clock", lambda: later)
    assert not resources.may_upload("test session id")


def test_where_only_managing_asks_for_it_everybody_reads(visit: Visiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANWIJZER_SIGN_IN", "beheer")
    app = visit({})
    assert app.chat_input and app.session_state["pages"]["beheer"].visibility == "visible"
    app = visit({}, "beheer")
    assert [button.key for button in app.button] == ["sign-in-person"] and not app.text_input


def test_the_password_opens_nothing_where_people_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANWIJZER_MANAGE_KEY", "geheim-genoeg-123")
    monkeypatch.setenv("PLANWIJZER_SIGN_IN", "all")
    assert resources.open_management() is None
    monkeypatch.setenv("PLANWIJZER_MANAGE_ROLE", "beheer")
    made = resources.open_management()
    assert made is not None and made.gate.enter("geheim-genoeg-123") is Entry.WRONG


def test_who_came_back_in_vain_is_told(visit: Visiting) -> None:
    app = visit({}, aanmelden="mislukt", taal="en")
    assert "Signing in did not work" in app.error[0].value


@pytest.mark.parametrize(("auth", "said"), [({}, "staat geen deel"), ({**AUTH, "client_id": ""}, "client&#95;id")])
@pytest.mark.usefixtures("engine", "management", "with_authlib")
def test_half_of_the_settings_is_a_sentence(monkeypatch: pytest.MonkeyPatch, auth: dict[str, str], said: str) -> None:
    monkeypatch.setattr(current, "claims", dict)
    monkeypatch.setattr(current, "auth", lambda: auth)
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    assert said in app.error[0].value.replace("&#91;", "[").replace("&#93;", "]") and not app.button and not app.exception


def test_without_secrets_there_are_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither where there is no file, nor where it can't be read as TOML."""
    from streamlit.runtime.secrets import Secrets

    for text in (None, "[auth\n"):
        path = tmp_path / "secrets.toml"
        if text:
            path.write_text(text)
        monkeypatch.setattr(st, "secrets", Secrets())
        monkeypatch.setattr("streamlit.config.get_option", lambda _, path=path: [str(path)])
        assert current.auth() == {}
