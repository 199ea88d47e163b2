"""People sign in with a provider of OpenID Connect in a real browser: who may read, who may manage, and what is refused."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from playwright.sync_api import expect

from retrieval.settings import Settings
from tests.browser.axe import findings
from tests.browser.visits import Visit
from tests.oidc.provider import Provider, running, signed_by, token
from tests.oidc.serving import secrets_of, served
from ui.routes import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest.importorskip("authlib", reason="Authlib is not installed: pip install -e '.[test]'")

PEOPLE = {
    "anna": {"email": "anna@school.example", "groups": ["lezer", "bibliotheek"]},
    "bert": {"email": "bert@school.example", "groups": ["lezer"]},
}
SET = {
    "PLANWIJZER_SIGN_IN": "all",
    "PLANWIJZER_ROLE_CLAIM": "groups",
    "PLANWIJZER_MANAGE_ROLE": "bibliotheek",
    "PLANWIJZER_MANAGE_KEY": "dit-opent-hier-niets",
}
Claims = dict[str, Any]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running(PEOPLE) as provider:
        yield provider


@pytest.fixture(scope="module")
def address(provider: Provider, shipped_library: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that asks everybody to sign in."""
    folder = tmp_path_factory.mktemp("aanmelden")
    settings = {**SET, "PLANWIJZER_INDEX": str(shipped_library.index)}
    with served(folder, secrets_of(provider), settings) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str, provider: Provider) -> Iterator[Visit]:
    """A visitor whom nobody knows yet; the provider hands out good tokens again after him."""
    visit = Visit(browser, address)
    yield visit
    visit.close()
    provider.make = None
    assert provider.refused == []


def sign_in(visit: Visit, name: str) -> None:
    """Go to the provider and come back as somebody."""
    visit.page.get_by_role("button", name="Aanmelden").click()
    visit.page.get_by_role("link", name=name).click()
    visit.page.wait_for_url(f"{visit.address}/**")
    visit.settled()


def shut(visit: Visit) -> None:
    """See that there is nothing but the way to sign in."""
    expect(visit.page.get_by_role("heading", name="Aanmelden bij Planwijzer")).to_be_visible()
    assert visit.box.count() == 0 and visit.page.get_by_role("navigation").get_by_role("link").count() == 0


def test_who_reads_signs_in_reads_and_does_not_manage(visit: Visit) -> None:
    visit.open(v="Wat was het hoogste toegekende bedrag?")
    shut(visit)
    assert findings(visit) == []
    sign_in(visit, "bert")
    expect(visit.page.get_by_text("Aangemeld als bert@school.example")).to_be_visible()
    assert visit.ask().locator(".pw-quote").count() > 0
    assert visit.page.get_by_role("link", name="Beheer").count() == 0
    assert findings(visit) == []

    visit.open(Place.MANAGE)
    expect(visit.page.get_by_text("mag de bibliotheek niet beheren")).to_be_visible()
    assert visit.page.locator('input[type="file"], input[type="password"]').count() == 0

    visit.page.get_by_role("button", name="Afmelden").click()
    expect(visit.page.get_by_role("button", name="Aanmelden")).to_be_visible()
    visit.open()
    shut(visit)
    assert [cookie["name"] for cookie in visit.context.cookies() if cookie["name"].startswith("_streamlit_user")] == []


def test_a_librarian_manages_in_his_own_name(visit: Visit, tmp_path: Path) -> None:
    visit.open()
    sign_in(visit, "anna")
    visit.page.get_by_role("link", name="Beheer").click()
    (tmp_path / "leeg.pdf").write_bytes(b"geen pdf")
    visit.page.locator('input[type="file"]').set_input_files(tmp_path / "leeg.pdf")
    visit.page.get_by_role("button", name="Voeg toe aan de bibliotheek").click()
    expect(visit.page.get_by_text("is niet toegevoegd")).to_be_visible()
    rows = visit.page.locator("table").filter(has_text="Wanneer (UTC)").locator("tbody tr")
    expect(rows.first).to_contain_text("anna@school.example (id-anna)")
    expect(rows.first).to_contain_text("mislukt")
    assert findings(visit) == []


def forged(claims: Claims) -> str:
    """Signed with a key of somebody else."""
    return token(claims, signed_by(rsa.generate_private_key(public_exponent=65_537, key_size=2_048)))


def changed(provider: Provider, **other: Any) -> Callable[[Claims], str]:
    """Signed well, with something else in it."""
    return lambda claims: token({**claims, **other}, signed_by(provider.key))


WRONG: dict[str, Callable[[Provider], Callable[[Claims], str]]] = {
    "forged": lambda _: forged,
    "unsigned": lambda _: lambda claims: token(claims, lambda _: b"", alg="none"),
    "of another audience": partial(changed, aud="een-ander"),
    "of another audience, given to us": partial(changed, aud="een-ander", azp="planwijzer"),
    "of another provider": partial(changed, iss="http://127.0.0.1:1"),
    "expired": partial(changed, exp=int(time.time()) - 3_600, iat=int(time.time()) - 7_200),
    "of another sign-in": partial(changed, nonce="van een ander"),
    "of nobody": partial(changed, sub=""),
    "issued too long ago": partial(changed, iat=int(time.time()) - 13 * 3_600),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_token_that_is_wrong_signs_nobody_in(visit: Visit, provider: Provider, wrong: str) -> None:
    provider.make = WRONG[wrong](provider)
    visit.open()
    sign_in(visit, "anna")
    shut(visit)


def test_who_comes_back_in_vain_reads_so_and_can_try_again(visit: Visit, provider: Provider) -> None:
    provider.make = forged
    visit.open()
    sign_in(visit, "bert")
    expect(visit.page.get_by_text("Het aanmelden is niet gelukt")).to_be_visible()
    visit.choose_language("en")
    expect(visit.page.get_by_text("Signing in did not work")).to_be_visible()
    visit.choose_language("nl")
    provider.make = None
    sign_in(visit, "bert")
    expect(visit.page.get_by_text("Aangemeld als bert@school.example")).to_be_visible()


def test_a_cookie_of_ones_own_making_is_nobody(visit: Visit) -> None:
    visit.open()
    sign_in(visit, "bert")
    (cookie,) = (own for own in visit.context.cookies() if own["name"] == "_streamlit_user")
    value = cookie["value"].strip('"')
    place = len(value) // 3
    changed_value = value[:place] + ("A" if value[place] != "A" else "B") + value[place + 1 :]
    visit.context.clear_cookies(name="_streamlit_user")
    visit.context.add_cookies([{"name": "_streamlit_user", "value": changed_value, "url": visit.address}])
    visit.open()
    shut(visit)


def test_nobody_sends_files_without_the_role(visit: Visit) -> None:
    visit.open()
    sign_in(visit, "bert")
    told = visit.page.request.put(f"{visit.address}/_stcore/upload_file/een-sessie/een-bestand", data=b"x")
    assert told.status == 403


def serving(folder: Path, secrets: str, index: Path, **settings: str) -> AbstractContextManager[str]:
    return served(folder, secrets, {**SET, "PLANWIJZER_INDEX": str(index), **settings})


def test_a_provider_that_is_away_is_a_sentence(browser: Browser, shipped_library: Settings, tmp_path: Path) -> None:
    with running(PEOPLE) as gone:
        secrets = secrets_of(gone)
    only = {"PLANWIJZER_SIGN_IN": "beheer"}
    with serving(tmp_path, secrets, shipped_library.index, **only) as address:
        visit = Visit(browser, address)
        visit.open()
        visit.box.wait_for()  # who only reads needs no provider
        visit.open(Place.MANAGE)
        visit.page.get_by_role("button", name="Aanmelden").click()
        expect(visit.page.get_by_text("is niet bereikbaar")).to_be_visible()
        visit.page.get_by_role("link", name="Terug naar Planwijzer").click()
        visit.box.wait_for()
        visit.close()


def test_half_of_the_settings_is_a_sentence(
    browser: Browser, provider: Provider, shipped_library: Settings, tmp_path: Path
) -> None:
    with serving(tmp_path, secrets_of(provider, client_secret=""), shipped_library.index) as address:
        visit = Visit(browser, address)
        visit.open()
        expect(visit.page.get_by_text("ontbreekt client_secret")).to_be_visible()
        assert visit.page.get_by_role("button", name="Aanmelden").count() == 0 and visit.box.count() == 0
        visit.close()
