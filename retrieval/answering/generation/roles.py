"""Who holds a role: "SCALE is penvoerder van Avans" is not proven by "Avans is penvoerder van SCALE"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.dutch import words

# Words for one role in both languages.
_ROLES = (
    ("penvoerder", "leadpartner", "lead partner", "trekker", "coördinator", "coordinator", "secretary"),
    ("directeur", "director"),
    ("voorzitter", "chair", "chairman"),
    ("practor",),
    ("lector", "professor"),
    ("initiatiefnemer", "initiator", "oprichter", "founder"),
    ("eigenaar", "owner"),
    ("onderdeel", "deel", "part"),
    ("lid", "member"),
    ("partner", "hoofdpartner", "main partner"),
    ("deelnemer", "participant"),
    ("vestiging", "locatie", "location"),
    ("project", "programma", "programme"),
    ("opvolger", "vervolg", "successor", "continuation"),
    ("voorloper", "predecessor"),
)
_NAME = r"(?P<name>[A-Z0-9][\w'’@&-]*(?:\s+(?:(?:of|van|en|and|&)\s+)?[A-Z0-9][\w'’@&-]*)*)"
_SMALL = r"(?:(?:de|het|een|the|a|an|ook|also|sinds|since|\d{4})\s+)*"


def contradicts(claim: str, quotes: str) -> bool:
    """Whether a claim gives a role to a name, and the quotations give it to others alone."""
    for role in _ROLES:
        given = frozenset[str]().union(*_holders(quotes, role))
        if given and any(name.isdisjoint(given) for name in _holders(claim, role)):
            return True
    return False


def _holders(text: str, role: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """The words of each name that a text gives a role: "X is penvoerder", "X als penvoerder", "penvoerder van Y is X"."""
    called = "|".join(map(re.escape, role))
    before = rf"{_NAME}\s*(?:\([^)]*\)\s*)?(?:,\s*|\b(?:is|was|wordt|werd|becomes|als|as)\s+){_SMALL}(?:{called})\b"
    behind = rf"\b(?i:{called})\b[^.;:]*?(?:\b(?:is|was|heet|wordt)\s+|:\s+){_SMALL}{_NAME}"
    for pattern in (before, behind):
        for found in re.finditer(pattern, text):
            yield frozenset(words(found["name"]))
