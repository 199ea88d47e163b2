"""How a date is written for people, in both languages."""

from __future__ import annotations

import pytest

from retrieval.dates import written


@pytest.mark.parametrize(
    ("moment", "dutch", "english"),
    [
        ("2025-11-21T10:00:00+00:00", "21 november 2025", "21 November 2025"),
        ("2024-03-01", "1 maart 2024", "1 March 2024"),
        ("2026-05", "mei 2026", "May 2026"),
        ("2023", "2023", "2023"),
        ("2026-13", "2026-13", "2026-13"),
        ("2026-02-31", "2026-02-31", "2026-02-31"),
        ("voorjaar", "voorjaar", "voorjaar"),
        ("", "", ""),
    ],
)
def test_a_date_is_written_as_the_language_does_and_what_is_none_as_it_is(moment: str, dutch: str, english: str) -> None:
    assert (written(moment, "nl"), written(moment, "en")) == (dutch, english)
