"""Quotations that people judged: does the sentence support the answer it stands under?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from retrieval.errors import FileUnusable
from retrieval.evaluation.experiment import Answered
from retrieval.evaluation.measures import Score, score

FILE = "quotations.jsonl"
# (topic, plan or "", quotation with single spaces) -> whether it supports.
Verdicts = Mapping[tuple[str, str, str], bool]


def read_verdicts(folder: Path) -> Verdicts:
    """The judgements of a test set; none when it has no such file. Raises ``FileUnusable``."""
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        return {(row["topic"], row["plan"], _plain(row["quote"])): bool(row["supports"]) for row in rows}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileUnusable(file=str(path), reason=str(error)) from error


def shown(answered: Answered) -> Iterable[tuple[str, str, str]]:
    """The quotations of an answer as they are judged: with the plan they stand under."""
    answer = answered.answer
    for citation in answer.citations:
        # One sentence may stand under several plans, and support one of them only.
        under = [entry.plan.id for entry in answer.plans if citation.mark in entry.citations]
        for plan in under or [""]:
            yield answered.topic.id, plan, _plain(citation.quote)


def share_supporting(answered: Iterable[Answered], verdicts: Verdicts) -> Score | None:
    """The share that supports, of the quotations shown now that were judged."""
    judged = [verdicts[key] for own in answered if not own.refused for key in shown(own) if key in verdicts]
    return score([float(supports) for supports in judged])


def _plain(text: str) -> str:
    return " ".join(text.split())
