"""What the journal and the metrics tell of answers, rankings and refusals."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from retrieval.errors import PlanwijzerError
from retrieval.journal import tell
from retrieval.model import Answer, Ranking

# An answer may cite every document of a library.
_MOST_DOCUMENTS = 20


def fallbacks(answer: Answer) -> tuple[str, ...]:
    """What an answer had to do without: ``generation`` (an earlier one answered), ``vector_index`` (search was exact),
    ``language_model`` (no summary came)."""
    found = {
        "generation": answer.coverage.stands_in,
        "vector_index": answer.coverage.exact,
        "language_model": bool(answer.summary and answer.summary.failure),
    }
    return tuple(name for name, holds in found.items() if holds)


def tell_answer(answer: Answer) -> None:
    """Note an answer; a warning where a citation failed or something had to be done without."""
    without = fallbacks(answer)
    tell(
        "answered",
        level=logging.WARNING if answer.dropped or without else logging.INFO,
        private={"question": answer.question},
        status=str(answer.status),
        form=str(answer.form),
        reason=str(answer.reason) if answer.reason else None,
        language=answer.language,
        characters=len(answer.question),
        filters=sorted({wanted.facet for wanted in answer.filters}),
        plans=len(answer.plans),
        citations=len(answer.citations),
        failed_citations=answer.dropped,
        fallbacks=without,
        documents=list(dict.fromkeys(citation.document.id for citation in answer.citations))[:_MOST_DOCUMENTS],
        ms=dict(answer.timings_ms),
        index=answer.fingerprint,
    )


def tell_ranking(ranking: Ranking) -> None:
    """Note a search."""
    tell(
        "searched",
        private={"question": ranking.query},
        language=ranking.language,
        characters=len(ranking.query),
        filters=sorted({wanted.facet for wanted in ranking.filters}),
        hits=len(ranking.hits),
        ms={name: round(ms, 1) for name, ms in ranking.timings_ms.items()},
        index=ranking.fingerprint,
    )


@contextmanager
def refusals(question: str) -> Iterator[None]:
    """Note what refuses a question, or keeps it from being answered, and let it go on."""
    try:
        yield
    except PlanwijzerError as error:
        kind = error.key.partition(".")[2]
        tell("refused", level=logging.WARNING, private={"question": question}, reason=kind, characters=len(question))
        raise
