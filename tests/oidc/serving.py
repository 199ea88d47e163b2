"""The application beside a provider, as an administrator sets it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks import serving
from tests.oidc.provider import CLIENT, SECRET, Provider

COOKIE_SECRET = "een-willekeurig-geheim-van-veertig-tekens"


def secrets_of(provider: Provider, **others: str) -> str:
    """A file of secrets for Streamlit; ``others``: in the place of what is right, ``""`` for none."""
    own = {
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": COOKIE_SECRET,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{provider.issuer}/.well-known/openid-configuration",
    }
    return "[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in {**own, **others}.items() if value)


@contextmanager
def served(folder: Path, secrets: str, settings: Mapping[str, str]) -> Iterator[str]:
    """The address of a running server with these secrets."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "secrets.toml").write_text(secrets, encoding="utf-8")
    where = {"STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml")}
    with serving.served(folder / "log", {**where, **settings}) as address:
        yield address
