"""A summary by a language model, marked as such, with the marks of the quotations that cover each sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from streamlit.delta_generator import DeltaGenerator

from retrieval.model import Language, Statement, Summary
from retrieval.texts import Texts, load_texts
from ui import markup
from ui.texts import number


def block(summary: Summary | None, language: Language, texts: Texts) -> str:
    """A summary, or in one quiet line why there is none; ``""`` where none was made."""
    if summary is None:
        return ""
    notes = _dropped(summary.dropped, texts)
    if summary.sentences:
        return _told(summary.sentences, notes, texts)
    if summary.failure:
        return markup.paragraph(_failure(summary.failure, language, texts), "quiet")
    return markup.paragraph(texts("summary.none"), "quiet") if notes else ""


def telling(place: DeltaGenerator, texts: Texts) -> Callable[[Statement], None]:
    """Draws the sentences of a summary in ``place`` as they come."""
    said: list[Statement] = []

    def tell(sentence: Statement) -> None:
        said.append(sentence)
        place.html(_told(said, (), texts))

    return tell


def _told(sentences: Sequence[Statement], notes: Sequence[str], texts: Texts) -> str:
    return markup.summary(texts("summary.title"), [(said.text, said.marks) for said in sentences], notes)


def _dropped(count: int, texts: Texts) -> list[str]:
    return [texts(f"summary.dropped_{number(count)}", count=count)] if count else []


def _failure(key: str, language: Language, texts: Texts) -> str:
    reasons = load_texts(language)
    known = f"chat.{key}" in reasons.keys()  # noqa: SIM118
    return texts("summary.failed", reason=reasons(f"chat.{key}")) if known else texts("summary.failed_unknown")
