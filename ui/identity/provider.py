"""The settings of the provider that people sign in with: what Streamlit reads from ``secrets.toml``, looked at before it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

# What Streamlit's sign-in needs; older ones lack what it asks for.
_LEAST_AUTHLIB = (1, 3, 2)
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
# Who guesses it can make cookies of anybody.
SHORTEST_SECRET = 32
CALLBACK = "oauth2callback"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nobody can sign in. ``reason``: a key under ``unready.`` of the texts; ``names``: of the settings that it is about."""

    reason: str
    names: tuple[str, ...] = ()


def trouble_of(auth: Mapping[str, Any]) -> Trouble | None:
    """What is wrong with the settings under ``[auth]``, or with what is installed; ``None`` where people can sign in."""
    if not _has_authlib():
        return Trouble("authlib")
    if not auth:
        return Trouble("secrets")
    lacking = tuple(name for name in _NEEDED if not isinstance(auth.get(name), str) or not auth[name].strip())
    if lacking:
        return Trouble("lacking", lacking)
    if len(auth["cookie_secret"]) < SHORTEST_SECRET:
        return Trouble("short", ("cookie_secret",))
    addresses = tuple(name for name in ("redirect_uri", "server_metadata_url") if not _is_address(auth[name]))
    if addresses:
        return Trouble("address", addresses)
    if not auth["redirect_uri"].endswith(f"/{CALLBACK}"):
        return Trouble("callback", ("redirect_uri",))
    return None


def _has_authlib() -> bool:
    try:
        found = version("authlib")
    except PackageNotFoundError:
        return False
    numbers = tuple(int(part) if part.isdecimal() else 0 for part in found.split(".")[:3])
    return numbers >= _LEAST_AUTHLIB


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address.replace("{port}", "1"))
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
