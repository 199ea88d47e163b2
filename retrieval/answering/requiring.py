"""What a question asks of plans that no facet holds, as it is shown, and the question without what was taken away by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from retrieval.dutch import fold
from retrieval.model import REQUIREMENTS, Requirement, RequirementKind, State
from retrieval.texts import Texts, load_texts
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question

# Tells a requirement from all others: its kind and its value.
Key = tuple[str, str]


class _Read(NamedTuple):
    """A requirement as it was read: ``label`` names it in a language, ``words`` are those it was read from, if they are known,
    and ``without`` is the question without it."""

    kind: RequirementKind
    value: str
    label: Callable[[Texts], str]
    words: str
    without: Callable[[Question], Question]


def requirements_of(question: Question, text: str, topic: Sequence[str]) -> tuple[Requirement, ...]:
    """What a question asks of plans beside filters.

    ``text``: what was typed, which does not hold what was carried on; ``topic``: what plans had to mention.
    """
    texts, typed = load_texts(question.language), fold(text)
    return tuple(
        Requirement(own.kind, own.value, own.label(texts), carried=bool(own.words) and fold(own.words) not in typed)
        for own in _read(question, [word for word in topic if word in question.topic])
    )


def lifted(question: Question, keys: Collection[Key]) -> Question:
    """The question without some of its requirements; its form stays what it is."""
    topic = next((value.split(" ") for kind, value in keys if kind == RequirementKind.TOPIC), [])
    for own in _read(question, topic):
        if (own.kind, own.value) in keys:
            question = own.without(question)
    return question


def lifts(keys: Collection[Key]) -> tuple[Key, ...]:
    """Those of what was taken away by hand that are requirements, in a fixed order."""
    return tuple(sorted(key for key in keys if key[0] in REQUIREMENTS))


def still_lifted(state: State | None, own: Callable[[], Question]) -> frozenset[Key]:
    """What was taken away earlier in a conversation and is not asked for again; ``own``: reads what is said now, by itself."""
    if state is None or not state.lifted:
        return frozenset()
    again = own()
    asked, topic = {(said.kind, said.value) for said in _read(again, ())}, set(again.topic)
    return frozenset(
        (kind, value)
        for kind, value in state.lifted
        if not (topic & set(value.split(" ")) if kind == RequirementKind.TOPIC else (kind, value) in asked)
    )


def _read(question: Question, topic: Sequence[str]) -> Iterator[_Read]:
    if question.intent is Intent.FACT:
        return
    for read in (_bound, _party, _begun, _mentioned, _named, _quoted, _shown, _order):
        yield from read(question)
    yield from _topic(topic)


def _bound(question: Question) -> Iterator[_Read]:
    if bound := question.bound:
        yield _Read(
            RequirementKind.BOUND, fold(bound.words), lambda _: bound.words, bound.words, lambda own: replace(own, bound=None)
        )


def _party(question: Question) -> Iterator[_Read]:
    if party := question.party:
        value = f"{party.body}_{'paid' if party.paid else 'founded'}"
        said = question.read[party.start : party.end]
        yield _Read(
            RequirementKind.PARTY, value, lambda texts: texts(f"party.{value}"), said, lambda own: replace(own, party=None)
        )


def _begun(question: Question) -> Iterator[_Read]:
    if begun := question.beginning:
        yield _Read(
            RequirementKind.BEGUN,
            fold(begun.words),
            lambda texts: texts("answer.begun", when=begun.words),
            begun.words,
            lambda own: replace(own, beginning=None),
        )


def _mentioned(question: Question) -> Iterator[_Read]:
    if wanted := question.mentioned:
        kind = RequirementKind.TOLD if wanted.known else RequirementKind.UNTOLD
        yield _Read(
            kind,
            wanted.aspect,
            lambda texts: texts(f"requirement.{kind}", aspect=texts(f"aspect.{wanted.aspect}")),
            "",
            lambda own: replace(own, mentioned=None),
        )


def _topic(topic: Sequence[str]) -> Iterator[_Read]:
    if topic:
        said = " ".join(topic)
        yield _Read(
            RequirementKind.TOPIC, said, _mentions(*(f"“{word}”" for word in topic)), topic[0], _without_topic(frozenset(topic))
        )


def _named(question: Question) -> Iterator[_Read]:
    for name in question.names:
        yield _Read(RequirementKind.NAMED, fold(name), _mentions(name), name, _without_name(name))


def _quoted(question: Question) -> Iterator[_Read]:
    for phrase in question.phrases:
        said = " ".join(phrase)
        yield _Read(RequirementKind.QUOTED, said, _mentions(f"“{said}”"), "", _without_phrase(phrase))


def _shown(question: Question) -> Iterator[_Read]:
    if among := len(question.among):
        yield _Read(
            RequirementKind.SHOWN,
            str(among),
            lambda texts: texts("requirement.shown_one" if among == 1 else "requirement.shown_many", count=among),
            "",
            lambda own: replace(own, among=()),
        )


def _order(question: Question) -> Iterator[_Read]:
    order = question.order
    if order is None or order.summed:
        return
    first = "lowest" if order.least else "highest"
    yield _Read(
        RequirementKind.ORDER,
        f"{fold(order.noun)}_{first}",
        lambda texts: texts(f"requirement.{first}", what=order.noun or texts("requirement.amount")),
        question.read[order.start : order.end],
        lambda own: replace(own, order=None),
    )


def _mentions(*what: str) -> Callable[[Texts], str]:
    return lambda texts: texts("requirement.named", what=", ".join(what))


def _without_topic(words: Collection[str]) -> Callable[[Question], Question]:
    def without(own: Question) -> Question:
        left = tuple(word for word in own.topic if word not in words)
        return replace(own, topic=left, notions=tuple(notion for notion in own.notions if not set(notion.words) & set(words)))

    return without


def _without_name(name: str) -> Callable[[Question], Question]:
    return lambda own: replace(own, names=tuple(other for other in own.names if other != name))


def _without_phrase(phrase: tuple[str, ...]) -> Callable[[Question], Question]:
    return lambda own: replace(own, phrases=tuple(other for other in own.phrases if other != phrase))
