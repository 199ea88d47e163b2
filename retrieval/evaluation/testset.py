"""Test sets: topics and their judgements, read from a folder.

Our own (``topics.jsonl``, ``quotes.jsonl``, ``plans.qrels``, ``filters.qrels``) is judged by quotation and by plan, so
that judgements survive another chunking. Any set in BEIR layout (``queries*.jsonl``, ``qrels.tsv``) is read as well and
judged by document; each file of queries is a kind of its own.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retrieval.errors import FileUnusable

TOPICS, QUOTES, PLANS, FILTERS = "topics.jsonl", "quotes.jsonl", "plans.qrels", "filters.qrels"
QUERIES, QRELS = "queries*.jsonl", "qrels.tsv"
# Grades of a judgement: must be there, may be there.
MUST, MAY = 2, 1
_GRADE = re.compile(r"-?\d+")
UNANSWERABLE, FOLLOW_UP = "unanswerable", "followup"
# The facets that the judges of filters were told of; of others nobody said whether they are right.
JUDGED_FACETS = frozenset({"plan", "kind", "status", "province", "region", "place", "theme", "sector", "level"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a document that gives an answer; white space does not count."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged set: what must be in it, and what may."""

    must: frozenset[str]
    may: frozenset[str] = frozenset()

    def allows(self, found: frozenset[str]) -> bool:
        """Whether a set holds all that must be in it, and nothing that may not."""
        return self.must <= found <= self.must | self.may


@dataclass(frozen=True, slots=True)
class Topic:
    """A question with its judgements.

    ``half``: ``development`` or ``reported``; ``pair``: the topic that this one translates; ``nuggets``: by id the
    quotations that each give one thing the answer must hold; ``documents``: by id the grade of a document that is judged
    as a whole; ``plans`` and ``filters``: ``None`` where not judged.
    """

    id: str
    text: str
    language: str
    kind: str
    half: str = ""
    user: str = ""
    tags: tuple[str, ...] = ()
    pair: str = ""
    reason: str = ""
    status: str = ""
    form: str = ""
    dialogue: str = ""
    nuggets: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    documents: Mapping[str, int] = field(default_factory=dict)
    plans: Judged | None = None
    filters: Judged | None = None

    @property
    def answerable(self) -> bool:
        """Whether the library holds an answer."""
        return self.kind != UNANSWERABLE


def read_testset(folder: Path) -> list[Topic]:
    """The topics of a folder. Raises ``FileUnusable``."""
    if (folder / TOPICS).is_file():
        return _own(folder)
    if (folder / QRELS).is_file():
        return list(_beir(folder))
    raise FileUnusable(file=str(folder), reason=f"{TOPICS} | {QRELS}")


def _own(folder: Path) -> list[Topic]:
    nuggets: dict[str, dict[str, tuple[Quote, ...]]] = defaultdict(dict)
    for row in _rows(folder / QUOTES, "topic", "nugget", "document", "quote"):
        own = nuggets[row["topic"]]
        own[row["nugget"]] = (*own.get(row["nugget"], ()), Quote(row["document"], row["quote"]))
    plans, filters = _judged(folder / PLANS), _judged(folder / FILTERS)
    return [
        Topic(
            id=row["id"],
            text=row["text"],
            language=row["language"],
            kind=row["kind"],
            half=row["half"],
            user=row["user"],
            tags=tuple(row.get("tags", ())),
            pair=row.get("pair", ""),
            reason=row.get("reason", ""),
            status=row.get("status", ""),
            form=row.get("form", ""),
            dialogue=row.get("dialogue", ""),
            nuggets=nuggets.get(row["id"], {}),
            plans=plans.get(row["id"]),
            filters=filters.get(row["id"]),
        )
        for row in _rows(folder / TOPICS, "id", "text", "language", "kind", "half", "user")
    ]


def _judged(path: Path) -> dict[str, Judged]:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for topic, item, grade in _qrels(path):
        grades[topic][item] = grade
    return {
        topic: Judged(
            frozenset(item for item, grade in own.items() if grade == MUST),
            frozenset(item for item, grade in own.items() if grade == MAY),
        )
        for topic, own in grades.items()
    }


def _beir(folder: Path) -> Iterator[Topic]:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for topic, item, grade in _qrels(folder / QRELS):
        grades[topic][item] = grade
    for path in sorted(folder.glob(QUERIES)):
        # One question in two languages has one id in both files.
        kind = path.stem
        for row in _rows(path, "id", "text"):
            documents = grades.get(str(row["id"]))
            # What nobody judged can't be measured: such sets hold queries that are judged elsewhere.
            if documents:
                yield Topic(f"{kind}:{row['id']}", row["text"], "", kind, documents=documents)


def _qrels(path: Path) -> Iterator[tuple[str, str, int]]:
    """(topic, item, grade) of TREC judgements, with four columns, or of BEIR's, with three and a header."""
    for number, line in _lines(path):
        columns = line.split()
        if number == 1 and columns[-1] == "score":
            continue
        if len(columns) not in (3, 4) or not _GRADE.fullmatch(columns[-1]):
            raise _broken(path, number, repr(line[:60]))
        yield columns[0], columns[-2], int(columns[-1])


def _rows(path: Path, *needed: str) -> Iterator[Mapping[str, Any]]:
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise _broken(path, number, str(error)) from error
        if not isinstance(row, dict) or not row.keys() >= set(needed):
            raise _broken(path, number, f"{line[:60]!r} | {', '.join(needed)}")
        yield row


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers. Not ``splitlines``: text may hold other separators."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnusable(file=str(path), reason=str(error)) from error
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _broken(path: Path, number: int, reason: str) -> FileUnusable:
    return FileUnusable(file=str(path), reason=f"line {number}: {reason}")
