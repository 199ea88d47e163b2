"""How close each stage is to what the machine could do: ``python -m benchmarks.limits [--passages 100000]``.

For each stage the same work twice: as Planwijzer does it, and its unavoidable part alone, as bare as a library gives it. Over a
library that it makes of so many synthetic passages, or over another one; a small one measures overhead.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.generating import write_lines
from benchmarks.haystack import build, writer_like
from benchmarks.report import machine
from benchmarks.scaling import EACH
from ingest.shaping import embedded
from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.assembly import WRITERS
from retrieval.compounds import CompoundSplitter, known_words, read_words
from retrieval.dense import ExactIndex, open_vectors
from retrieval.dutch import tokens
from retrieval.generations.folders import LEXICAL, WORDS, current_folder
from retrieval.generations.manifest import damaged_files, read_manifest
from retrieval.lexical import rows
from retrieval.library import Library
from retrieval.library.schema import FILE
from retrieval.settings import CATALOGUE, CORPUS, usable_cores

_TIMES, _TEXTS = 5, 2_000
_BYTES, _MIB = 256 * 2**20, 2**20
_HITS = 50


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage does in a second, and what the machine could: in ``unit``. ``limit``: what its unavoidable part is."""

    name: str
    unit: str
    ours: float
    most: float
    limit: str


def stages(index: Path) -> list[Stage]:
    """All stages over a library."""
    library, folder = Library(index), current_folder(index)
    ids = np.random.default_rng(0).permutation(library.current_passages())[:_TEXTS]
    return [
        _hashing(folder),
        _scanning(open_vectors(folder)),
        _reading(library, ids.tolist()),
        _embedding(library, ids.tolist()),
        _tokenising(library, ids.tolist()),
        _indexing(library, folder, ids.tolist()),
    ]


def _hashing(folder: Path) -> Stage:
    """Comparing the files of a generation with its manifest, as each start does."""
    manifest = read_manifest(folder)
    size = sum((folder / name).stat().st_size for name in manifest.files)
    buffer = bytes(_BYTES)

    def bare() -> None:
        with ThreadPoolExecutor(usable_cores()) as pool:
            list(pool.map(lambda _: hashlib.sha256(buffer).digest(), range(usable_cores())))

    ours = size / _fastest(lambda: damaged_files(folder, manifest.files)) / _MIB
    return Stage("files hashed", "MiB", ours, usable_cores() * _BYTES / _fastest(bare) / _MIB, "SHA-256 of memory, on all cores")


def _scanning(exact: ExactIndex) -> Stage:
    """Exact search over all vectors, as a filter asks for."""
    vector = np.ascontiguousarray(exact.vectors[0])
    ours = exact.vectors.nbytes / _fastest(lambda: exact.search(vector, _HITS)) / _MIB
    source = np.ones(_BYTES // 4, dtype=np.float32)
    summed = _BYTES / _fastest(lambda: float(source.sum())) / _MIB
    dotted = _BYTES / _fastest(lambda: float(source[: len(source) // 2] @ source[len(source) // 2 :])) / _MIB
    return Stage("vectors compared", "MiB", ours, max(summed, dotted), "memory added up")


def _reading(library: Library, ids: Sequence[int]) -> Stage:
    """Passages from the record, the hits of a question at a time."""
    parts = [list(ids[start : start + _HITS]) for start in range(0, len(ids), _HITS)]
    ours = len(ids) / _fastest(lambda: [library.passages(part) for part in parts])
    sql = 'SELECT substr(p.text, a.start + 1, a."end" - a.start) FROM passages a JOIN pages p'
    sql += " ON p.version = a.version AND p.number = a.page WHERE a.id = ?"
    with closing(sqlite3.connect(library.folder / FILE)) as db:
        bare = _fastest(lambda: [db.execute(sql, [own]).fetchone() for own in ids])
    return Stage("passages read", "passages", ours, len(ids) / bare, "one statement of SQLite for each, the text alone")


def _embedding(library: Library, ids: Sequence[int]) -> Stage:
    """Vectors of passages."""
    encoder, texts = EmbeddedEncoder(), _texts(library, ids)
    ours = len(texts) / _fastest(lambda: encoder.encode_passages(texts))
    bare = _fastest(lambda: encoder._tokenizer.encode_batch_fast(texts, add_special_tokens=False))
    return Stage("passages embedded", "passages", ours, len(texts) / bare, "cut in pieces by tokenizers, on all cores")


def _tokenising(library: Library, ids: Sequence[int]) -> Stage:
    """Words with their places, which everything about language begins with."""
    texts = _texts(library, ids)
    # One at a time, as a build does: what is kept has the garbage collector go through it.
    ours = len(texts) / _fastest(lambda: max(len(tokens(text)) for text in texts))
    bare = _fastest(lambda: max(len(text.casefold().split()) for text in texts))
    return Stage("passages cut in words", "passages", ours, len(texts) / bare, "casefold and split, without places")


def _indexing(library: Library, folder: Path, ids: Sequence[int]) -> Stage:
    """The index of words: stems and parts of compounds by us, the index by Tantivy."""
    passages = list(library.passages(ids).values())
    splitter = CompoundSplitter(known_words(read_words(folder / WORDS), read_words()))
    made = list(rows(passages, {}, splitter))
    with tempfile.TemporaryDirectory(prefix="planwijzer-bench-") as name:
        numbers = iter(range(100))

        def build(ours: bool) -> None:
            found = rows(passages, {}, splitter) if ours else iter(made)
            WRITERS.lexical.build(Path(name) / f"{LEXICAL}{next(numbers)}", found)

        ours, bare = _fastest(lambda: build(ours=True)), _fastest(lambda: build(ours=False))
    return Stage("passages indexed by word", "passages", len(ids) / ours, len(ids) / bare, "Tantivy alone, words cut before")


def _texts(library: Library, ids: Sequence[int]) -> list[str]:
    return [embedded("", passage.heading, passage.text) for passage in library.passages(ids).values()]


def _fastest(do: Callable[[], object]) -> float:
    """Seconds, of several times the fewest: what disturbs a machine only ever adds."""
    return min(_seconds(do) for _ in range(_TIMES))


def _seconds(do: Callable[[], object]) -> float:
    started = perf_counter()
    do()
    return perf_counter() - started


def table(found: Sequence[Stage]) -> str:
    """A line for each stage."""
    lines = ["| stage | a second | at most | share | what is at most |", "| --- | ---: | ---: | ---: | --- |"]
    for own in found:
        share = f"{own.ours / own.most:.0%}"
        lines.append(f"| {own.name} | {own.ours:,.0f} {own.unit} | {own.most:,.0f} {own.unit} | {share} | {own.limit} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limits", description="How close stages are to the machine.")
    parser.add_argument("--passages", type=int, default=100_000, metavar="N", help="of the library that is made for it")
    parser.add_argument("--index", type=Path, metavar="DIR", help="a library that is there already")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="planwijzer-bench-") as name:
        index = options.index or _made(Path(name), options.passages)
        found, passages = stages(index), len(Library(index).current_passages())
    print("\n".join(f"- {fact}" for fact in (*machine(), f"{passages:,} passages")))
    print(f"\n{table(found)}")
    return 0


def _made(folder: Path, passages: int) -> Path:
    """A library of the shipped corpus among synthetic reports."""
    bare = build(folder / "bare", CORPUS / CATALOGUE).index
    lines = write_lines(folder / "verslagen.jsonl", writer_like(CORPUS, bare).reports(passages, EACH))
    return build(folder / "index", CORPUS / CATALOGUE, lines).index


if __name__ == "__main__":
    sys.exit(main())
