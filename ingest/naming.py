"""Whether a heading or a title can be the name of a plan, and which part of it is."""

from __future__ import annotations

import re
from functools import cache

from retrieval.dutch import STOP_WORDS, fold, words
from retrieval.model import UNKNOWN_KIND
from retrieval.understanding.kinds import KINDS
from retrieval.understanding.known import shipped_words

_NUMBERING = re.compile(
    r"^\s*(?:(?:hoofdstuk|chapter|bijlage|annex|plan|project|consortium)\s*)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])[.:)]?\s+(?=\S)",
    re.IGNORECASE,
)
# What a document is, before the name of what it is about: "Projectplan pps Groene Chemie".
_DOCUMENT = re.compile(
    r"^(?:project|jaar|meerjaren|activiteiten|uitvoerings|werk)?plan(?: van aanpak)?\b|^(?:profiel|factsheet|samenvatting|"
    r"projectvoorstel|aanvraag|project plan|work plan|profile|summary|proposal)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"^\s*(?:[:–—-]\s*)?(?:(?:van|voor|of|for)\s+)?(?:(?:het|de|the)\s+)?(?=\S)", re.IGNORECASE)
_SUBTITLE = re.compile(r"\s[–—-]\s|:\s|\s\||\s\([^()]*\)$")
# An abbreviation behind a name: "IT Verband Zuid-Holland (ITVZH)".
_BRACKETED = re.compile(r"\((\w*[A-Z]\w*[A-Z]\w*)\)\s*$")
# Headings that every document may have, which name nothing.
_COMMON = frozenset(
    "inleiding|introductie|voorwoord|woord vooraf|samenvatting|managementsamenvatting|inhoud|inhoudsopgave|colofon|leeswijzer|"
    "achtergrond|context|conclusie|conclusies|aanbevelingen|bijlage|bijlagen|bronnen|literatuur|verantwoording|slot|nawoord|"
    "tot slot|begrippen|begrippenlijst|afkortingen|niet vermeld|over dit document|over deze bundel|overzicht|algemeen|overig|"
    "vragen|nieuws|agenda|introduction|preface|foreword|summary|executive summary|contents|table of contents|colophon|"
    "background|conclusion|conclusions|recommendations|appendix|appendices|annex|annexes|sources|references|glossary|overview|"
    "general|other|about this document|about this booklet|not mentioned".split("|")
)
# Parts of one plan: each may have aims and partners of its own.
_PART = re.compile(
    r"^(?:werkpakket|werklijn|actielijn|programmalijn|projectlijn|lijn|fase|pijler|spoor|thema|doelstelling|doel|deelproject|"
    r"activiteit|maatregel|onderdeel|stap|cluster|bouwsteen|regio|provincie|gemeente|wp\s?\d|work ?package|action line|phase|"
    r"pillar|strand|track|objective|activity|task|step|measure|theme|region|province)\b",
    re.IGNORECASE,
)
# Titles of documents that tell about plans and are none.
_REPORT = re.compile(
    r"\b(?:rapport|\w*rapportage|jaarverslag|verslag|notulen|evaluatie|\w*onderzoek|analyse|monitor|scan|verkenning|handreiking|"
    r"handleiding|leidraad|gids|\w+gids|begrippenlijst|nieuwsbrief|nieuwsbericht|persbericht|kamerbrief|brief|visie|agenda|"
    r"regeling|besluit|convenant|artikel|interview|beleid|beleidsplan|regels|voorwaarden|formulier|vragenlijst|"
    r"report|annual report|minutes|evaluation|research|study|review|survey|analysis|guide|handbook|manual|newsletter|"
    r"press release|letter|vision|policy|regulation|article|glossary|form)\b",
    re.IGNORECASE,
)
# In a title: the document is about several plans.
_SEVERAL = re.compile(
    r"\b(?:bundel|bundeling|samenvattingen|plannen|projectplannen|consortia|pps[’']?(?:en|-en)|samenwerkingsverbanden|projecten|"
    r"bundle|booklet|summaries|plans|partnerships|projects)\b",
    re.IGNORECASE,
)
# One plan, named as what it is.
_ONE = re.compile(
    r"\b(?:consortium|pps|ppp|ecosysteem-pps|publiek-private samenwerking|public-private partnership|partnership|"
    r"samenwerkingsverband|centrum voor innovatief vakmanschap|centre of expertise|fieldlab|field lab|civ|coe|projectplan)\b",
    re.IGNORECASE,
)
# "Energie in de Klei".
_CAPITAL_WITHIN = re.compile(r"\b[a-zà-ÿ]+ [A-ZÀ-Ý]")
_SHORTEST, _LONGEST = 2, 100
_LONGEST_WORDS = 14


def is_common(heading: str) -> bool:
    """Whether it is a heading that any document may have, or names a part of one plan."""
    bare = without_number(heading)
    return fold(bare).strip(" .:") in _COMMON or bool(_PART.match(bare)) or fold(heading).split()[0] in ("bijlage", "annex")


def is_report(title: str) -> bool:
    """Whether a title is that of a document that is no plan."""
    return bool(_REPORT.search(title))


def tells_of_several(title: str) -> bool:
    """Whether a title says that the document bundles plans."""
    return bool(_SEVERAL.search(title))


def tells_of_one(text: str) -> bool:
    """Whether a text speaks of a plan as what it is: "het consortium"."""
    return bool(_ONE.search(text))


def without_kind(name: str) -> str:
    """A name without the word for what a plan is before it: "consortium Northern Lights"; ``""`` where there is none."""
    first, _, rest = name.partition(" ")
    return rest if fold(first) in _kind_words() else ""


def kind_of(name: str) -> str:
    """The kind of plan that a name says it is: "consortium Northern Lights"."""
    own = set(words(name))
    return next((kind.id for kind in KINDS if own & {fold(label) for label in kind.labels}), UNKNOWN_KIND)


def without_number(heading: str) -> str:
    """A heading without its number."""
    return _NUMBERING.sub("", heading).strip()


def plan_name(heading: str) -> str:
    """The name in a heading or title: without its number, and without what kind of document it is."""
    name = without_number(heading).strip(" .:*_#\"“”'")
    said = _DOCUMENT.match(name)
    if said and len(name) > said.end():
        name = _LINK.sub("", name[said.end() :]) or name
    return name.strip()


def short_names(name: str) -> tuple[str, ...]:
    """Shorter names that a name holds: what stands before its subtitle, an abbreviation behind it, and that without "pps"."""
    bracketed, short = _BRACKETED.search(name), _SUBTITLE.split(name, maxsplit=1)[0].strip()
    parts = [short, bracketed.group(1) if bracketed else "", without_kind(short)]
    return tuple(dict.fromkeys(part for part in parts if part and part != name and (is_name(part) or _is_titled(part))))


def can_be_name(text: str) -> bool:
    """Whether words are not too many for a name, no sentence, and more than a word for what a plan is."""
    own = words(text)
    fitting = _SHORTEST <= len(text) <= _LONGEST and len(own) <= _LONGEST_WORDS and not text.endswith((".", "?", "!", ";"))
    said = _DOCUMENT.match(text)
    return fitting and not (said and said.end() == len(text)) and not all(w in _kind_words() or w.isdigit() for w in own)


def is_name(text: str) -> bool:
    """Whether words look like a name: one of them is in capitals, or has one inside, or is in no dictionary."""
    own = words(text)
    if not can_be_name(text):
        return False
    telling = [word for word in own if word not in _everyday() and word not in _kind_words() and not word.isdigit()]
    return bool(telling) or bool(_CAPITAL_WITHIN.search(text)) or any(_is_written_as_name(word) for word in text.split())


def _is_titled(text: str) -> bool:
    return len(text.split()) > 1 and all(word[:1].isupper() for word in text.split())


def _is_written_as_name(word: str) -> bool:
    bare = word.strip("().,:;-–\"'“”")
    return len(bare) > 1 and any(c.isupper() for c in bare[1:]) and fold(bare) not in _kind_words()


@cache
def _everyday() -> frozenset[str]:
    return frozenset(shipped_words("nl")) | frozenset(shipped_words("en")) | STOP_WORDS["nl"] | STOP_WORDS["en"]


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(word for concept in KINDS for label in concept.labels for word in words(label))
