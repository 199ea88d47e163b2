"""The names that a text mentions, word by word: of organisations, people, places and plans, and abbreviations."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from retrieval.compounds import WORD_LIST, CompoundSplitter, read_words
from retrieval.dutch import STOP_WORDS, fold, stem

# A word with its inner hyphens and apostrophes; an "@" or "&" within a name belongs to it ("P@CT", "AM&TS").
_WORD = re.compile(r"[^\W_]+(?:[@&][^\W_]+)*")
MONTHS = frozenset(
    "januari februari maart april mei juni juli augustus september oktober november december "
    "january february march may june july august october".split()
)
# Names that English and Dutch write differently: the English word, and what may stand in Dutch instead.
_DUTCH = {
    "january": "januari", "february": "februari", "march": "maart", "may": "mei", "june": "juni", "july": "juli",
    "august": "augustus", "october": "oktober", "national": "nationaal nationale landelijk landelijke", "growth": "groeifonds",
    "fund": "groeifonds fonds investeringsfonds", "regional": "regionaal regionale", "investment": "investeringsfonds",
    "university": "universiteit hogeschool", "province": "provincie", "dutch": "nederlands nederlandse nederland",
    "state": "rijk", "netherlands": "nederland nederlandse nederlands", "north": "noord noorden noord-nederland",
    "northern": "noord noorden noordelijk", "south": "zuid zuiden", "southern": "zuid zuiden zuidelijk", "east": "oost oosten",
    "west": "west westen", "africa": "afrika", "europe": "europa europese", "european": "europees europese europa",
    "germany": "duitsland", "german": "duits duitse", "belgium": "belgie", "sme": "mkb", "smes": "mkb mkb'ers",
    "ministry": "ministerie", "municipality": "gemeente", "city": "gemeente stad", "college": "college hogeschool",
    "friesland": "fryslan", "the": "den", "hague": "haag", "zealand": "zeeland", "region": "regio", "foundation": "stichting",
    "government": "overheid rijk", "ict": "it", "it": "ict",
}  # fmt: skip


# Words that begin a sentence before a name, and are none.
_LEADING = (
    STOP_WORDS["nl"]
    | STOP_WORDS["en"]
    | frozenset(
        "sinds volgens tijdens vanaf naast dankzij samen zowel binnen namens behalve since according during besides among "
        "only all every each alle elke alleen through together both within besides until when while thanks "
        "project programma programme consortium".split()
    )
)


def names(text: str) -> list[str]:
    """The words of ``text`` that belong to names: with a capital or a figure in them, in the order they stand.

    The first word of a sentence counts when no dictionary of ours has it, or when another word with a capital follows it.
    """
    found = list(_WORD.finditer(text))
    return [match.group() for place, match in enumerate(found) if _is_name(text, place, found)]


def mentions(text: str, name: str) -> bool:
    """Whether ``text`` has a word of a name, in the spelling of either language."""
    folded, vocabulary = fold(name), _vocabulary(text)
    return not vocabulary.isdisjoint((folded, stem(folded), *(fold(other) for other in _DUTCH.get(folded, "").split())))


def _is_name(text: str, place: int, found: list[re.Match[str]]) -> bool:
    word = found[place].group()
    if not any(map(str.isalpha, word)) or not any(c.isupper() or c.isdigit() for c in word):
        return False
    if any(c.isupper() or c.isdigit() for c in word[1:]):
        return True  # also "SCALE" and "SNEL", which are ordinary words in small letters
    if place:
        # "I" and "A" are no names, nor are the words that begin a sentence within the text.
        return word not in ("I", "A") and not (_begins(text, found[place].start()) and _is_common(word))
    following = found[1].group() if len(found) > 1 else ""
    return not _is_common(word) or (following[:1].isupper() and fold(word) not in _LEADING)


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins here, or a part behind a colon."""
    return bool(re.search(r"(?:^|[.!?:]\s)[\"'“‘(]*$", text[:start]))


@cache
def _common() -> frozenset[str]:
    lists = (WORD_LIST, WORD_LIST.with_name("wordlist_en.txt"))
    return frozenset(word for path in lists for word in read_words(path)) | STOP_WORDS["nl"] | STOP_WORDS["en"]


@lru_cache(maxsize=10_000)
def _is_common(word: str) -> bool:
    """Whether a word is ordinary: in a list of ours, or made of two that are ("windparken")."""
    folded = fold(word)
    return folded in _common() or bool(_splitter().parts(folded))


@cache
def _splitter() -> CompoundSplitter:
    return CompoundSplitter(read_words())


@lru_cache(maxsize=1_000)
def _vocabulary(text: str) -> frozenset[str]:
    folded = [fold(match.group()) for match in _WORD.finditer(text)]
    return frozenset(folded) | frozenset(map(stem, folded))
