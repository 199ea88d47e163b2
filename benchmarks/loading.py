"""``python -m benchmarks.loading SOURCE INDEX ENCODER``: what tutorials of LangChain do with files, a peer of ``ingest build``.

Its own loader, ``RecursiveCharacterTextSplitter``, and ``Chroma`` with the vectors of an encoder; JSON with the seconds of each
stage on standard output. It needs the optional dependencies ``bench``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import chain, islice, pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.systems import minilm, our_embeddings
from ingest.passages import PASSAGE_CHARACTERS

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

MINILM, OURS = "minilm", "ours"
# Records that Chroma takes in one call: it refuses more than 5,461.
_BATCH = 5_000


def loaded(source: Path) -> Iterator[Document]:
    """The documents of a source: a page each of a folder of PDFs, a line each of a ``.jsonl`` file."""
    from langchain_community.document_loaders import JSONLoader, PyPDFLoader  # type: ignore[import-not-found, unused-ignore]

    if source.is_dir():
        return chain.from_iterable(PyPDFLoader(str(path)).lazy_load() for path in sorted(source.glob("*.pdf")))
    found: Iterator[Document] = JSONLoader(str(source), jq_schema=".", content_key="text", json_lines=True).lazy_load()
    return found


def encoder(name: str) -> Embeddings:
    """all-MiniLM-L6-v2 by sentence-transformers, which tutorials use, or our embedded encoder."""
    return our_embeddings() if name == OURS else minilm()


def build(source: Path, index: Path, name: str) -> dict[str, float]:
    """Load, split, embed and add; seconds of each stage, and the number of documents and passages."""
    from langchain_chroma import Chroma  # type: ignore[import-not-found, unused-ignore]
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    marks = [perf_counter()]
    documents = list(loaded(source))
    marks.append(perf_counter())
    passages = RecursiveCharacterTextSplitter(chunk_size=PASSAGE_CHARACTERS, chunk_overlap=0).split_documents(documents)
    marks.append(perf_counter())
    embeddings = encoder(name)
    texts, vectors = [passage.page_content for passage in passages], []
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        vectors += embeddings.embed_documents(batch)
    marks.append(perf_counter())
    collection = Chroma("passages", embedding_function=embeddings, persist_directory=str(index))._collection
    for start in range(0, len(texts), _BATCH):
        own = slice(start, start + _BATCH)
        ids = [str(number) for number in range(start, min(start + _BATCH, len(texts)))]
        metadatas = [passage.metadata for passage in passages[own]]
        collection.add(ids=ids, documents=texts[own], embeddings=vectors[own], metadatas=metadatas)
    marks.append(perf_counter())
    names = ("load", "split", "embed", "index")
    seconds = {name: after - before for name, (before, after) in zip(names, pairwise(marks), strict=True)}
    return seconds | {"documents": len(documents), "passages": len(passages)}


def main() -> int:
    """The door of the peer."""
    source, index, name = sys.argv[1:]
    print(json.dumps(build(Path(source), Path(index), name)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
