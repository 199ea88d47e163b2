"""The related words that were looked for besides those of a question, and a switch to do without them."""

from __future__ import annotations

from collections.abc import Callable

from retrieval.model import Answer, Ranking
from retrieval.texts import Texts
from ui import address, markup
from ui.markup import escaped
from ui.picking import Picks

# More words than this in one line hide the answer below it; the others wait behind a click.
WORDS_SHOWN = 8


def block(answer: Answer | Ranking, picks: Picks, texts: Texts, again: Callable[[], None] | None) -> str:
    """The words and the switch; ``""`` without either. ``again``: asks the question again; without it only the words."""
    words = related(answer)
    own = again is not None and address.own_words()
    if not words and not own:
        return ""
    return _line(words, texts) + (_switch(own, picks, texts, again) if again else "")


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


def _switch(own: bool, picks: Picks, texts: Texts, again: Callable[[], None]) -> str:
    def turned() -> None:
        address.choose_words(own=not own)
        again()

    part, label = picks.part("own-words", turned), escaped(texts("expansion.own"))
    state = "true" if own else "false"
    return f'<button type="button" class="pw-switch" role="switch" aria-checked="{state}" {part}>{label}</button>'
