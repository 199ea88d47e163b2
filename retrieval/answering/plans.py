"""List and count questions: the complete set of plans, one best sentence each, near misses apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from retrieval.answering.evidence import Sentence, sentences_of
from retrieval.answering.fits import Fit, Likeness, Selection, Sources, is_silent
from retrieval.answering.giving_way import NOT_SELECTIVE, applicable
from retrieval.answering.likely import likely
from retrieval.answering.narrowing import Narrower
from retrieval.answering.showing import shows
from retrieval.coverage import Importance, Weighted, coverage
from retrieval.dutch import fold, words
from retrieval.model import Evidence, Filter, Plan
from retrieval.understanding.conditions import WAYS
from retrieval.understanding.filters import FilterReader, meets_all
from retrieval.understanding.intent import Intent
from retrieval.understanding.known import is_common
from retrieval.understanding.question import Question
from retrieval.vocabulary import PLACES, SUBJECTS

# It says of what plan it tells, and begins with it.
_BY_NAME, _BEGINS = 0.3, 0.3
# Without another condition than the kind of plan, the words of the topic are the condition: a sentence holds most of them.
TOPIC_COVERAGE = 0.7
# A name that so many passages hold tells no plan from another: "het Groeifonds".
_EVERYWHERE = 25
# When less of the topic is in the library, what is left says too little: "meer dan honderd bedrijven bereikt".
_KNOWN_SHARE = 0.5
# What says nothing of a plan is the last thing to quote of it.
_LAST = 10.0


class PlanSelector:
    """Selects plans for questions over one generation."""

    def __init__(
        self,
        plans: Sequence[Plan],
        reader: FilterReader,
        sources: Sources,
        importance: Importance,
        likeness: Likeness,
        liking: Callable[[Sentence], float] = lambda _: 0.0,
    ) -> None:
        self._plans = plans
        self._reader = reader
        self._sources = sources
        self._importance = importance
        self._likeness = likeness
        self._liking = liking
        self._narrower = Narrower(sources, reader)

    def applicable(self, question: Question) -> Question:
        """The question with the conditions that give way where no plan meets them as preferences."""
        return applicable(question, self._holding)

    def select(self, question: Question) -> Selection:
        """The plans that meet all filters of the question and, when no filter names its subject, its topic."""
        asked = self._importance.weights(question.notions)
        weights, strange = _telling(asked), [weight for weight in asked if _is_strange(weight, question)]
        meeting = self._fits(self._holding(question), question.conditions, weights)
        if question.bound or question.party or question.beginning or question.mentioned:
            return Selection(
                tuple(self._narrower.told(meeting, question)), (), (), (question.bound.words,) if question.bound else ()
            )
        if question.order:
            ordered = self._narrower.ordered(meeting, question.order, question)
            told = {fit.plan.id for fit in ordered}
            return Selection(tuple(ordered), (), (), untold=tuple(fit.plan for fit in meeting if fit.plan.id not in told))
        facets = {f.facet for f in question.conditions}
        if weights and (facets <= NOT_SELECTIVE or question.among):
            enough = _weight(weights) >= _KNOWN_SHARE * _weight(asked)
            fits = [fit for fit in meeting if enough and self._covers(fit.plan, weights)]
            # Plans that only seem to fit are no number.
            counts = question.intent is Intent.COUNT
            if enough and not (fits or counts) and (near := self._likely(meeting, weights)):
                return Selection(tuple(near), (), (), likely=True)
            left_out = [weight for weight in asked if weight not in weights]
            topic, unapplied = (_words(weights), _words(left_out)) if fits else (_words(asked), ())
        elif strange and not facets & SUBJECTS and not any(weight.known for weight in asked):
            # What is asked for besides a place or a level is not in the library.
            fits, topic, unapplied = [], question.names or _words(strange), ()
        else:
            fits, topic = meeting, question.names
            unapplied = (*self._unmentioned(fits, weights), *self._unmet(fits, question))
        return Selection(tuple(fits), () if fits else tuple(self._near(question, weights)), unapplied, topic)

    def _likely(self, meeting: Sequence[Fit], weights: Sequence[Weighted]) -> list[Fit]:
        """Those of some plans of which a sentence comes near to what is asked, with that sentence."""
        own = {
            fit.plan.id: [s for s in sentences_of(self._sources.passages_of(fit.plan.id)) if not is_silent(s)] for fit in meeting
        }
        near = likely(weights, own, self._likeness.whole, lambda sentences: self._likeness.by_words(weights, sentences))
        by_id = {fit.plan.id: fit for fit in meeting}
        return [replace(by_id[plan], sentence=sentence) for plan, sentence in near.items()]

    def _unmentioned(self, fits: Sequence[Fit], weights: Sequence[Weighted]) -> tuple[str, ...]:
        """The words of the topic that none of the plans mentions; the others at least ordered them."""
        texts = [s.context() for fit in fits for s in sentences_of(self._sources.passages_of(fit.plan.id))] if weights else []
        return _words(weight for weight in weights if texts and not any(coverage([weight], text) for text in texts))

    def _unmet(self, fits: Sequence[Fit], question: Question) -> tuple[str, ...]:
        """What is wanted, though it was no condition, and none of the plans has."""
        wanted = (f for f in question.filters if f.preferred and (f.facet in ("offer", "sector") or f.value in WAYS))
        return tuple(f.label for f in wanted if fits and not any(self._reader.meets(fit.plan, f) for fit in fits))

    def _holding(self, question: Question) -> list[Plan]:
        """The plans that meet the filters, and hold what stands in quotation marks and what is named."""
        holding = [frozenset(self._sources.holding(phrase)) for phrase in question.phrases]
        named = (frozenset(self._sources.holding(words(name))) for name in question.names)
        holding += [ids for ids in named if len(ids) < _EVERYWHERE]
        return [
            plan
            for plan in self._meeting(question.conditions)
            if not question.among or plan.id in question.among
            if all(any(passage.id in ids for passage in self._sources.passages_of(plan.id)) for ids in holding)
        ]

    def _meeting(self, filters: Sequence[Filter]) -> list[Plan]:
        return [plan for plan in self._plans if meets_all(self._reader, plan, filters)]

    def _covers(self, plan: Plan, weights: Sequence[Weighted]) -> bool:
        return any(coverage(weights, s.context()) >= TOPIC_COVERAGE for s in sentences_of(self._sources.passages_of(plan.id)))

    def _fits(self, plans: Iterable[Plan], filters: Sequence[Filter], weights: Sequence[Weighted]) -> list[Fit]:
        fits = [self.fit(plan, filters, weights) for plan in plans]
        return sorted(fits, key=lambda fit: -fit.score)

    def fit(self, plan: Plan, filters: Sequence[Filter], weights: Sequence[Weighted] = ()) -> Fit:
        """A plan with the sentence that best shows that it meets some filters and expresses some weighted words."""
        found = list(sentences_of(self._sources.passages_of(plan.id)))
        if not found:
            return Fit(plan, None, 0.0)
        shown, names = self._sources.evidence(plan.id), tuple(fold(name) for name in (plan.name, *plan.aliases))
        scores = [
            shows(sentence.text, filters, self._reader, self._held(sentence, shown))
            + coverage(weights, sentence.text)
            + near
            + self._liking(sentence)
            + _named(names, sentence)
            - _LAST * is_silent(sentence)
            for sentence, near in zip(found, self._likeness.whole(found), strict=True)
        ]
        best = max(range(len(found)), key=scores.__getitem__)
        return Fit(plan, found[best], scores[best])

    def _held(self, sentence: Sentence, shown: Mapping[tuple[str, str], Evidence]) -> frozenset[tuple[str, str]]:
        """The values that the sentence was found to show; what its words themselves name is found as such, and not by a plan of
        that name."""
        return frozenset(v for v, own in shown.items() if _holds(sentence, own) and v not in self._reader.named_in(own.name))

    def _near(self, question: Question, weights: Sequence[Weighted]) -> list[Fit]:
        """Plans of any kind with the same subject elsewhere or one of the subjects, then those in the same place."""
        asked = [f for f in question.conditions if f.facet != "kind"]
        subjects = [f for f in asked if f.facet in SUBJECTS | {"offer"}]
        places = [f for f in asked if f.facet in PLACES]
        rest = [f for f in asked if f not in (*subjects, *places)]
        single = [[f for f in subjects if f.facet == facet] + places for facet in sorted({f.facet for f in subjects})]
        near: dict[str, Fit] = {}
        for kept in (subjects, *(single if len(single) > 1 else ()), places):
            if kept and len(kept) + len(rest) < len(question.filters):
                for fit in self._fits(self._meeting([*kept, *rest]), [*kept, *rest], weights):
                    met = tuple(f for f in question.filters if self._reader.meets(fit.plan, f) != f.negated)
                    near.setdefault(fit.plan.id, Fit(fit.plan, fit.sentence, fit.score, met))
        return list(near.values())


def _holds(sentence: Sentence, own: Evidence) -> bool:
    return own.start is not None and own.passage == sentence.passage.id and sentence.start <= own.start < sentence.end


def _named(names: Sequence[str], sentence: Sentence) -> float:
    """What a sentence gains by naming its plan, and by beginning with it. ``names``: those of the plan, folded."""
    folded = fold(sentence.text)
    return _BY_NAME * any(name in folded for name in names) + _BEGINS * folded.startswith(tuple(names))


def _telling(weights: Sequence[Weighted]) -> list[Weighted]:
    """Without everyday words that no document holds, unless nothing else is asked: "ik woon daar" beside a real topic."""
    return [weight for weight in weights if weight.known or not _is_everyday(weight)] or list(weights)


def _weight(weights: Iterable[Weighted]) -> float:
    return sum(weight.weight for weight in weights)


def _words(weights: Iterable[Weighted]) -> tuple[str, ...]:
    return tuple(word for weight in weights for word in weight.words)


def _is_strange(weight: Weighted, question: Question) -> bool:
    """Whether it is asked for, in a word that no document holds and that is no everyday word."""
    return not weight.known and not _is_everyday(weight) and bool(set(weight.words) & set(question.asked))


def _is_everyday(weight: Weighted) -> bool:
    return all(map(is_common, weight.words))
