"""The part of a question that asks is told from what is told of oneself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.understanding.situation import asking_part, within

ASKED = [
    ("Mijn werf staat in Dordrecht. Wat is er voor schepen?", "Wat is er voor schepen?"),
    ("Hoeveel plannen zijn er met waterstof? Mijn bedrijf wil erin stappen.", "Hoeveel plannen zijn er met waterstof?"),
    ("Net naar Lelystad verhuisd: hoeveel projecten zijn er in Flevoland?", "hoeveel projecten zijn er in Flevoland?"),
    ("Ik heb een garage in Zwolle, wie kan mij helpen?", "wie kan mij helpen?"),
    ("boer in Dronten, zoek projecten over landbouw", "zoek projecten over landbouw"),
    ("I build water filters. Which partnerships work on water?", "Which partnerships work on water?"),
    ("Ik wil graag met dieren werken. Welke plannen zijn daarvoor?", "Welke plannen zijn daarvoor?"),
    ("Ik ben aannemer. Geef een overzicht van plannen in de bouw.", "Geef een overzicht van plannen in de bouw."),
]
WHOLE = [
    "Welke pps'en zijn er in Limburg? Ook graag die in Zeeland.",
    "waterstof Groningen",
    "Welke pps'en zijn er in Limburg, waar ook het hbo meedoet?",
    "Ik zoek consortia die iets met cybersecurity doen",
    "Wat is SCALE? Wie is de penvoerder?",
    "Consortia: een overzicht",
    "",
]


@pytest.mark.parametrize(("text", "asked"), ASKED)
def test_what_asks_is_found_beside_what_tells(text: str, asked: str) -> None:
    assert " ".join(text[start:end] for start, end in asking_part(text)) == asked


@pytest.mark.parametrize("text", WHOLE)
def test_a_question_without_a_situation_asks_as_a_whole(text: str) -> None:
    assert "".join(text[start:end] for start, end in asking_part(text)).replace(" ", "") == text.replace(" ", "")


@given(st.text())
def test_the_parts_lie_in_the_text_in_order(text: str) -> None:
    spans = asking_part(text)
    assert spans and all(0 <= start <= end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)
    assert all(within(start, spans) for start, end in spans if start < end)
