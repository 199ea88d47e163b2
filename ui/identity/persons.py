"""A person as the token of a provider tells of him; nothing of it is believed that is not meant for us, or too old."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from retrieval.settings import LONGEST_NAME, SignIn

# What a person is called, the first that the token holds.
_NAMES = ("email", "preferred_username", "name")
# Clocks of two computers differ.
_LEEWAY_SECONDS = 120
_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in. ``subject``: what the provider knows him by, which never changes; ``until``: seconds since 1970 until which
    that holds here."""

    name: str
    subject: str
    roles: frozenset[str]
    until: float

    @property
    def named(self) -> str:
        """What the audit log calls him: a name that one can read, and what the provider knows him by."""
        named = self.name if self.name == self.subject else f"{self.name} ({self.subject})"
        return "".join(sign if sign.isprintable() else " " for sign in named)[:LONGEST_NAME]

    def may_manage(self, sign_in: SignIn) -> bool:
        """Whether he has the role that manages the library."""
        return bool(sign_in.manage_role) and sign_in.manage_role in self.roles


def person_of(claims: Mapping[str, Any], client: str, sign_in: SignIn, now: float) -> Person | None:
    """The person that the claims of a token tell of; ``None`` where nobody signed in, the token is for another client than
    ``client``, or he signed in too long ago. ``now``: seconds since 1970."""
    subject, issued = claims.get("sub"), claims.get("iat")
    if claims.get("is_logged_in") is not True or not isinstance(subject, str) or not subject:
        return None
    # Authlib lets a token for somebody else pass when we are named as the party that it was given to.
    if not client or client not in _texts(claims.get("aud")):
        return None
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return None
    until = issued + sign_in.hours * _HOUR
    if not issued - _LEEWAY_SECONDS <= now < until:
        return None
    name = next((value for key in _NAMES if isinstance(value := claims.get(key), str) and value.strip()), subject)
    return Person(name.strip(), subject, frozenset(_texts(_found(claims, sign_in.role_claim))), until)


def _found(claims: Mapping[str, Any], path: str) -> object:
    """The claim of that name, or the one that dots lead to, as in ``realm_access.roles``."""
    if path in claims:
        return claims[path]
    found: object = claims
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _texts(value: object) -> list[str]:
    """A text, or those of a list."""
    values = value if isinstance(value, list | tuple) else [value]
    return [text for text in values if isinstance(text, str)]
