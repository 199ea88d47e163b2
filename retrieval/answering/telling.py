"""What the sources say of the aspects of a plan: for each the sentences that tell of it, or that they don't."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.answering.evidence import NOT_MENTIONED, Sentence, sentences_of
from retrieval.answering.quoting import Quoter
from retrieval.aspects import Aspect
from retrieval.dutch import fold, stem, words
from retrieval.model import Cell, Language, Plan, Row
from retrieval.snapshot import Snapshot

# A quotation is read at a glance.
LONGEST = 300


def rows(
    plans: Sequence[Plan], aspects: Iterable[Aspect], each: int, snapshot: Snapshot, quoter: Quoter, language: Language
) -> tuple[Row, ...]:
    """A row for each aspect with a cell for each plan, of at most ``each`` quotations."""
    return tuple(
        Row(aspect.id, aspect.label(language), tuple(_cell(plan, aspect, each, snapshot, quoter) for plan in plans))
        for aspect in aspects
    )


def told(plan: Plan, aspect: Aspect, each: int, snapshot: Snapshot) -> list[Sentence]:
    """At most ``each`` sentences that tell of an aspect of a plan, in reading order; those that name it go first."""
    own = [s for s in sentences_of(snapshot.passages_of(plan.id)) if s.passage.heading[-1:] != (NOT_MENTIONED,)]
    short = [s for s in own if len(s.text) <= LONGEST]
    fitting = [s for s in short if aspect.tells(s.passage.heading, s.text)] or _naming(plan, aspect, short, snapshot)[:each]
    names = tuple(map(fold, (plan.name, *plan.aliases)))
    chosen = sorted(fitting, key=lambda s: (not _says(aspect, s), not any(name in fold(s.text) for name in names)))[:each]
    return sorted(chosen, key=fitting.index)


def _naming(plan: Plan, aspect: Aspect, sentences: Sequence[Sentence], snapshot: Snapshot) -> list[Sentence]:
    """The sentences that name what the plan has of the facets of an aspect, most of it first."""
    own = frozenset((facet, value) for facet in aspect.facets for value in plan.facets.get(facet, ()))
    named = [(len(own & snapshot.filters.named_in(s.text)), s) for s in sentences] if own else []
    return [s for count, s in sorted(named, key=lambda found: -found[0]) if count]


def _says(aspect: Aspect, sentence: Sentence) -> bool:
    """Whether its words tell of the aspect, not only its heading."""
    return aspect.tells((), sentence.text)


def _cell(plan: Plan, aspect: Aspect, each: int, snapshot: Snapshot, quoter: Quoter) -> Cell:
    sentences = told(plan, aspect, each, snapshot)
    marks = _marks(sentences, quoter)
    if marks:
        return Cell(plan.id, marks, said=True)
    return Cell(plan.id, _marks(silence(plan, aspect, snapshot), quoter), said=False)


def silence(plan: Plan, aspect: Aspect, snapshot: Snapshot) -> list[Sentence]:
    """The sentence with which a document says that its sources do not mention the aspect."""
    silent = [s for s in sentences_of(snapshot.passages_of(plan.id)) if s.passage.heading[-1:] == (NOT_MENTIONED,)]
    return [s for s in silent if aspect.asked & {stem(word) for word in words(s.text)}][:1]


def _marks(sentences: Iterable[Sentence], quoter: Quoter) -> tuple[int, ...]:
    cited = (quoter.cite(sentence.quotation()) for sentence in sentences)
    return tuple(citation.mark for citation in cited if citation)
