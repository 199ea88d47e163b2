"""Names in a question that nothing known bears: "Eindhoven Engine", "Saxion". Whoever gives one wants nothing without it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.dutch import QUESTION_WORDS, STOP_WORDS, Token, tokens
from retrieval.model import Language
from retrieval.understanding.known import is_common
from retrieval.understanding.situation import Span, within

# Words with capitals that follow each other, small words between them, not at the start of a sentence.
_NAME = re.compile(
    r"(?<=[\w,;:'’)]\s)(?!I'|I’)[A-Z][\w'’&+-]*(?:\s+(?:(?:van|de|der|den|het|of|the|for|&)\s+){0,2}[A-Z][\w'’&+-]*)*",
)
# In Dutch "of" offers another: "Tata Steel of Siemens".
_DUTCH_NAME = re.compile(_NAME.pattern.replace("|of|", "|"))
_COUNTRY = frozenset("nederland nederlandse nederlands netherlands holland dutch europa europe european english engels".split())
_STEERING = STOP_WORDS["nl"] | STOP_WORDS["en"] | QUESTION_WORDS | _COUNTRY


def strange_names(text: str, explained: Sequence[Span], among: Sequence[Span], language: Language) -> tuple[str, ...]:
    """The names in the spans ``among`` of a text that no span of ``explained`` explains as a whole, as they are written.

    Common words with capitals are no name ("the Growth Fund"), unless they stand with a known one ("Eindhoven Engine").
    """
    if text.isupper():
        return ()
    written = _DUTCH_NAME if language == "nl" else _NAME
    names = (name for name in written.finditer(text) if within(name.start(), among))
    return tuple(name.group() for name in names if _is_strange(_words(name), explained, text))


def _words(name: re.Match[str]) -> list[Token]:
    own = (Token(t.folded, t.start + name.start(), t.end + name.start()) for t in tokens(name.group()))
    return [token for token in own if token.folded not in _STEERING]


def _is_strange(name: Sequence[Token], explained: Sequence[Span], text: str) -> bool:
    left = [token for token in name if not any(start <= token.start < end for start, end in explained)]
    # "RIF-geld" is money of what is known.
    left = [token for token in left if not (text[token.start - 1 : token.start] == "-" and is_common(token.folded))]
    return bool(left) and (len(left) < len(name) or not all(is_common(token.folded) for token in left))
