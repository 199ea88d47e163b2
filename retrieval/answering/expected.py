"""What a question of fact asks for by its words (an amount, a date, a reason), and what an answer of that kind looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.numbers import NUMBER_WORDS

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
    r"hoeveel|aantal|how many|hoe groot|how big", rf"(?<![\d.,])(?!(?:19|20)\d\d\b|\d{{1,2}} {_MONTHS})\d|\b{NUMBER_WORDS}\b"
)
# What an amount of money looks like.
AMOUNT = re.compile(r"€\s?\d|\d\s*(?:miljoen|miljard|euro)\b", re.IGNORECASE)
_MONEY = (
    r"(?:bedrag\w*|budget|begroting|kosten|kost|kostte|gekost|prijs|salaris|vergoeding|tarief|collegegeld|amount|costs?|price|salary|"
    r"fees?|grant)"
)
# Who asks what something costs him: "wat betaal ik per dag?", "what does a day set me back?".
_PAYING = r"(?:wat|what)\b(?:\W+\w+){0,4}?\W+(?:betaal|betalen|pay|paid)|set (?:me|us) back"
# Who bears an office, or does what one is for, and somebody's name.
_OFFICE = (
    r"(?:programma|project)?(?:directeur|leider|manager)(?:en|s)?|voorzitters?|practor(?:en)?|wethouders?|gedeputeerden?|"
    r"co[oö]rdinator(?:en)?|contactpersoon|bestuurders?|ministers?|lector(?:en)?|directors?|chair(?:man|woman|person)?|alderman|"
    r"(?:project|programme) (?:leader|manager)|co-?ordinators?|contact person"
)
_LEADING = r"onder leiding|geleid|leidt|leider|trekt|trekker|hoofd|heads?|led by|leads|zit\w* voor"
_PERSON = r"(?-i:[A-ZÀ-Ý][\w'’-]+\s+(?:(?:van|de|der|den|ter|ten|te)\s+)*[A-ZÀ-Ý][\w'’-]+)"
# Of those that a question asks for the first counts, and "hoeveel geld" wants an amount, not any number.
FORMS: tuple[Form, ...] = (
    _form(
        rf"hoeveel (?:\w+ )?(?:geld|subsidie|euro|miljoen|{_MONEY}|krijg\w*|kre+g\w*|ontv\w+|betaal\w*)|how much|"
        rf"(?:wat|welke?|hoe hoog|hoe groot|what|which)\b(?:\W+\w+){{0,5}}?\W+{_MONEY}|^(?:\w+\W+){{0,2}}{_MONEY}|"
        rf"{_MONEY}\W*$|{_PAYING}",
        AMOUNT.pattern,
        "money",
    ),
    _form(
        rf"hoe ?lang|duurt?|duur|looptijd|hoeveel {_TIMES}|how long|lasts?|how many {_TIMES}",
        rf"(?:\b\d+|\been half|\bhalf|\b{NUMBER_WORDS})[\s-]+(?:\w+\s)?{_TIMES}\b|jarige?\b|\b(?:jaar|jaren|maanden|weken) lang|"
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
        r"(?:welke|which|what) (?:straat|street)|(?:bezoek|post)?adres|(?:visiting |street |postal )?address|huisnummer|postcode",
        r"\b\w{3,}(?:straat|weg|laan|plein|kade|dijk|singel|gracht|park|baan|street|road|avenue)\s+\d|\b\d{4} ?(?-i:[A-Z]{2})\b",
        "contact",
    ),
    _form(
        r"hoe vaak|hoe dikwijls|hoeveel keer|how often|how many times",
        r"\b(?:keer|maal|times|twice|once)\b|\w+lijks\w*|\b(?:annual|month|week|dai)ly\b|\b(?:elke?|iedere?|every|each|per) "
        r"(?:jaar|maand|week|dag|kwartaal|year|month|day|quarter)\b",
    ),
    _form(
        r"hoe ?ver|afstand|how far|distance|hoeveel (?:kilometers?|km)|how many (?:km|kilomet\w+|miles)",
        r"\b\d+(?:[.,]\d+)?\s?(?:km|kilometers?|meter|miles?|minut\w+)\b",
    ),
    _form(
        r"hoe laat|welke tijd|openingstijden|what time|opening hours",
        r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} uur\b|\bo'clock|\b\d{1,2} ?(?:am|pm)\b",
    ),
    _form(
        r"procent\w*|percentage|percent|welk deel|welk gedeelte|what share|what proportion",
        r"\d\s?(?:%|procent|percent)|\b(?:helft|derde|kwart|half|third|quarter)\b",
    ),
    _form(
        rf"(?:wie|welke|who|which|what|naam|name|heet)\b(?:\W+\w+){{0,4}}?\W+(?:{_OFFICE})",
        rf"^(?=.*{_PERSON}).*\b(?:{_OFFICE}|{_LEADING})\b",
    ),
    _form(
        r"(?:wie|who|welke (?:school|organisatie|partij)|which (?:school|organisation|party))\b(?:\W+\w+){0,3}?\W+"
        r"(?:leidt|leiden|leads?|runs?|co[oö]rdine\w+|coordinates?|trekt|trekken)(?!.*\b(?:op|out)\W*$)",
        r"\b(?:penvoerder\w*|leadpartner|lead partner|hoofdaanvrager|trekker|onder leiding|geleid|had de leiding|"
        r"co[oö]rdinat\w+)\b",
        "lead",
    ),
    _form(
        r"website|site|webadres|contact\w*|bereik ik|(?:e-?)?mail\w*|reach|telefoon\w*|phone",
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
