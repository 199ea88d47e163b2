"""Who a visitor is: it chooses examples, wording and what is told first of a plan; it hides nothing."""

from __future__ import annotations

from enum import StrEnum

from ui import address


class Role(StrEnum):
    """A visitor; its value stands in the address."""

    SME = "ondernemer"
    POLICY = "beleid"
    STUDENT = "student"


# What is told of a plan beside its kind, in this order.
_TOLD = {
    None: ("province", "theme"),
    Role.SME: ("place", "province", "offer", "theme"),
    Role.POLICY: ("province", "theme", "sector"),
    Role.STUDENT: ("level", "place", "province", "theme"),
}


def current() -> Role | None:
    """The role that the address names, ``None`` for none."""
    named = address.everywhere(address.ROLE_KEY)
    return Role(named) if named in set(Role) else None


def choose(role: Role | None) -> None:
    """Be somebody else from now on."""
    address.choose_everywhere(address.ROLE_KEY, role or "")


def told_facets() -> tuple[str, ...]:
    """The facets of a plan that a visitor wants to read first."""
    return _TOLD[current()]
