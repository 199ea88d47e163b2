"""Plans by what their sources tell in other words than those of a facet: "waar geven hybride docenten les?".

Nothing proves that such a list is complete: whoever is shown it is told so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from retrieval.answering.evidence import Sentence
from retrieval.coverage import Weighted, coverage

# How much words behind the headings, words of the sentence itself, words like them, and the sense of the whole count.
_CONTEXT, _OWN, _ALIKE, _SENSE = 1.0, 0.5, 2.0, 1.5
# A sentence that comes this close to the best says it as well. The best must say something, each some of it in its words; and
# they must stand out.
_CLOSE, _ENOUGH, _SAID, _MOST = 0.6, 1.3, 0.15, 8

Likeness = Callable[[Sequence[Sentence]], Sequence[float]]


def likely(
    asked: Sequence[Weighted], sentences: Mapping[str, Sequence[Sentence]], sense: Likeness, alike: Likeness
) -> dict[str, Sentence]:
    """The plans, by id, of which a sentence comes about as near to what is asked as any does, with that sentence, the nearest
    first; none where none comes near, or many do. ``sense`` and ``alike``: how near sentences come as wholes and word by word."""
    best = {plan: found for plan, own in sentences.items() if (found := _best(asked, own, sense, alike))}
    top = max((score for score, _ in best.values()), default=0.0)
    ordered = sorted(best, key=lambda plan: -best[plan][0])
    near = {plan: best[plan][1] for plan in ordered if best[plan][0] >= top - _CLOSE}
    near = {plan: sentence for plan, sentence in near.items() if coverage(asked, sentence.context()) >= _SAID}
    return near if top >= _ENOUGH and len(near) <= _MOST else {}


def _best(
    asked: Sequence[Weighted], sentences: Sequence[Sentence], sense: Likeness, alike: Likeness
) -> tuple[float, Sentence] | None:
    near = zip(sentences, sense(sentences), alike(sentences), strict=True)
    scored = [
        (
            _CONTEXT * coverage(asked, sentence.context())
            + _OWN * coverage(asked, sentence.text)
            + _ALIKE * by_words
            + _SENSE * whole,
            place,
        )
        for place, (sentence, whole, by_words) in enumerate(near)
    ]
    score, place = max(scored, default=(0.0, -1), key=lambda found: found[0])
    return (score, sentences[place]) if scored else None
