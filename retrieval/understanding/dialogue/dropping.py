"""Which conditions no longer matter: "niveau maakt niet uit", "overal", "kijk ook buiten de provincie"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.dutch import words
from retrieval.vocabulary import PLACES, SUBJECTS

# The nouns by which a condition is spoken of, and the facets that they mean.
_NOUNS = {
    **dict.fromkeys(("niveau", "niveaus", "nivo", "level", "levels", "opleidingsniveau"), frozenset({"level"})),
    **dict.fromkeys(("plaats", "plaatsen", "plek", "place", "places", "town", "city", "stad", "locatie", "location"), PLACES),
    **dict.fromkeys(("provincie", "provincies", "province", "provinces"), PLACES),
    **dict.fromkeys(("regio", "regio's", "region", "regions", "gebied", "area"), PLACES),
    **dict.fromkeys(("afstand", "reisafstand", "reistijd", "reizen", "distance", "travel", "travelling", "commute"), PLACES),
    **dict.fromkeys(("thema", "thema's", "theme", "themes", "sector", "sectoren", "sectors", "branche"), SUBJECTS),
    **dict.fromkeys(("onderwerp", "onderwerpen", "topic", "topics", "subject", "subjects", "vakgebied", "richting"), SUBJECTS),
    **dict.fromkeys(("soort", "soorten", "kind", "kinds"), frozenset({"kind"})),
    "status": frozenset({"status"}),
}
# "Provinciegrens", "niveau-eis", "plaatsfilter" speak of the same.
_COMPOUND = re.compile(r"-?(?:grens|grenzen|eisen?|filters?|voorwaarden?|criterium|beperking(?:en)?)$")
# What stands for a noun: who says "waar" speaks of places.
_QUESTIONS = {**dict.fromkeys(("waar", "where"), PLACES), **dict.fromkeys(("waarover", "waarin"), SUBJECTS)}
# That a condition is not minded: "maakt niet uit", "doesn't matter", "geen voorkeur".
_INDIFFERENT = re.compile(
    r"\b(?:(?:maakt|maken|maak|doet|doen)\b(?:\s+\w+){0,4}?\s+(?:niet|niets|niks|weinig)\b(?:\s+\w+){0,3}?\s*(?:uit|toe)\b|"
    r"(?:is|zijn)(?:\s+\w+){0,3}?\s+(?:niet|on)\s*(?:zo |heel |erg |echt |meer )?(?:belangrijk|van belang)|"
    r"(?:kan|zal)\s+(?:\w+\s+)?(?:niet|niks|niets)\s+schelen|(?:geen|no)\s+(?:voorkeur|preference|probleem|problem|issue)|"
    r"om het even|(?:niks|niets|niet)\s+(?:meer\s+)?uitmaak\w*|(?:boeit|boeien|interesseert|interesseren)(?:\s+(?:me|"
    r"mij|ons|hem|haar|hen))?\s+(?:\w+\s+)?(?:niet|niks|niets)|"
    r"(?:does|do|did)(?:n['’]?t| not)\s+(?:\w+\s+)?(?:matter|care|mind)|(?:no longer|not)\s+matters?|"
    r"(?:is|are)(?:n['’]?t| not)\s+(?:\w+\s+){0,2}(?:important|relevant|deal|problem|issue)|(?:is|are)\s+(?:irrelevant|"
    r"unimportant)|no matter)\b",
    re.IGNORECASE,
)
# Any value of a noun: "elk niveau", "any province", "welke provincie dan ook".
_ANY_OF = re.compile(
    r"\b(?:elke?|ieder|iedere|alle|any|every|all|whichever|whatever)\s+(?P<noun>[\w']+)|"
    r"\bwelke?\s+(?P<own>[\w']+)\s+(?:dan\s+)?ook\b",
    re.IGNORECASE,
)
_EVERYWHERE = re.compile(
    r"\b(?:(?:further|farther)\s+(?:away|out|afield)|verder\s+(?:weg|rijden|reizen)|overal(?! in (?:de|die|"
    r"deze) (?:provincie|regio)\b)|waar dan ook|"
    r"(?:in )?(?:het )?(?:hele|heel)(?: het)? (?:nederland|land)|landelijk|nationwide|countrywide|"
    r"(?:anywhere|everywhere)(?! (?:else )?in (?:the|this|that) (?:province|region|area)\b)|wherever|"
    r"(?:all over|across|throughout|(?:in )?the whole(?: of)?|(?:in )?all(?: of)?) (?:the )?(?:country|netherlands|nation)|"
    r"(?:in )?the whole (?:country|of the netherlands))\b",
    re.IGNORECASE,
)
# Past the bounds of what was asked: "kijk ook buiten de provincie", "also beyond this region".
_OUTSIDE = re.compile(
    r"\b(?:buiten|voorbij|outside(?: of)?|beyond|further than|verder dan)\s+"
    r"(?:de |het |die |dat |deze |dit |onze |mijn |the |that |this |our |my )(?P<noun>\w+?)(?:grens|grenzen)?\b",
    re.IGNORECASE,
)
# "Zonder de provincie?" lets go of it, "zonder de provincie Limburg" leaves Limburg out.
_WITHOUT = re.compile(
    r"\b(?:zonder|ongeacht|without|regardless of)\s+(?:(?:de|het|een|die|dat|the|a|that|any)\s+)?(?P<noun>[\w']+)"
    r"(?=(?:\s+(?:dan|erbij|graag|please|then))*\s*(?:[?.!,;]|$))",
    re.IGNORECASE,
)
# "Ongeacht of ze geld kregen".
_WHETHER = re.compile(
    r"\b(?:ongeacht|onafhankelijk van|los van de vraag|regardless of|whether or not|"
    r"no matter)\b[^.,;:!?]*\b(?:geld\w*|\w*subsid\w*|"
    r"toegekend|toekenning|gehonoreerd|money|fund\w*|grant\w*|award\w*)\b[^.,;:!?]*",
    re.IGNORECASE,
)
# A clause ends where another begins: "niveau maakt niet uit, maar in welke provincie?" drops one of the two.
_CLAUSE = re.compile(r"[,.;:!?]|\b(?:maar|en dan|but|and then)\b", re.IGNORECASE)


def dropped_facets(text: str) -> frozenset[str]:
    """The facets of which any value will do from now on: "niveau maakt niet uit"."""
    return frozenset().union(*(facets for facets, _, _ in _dropping(text)))


def without_dropping(text: str) -> str:
    """The text without the words that drop facets."""
    out = {place for _, start, end in _dropping(text) for place in range(start, end)}
    return "".join(" " if place in out else letter for place, letter in enumerate(text))


def facets_said(text: str) -> frozenset[str]:
    """The facets that a text names by their noun: "het niveau", "the place"."""
    nouns = (_COMPOUND.sub("", word) or word for word in words(text))
    return frozenset().union(*(_NOUNS.get(noun, frozenset()) for noun in nouns))


def _dropping(text: str) -> Iterator[tuple[frozenset[str], int, int]]:
    """What is dropped, and from where to where that is said."""
    for found in _EVERYWHERE.finditer(text):
        yield PLACES, found.start(), found.end()
    for found in (*_ANY_OF.finditer(text), *_OUTSIDE.finditer(text), *_WITHOUT.finditer(text)):
        noun = next(filter(None, found.groups()))
        if facets := _NOUNS.get(noun.lower()):
            yield facets, found.start(), found.end()
    for found in _WHETHER.finditer(text):
        yield frozenset({"status"}), found.start(), found.end()
    for start, end in clauses_of(text):
        clause = text[start:end]
        if _INDIFFERENT.search(clause):
            said = frozenset(words(clause))
            asked = frozenset().union(*(facets for word, facets in _QUESTIONS.items() if word in said))
            if facets := facets_said(clause) or asked:
                yield facets, start, end


def clauses_of(text: str) -> Iterator[tuple[int, int]]:
    """Where each clause of a text begins and ends."""
    start = 0
    for found in _CLAUSE.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)
