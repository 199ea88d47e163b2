"""How a date is written for people: "21 november 2025"; for programs it stays as ISO 8601 has it."""

from __future__ import annotations

import re
from datetime import date

from retrieval.model import Language
from retrieval.texts import load_texts

_YEAR_AND_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def written(moment: str, language: Language) -> str:
    """An ISO date or moment, a month ("2026-11") or a year in words; anything else as it is."""
    texts = load_texts(language)
    if found := _YEAR_AND_MONTH.fullmatch(moment):
        year, month = found.groups()
        return texts("date.month", month=texts(f"date.month_{int(month)}"), year=year)
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    return texts("date.day", day=day.day, month=texts(f"date.month_{day.month}"), year=day.year)
