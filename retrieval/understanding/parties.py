"""What a body must have done for the plans asked for: "waar heeft een provincie meebetaald?", "founded by a municipality"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Who may be asked for, in questions and documents of both languages. Firms and schools take part in nearly all plans.
_BODIES: Mapping[str, str] = {
    "province": r"(?<!in de )(?<!in the )(?:provincie(?:s|bestuur)?|provinciaa?le?|provinces?|provincial)",
    "municipality": r"gemeenten?|gemeentelijke?|municipalit(?:y|ies)|municipal|city councils?|town councils?",
    "state": r"(?:het )?rijk|rijks(?:overheid|geld|subsidies?)|kabinet|ministeries?|minister|OCW|EZK?|LNV|SZW|"
    r"(?:national |central )?government|ministry|ministries|cabinet",
    "europe": r"europa|europe(?:se|es|an)?|EU|brussels?|interreg|erasmus|EFRO|ERDF|ESF",
}
# What they gave, and that it was given, as a question says it.
_MONEY = (
    r"geld|subsidies?|bijdragen?|steun|financiering|cofinanciering|money|grants?|subsid(?:y|ies)|funding|contributions?|support"
)
_GIVING = (
    r"(?:mee|bij)?betaal\w*|(?:mee|bij)?betal\w*|(?:mee|co|mede)?-?financ\w*|gefinancierd\w*|gesubsid\w*|subsidi[eë]\w+|bekosti\w+|"
    r"gesteund|bijgedragen|bijdra(?:agt|gen|gt)|droeg|(?:ge)?st(?:ak|aken|eekt|eken|oken)|ge[iï]nvesteerd|invest\w+|ga(?:f|ven)|"
    r"gegeven|geeft|sponsor\w*|gesponsord|paid|pays?|funded|funds|financed|contribut\w+|paying|gave|given|put|chipped|support(?:ed|s)"
)
_FOUNDING = r"aan de wieg|opgericht|oprichters?|oprichten|founders?|founded|initiatiefnemers?|initiators?|set up"
_FROM, _WORDS = r"van|door|uit|by|from", r"(?:[\w’'-]+ ){0,%d}"
# "Die van een provincie twee miljoen kregen": behind a body that is named so, it is others that receive.
_RECEIVED = r"kre+g\w*|krijg\w*|gekregen|ontv\w+|receiv\w+|got|get"
_FROM_BODY = re.compile(rf"(?:{_FROM})\b", re.IGNORECASE)
_RECEIVES = re.compile(r"\s+(?:krijg|kre+g|ontv|receiv|gets?\b|got\b)", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:geen|zonder|niet|nooit|no|not|without|never)\b", re.IGNORECASE)
# As a document says it; a programme of Europe is money by itself.
_GIVEN = re.compile(
    rf"€|\beuro\b|\b(?:{_MONEY}|{_GIVING}|inleg|ingelegd|MKB-deal|toegekend|interreg\S*|erasmus\S*|EFRO|ERDF|ESF)\b",
    re.IGNORECASE,
)
_FOUNDED = re.compile(rf"\b(?:{_FOUNDING}|in het leven geroepen|initiatief van|startten|begonnen|opgezet)\b", re.IGNORECASE)
# "European money, such as Erasmus+ or Interreg", "Erasmus, Interreg of ander geld uit Europa": examples of it.
_EXAMPLES = re.compile(
    r"[^.?!;:(]{0,12}\([^)]*\)|\s*,?\s*(?:such as|zoals|bijvoorbeeld|denk aan|think of|for example|like|e\.g\.)\s[^.?!;:]*",
    re.IGNORECASE,
)
_OR_OTHER = re.compile(r"(?:[\w+-]+,\s+)*[\w+-]+\s+(?:of|or|en|and)\s+(?:andere?|other)\s+$", re.IGNORECASE)
_PAUSE = re.compile(r"[,;:.?!()]")
# What nobody knows, or is only wished.
_UNSURE = re.compile(r"\bzeggen\b.*\bniet\b|\bwil(?:len)?\b.*\buittrekken\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """A kind of body that must have ``paid`` for what is asked for, or else have founded it. ``start``, ``end``: where it is
    asked."""

    body: str
    paid: bool
    start: int
    end: int

    def meets(self, sentence: str) -> bool:
        """Whether a sentence says that such a body did so."""
        done = _GIVEN if self.paid else _FOUNDED
        return bool(_NAMED[self.body].search(sentence) and done.search(sentence) and not _UNSURE.search(sentence))


def party_in(text: str) -> Party | None:
    """The body that a question asks to have paid or founded; ``None`` when it asks for none, or for what it did not do."""
    for body in _BODIES:
        for paid, ways in ((True, _PAYING[body]), (False, _STARTING[body])):
            found = next((match for way in ways if (match := way.search(text))), None)
            receives = found and not _FROM_BODY.match(found.group()) and _RECEIVES.match(text, _end_of_body(found, body))
            if found and not receives and not _is_denied(found):
                before, behind = _OR_OTHER.search(text, 0, found.start()), _EXAMPLES.match(text, found.end())
                start, end = before.start() if before else found.start(), behind.end() if behind else found.end()
                return Party(body, paid, start, end)
    return None


def _is_denied(found: re.Match[str]) -> bool:
    """Whether the part of the sentence that it stands in denies something: "welke kregen geen geld van de provincie?"."""
    start = max((pause.end() for pause in _PAUSE.finditer(found.string, 0, found.start())), default=0)
    end = pause.start() if (pause := _PAUSE.search(found.string, found.end())) else len(found.string)
    return bool(_DENIED.search(found.string, start, end))


def _end_of_body(found: re.Match[str], body: str) -> int:
    named = _NAMED[body].search(found.string, found.start())
    return named.end() if named else found.end()


def _ways(*ways: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{way})\b", re.IGNORECASE) for way in ways)


_NAMED = {body: re.compile(rf"\b(?:{names})\b", re.IGNORECASE) for body, names in _BODIES.items()}
_PAYING = {
    body: _ways(
        rf"(?:{_MONEY}|{_GIVING}) {_WORDS % 2}(?:{_FROM}) {_WORDS % 3}(?:{names})",
        rf"(?:{names}) {_WORDS % 4}(?:(?:{_MONEY}) )?(?:{_GIVING})",
        rf"(?:{_GIVING}) {_WORDS % 2}(?:{names})",
        rf"(?:{names}) (?:{_MONEY})",
        rf"(?:{_FROM}) {_WORDS % 2}(?:{names}) {_WORDS % 6}(?:{_RECEIVED})",
        rf"(?:{_RECEIVED}) {_WORDS % 8}(?:{_FROM}) {_WORDS % 2}(?:{names})",
    )
    for body, names in _BODIES.items()
}
_STARTING = {
    body: _ways(rf"(?:{_FOUNDING}) {_WORDS % 2}(?:{_FROM}) {_WORDS % 3}(?:{names})", rf"(?:{names}) {_WORDS % 6}(?:{_FOUNDING})")
    for body, names in _BODIES.items()
}
