"""TREC run files: for each query the documents by their best passage."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from retrieval.engine import Engine
from retrieval.errors import FileUnusable, QuestionEmpty, QuestionTooLong
from retrieval.search import ALL_STAGES, Stage

NAME = "planwijzer"
# Passages asked for each document wanted, at first: a document may hold many of the best passages.
_PASSAGES_A_DOCUMENT = 4
# And never fewer: what is asked for decides what scores are compared with, and a shallow run is to begin a deep one.
_PASSAGES = 400


def write_run(engine: Engine, queries: Path, output: Path, depth: int, stages: frozenset[Stage] = ALL_STAGES) -> tuple[int, int]:
    """Write ``qid Q0 docid rank score name`` lines; (queries, lines). Raises ``FileUnusable``.

    A query that can't be asked (empty, too long) gives no lines. White space in an id is written as ``%20`` and the
    like, because the format parts its columns by it.
    """
    asked = lines = 0
    wanted = list(_queries(queries))
    try:
        with output.open("w", encoding="utf-8") as file:
            for identity, text in wanted:
                asked += 1
                for rank, (document, score) in enumerate(_documents(engine, text, depth, stages), start=1):
                    file.write(f"{_column(identity)} Q0 {_column(document)} {rank} {score:.6f} {NAME}\n")
                    lines += 1
    except OSError as error:
        raise FileUnusable(file=str(output), reason=error.strerror or str(error)) from error
    return asked, lines


def _documents(engine: Engine, text: str, depth: int, stages: frozenset[Stage]) -> list[tuple[str, float]]:
    wanted, found = max(depth * _PASSAGES_A_DOCUMENT, _PASSAGES), -1
    while True:
        try:
            hits = engine.search(text, limit=wanted, stages=stages).hits
        except (QuestionEmpty, QuestionTooLong):
            return []
        best = {hit.document.id: hit.score for hit in reversed(hits)}
        if len(best) >= depth or len(hits) == found:
            return sorted(best.items(), key=lambda item: -item[1])[:depth]
        found, wanted = len(hits), 4 * wanted


def _column(identity: str) -> str:
    return re.sub(r"\s", lambda match: quote(match.group()), identity)


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
