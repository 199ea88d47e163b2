"""Questions of fact: the sentence that holds the answer, or nothing.

Two linear models over a handful of features: one ranks sentences, the other decides whether the best of them answers at
all. Their weights are fitted on the development half of the test set with
``python -m retrieval evaluate --calibrate`` and rounded; by hand are "counted" and "uncounted" in the ranking, and in the
decision "counted" and, stronger than the fit gives, because an answer about something else is worse than none, the weights of
silence and of what is not there ("gap", "wordless"), with ``ENOUGH`` so that as much is answered.
docs/evaluation.md says what they reach on the other half.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.answering.evidence import NOT_MENTIONED, Sentence
from retrieval.answering.expected import NUMBER, form_of
from retrieval.coverage import Weighted, coverage, widest_gap
from retrieval.dutch import STOP_WORDS, fold, proper_names, stem, words
from retrieval.numbers import find_numbers, numbers

# What ranks a sentence.
RANKING: Mapping[str, float] = {
    "own": 3.3,
    "context": 2.6,
    "meaning": 3.4,
    "aligned": 3.3,
    "standing": 3.1,
    "expected": 3.0,
    "person": 0.2,
    "counted": 2.0,
    "uncounted": -1.5,
    "defines": 1.5,
    "joint": -1.4,
    "silence": -2.3,
}
# What makes the best sentence an answer, and from which sum on.
DECIDING: Mapping[str, float] = {
    "own": 1.3,
    "meaning": 2.5,
    "counted": 2.0,
    "plan": 0.8,
    "gap": -1.2,
    "missing_names": -0.5,
    "missing_numbers": -1.0,
    "other_place": -1.5,
    "other_subject": -1.6,
    "unmet": -3.0,
    "silence": -3.0,
    "silent": -1.7,
    "standing": 2.0,
    "long": 0.3,
    "wordless": -0.8,
}
ENOUGH = 3.3
# From which sum on a sentence that does not surely answer is shown as what comes nearest; which share of the question one word
# that it lacks may weigh, unless its cosine with the question is this much.
_WORTH_SHOWING, _LACKING, _ALIKE = 0.0, 0.4, 0.5
# Further sentences are shown when they come this close to the best; of one document only a second one, and sooner.
_CLOSE, _CLOSE_BESIDE = 1.0, 0.5
_MOST, _OF_A_DOCUMENT = 3, 2
# What a document says it does not mention must be this near to the question to count.
_SAYS = 0.1

# "Samen € 29,4 miljoen" is not what one of them got.
_JOINT = re.compile(r"\b(?:samen|bij elkaar|in totaal|gezamenlijk|together|jointly|combined)\b", re.IGNORECASE)
# "Centre of Expertise (CoE)".
_SHORTENED = re.compile(r"(?P<name>.+?)\s*\((?P<short>[^)]+)\)\s*")
# "Wat is een consortium?" is answered best under the heading "Consortium".
_ASKS_MEANING = re.compile(r"\b(?:wat (?:is|zijn|betekent)|what (?:is|are|does))\b", re.IGNORECASE)
_ASKS_NUMBER = re.compile(r"\b(?:hoeveel|how many)\b", re.IGNORECASE)
# Two words with capitals may be somebody's name, or a place's: enough to prefer a sentence, not to trust it.
_ASKS_WHO, _A_NAME = re.compile(r"\b(?:wie|who)\b", re.IGNORECASE), re.compile(r"\s[A-Z][\w-]+\s+(?:van\s|de\s|der\s)*[A-Z]")


def _agrees(_: Sentence) -> tuple[float, float]:
    return 0.0, 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of fact: its words, what they weigh, whether it names a plan, and how a sentence fails what it is about:
    ``missed`` gives the shares of its places, and of its themes and sectors, that a sentence and its plans have nothing of."""

    text: str
    weights: Sequence[Weighted]
    names_plan: bool = False
    missed: Callable[[Sentence], tuple[float, float]] = _agrees


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its features and its score."""

    sentence: Sentence
    values: Mapping[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near each of some sentences comes to the question: as a whole (``cosines``), word by word (``alignments``), and by
    its passage (``standings``, 1 for the best)."""

    cosines: Sequence[float]
    alignments: Sequence[float]
    standings: Sequence[float]


def ranked(asked: Asked, sentences: Sequence[Sentence], likeness: Likeness) -> list[Scored]:
    """The sentences, best first."""
    scored = []
    near = zip(likeness.cosines, likeness.alignments, likeness.standings, strict=True)
    for sentence, (cosine, aligned, standing) in zip(sentences, near, strict=True):
        values = features(asked, sentence) | {"meaning": cosine, "aligned": float(aligned), "standing": standing}
        scored.append(Scored(sentence, values, sum(weight * values[name] for name, weight in RANKING.items())))
    return sorted(scored, key=lambda found: -found.score)


def answering(asked: Asked, scored: Sequence[Scored]) -> list[Scored]:
    """Those of ranked sentences that answer the question, at most two of a document; none when the best does not."""
    if not scored or decision(asked, scored) < ENOUGH:
        return []
    chosen: list[Scored] = []
    for found in scored:
        beside = sum(own.sentence.passage.version == found.sentence.passage.version for own in chosen)
        close = _CLOSE_BESIDE if beside else _CLOSE
        if beside < _OF_A_DOCUMENT and found.score >= scored[0].score - close and not found.values["silence"]:
            chosen.append(found)
    return chosen[:_MOST]


def nearest(asked: Asked, scored: Sequence[Scored]) -> list[Scored]:
    """Those of ranked sentences that are worth showing where none surely answers, as what comes nearest; none where the best
    lacks the word that matters most, or has none, and means something else."""
    told = [found for found in scored if not found.values["silence"]]
    if not told or decision(asked, told) < _WORTH_SHOWING:
        return []
    best = evidence(asked, told)
    lacking = best["wordless"] or best["gap"] >= _LACKING
    return [] if lacking and best["meaning"] < _ALIKE else told[:_MOST]


def decision(asked: Asked, scored: Sequence[Scored]) -> float:
    """How surely the best of ranked sentences answers."""
    return sum(DECIDING[name] * value for name, value in evidence(asked, scored).items())


def evidence(asked: Asked, scored: Sequence[Scored]) -> dict[str, float]:
    """What speaks for the best of ranked sentences, and against it."""
    best = scored[0]
    silent = [found.values["own"] for found in scored if found.values["silence"]]
    whole = fold(f"{best.sentence.context()} {best.sentence.passage.text}")
    names = proper_names(asked.text)
    figures, stated = list(find_numbers(asked.text)), set(numbers(whole))
    unstated = [own for own in figures if own.number not in stated and asked.text[own.start : own.end] not in whole]
    places, subjects = asked.missed(best.sentence)
    return {
        "own": best.values["own"],
        "meaning": best.values["meaning"],
        "counted": best.values["counted"],
        "plan": float(asked.names_plan),
        # One word that is not there may be the one that matters.
        "gap": widest_gap(asked.weights, best.sentence.context()),
        "missing_names": sum(name not in whole for name in names) / len(names) if names else 0.0,
        "missing_numbers": len(unstated) / max(len(figures), 1),
        "other_place": places,
        "other_subject": subjects,
        "unmet": best.values["unmet"],
        # A document says that its sources do not mention this, in words as near to the question as the best.
        "silence": float(max(silent, default=0.0) >= max(best.values["own"], _SAYS) and best.values["own"] < 1.0),
        "silent": best.values["silence"],
        "standing": best.values["standing"],
        # Of many words a sentence that answers holds few.
        "long": math.log1p(len(asked.weights)),
        "wordless": float(not best.values["own"]),
    }


def features(asked: Asked, sentence: Sentence) -> dict[str, float]:
    """What a sentence by itself says for it and against it, by name."""
    number = asked.weights[0].counted if asked.weights and _ASKS_NUMBER.search(asked.text) else None
    counted = bool(number and number.search(sentence.text))
    defines, form = _defines(asked, sentence), form_of(asked.text)
    shown = form is not None and bool(form.shown.search(sentence.text))
    return {
        "own": coverage(asked.weights, sentence.text),
        "context": coverage(asked.weights, sentence.context()),
        "expected": float(counted or (shown and not (number and form is NUMBER))),
        "person": float(bool(_ASKS_WHO.search(asked.text) and _A_NAME.search(sentence.text))),
        "unmet": float(form is not None and not shown),
        # "Hoeveel aanvragen" is answered by "21 aanvragen", and badly by what counts something else or nothing.
        "counted": float(counted),
        "uncounted": float(number is not None and not counted),
        "defines": float(defines),
        "joint": float(not defines and bool(_JOINT.search(sentence.text)) and not _JOINT.search(asked.text)),
        "silence": float(sentence.passage.heading[-1:] == (NOT_MENTIONED,)),
    }


def _defines(asked: Asked, sentence: Sentence) -> bool:
    """Whether it asks what something is, and the sentence begins with that, under it as its heading."""
    if len(asked.weights) != 1 or not _ASKS_MEANING.search(asked.text) or not sentence.passage.heading:
        return False
    heading = sentence.passage.heading[-1]
    short = _SHORTENED.fullmatch(heading)
    full = short["name"] if short else heading
    name = _stems_of(full)
    # Behind an article.
    begin = {stem(word) for word in words(sentence.text)[: len(words(full)) + 1]}
    called = {name, _stems_of(heading), *([_stems_of(short["short"])] if short else [])}
    return bool(called & set(asked.weights[0].forms)) and name <= begin


def _stems_of(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(name) if word not in STOP_WORDS["nl"])
