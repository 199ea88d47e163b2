"""Which sentence shows a plan best to who asks: one on training to who wants to learn, one on money only to who asks for it."""

from __future__ import annotations

from collections.abc import Callable

from retrieval.answering.evidence import Sentence
from retrieval.aspects import Aspects
from retrieval.dutch import fold, words
from retrieval.understanding.question import Question
from retrieval.vocabulary import SUBJECTS

# Against the value of a filter that is named (3 for a theme): enough to choose between sentences that name as much.
_ASKED, _UNASKED = 0.5, -0.8
# What is told of money and of the course of things says little of what a plan does.
_ASIDE = ("money", "duration", "contact")
_LEARNING = frozenset(
    "leren leert leer geleerd opleiding opleidingen opleiden cursus cursussen training trainingen scholing bijscholen "
    "bijscholing omscholen "
    "omscholing school les lessen stage stages studeren student studie volgen learn learning course courses train study "
    "internship "
    "vakkennis personeel monteurs medewerkers staff mbo hbo vmbo".split()
)


def liking_of(question: Question, aspects: Aspects) -> Callable[[Sentence], float]:
    """What a sentence gains or loses by the aspect under whose heading it stands, for a question."""
    said = words(question.read)
    asked = {aspect.id for aspect in aspects.asked([*question.left, *question.topic])} | (
        {"training"} if _LEARNING & set(said) else set()
    )
    asked |= {"money"} if any(f.facet == "status" for f in question.filters) else set()
    # Who asks for plans of whatever subject wants to know what they are for.
    asked |= set() if asked or any(f.facet in SUBJECTS for f in question.filters) else {"aim"}
    worth = {heading: _ASKED for a in aspects if a.id in asked for heading in a.headings}
    worth |= {heading: _UNASKED for a in aspects if a.id in _ASIDE and a.id not in asked for heading in a.headings}

    def liking(sentence: Sentence) -> float:
        heading = sentence.passage.heading
        return worth.get(fold(heading[-1]), 0.0) if heading else 0.0

    return liking
