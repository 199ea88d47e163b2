"""How many consortia were granted: those in the library and what the source says, both named."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.texts import load_texts


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel consortia zijn er toegekend?",
        "Welke consortia zijn toegekend?",
        "Welke consortia kregen subsidie?",
        "How many consortia were granted?",
        "Which consortia received a grant?",
    ],
)
def test_what_is_here_and_what_the_source_says_are_both_named(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    of_granted = load_texts(answer.language)("answer.of_granted", count=9, kind="consortia", status="{}", granted=15)
    assert answer.lead.partition(" in ")[2] == of_granted.partition(" in ")[2]
    assert answer.count == 9
    quoted = next(c for c in answer.citations if c.quote.startswith("Negen van de vijftien toegekende consortia"))
    assert f"“{quoted.quote}” [{quoted.mark}]" in answer.text


@pytest.mark.parametrize("question", ["Hoeveel toegekende consortia zijn er in Zuid-Holland?", "Hoeveel pps'en zijn er?"])
def test_what_the_source_does_not_count_is_counted_alone(engine: Engine, question: str) -> None:
    assert "15" not in engine.ask(question).lead
