"""The engine: questions in, answers, rankings and pages out, over the generation that is in use."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from retrieval.answering.answer import answer
from retrieval.coverage import Importance
from retrieval.dutch import content_words
from retrieval.errors import IndexMismatch, PageUnknown
from retrieval.fingerprint import fingerprint
from retrieval.generations import Generation, current_folder
from retrieval.glossary import Glossary, synonyms_of
from retrieval.language import language_of
from retrieval.library import Library
from retrieval.model import Answer, Coverage, Document, Filter, Hit, Language, Page, Ranking
from retrieval.ports import Encoder
from retrieval.reranking import RERANKED, rerank
from retrieval.search import ALL_STAGES, CANDIDATES, Stage, search
from retrieval.snapshot import Snapshot
from retrieval.understanding.question import check_question, understand
from retrieval.vocabulary import Vocabulary


class Engine:
    """Answers from one library; safe to use from several threads.

    Each question rests on one generation; a newly published one is used from the next question on.
    """

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        vocabulary: Vocabulary,
        glossary: Glossary,
        open_generation: Callable[[Path], Generation],
    ) -> None:
        self._library = library
        self._encoder = encoder
        self._vocabulary = vocabulary
        self._glossary = glossary
        self._open = open_generation
        self._lock = threading.Lock()
        self._current: tuple[Path, Snapshot] | None = None
        self._snapshot()

    def ask(self, question: str, filters: Sequence[Filter] = ()) -> Answer:
        """Answer a question; ``filters`` are applied besides those in its words.

        Raises ``QuestionEmpty``, ``QuestionTooLong``, ``IndexMissing``, ``IndexDamaged``, ``IndexMismatch``.
        """
        snapshot = self._snapshot()
        return answer(understand(question, snapshot.filters, self._glossary, filters), snapshot, self._encoder)

    def search(
        self, query: str, filters: Sequence[Filter] = (), limit: int = 10, stages: frozenset[Stage] = ALL_STAGES
    ) -> Ranking:
        """The best passages for a query; ``stages``: the parts of search that take part. Raises as ``ask``."""
        check_question(query)
        snapshot = self._snapshot()
        language = language_of(query)
        notions = self._glossary.notions(content_words(query), language)
        allowed, depth = snapshot.allowed(filters), max(limit, CANDIDATES)
        synonyms = synonyms_of(notions)
        found = search(snapshot.generation, self._encoder, query, language, allowed, synonyms, depth, stages)
        passages = snapshot.library.passages([int(i) for i in found.ids[: max(limit, RERANKED)]])
        if Stage.RERANKING in stages:
            asked = Importance(snapshot.generation.lexical).weights(notions)
            found = rerank(found, passages, asked, query, self._encoder)
        hits = []
        for i in range(min(limit, len(found.ids))):
            passage = passages[int(found.ids[i])]
            scores = {"lexical": float(found.lexical[i]), "dense": float(found.dense[i])}
            hits.append(Hit(i + 1, float(found.fused[i]), scores, passage, snapshot.documents[passage.version]))
        mark = snapshot.generation.manifest.fingerprint
        named = {plan for hit in hits for plan in hit.passage.plans}
        plans = tuple(plan for plan in snapshot.plans if plan.id in named)
        return Ranking(query, tuple(filters), tuple(hits), plans, found.timings_ms, mark)

    def filter(self, facet: str, value: str, language: Language = "nl") -> Filter:
        """A filter by facet and value (an id or a label). Raises ``FilterUnknown``."""
        return self._snapshot().filters.named(facet, value, language)

    def page(self, document_id: str, number: int) -> Page:
        """The stored page of a document. Raises ``PageUnknown``."""
        page = self._snapshot().page(document_id, number)
        if page is None:
            raise PageUnknown(document=document_id, page=number)
        return page

    def documents(self) -> list[Document]:
        """The documents of the generation in use, by id."""
        return sorted(self._snapshot().documents.values(), key=lambda document: document.id)

    def coverage(self) -> Coverage:
        """What is searched."""
        return self._snapshot().coverage

    def _snapshot(self) -> Snapshot:
        folder = current_folder(self._library.folder)
        with self._lock:
            if self._current is None or self._current[0] != folder:
                # The old one is not closed: another thread may be answering from it. It goes with its last user.
                self._current = folder, self._opened(folder)
            return self._current[1]

    def _opened(self, folder: Path) -> Snapshot:
        generation = self._open(folder)
        wanted = fingerprint(self._encoder, self._library.meta("shape"))
        built = generation.manifest.fingerprint
        if built != wanted:
            generation.close()
            raise IndexMismatch(index=str(self._library.folder), built=built, wanted=wanted)
        return Snapshot(self._library, generation, self._vocabulary)
