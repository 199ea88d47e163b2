"""Tokens of Dutch and English text: folding, stop words, stems, sentences.

The one place where text becomes tokens; indexes and queries get exactly what stands here. ``ANALYSER`` is part
of the index fingerprint: raise it when a change gives other tokens for the same text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

import Stemmer

from retrieval.model import Language

ANALYSER = "snowball-dutch-3-positions"

# Digits keep their separators ("4,3", "29.544"); letters and digits join ("3D", "mbo4"). Apostrophes and
# hyphens part words, so that "pps'en", "PPS-en" and "pps en" give the same tokens.
# Combining accents belong to the letter before them.
_TOKEN = re.compile(r"(\d+(?:[.,]\d+)+|(?:[^\W_]+[\u0300-\u036f]*)+)")
# "Etje" alone is the diminutive of nothing.
_SHORTEST_DIMINUTIVE = 6
_ABBREVIATIONS = frozenset(
    "o.a. bijv. bv. ca. nr. art. dr. ir. ing. mr. prof. drs. resp. incl. excl. max. min. mln. mld. m.b.t. t.a.v. "
    "t.b.v. i.s.m. d.w.z. e.d. m.n. a.u.b. jl. p. vs. e.g. i.e. approx. no. st. d.d. z.g. zgn. evt. tel.".split()
)
# A capital behind a lower-case word or a comma; the first word of a sentence has one anyway.
_NAME = re.compile(r"(?<=[\w,;:'’)]\s)[A-Z][\w'’+-]+")
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s)")

STOP_WORDS: dict[Language, frozenset[str]] = {
    "nl": frozenset(
        "de het een en van in op te dat die dit deze er is zijn was waren wordt worden werd werden met voor aan bij of om ook "
        "als maar dan uit door over naar tot tegen onder na nog al zo wel niet geen heeft hebben had hadden kan kunnen kon "
        "zal zullen zou zouden moet moeten mag ik je jij u hij zij ze we wij jullie men hun haar zich mijn ons onze uw "
        "wat wie waar welke welk hoe hoeveel wanneer waarom s t er ers daar hier toe af per via tussen binnen "
        "iets alle alles andere ander elk elke veel meer meest".split()
    ),
    "en": frozenset(
        "the a an and of in on to that this these those there is are was were be been being with for at by or as but than "
        "from into over under after before about not no has have had can could will would shall should must may might i you "
        "he she it we they them his her its our your my what who where which how when why do does did s t all any "
        "some more most other each per via between within many much".split()
    ),
}
# Words that steer a question without saying what it is about.
QUESTION_WORDS: frozenset[str] = frozenset(
    (
        "werken werkt werk doen doet zoek zoeken vind vinden geef geven toon noem noemt noemen bestaan bestaat bieden biedt "
        "houden houdt bezig gaan gaat gebied actief richten richt krijg krijgen kreeg kregen vertel lijst overzicht graag "
        "alsjeblieft buurt omgeving provincie regio thema sector onderwerp samenwerking samenwerkingen samenwerkingsverband "
        "samenwerkingsverbanden plan plannen project projecten work works working focus focused active list show tell find give "
        "name region province plans near please exist theme themes themas precies eigenlijk nu now betrokken involved deden "
        "deed meedoen meedoet meededen nemen neemt deel krijgt take part participate komen komt kwam kwamen gekomen come comes "
        "heet heten called telt tellen telde telden staat staan stond ligt zit zitten received receive receives get gets got "
        "ontvangen ontvangt ontving gebeurt gebeurde maken maakt maakte make makes made start started begint begon begin began "
        "inhoudt betekent mean means mij me totaal total samen kun can could er "
        "woon woont wonen live lives vallen valt binnen overview aanbod aanbieden laten laat let want zegt zeggen say says "
        "maak create put tabel tabelvorm tabellen table tables kolom kolommen column columns "
        "zet naast elkaar vergelijk vergelijken verschil verschillen compare difference differences side "
        "mogelijk possible bestaande existing momenteel currently meegerekend meegeteld included excluding "
        "excluded exclusief uitzondering exception except behalve uitgezonderd buiten zonder outside without "
        "onderwerp onderwerpen topic topics daarbij daarvoor daarmee daarin daarover hierbij hiervoor ervoor erbij ermee mee "
        "ones one exactly also still already yet even ever really actually "
        "waarvan waarin waarbij waarmee waarop waarover waarvoor allemaal"
    ).split()
)


class Token(NamedTuple):
    """A word of a text: its folded form and where it stands. A tuple: a build makes millions, three times as fast."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without diacritics: ``Fryslân`` -> ``fryslan``."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    # Once more, because decomposing gives capitals ("™"), and decomposing again what that gives.
    return "".join(character for character in decomposed.casefold() if not unicodedata.combining(character))


# Words recur; a whole text does not, and would fill the cache.
_fold_word = lru_cache(maxsize=200_000)(fold)


def tokens(text: str) -> list[Token]:
    """The words of ``text`` in order, with their character offsets."""
    # What stands between words and the words, in turns: quicker than matching one word after the other.
    parts = _TOKEN.split(text)
    ends = list(accumulate(map(len, parts)))
    return list(map(Token._make, zip(map(_fold_word, parts[1::2]), ends[::2], ends[1::2], strict=False)))


def words(text: str) -> list[str]:
    """The folded words of ``text``."""
    return [_fold_word(word) for word in _TOKEN.findall(text)]


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    # Without its own cache, which is slower than ours.
    return Stemmer.Stemmer("dutch" if language == "nl" else "english", 0)


@lru_cache(maxsize=200_000)
def stem(word: str, language: Language = "nl") -> str:
    """The Snowball stem of a folded word (``dutch`` is Kraaij-Pohlmann in Snowball 3)."""
    if language == "nl" and word.endswith(("ieen", "eeen")):
        word = word[:-2]  # a plural in "-ieën" or "-eeën", whose diaeresis folding took away
    return str(_stemmer(language).stemWord(word))


def undiminished(word: str) -> tuple[str, ...]:
    """The folded words of which a folded Dutch word may be the diminutive, the likeliest first: "bedrijfje" -> "bedrijf"."""
    own = word.removesuffix("s")
    if not own.endswith("je") or len(own) < _SHORTEST_DIMINUTIVE:
        return ()
    own = own.removesuffix("je")
    found = [own]
    if own[-1] in "tp":
        found.append(own[:-1])  # "bakkerijtje", "filmpje"
    if own[-2:] == "nk":
        found.append(f"{own[:-1]}g")  # "opleidinkje"
    if own[-2:] == "et":
        found += [own[:-2], own[:-3]] if own[-4:-3] == own[-3:-2] else [own[:-2]]  # "belletje", "bloemetje"
    if re.search(r"([aou])\1t?$", own):
        found.append(re.sub(r"([aou])\1t?$", r"\1", own))  # "autootje"
    if re.search(r"([aeou])\1[^aeiou]$", own):
        found.append(re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", own))  # "glaasje"
    return tuple(dict.fromkeys(found))


def stems(folded: Iterable[str], language: Language = "nl") -> list[str]:
    """The stems of folded words without stop words."""
    stop = STOP_WORDS[language]
    return [stem(word, language) for word in folded if word not in stop]


def proper_names(text: str) -> list[str]:
    """The folded words that stand with a capital within a sentence: names, most of them."""
    return [fold(name) for name in _NAME.findall(text)]


def content_words(text: str) -> list[str]:
    """The folded words that say what a question is about: no stop words of either language, no steering words."""
    skip = STOP_WORDS["nl"] | STOP_WORDS["en"] | QUESTION_WORDS
    return [word for word in words(text) if word not in skip]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of ``text``, without surrounding white space. A line end always ends a sentence."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield from _line_sentences(text, start, start + len(line))
        start += len(line)


def _line_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if _ends_sentence(text, begin, match, end):
            yield from _stripped(text, begin, match.end())
            begin = match.end()
    yield from _stripped(text, begin, end)


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    following = text[match.end() : end].lstrip()[:1]
    if not following or following.islower():
        return not following
    last_word = text[begin : match.end()].rsplit(None, 1)[-1].lower().lstrip("(\"'“‘")
    initial = len(last_word) == 2 and last_word[0].isalpha() and last_word[1] == "."
    return last_word not in _ABBREVIATIONS and not initial


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
