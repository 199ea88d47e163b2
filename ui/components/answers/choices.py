"""What else a question may mean: a click asks for that."""

from __future__ import annotations

from functools import partial

from retrieval.model import Answer, AnswerStatus, Choice, PlanEntry
from retrieval.texts import Texts
from retrieval.vocabulary import Vocabulary
from ui import markup
from ui.asking import LastTurn
from ui.components import plan
from ui.picking import Picks


def asks(answer: Answer) -> bool:
    """Whether an answer is a question back, to be answered with a click."""
    return answer.status is AnswerStatus.NEEDS_CLARIFICATION and bool(answer.choices)


def block(answer: Answer, picks: Picks, vocabulary: Vocabulary, texts: Texts, last: LastTurn) -> str:
    """The choices, each with what is quoted of the plan that it stands for."""
    entries = {entry.plan.name: entry for entry in answer.plans}
    drawn = []
    for place, choice in enumerate(answer.choices):
        meant = _meant(entries[choice.label], answer, picks, vocabulary, texts) if choice.label in entries else ""
        drawn.append(f'<div class="pw-choice">{_button(choice, place, picks, last)}{meant}</div>')
    return "".join(drawn)


def besides(answer: Answer, picks: Picks, texts: Texts, last: LastTurn) -> str:
    """What else may be meant, in one line beside an answer; ``""`` when that is nothing."""
    if not answer.choices:
        return ""
    buttons = "".join(_button(choice, place, picks, last) for place, choice in enumerate(answer.choices))
    return f'<div class="pw-otherwise">{markup.paragraph(texts("choices.otherwise"), "note")}{buttons}</div>'


def _meant(entry: PlanEntry, answer: Answer, picks: Picks, vocabulary: Vocabulary, texts: Texts) -> str:
    details = " · ".join(plan.details(entry.plan, answer, vocabulary, texts))
    return markup.paragraph(details, "details") + plan.quotations(entry, answer, picks, texts)


def _button(choice: Choice, place: int, picks: Picks, last: LastTurn) -> str:
    return picks.button(f"choose:{place}", partial(last.choose, choice), choice.label, "choose")
