"""The labelled examples: questions with the form of their answer, and what is said in a conversation with the act that it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.evaluation.testset import FOLLOW_UP, Topic
from retrieval.model import AnswerForm
from retrieval.understanding.cues import speaks_of_oneself
from retrieval.understanding.forms import OUTSIDE

DEVELOPMENT = "development"
_UNTAUGHT = ("f", "ab")
_FOLDER = Path(__file__).resolve().parent
# Kinds of topic of which every question asks for the same form.
_FORMS = {"list": AnswerForm.LIST, "count": AnswerForm.COUNT, "fact": AnswerForm.FACT}
# What can't be answered asks for a fact all the same; what is outside, for nothing.
_UNANSWERABLE = {
    "outside": OUTSIDE,
    **dict.fromkeys(("not_mentioned", "false_premise", "no_such_plan"), AnswerForm.FACT),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its label. ``before``: what was said before it, oldest first; ``writer``: who wrote it."""

    text: str
    label: str
    writer: str
    before: tuple[str, ...] = ()


def forms() -> list[Example]:
    """Questions, each with the form of the answer that it asks for."""
    return [Example(row["text"], row["form"], row["writer"]) for row in _rows("forms.jsonl")]


def acts() -> list[Example]:
    """What is said in conversations, each with the dialogue act that it is."""
    return [Example(row["text"], row["act"], row["writer"], tuple(row["before"])) for row in _rows("acts.jsonl")]


def is_taught(topic: Topic) -> bool:
    """Whether a topic may teach: of the development half, but for the rounds that show what unseen questions are worth."""
    return topic.half == DEVELOPMENT and not topic.id.startswith(_UNTAUGHT)


def of_topics(topics: Iterable[Topic]) -> Iterator[Example]:
    """The questions of the development half whose form was judged, or follows from their kind."""
    for topic in topics:
        form = topic.form or _FORMS.get(topic.kind, "") or _UNANSWERABLE.get(topic.reason, "")
        if not is_taught(topic) or topic.kind == FOLLOW_UP or form in ("", AnswerForm.TALK):
            continue
        # Who lists what there is for himself asks for a list as well; the judgements do not tell the two apart.
        of_oneself = form == AnswerForm.LIST and speaks_of_oneself(topic.text)
        yield Example(topic.text, AnswerForm.OPPORTUNITY if of_oneself else form, DEVELOPMENT)


def _rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
