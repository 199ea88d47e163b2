"""The related words that were looked for besides those of a question, and a switch to do without them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from retrieval.model import Answer, Ranking
from retrieval.texts import Texts
from ui import address, markup

# More words than this in one line hide the answer below it; the others wait behind a click.
WORDS_SHOWN = 8

_SWITCH = "own-words"


def show(answer: Answer | Ranking, turn: int, texts: Texts, again: Callable[[], None] | None) -> None:
    """Draw the words and the switch. ``again``: asks the question again; without it only the words are drawn."""
    words = related(answer)
    own = again is not None and address.own_words()
    if not words and not own:
        return
    with st.container(gap="xxsmall", key=f"words-{turn}"):
        st.html(_line(words, texts))
        if again:
            st.session_state[_SWITCH] = own
            st.toggle(texts("expansion.own"), key=_SWITCH, on_change=_switched, args=(again,))


def related(answer: Answer | Ranking) -> tuple[str, ...]:
    """The words that were looked for besides, but for those that the filters show already."""
    told = {condition.label.casefold() for condition in answer.filters}
    return tuple(word for word in answer.expansion if word.casefold() not in told)


def _line(words: tuple[str, ...], texts: Texts) -> str:
    if not words:
        return markup.paragraph(texts("expansion.none"), "words")
    rest = words[WORDS_SHOWN:]
    more = texts("expansion.rest", count=len(rest)) if rest else ""
    return markup.words(texts("expansion.also"), words[:WORDS_SHOWN], more, rest)


def _switched(again: Callable[[], None]) -> None:
    address.choose_words(own=bool(st.session_state[_SWITCH]))
    again()
