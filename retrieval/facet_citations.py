"""What shows that a plan or a document has a value of a facet: the sentence that names it, as a citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from retrieval.answering.evidence import sentences_of
from retrieval.answering.quoting import Quoter
from retrieval.model import Citation, Evidence, Passage
from retrieval.snapshot import Snapshot

Shown = Mapping[tuple[str, str], Citation]


def shown(evidence: Iterable[Evidence], snapshot: Snapshot) -> Shown:
    """For each (facet, value) the citation that shows it; values whose evidence no longer holds are left out."""
    found = list(evidence)
    passages = snapshot.library.passages([own.passage for own in found])
    quoter = Quoter(snapshot.library, snapshot.documents)
    cited = {}
    for own in found:
        passage = passages.get(own.passage)
        citation = _cited(own, passage, quoter) if passage else None
        if citation:
            cited[own.facet, own.value] = citation
    return cited


def _cited(own: Evidence, passage: Passage, quoter: Quoter) -> Citation | None:
    """The sentence in which the name stands, or the first one under the heading that holds it."""
    sentences = list(sentences_of([passage]))
    holding = (s for s in sentences if own.start is None or s.start <= own.start < s.end)
    best = next(holding, None)
    return quoter.cite(best.quotation()) if best else None
