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
    """A kind of answer: the words that ask for it, what it looks like in a sentence, and the aspect of a plan that it is of."""

    asked: re.Pattern[str]
    shown: re.Pattern[str]
    aspect: str = ""


def _form(asked: str, shown: str, aspect: str = "") -> Form:
    return Form(re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(shown, re.IGNORECASE), aspect)


# Neither a year nor the day of a date is a number of something.
NUMBER = _form(
    r"hoeveel|aantal|how many|hoe groot|how big", rf"(?<![\d.,])(?!(?:19|20)\d\d\b|\d{{1,2}} {_MONTHS})\d|\b{_NUMBER_WORDS}\b"
)
# What an amount of money looks like.
AMOUNT = re.compile(r"€\s?\d|\d\s*(?:miljoen|miljard|euro)\b", re.IGNORECASE)
_MONEY = (
    r"(?:bedrag\w*|budget|begroting|kosten|kost|kostte|gekost|prijs|salaris|vergoeding|tarief|collegegeld|amount|costs?|price|salary|"
    r"fees?|grant)"
)
# Of those that a question asks for the first counts, and "hoeveel geld" wants an amount, not any number.
FORMS: tuple[Form, ...] = (
    _form(
        rf"hoeveel (?:\w+ )?(?:geld|subsidie|euro|miljoen|{_MONEY}|krijg\w*|kre+g\w*|ontv\w+|betaal\w*)|how much|"
        rf"(?:wat|welke?|hoe hoog|hoe groot|what|which)\b(?:\W+\w+){{0,5}}?\W+{_MONEY}|^(?:\w+\W+){{0,2}}{_MONEY}",
        AMOUNT.pattern,
        "money",
    ),
    _form(
        rf"hoe ?lang|duurt?|duur|looptijd|hoeveel {_TIMES}|how long|lasts?|how many {_TIMES}",
        rf"(?:\b\d+|\been half|\bhalf|\b{_NUMBER_WORDS})[\s-]+(?:\w+\s)?{_TIMES}\b|jarige?\b|\b(?:jaar|jaren|maanden|weken) lang|"
        r"halfjaar|tot en met",
        "duration",
    ),
    _form(
        r"wanneer|datum|(?:welk|in welk|which|what) (?:jaar|year)|sinds wanneer|vanaf wanneer|when|since when|date",
        rf"\b(?:19|20)\d\d\b|\b\d{{1,2}} {_MONTHS}",
        "duration",
    ),
    NUMBER,
    _form(
        r"website|site|webadres|contact\w*|bereik ik|e-?mail\w*|reach|telefoon\w*|phone|adres|address",
        r"https?://|www\.|@|\b\d{4} ?[A-Z]{2}\b",
        "contact",
    ),
    _form(
        r"waarom|hoe kwam het|hoe komt het|wat is de reden|why|how come",
        r"\b(?:omdat|want|doordat|daarom|daardoor|zodat|vanwege|wegens|reden|behoefte|nodig|tekort|om \w+|because|due to|"
        r"so that)\b",
    ),
)


def form_of(question: str) -> Form | None:
    """The kind of answer that a question asks for first; ``None`` when its words do not tell."""
    found = [(cue.start(), form) for form in FORMS if (cue := form.asked.search(question))]
    return min(found, key=lambda own: own[0])[1] if found else None
