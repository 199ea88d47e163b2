"""Words of the field, explained where they stand: by a pointer on a quotation, and in a list for who has none."""

from __future__ import annotations

from collections.abc import Iterable

from ui import markup, resources


def quotation(text: str) -> str:
    """A quotation whose words of the field say what they mean."""
    named = resources.services().engine.terms().named(text)
    return markup.quotation(text, [(start, end, term.meaning) for start, end, term in named])


def meanings(name: str, shown: Iterable[str]) -> str:
    """The words of the field in what is shown, with what they mean, behind a click on ``name``; ``""`` when there are none."""
    terms = resources.services().engine.terms()
    found = {term.name: term.meaning for text in shown for _, _, term in terms.named(text)}
    return markup.meanings(name, sorted(found.items(), key=lambda pair: pair[0].casefold())) if found else ""
