"""That plans were granted what they applied for, in the many ways in which a question says so: "die het geld binnen hebben"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONEY = (
    r"(?:groeifonds)?(?:geld|gelden|subsidies?|middelen|bijdragen?)|financiering|bekostiging|toekenning|beschikking|"
    r"(?:growth fund )?(?:money|cash|funding|funds|grants?|subsid(?:y|ies)|financing|awards?)"
)
_GET = (
    r"(?:ge|ver)?kre+g\w*|gekregen|krijg(?:t|en)|verkregen|ontv(?:ang|ing)\w*|binnen(?:gehaald|haalden)?|gehad|toegewezen|bemachtigd|"
    r"rond(?= ?(?:heeft|hebben|kregen|gekregen|is|zijn|[.,;?!]|$))|got|gets?|gotten|received?|receives|won|wins?|secured?|"
    r"obtained?|landed|awarded|granted|given"
)
_APPLICATION = r"(?:subsidie|groeifonds)?(?:aanvra(?:ag|gen)|voorstel(?:len)?)|applications?|proposals?|bids?|applicants?"
_SUCCESS = (
    r"gelukt|geslaagd|gehonoreerd|goedgekeurd|goedgekeurde|toegekend|ingewilligd|binnen(?:gehaald)?|aangenomen|geaccepteerd|"
    r"succeeded|success(?:ful|fully)?|accepted|approved|granted|through"
)
_WORDS = r"(?:[\w’'-]+ ){0,%d}?"
# An amount is asked for, or what else there is to know of a grant.
_ASKED = re.compile(
    rf"\b(?:hoeveel (?:{_MONEY}|{_GET}|euro\w*)|welke? (?:bedrag\w*|{_MONEY})|how much|what (?:amount|{_MONEY})|"
    r"(?:de |het |the )?(?:meeste?|minste?|most|least|hoogste|laagste|highest|lowest|largest|biggest|grootste)|"
    r"wanneer|waarom|waarvoor|waaraan|waarin|when|why)\b",
    re.IGNORECASE,
)
_WAYS = tuple(
    re.compile(rf"\b(?:{way})(?!\w)", re.IGNORECASE)
    for way in (
        rf"(?:{_MONEY}) {_WORDS % 3}(?:{_GET})",
        rf"(?:{_GET}) {_WORDS % 4}(?:{_MONEY})",
        rf"(?:{_APPLICATION}) {_WORDS % 3}(?:{_SUCCESS})",
        rf"(?:{_SUCCESS}) (?:{_APPLICATION})",
        r"bekostigde?|gefinancierde?|ingewilligde?|geselecteerde?|uitgekozen|bevestigde?|winnaars?|winnende|"
        r"financed|selected|chosen|confirmed|winners?|winning|successful|made it|got through",
        r"groen licht|green light|positieve beschikking|go[- ]ahead",
        r"door de (?:selectie|beoordeling|ronde|commissie)(?: heen)?(?: ge)?kom\w*|door de (?:selectie|beoordeling)",
        rf"(?:hebben|heeft|have|has) {_WORDS % 2}(?:{_MONEY})(?! (?:nodig|tekort|over|zat|genoeg|needs?))",
        rf"(?:met|with) (?:een |a |the |de )?(?:{_MONEY})",
    )
)
_DENYING = re.compile(r"\b(?:geen|niet|nooit|no|not|never)\s+", re.IGNORECASE)


def grants_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says that something was granted: offsets of each stretch, none within another."""
    if _ASKED.search(text):
        return
    end = 0
    for start, stop in sorted((found.span() for way in _WAYS for found in way.finditer(text)), key=lambda own: (own[0], -own[1])):
        if start >= end:
            # "Got no money": what denies it stands before what is denied.
            denied = _DENYING.search(text, start, stop)
            yield denied.end() if denied else start, stop
            end = stop
