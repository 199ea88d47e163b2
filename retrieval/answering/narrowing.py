"""Those of some plans whose sources say what is asked besides filters: a number, who paid, since when, what is told of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from retrieval.answering.evidence import Sentence, sentences_of
from retrieval.answering.fits import Fit, Sources, is_silent, names_plan
from retrieval.answering.sums import Sum, asked_sum, tells_of
from retrieval.numbers import find_numbers
from retrieval.understanding.amounts import JOINT, Bound, counts
from retrieval.understanding.filters import FilterReader
from retrieval.understanding.mentioned import Mentioned
from retrieval.understanding.orders import Order
from retrieval.understanding.organisations import ORGANISATION
from retrieval.understanding.question import Question

# "De begroting is € 20 miljoen; daarvan is € 8,4 miljoen subsidie" tells of two sums.
_CLAUSE = re.compile(r";|,\s+(?:inclusief|including|waarvan|of which)\b", re.IGNORECASE)
# What somebody wants to give was not given.
_WISHED = re.compile(r"\b(?:wil|willen|wilde|hoopte|vroeg|vraagt|aangevraagd|wants?|hoped|asked)\b", re.IGNORECASE)


class Narrower:
    """Narrows plans down by what their sources say."""

    def __init__(self, sources: Sources, reader: FilterReader) -> None:
        self._sources = sources
        self._reader = reader

    def told(self, meeting: Sequence[Fit], question: Question) -> Sequence[Fit]:
        """Those of some plans whose sources say all that is asked besides filters, with a sentence that says some of it."""
        if question.mentioned:
            meeting = self._mentioned(meeting, question.mentioned)
        if question.beginning:
            meeting = list(self._saying(meeting, question.beginning.meets, named=True))
        if question.bound:
            return self._bounded(meeting, question.bound, question)  # an amount is that of who is asked to have paid
        return list(self._saying(meeting, question.party.meets)) if question.party else meeting

    def _bounded(self, meeting: Sequence[Fit], bound: Bound, question: Question) -> list[Fit]:
        """Those of some plans of which a sentence states a number within the bound, with that sentence: of money that of who is
        asked to have paid."""
        # What a province put in is an amount of it, whatever it is called.
        kind, fits = None if question.party else asked_sum(question.read), []
        for fit in meeting:
            for sentence in self._sentences(fit, question, money=not bound.units):
                texts = [sentence.text] if bound.units else _of_sum(kind, sentence.text)
                if any(map(bound.meets, texts)):
                    fits.append(replace(fit, sentence=sentence))
                    break
        return fits

    def ordered(self, meeting: Sequence[Fit], order: Order, question: Question) -> list[Fit]:
        """Those of some plans of which a sentence states the number that they are put in order by, with that sentence, in that
        order: each by the highest."""
        stated: list[tuple[Fraction, Fit]] = []
        for fit in meeting:
            sentences = self._sentences(fit, question, money=not order.units)
            values = [(value, s) for s in sentences if (value := _stated(order, s.text)) is not None]
            if values:
                value, sentence = max(values, key=lambda own: own[0])
                stated.append((value, replace(fit, sentence=sentence)))
        return [fit for _, fit in sorted(stated, key=lambda own: own[0], reverse=not order.least)]

    def _sentences(self, fit: Fit, question: Question, *, money: bool) -> Iterator[Sentence]:
        """The sentences of a plan that may state a number of it: of money those that name it and who is asked to have paid."""
        party = question.party
        payers = {
            (f.facet, f.value) for f in question.conditions if f.facet == ORGANISATION and not f.negated and self._reader.holds(f)
        }
        for sentence in sentences_of(self._sources.passages_of(fit.plan.id)):
            # An amount in a sentence that does not name the plan is that of something else as often as not.
            own = not money or (names_plan(fit.plan, sentence) and payers <= self._reader.named_in(sentence.text))
            if own and not is_silent(sentence) and (party is None or party.meets(sentence.text)):
                yield sentence

    def _saying(self, meeting: Sequence[Fit], meets: Callable[[str], bool], *, named: bool = False) -> Iterator[Fit]:
        """The plans of which a sentence meets what is asked, with that sentence: one that is ``named`` in it or, else, has the
        passage to itself."""
        for fit in meeting:
            saying = (s for s in sentences_of(self._sources.passages_of(fit.plan.id)) if not is_silent(s) and meets(s.text))
            said = next((s for s in saying if (not named and len(s.passage.plans) == 1) or names_plan(fit.plan, s)), None)
            if said:
                yield replace(fit, sentence=said)

    def _mentioned(self, meeting: Sequence[Fit], wanted: Mentioned) -> list[Fit]:
        """Those of some plans of which the sources tell an aspect, with a sentence that does; or those of which they do not."""
        fits = []
        for fit in meeting:
            told, silent = self._sources.telling(fit.plan, wanted.aspect)
            if wanted.known == bool(told):
                fits.append(replace(fit, sentence=next(iter(told or silent), None)))
        return fits


def _stated(order: Order, text: str) -> Fraction | None:
    """The highest number that a sentence states of what plans are put in order by; ``None`` where it states none."""
    clauses = [text] if order.units else _of_sum(Sum.WHOLE if order.whole else Sum.RECEIVED, text)
    numbers = ((found, clause) for clause in clauses if not JOINT.search(clause) for found in find_numbers(clause))
    values = (found.number.value for found, clause in numbers if not found.number.percent and counts(found, clause, order.units))
    return max(values, default=None)


def _of_sum(kind: Sum | None, text: str) -> list[str]:
    """The clauses of a sentence that tell of a sum of a kind, of any for ``None``; not what somebody only wished."""
    clauses = (clause for clause in _CLAUSE.split(text) if not _WISHED.search(clause))
    return [clause for clause in clauses if kind is None or tells_of(kind, clause)]
