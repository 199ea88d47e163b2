"""TREC run files: for each query the documents by their best passage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from retrieval.engine import Engine
from retrieval.errors import FileUnusable, QuestionEmpty, QuestionTooLong

NAME = "planwijzer"
# Passages asked for each document wanted: a document may hold many of the best passages.
_PASSAGES_A_DOCUMENT = 4


def write_run(engine: Engine, queries: Path, output: Path, depth: int) -> tuple[int, int]:
    """Write ``qid Q0 docid rank score name`` lines; (queries, lines). Raises ``FileUnusable``.

    A query that can't be asked (empty, too long) gives no lines.
    """
    asked = lines = 0
    wanted = list(_queries(queries))
    try:
        with output.open("w", encoding="utf-8") as file:
            for identity, text in wanted:
                asked += 1
                for rank, (document, score) in enumerate(_documents(engine, text, depth), start=1):
                    file.write(f"{identity} Q0 {document} {rank} {score:.6f} {NAME}\n")
                    lines += 1
    except OSError as error:
        raise FileUnusable(file=str(output), reason=error.strerror or str(error)) from error
    return asked, lines


def _documents(engine: Engine, text: str, depth: int) -> list[tuple[str, float]]:
    try:
        hits = engine.search(text, limit=depth * _PASSAGES_A_DOCUMENT).hits
    except (QuestionEmpty, QuestionTooLong):
        return []
    best: dict[str, float] = {}
    for hit in hits:
        best.setdefault(hit.document.id, hit.score)
    return list(best.items())[:depth]


def _queries(path: Path) -> Iterator[tuple[str, str]]:
    number = 0
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):  # noqa: B007  # named in the error below
                if line.strip():
                    found = json.loads(line)
                    yield str(found["id"]), str(found["text"])
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnusable(file=str(path), reason=str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise FileUnusable(file=str(path), reason=f"line {number}: {error}") from error
