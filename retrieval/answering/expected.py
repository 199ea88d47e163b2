"""What a question of fact asks for by its words (an amount, a date, a reason), and what an answer of that kind looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER_WORDS = (
    r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|dertig|veertig|vijftig|honderd|duizend|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand)"
)
_MONTHS = r"(?:jan|feb|maart|march|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
_TIMES = r"(?:jaar|jaren|maand\w*|weken|week|uur|uren|dag|dagen|years?|months?|weeks?|hours?|days?)"


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of answer: the words that ask for it, and what it looks like in a sentence."""

    asked: re.Pattern[str]
    shown: re.Pattern[str]


def _form(asked: str, shown: str) -> Form:
    return Form(re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(shown, re.IGNORECASE))


NUMBER = _form(r"hoeveel|aantal|how many|hoe groot|how big", rf"(?<![\d.,])(?!(?:19|20)\d\d\b)\d|\b{_NUMBER_WORDS}\b")
# The first that a question asks for counts: "hoeveel geld" wants an amount, not any number.
FORMS: tuple[Form, ...] = (
    _form(
        r"bedrag\w*|budget|begroting|kosten|kost\w*|gekost|subsidie(?:bedrag)?|geld|prijs|betaal\w*|salaris|vergoeding|tarief|"
        r"collegegeld|amount|costs?|money|grant|fees?|price|salary|paid|pay|funding|how much|hoeveel (?:krijg\w*|kre\w+|ontv\w+)",
        r"€\s?\d|\d\s*(?:miljoen|miljard|euro)\b",
    ),
    _form(
        rf"hoe ?lang|duurt?|duur|looptijd|hoeveel {_TIMES}|how long|lasts?|how many {_TIMES}",
        rf"(?:\b\d+|\been half|\bhalf|\b{_NUMBER_WORDS})[\s-]+(?:\w+\s)?{_TIMES}\b|jarige?\b|\b(?:jaar|jaren|maanden|weken) lang|"
        r"halfjaar|tot en met",
    ),
    _form(
        r"wanneer|datum|(?:welk|in welk|which|what) (?:jaar|year)|sinds wanneer|vanaf wanneer|when|since when|date",
        rf"\b(?:19|20)\d\d\b|\b\d{{1,2}} {_MONTHS}",
    ),
    NUMBER,
    _form(
        r"website|site|webadres|contact\w*|bereik ik|e-?mail\w*|reach|telefoon\w*|phone|adres|address",
        r"https?://|www\.|@|\b\d{4} ?[A-Z]{2}\b",
    ),
    _form(
        r"waarom|hoe kwam het|hoe komt het|wat is de reden|why|how come",
        r"\b(?:omdat|want|doordat|daarom|daardoor|zodat|vanwege|wegens|reden|behoefte|nodig|tekort|om \w+|because|due to|"
        r"so that)\b",
    ),
)


def form_of(question: str) -> Form | None:
    """The kind of answer that a question asks for; ``None`` when its words do not tell."""
    return next((form for form in FORMS if form.asked.search(question)), None)
