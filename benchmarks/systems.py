"""The systems that are compared. Each answers a question with its time and the texts of its passages, best first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

LIMIT = 10
# Records that Chroma takes in one call: it refuses more than 5,461.
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Found:
    """What a system found for a question, and what it took: of the clock, and of all cores together."""

    texts: tuple[str, ...]
    milliseconds: float
    cpu_ms: float


class _Stopwatch:
    """Times one question."""

    def __init__(self) -> None:
        self._started, self._cpu = perf_counter(), process_time()

    def found(self, texts: Iterable[str]) -> Found:
        """What was found until now; the time that reading ``texts`` takes does not count."""
        milliseconds, cpu_ms = (perf_counter() - self._started) * 1e3, (process_time() - self._cpu) * 1e3
        return Found(tuple(texts), milliseconds, cpu_ms)


class Planwijzer:
    """Our search, from understanding to ranking."""

    def __init__(self, index: Path) -> None:
        from retrieval.assembly import open_engine
        from retrieval.settings import Settings

        started = perf_counter()
        self._engine = open_engine(Settings(index=index))
        self._opening = perf_counter() - started

    def opening(self) -> float:
        """Seconds to open the library, without imports."""
        return self._opening

    def search(self, question: str) -> Found:
        """The best passages."""
        stopwatch = _Stopwatch()
        hits = self._engine.search(question, limit=LIMIT).hits
        return stopwatch.found(hit.passage.text for hit in hits)


class Ensemble:
    """LangChain's ``EnsembleRetriever``: ``BM25Retriever`` and ``Chroma``, half each, built from passages in a file.

    Its vectors are those of our embedded encoder: what differs is the retrieval, not the model.
    """

    def __init__(self, folder: Path, passages: Path) -> None:
        from langchain_chroma import Chroma  # type: ignore[import-not-found, unused-ignore]
        from langchain_core.documents import Document

        rows = (json.loads(line) for line in passages.read_text(encoding="utf-8").split("\n") if line)
        self._documents = [Document(f"{row['about']}\n{row['text']}") for row in rows]
        started = perf_counter()
        store = Chroma("passages", embedding_function=our_embeddings(), persist_directory=str(folder))
        for start in range(0, len(self._documents), _BATCH):
            store.add_documents(self._documents[start : start + _BATCH])
        self._vectors = store.as_retriever(search_kwargs={"k": LIMIT})
        self._vectors_seconds = perf_counter() - started
        self._retriever, self._words_seconds = self._made(str.split)

    def built(self) -> tuple[float, float]:
        """Seconds to embed and add to Chroma, and to make the index of words."""
        return self._vectors_seconds, self._words_seconds

    def fold_words(self) -> None:
        """Make a second index of words, without capitals and punctuation."""
        from retrieval.dutch import words

        self._folded, _ = self._made(words)

    def search(self, question: str) -> Found:
        """The best passages."""
        return _invoked(self._retriever, question)

    def search_folded(self, question: str) -> Found:
        """The best passages, with the second index of words."""
        return _invoked(self._folded, question)

    def _made(self, analysis: Callable[[str], list[str]]):  # type: ignore[no-untyped-def]  # LangChain is optional
        from langchain_classic.retrievers import EnsembleRetriever  # type: ignore[import-not-found, unused-ignore]
        from langchain_community.retrievers import BM25Retriever  # type: ignore[import-not-found, unused-ignore]

        started = perf_counter()
        by_words = BM25Retriever.from_documents(self._documents, k=LIMIT, preprocess_func=analysis)
        retriever = EnsembleRetriever(retrievers=[by_words, self._vectors], weights=[0.5, 0.5])
        return retriever, perf_counter() - started


def _invoked(retriever, question: str) -> Found:  # type: ignore[no-untyped-def]  # LangChain is optional
    stopwatch = _Stopwatch()
    documents = retriever.invoke(question)[:LIMIT]
    return stopwatch.found(document.page_content for document in documents)


def our_embeddings() -> Embeddings:
    from langchain_core.embeddings import Embeddings

    from retrieval.adapters.embedded import EmbeddedEncoder

    class OurEmbeddings(Embeddings):
        """Our embedded encoder, as LangChain asks for one."""

        def __init__(self) -> None:
            self._encoder = EmbeddedEncoder()

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return self._encoder.encode_passages(texts).tolist()  # type: ignore[no-any-return]

        def embed_query(self, text: str) -> list[float]:
            return self._encoder.encode_queries([text])[0].tolist()  # type: ignore[no-any-return]

    return OurEmbeddings()
