"""What is and is not covered: for each value how many plans have it here, and anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.model import Answer, Spot
from retrieval.texts import Texts
from ui import markup
from ui.components.filters import facet_name

# Shown at once; white spots come first, and of those the ones that most plans elsewhere have.
SPOTS_SHOWN = 12


def block(answer: Answer, texts: Texts) -> str:
    """The spots of an answer, the first of them at once."""
    rest = answer.spots[SPOTS_SHOWN:]
    first = _table(answer.spots[:SPOTS_SHOWN], answer, texts)
    if not rest:
        return first
    return first + markup.more("more-spots", texts("answer.more", count=len(rest)), _table(rest, answer, texts))


def _table(spots: Sequence[Spot], answer: Answer, texts: Texts) -> str:
    name = facet_name(spots[0].value.facet, texts)
    here = _here(answer, spots[0].value.facet)
    columns = [name, here, texts("spots.anywhere")] if here else [name, texts("spots.plans")]
    lines = [
        markup.Line(spot.value.label, tuple(_number(count, texts) for count in _counts(spot, here)), marked=not spot.count)
        for spot in spots
    ]
    return markup.table(texts("spots.caption", facet=name), columns, lines)


def _here(answer: Answer, facet: str) -> str:
    """What the plans that are counted must meet; ``""`` when all are."""
    asked = [f.label for f in answer.filters if f.facet not in (facet, "plan") and not f.negated and not f.preferred]
    return ", ".join(asked)


def _counts(spot: Spot, here: str) -> tuple[int, ...]:
    return (spot.count, spot.anywhere) if here else (spot.anywhere,)


def _number(count: int, texts: Texts) -> str:
    return str(count) if count else texts("spots.none")
