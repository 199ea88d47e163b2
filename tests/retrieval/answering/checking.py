"""A strict reader of answers: what is neither quoted, nor known, nor a sentence of the catalogue of texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.engine import Engine
from retrieval.model import Answer, Language
from retrieval.texts import Texts, load_texts

# Tables of the catalogue of which answers are made.
_TABLES = frozenset("answer card compare alike nearness gaps clarify no_evidence talk".split())
# These are no lines by themselves, but parts of lines: what stands in the place of a placeholder.
_PARTS = frozenset(
    "answer.with_status answer.status_granted answer.status_unknown answer.without answer.in_place answer.subject_one "
    "answer.subject_many answer.subject_none answer.mostly answer.found_one answer.found_many answer.found_none answer.or "
    "answer.and answer.detailed answer.around answer.among answer.fact alike.both gaps.theme gaps.sector gaps.province "
    "gaps.region gaps.level gaps.counted card.not_mentioned card.see clarify.city".split()
)
# Stands for a quotation, a name, a label or a number.
_KNOWN = "\x00"
_RUN = re.compile(rf"{_KNOWN}(?:(?:, | )?{_KNOWN})+")
_MONTHS = "|".join(load_texts(language)(f"date.month_{month}") for language in ("nl", "en") for month in range(1, 13))
_FIGURE = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}\b|\b\d+\b")
_PLACEHOLDER = re.compile(r"\{\w+\}")


def unexplained(answer: Answer, engine: Engine, said: Iterable[str] = ()) -> list[str]:
    """The lines of an answer that are not made of verified quotations, names and labels in sentences of the catalogue.

    ``said``: words of the question that the answer repeats.
    """
    text = answer.text
    for citation in sorted(answer.citations, key=lambda c: -len(c.quote)):
        text = text.replace(f"“{citation.quote}” [{citation.mark}]", _KNOWN)
        if citation.heading[-1:] == ("Niet vermeld",):
            silent = load_texts(answer.language)("card.not_mentioned")
            text = text.replace(f"{silent} [{citation.mark}]", _KNOWN)
            # Behind the line of all that is not mentioned.
            text = text.replace(f". [{citation.mark}]", ".")
        # A quotation that stands above already.
        see = load_texts(answer.language)("card.see", mark=citation.mark)
        text = re.sub(rf"(?<=\S ){re.escape(see)}", _KNOWN, text)
        for figure in re.findall(r"€ [\d.,]*\d(?: miljoen)?", citation.quote):
            text = text.replace(f"{figure} [{citation.mark}]", _KNOWN)
    reader = _Reader(answer.language, engine, said)
    return [line for line in text.split("\n") if line and not reader.explains(line)]


class _Reader:
    """Brings lines and sentences of the catalogue to one form, in which what is known is one sign."""

    def __init__(self, language: Language, engine: Engine, said: Iterable[str]) -> None:
        snapshot = engine.retriever().snapshot
        names = [name for plan in snapshot.plans for name in (plan.name, *plan.aliases)]
        labels = [concept.label(language) for concept in snapshot.filters.concepts]
        aspects = [aspect.label(language) for aspect in snapshot.understanding.aspects]
        texts = load_texts(language)
        every = texts.keys()
        keys = [key for key in every if key.partition(".")[0] in _TABLES]
        parts = [key for key in every if key in _PARTS or key.startswith("kind.")]
        bare = [_PLACEHOLDER.sub(_KNOWN, _raw(texts, key)) for key in parts]
        words = [part.strip() for part in bare if _KNOWN not in part and part.strip() not in _between(texts)]
        self._known = _any_of([*names, *labels, *aspects, *said, *words])
        self._around = [_RUN.sub(_KNOWN, part) for part in bare if _KNOWN in part and part.strip(_KNOWN)]
        self._between = [f"{_KNOWN} {word} {_KNOWN}" for word in _between(texts)]
        lines = {self._form(_PLACEHOLDER.sub(_KNOWN, _raw(texts, key))) for key in keys if key not in _PARTS}
        sentences = "|".join(map(re.escape, sorted(lines, key=len, reverse=True)))
        self._lines = re.compile(rf"(?:{sentences})(?: (?:{sentences}))*")

    def explains(self, line: str) -> bool:
        """Whether a line is made of sentences of the catalogue."""
        return bool(self._lines.fullmatch(self._form(line)))

    def _form(self, line: str) -> str:
        line = _FIGURE.sub(_KNOWN, self._known.sub(_KNOWN, line))
        while (shorter := self._shorter(line)) != line:
            line = shorter
        return line

    def _shorter(self, line: str) -> str:
        line = _RUN.sub(_KNOWN, line)
        for part in (*self._between, *self._around):
            line = line.replace(part, _KNOWN)
        return line


def _raw(texts: Texts, key: str) -> str:
    return texts._sentences[key]  # as it is written, with its placeholders


def _between(texts: Texts) -> set[str]:
    return {_raw(texts, key).strip() for key in ("answer.or", "answer.and")}


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted({name for name in names if name}, key=len, reverse=True)
    one = "|".join(map(re.escape, longest))
    # What the question said stands in marks of quotation.
    return re.compile(rf"“(?:{one})”(?! is )|(?<!\w)(?:{one})(?!\w)")
