"""A citation: the button that opens its source."""

from __future__ import annotations

from functools import partial

from retrieval.model import Citation
from retrieval.texts import Texts
from ui import explaining, state
from ui.picking import Picks


def button(citation: Citation, picks: Picks, texts: Texts) -> str:
    """The button; a click opens the page with the quotation marked."""
    label = texts("citation.button", mark=citation.mark, title=citation.document.title, page=citation.page)
    # One place may be cited twice in a drawing; its source is opened under the mark that was clicked.
    name = f"source:{state.reference(citation)}:{citation.mark}"
    return picks.button(name, partial(state.open_source, citation), label, "source")


def quoted(citation: Citation, picks: Picks, texts: Texts) -> str:
    """A quotation, in which the words of the field say what they mean, with the button of its source."""
    return explaining.quotation(citation.quote) + button(citation, picks, texts)
