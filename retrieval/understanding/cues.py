"""Cues: ways of asking that are known by their words. None decides; each says something to what is learned of questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from retrieval.dutch import words
from retrieval.understanding.intent import PLAN_NOUNS


def cue(pattern: str) -> re.Pattern[str]:
    """Some words or phrases as a pattern that finds them whole, in any case."""
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


# "Sustainable or not": either will do.
EITHER_WAY = cue(r"(?:of|or) (?:niet|not|geen|no)")
COMPARING = cue(
    r"vergelijk\w*|verschil\w*|verschillen|overeenkomst\w*|naast elkaar|naast\b[^.?!]{0,60}\b(?:leg|leggen|zet|zetten|"
    r"houd|houden)|(?:leg|zet|houd)\b[^.?!]{0,40}\bnaast|"
    r"(?:hold|put|set|stack|weigh)\b[^.?!]{0,40}\bagainst|next to each other|beside|versus|vs|tegenover|verhoud\w*|"
    r"tot elkaar|anders "
    r"dan|hetzelfde|"
    r"twijfel\w*|gemeen|gemeenschappelijk\w*|tegen elkaar af|compar\w*|differ\w*|difference\w*|side by side|in common|"
    r"apart from|rather than|beide|the same"
)
RESEMBLING = cue(
    r"lijk(?:en|t)?\b(?! (?:mij|me|ons)\b).*\bop|vergelijkba\w*|soortgelijk\w*|"
    r"gelijkaardig\w*|gelijksoortig\w*|zoiets|net zo(?:iets)?|iets als|zoals|"
    r"dat soort|verwant\w*|dichtst? in de buurt van|in de trant van|in de geest van|nog meer van|(?<!would )(?<!i'd "
    r")(?<!what is )like(?! to\b)|"
    r"evenknie|tegenhanger|counterparts?|equivalents?|alike|similar\w*|comparable|resembl\w*|the kind of thing|"
    r"same kind|something like"
)
TELLING = cue(
    r"vertel\w*|tell|wat (?:is|zijn|was|doet|doen|houdt|weet)|wat voor|what(?:'s| is| are| does| do)|what kind|wie (?:is|"
    r"zijn|of wat)|who (?:is|are)|info\w*|"
    r"informatie|information|over|about|profiel|profile|beschrijf|beschrijving|describe|alles|everything|introduc\w*|voorstellen|"
    r"overzicht|samenvatting|samenvatten|summary|summari[sz]e|overview|gegevens|details|uitleg\w*|explain|know|weten|"
    r"bekend|lezen|las|read|hoorde|heard|"
    r"noemde|mentioned"
)
WHOLE = cue(
    r"vertel\w*|tell me|leg\b.{0,12}\buit|uitleg\w*|explain|overzicht\w*|overview|schets|samenvat\w*|samengevat|summar\w*|"
    r"profiel|profile|"
    r"in het kort|beknopt\w*|in short|in brief|briefly|never heard|nooit van gehoord|introduc\w*|voorstellen|alles (?:over|"
    r"van)|all about|"
    r"everything|wat voor (?:iets|club|soort|ding|organisatie|plek)|wat (?:is|zijn) (?:dat|dit)|what(?:'s| is| are) "
    r"(?:that|it|this|they)|"
    r"wie (?:zijn|is) (?:dat|ze|zij|die|dit)|who (?:are they|is that|are these)|wat speelt|wat (?:moet|wil|kan) "
    r"ik\b.{0,20}\bweten|"
    r"what (?:should|do|must) i (?:need to )?know|know (?:more )?about|(?:meer )?weten (?:over|van)|waar staat\b.{0,30}\bvoor"
)
# A breakdown: how many there are of each.
PER = cue(
    r"(?:per|by|voor elke?|for each|verdeeld over (?:de )?|verspreid over (?:de )?|"
    r"verdeling over (?:de )?|(?:spread|divided) (?:over|across|among) (?:the )?) ?(?:provincies?|province|"
    r"regio'?s?|region|thema'?s?|theme|sector(?:en)?|niveaus?|level)|"
    r"(?:provincies|regio'?s|thema'?s|sectoren|niveaus|provinces|regions|themes|sectors|levels) (?:\w+ ){0,2}?"
    r"(?:verdeeld|verspreid|divided|spread|distributed)"
)
# What is not there, or not yet.
LACKING = cue(
    r"ontbre\w+|witte vlek\w*|blinde vlek\w*|niet (?:gedekt|vertegenwoordigd|aanwezig)|onderbelicht|onvertegenwoordigd|"
    r"gemist|missen|mist|"
    r"nog (?:helemaal )?(?:niets|niks|niet|geen|niemand)|helemaal (?:niets|niks|niet|geen)|nergens|niks|nog door niemand|"
    r"door niemand|"
    r"geen enkel\w*|white spots?|blank spots?|blind spots?|gaps?|missing|not (?:yet )?(?:covered|represented|present)|"
    r"lack\w*|uncovered|"
    r"nobody|no ?one|nowhere|nothing|(?:have|has|with|do not have|don't have) (?:no|a single|any)|without|zonder|hebben "
    r"geen|heeft geen|"
    r"komen\b.*\bniet voor|(?:komen|komt)\b.*\bniet aan bod|niet aan (?:bod|de orde)|onbediend\w*|niet bediend|"
    r"un(?:der)?served|not served|blank|"
    r"niet ingevuld|onontgonnen|leeg|(?:is|zijn) er geen"
)
# These stand at the beginning of a question; the others anywhere.
_BEGINNING: Mapping[str, re.Pattern[str]] = {
    # "Wat kan ik daar leren" asks for what is on offer, "wat is" and "hoe lang" for a fact.
    "what there is": re.compile(
        r"\s*(?:(?:wat|what|hoe zit het)\b.*?\b(?:kan|kun|can|could|loopt|lopen|gebeurt|speelt|out there)\b|"
        r"(?:wat|what) (?:zijn|are) (?:mijn|onze|de|my|our|the) (?:mogelijkheden|opties|kansen|options|possibilities)\b|"
        r"(?:wat|what) (?:bestaat|bestaan|exists)\b|"
        r"(?:wat|what)(?:'s)?\s+(?:is\s+|zijn\s+|are\s+)?(?:er|daar|hier|there|available|on offer|beschikbaar)\b)",
        re.IGNORECASE,
    ),
    "definition": re.compile(
        r"\s*(?:wat|what)\s+(?:(?:is|zijn|was|are|were)\b(?!\s+(?:mijn mogelijkheden|mijn opties|my options|er|daar|hier|"
        r"(?:out )?there|available|on offer|beschikbaar)\b)|"
        r"betekent\b|does\b)|"
        r"\s*(?:wat|what)\b.*\b(?:betekent|mean)",
        re.IGNORECASE,
    ),
    # "Wie is de penvoerder", not "wie zijn er bezig met waterstof".
    "of someone": re.compile(
        r"\s*(?:wie|who)\s+(?:is|was|zijn|waren|are|were)\s+"
        r"(?:(?:eigenlijk|nu|op dit moment|momenteel|currently|now|at the moment)\s+)*"
        r"(?:de|het|een|the|a|in charge|responsible|(?-i:[A-Z]\w+))\b",
        re.IGNORECASE,
    ),
    # "Heeft SCALE", "is waterstof" want a yes or no; "is er", "kan ik" look for something.
    "yes or no": re.compile(
        r"\s*(?:is|zijn|was|waren|heeft|hebben|wordt|worden|doet|doen|does|do|did|has|have|are|were)\b"
        r"(?!\s+(?:er|there|any|ik|je|jij|u|jullie|we|wij|i|you)\b)",
        re.IGNORECASE,
    ),
}
_ANYWHERE: Mapping[str, re.Pattern[str]] = {
    "comparing": COMPARING,
    # "Green Deal of SCALE, waar heb ik meer aan?"
    "which of two": cue(
        r"de een\b.*\bde ander|waar heb(?:ben)? (?:ik|we|wij)\b.*\bmeer aan|"
        r"which (?:one )?(?:is|would|suits)|welke (?:past|is beter)"
    ),
    "resembling": RESEMBLING,
    "more or less": cue(
        r"meer|minder|meest\w*|minst\w*|groter|grootste|kleiner|hoger|hoogste|lager|more|most|less|fewer|larger|higher|bigger|"
        r"krijgt|kreeg|kregen|gekregen|got|gets|received"
    ),
    # "Like" asks what one would like, or for a likeness of nothing.
    "wishing": cue(
        r"(?:would|i'd|we'd) like|what is \w+ like|for someone like|firms like|someone like me|"
        r"like me|like us|like ours|like mine"
    ),
    "telling": TELLING,
    "as a whole": WHOLE,
    "how much": cue(r"hoeveel|hoe (?:lang|groot|hoog)|how (?:much|many|long|big|high)"),
    "lacking": LACKING,
    "each": PER,
    "first person": cue(r"ik|mij|mijn|m'n|me|we|wij|ons|onze|i|my|our|us|i'm|i am|we're|onszelf"),
    "somebody": cue(
        r"\w*student\w*|leerling|scholier|docent|leraar|ondernemer|zzp'?er|werkgever|zij-?instromer|pupil|teacher|apprentice|"
        r"entrepreneur|employer|business owner|\w*bedrijf(?:je)?|\w*bedrijven|firms?|company|companies|workshop|werkplaats|"
        r"gemeente|municipality|"
        r"zorginstelling|garage|\w*winkel|\w*zaak|shop|monteur|lasser|installateur|kweker|teler|boer|farmer|grower|"
        r"werkzoekende|job ?seeker"
    ),
    "on offer": cue(
        r"wat kan ik|wat (?:is|zijn) er voor (?:mij|ons)|waar kan ik|waar moet ik|bij wie|wie (?:kan|kun|help)\w*|help\w*|"
        r"what(?:'s| is) (?:out )?there|anything for|"
        r"hulp|waar (?:klop|vind|leer|wend)\w*|is er (?:iets|een|ergens|hier)|is there|are there|what is there|which projects|"
        r"welke projecten|"
        r"where (?:should|could|do) (?:i|we)|kan\b.{0,40}\bergens|who would|take someone|where can i|who (?:can|could|should|"
        r"helps)|looking for|zoek\w*|mogelijkheden|terecht|aanhaken|options"
    ),
    "what is that": re.compile(
        r"\b(?:wat (?:is|zijn|betekent|houdt) (?:dat|die|dit|het)|what (?:is|are) (?:that|it|they|those))(?: in)?\s*(?:[?.!]|$)",
        re.IGNORECASE,
    ),
    "which figure": re.compile(
        r"\b(?:welke?|which|what)\s+(?:bedrag\w*|dat(?:um|a)|jaar|jaren|dag\w*|deel|aandeel|percentage|minister\w*|amounts?|"
        r"dates?|years?|days?|shares?|percentages?)\b",
        re.IGNORECASE,
    ),
    "more than": re.compile(
        r"\b(?:verschil\w*|differs?|difference\w*)\b|\b(?:meer|minder|more|fewer|less)\b.*\b(?:of|or|dan|than)\b", re.IGNORECASE
    ),
    "number": re.compile(r"\d"),
}
_CHOOSING = frozenset("welke welk wie waar noem alle lijst overzicht toon which who where whom all list name show".split())
_ASKING = frozenset("wat wanneer waarom hoe hoeveel hoelang wiens what when why how whose".split())
_ONESELF = frozenset("ik mijn wij we i my our".split())
_ROLES = frozenset(
    "mkb zzp ondernemer student studente scholier leerling docent leraar lerares werkgever werknemer beleidsmedewerker "
    "ambtenaar entrepreneur pupil teacher owner employer employee".split()
)
_BEING = frozenset({"ben", "bent"})
# "I'm" and "mkb'er" leave "m" and "er".
_SHORT = 2
_SEEKING = frozenset("zoek zoeken gezocht vind vinden kan kun kunnen looking seek find can could".split())
_GREETING = re.compile(r"^\W*(?:hi|hey|hello|hallo|hoi|goeden?\w+|good \w+|dag)\b\W*", re.IGNORECASE)
_LISTING = frozenset("lijst lijstje overzicht opsomming rijtje inventarisatie alle list overview all every export".split())


def cues_in(text: str) -> frozenset[str]:
    """The names of the cues that a question has."""
    said = words(text)
    known = {
        "choosing": bool(_CHOOSING & set(said)),
        "asking": bool(_ASKING & set(said[:2])),
        "listing": bool(_LISTING & set(said)),
        "plans": bool(PLAN_NOUNS & set(said)),
        **{name: bool(pattern.match(text)) for name, pattern in _BEGINNING.items()},
        **{name: bool(pattern.search(text)) for name, pattern in _ANYWHERE.items()},
    }
    return frozenset(name for name, holds in known.items() if holds)


def speaks_of_oneself(text: str) -> bool:
    """Whether it begins with somebody telling of himself."""
    return bool(_ONESELF & set(words(text)[:1]))


def only_tells_of_oneself(text: str) -> bool:
    """Whether somebody tells of himself and asks nothing yet: "ik heb een hoveniersbedrijf in Ede"."""
    said = words(_GREETING.sub("", text))
    return bool((_ONESELF | _ROLES) & set(said[:1])) and not (_CHOOSING | _ASKING | _SEEKING) & set(said) and "?" not in text


def tells_who_asks(text: str, left: Iterable[str]) -> bool:
    """Whether it says no more than who asks: "ik ben student". ``left``: its content words that no filter explains."""
    return only_tells_of_oneself(text) and {word for word in left if len(word) > _SHORT} <= _ROLES | _BEING


def asks_for_whole(text: str) -> bool:
    """Whether its words ask for a plan as a whole: "vertel over", "wat zijn dat"."""
    return bool(WHOLE.search(text) or TELLING.search(text))
