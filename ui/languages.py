"""The languages of the interface."""

from __future__ import annotations

from retrieval.model import Language

# The first one is spoken until another is chosen.
LANGUAGES: tuple[Language, ...] = ("nl", "en")
# The parameter of the address that says which: ?taal=en.
LANGUAGE_KEY = "taal"
