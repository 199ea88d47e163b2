"""The sentences of a language model, with the quotations that each names, as they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retrieval.dutch import sentences

# A summary has two thousand; who goes on is not summarising, and each further piece costs more to look at.
MOST_CHARACTERS = 6_000
_TOKEN = r"\[ *Q *\d{1,3}(?: *[,;&] *Q? *\d{1,3})* *\]"
_TOKENS = re.compile(_TOKEN, re.IGNORECASE)
# "Zo is het. [Q1] Dan": the token belongs to what stands before it, so it goes before the full stop.
_AFTER_STOP = re.compile(rf"([.!?]+[\"'”’)]*)[ \t]*((?:{_TOKEN}[ \t]*)+)", re.IGNORECASE)
# The beginning of what may become a token, at the end of what has come.
_BEGUN = re.compile(r"\[[ Qq\d,;&]*$")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.])[*_](?!\w)")
_STOP = re.compile(r"\s+([.,;:!?])")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence without its tokens, and the numbers of the quotations that they name, in order."""

    text: str
    quotations: tuple[int, ...]


def split(pieces: Iterable[str]) -> Iterator[Claim]:
    """The sentences of a text that comes in pieces, each as soon as it is sure where it ends.

    The same whatever the pieces: they hang on the whole text alone. What ``pieces`` raises comes through, and the sentence
    that was not finished then is not given; nor is the one that passes ``MOST_CHARACTERS``, or what follows it.
    """
    text, given = "", 0
    for piece in pieces:
        text += piece
        found, sure = _claims(text[:MOST_CHARACTERS])
        yield from found[given:sure]
        given = max(given, sure)
        if len(text) > MOST_CHARACTERS:
            return
    yield from _claims(text)[0][given:]


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of the quotations that the tokens of ``text`` name, each once."""
    return tuple(dict.fromkeys(int(n) for token in _TOKENS.findall(text) for n in re.findall(r"\d+", token)))


def _claims(text: str) -> tuple[list[Claim], int]:
    """The sentences of a text so far, and how many of the first of them no further text can change."""
    moved = _AFTER_STOP.sub(_before_stop, text)
    found: list[Claim] = []
    sure = 0
    for start, end in sentences(moved):
        own = moved[start:end]
        bare = _plain(own)
        if any(map(str.isalpha, bare)):
            # Another sentence begins here, so that the ones before it are done.
            if any(map(str.isalpha, _BEGUN.sub("", _TOKENS.sub("", own)))):
                sure = len(found)
            found.append(Claim(bare, numbers_in(own)))
        elif found and numbers_in(own):
            last = found.pop()
            found.append(Claim(last.text, tuple(dict.fromkeys((*last.quotations, *numbers_in(own))))))
    return found, sure


def _before_stop(match: re.Match[str]) -> str:
    return f" {match[2].rstrip()}{match[1]} "


def _plain(sentence: str) -> str:
    """A sentence without tokens, bullet and emphasis, with single spaces."""
    bare = _EMPHASIS.sub("", _BULLET.sub("", _TOKENS.sub(" ", sentence)))
    return _STOP.sub(r"\1", " ".join(bare.split()))
