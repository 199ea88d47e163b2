"""What the sources say of one aspect of every plan: quotations, and none where they are silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.quoting import Quoter
from retrieval.answering.telling import told
from retrieval.model import Citation, Plan
from retrieval.snapshot import Snapshot

# Far more than a profile says of an aspect; a long plan document is not copied out.
MOST_QUOTED = 20


@dataclass(frozen=True, slots=True)
class Told:
    """The quotations that tell of an aspect of a plan, in reading order; empty where the sources are silent."""

    plan: Plan
    citations: tuple[Citation, ...]


def survey(plans: Sequence[Plan], aspect: str, snapshot: Snapshot) -> tuple[Told, ...]:
    """What is said of an aspect, by id, of each plan; of one that is not known nothing is said."""
    wanted, quoter = snapshot.understanding.aspects.get(aspect), Quoter(snapshot.library, snapshot.documents)
    found = []
    for plan in plans:
        sentences = told(plan, wanted, MOST_QUOTED, snapshot) if wanted else []
        cited = (quoter.cite(sentence.quotation()) for sentence in sentences)
        found.append(Told(plan, tuple(citation for citation in cited if citation)))
    return tuple(found)
