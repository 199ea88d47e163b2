"""Which form of answer a question asks for, beyond a list, a number or a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.aspects import Aspects
from retrieval.dutch import words
from retrieval.model import AnswerForm, Filter
from retrieval.understanding.intent import PLAN_NOUNS, Intent
from retrieval.vocabulary import PLACES, SUBJECTS


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


COMPARING = _cue(
    r"vergelijk\w*|verschil\w*|verschillen|overeenkomst\w*|naast elkaar|versus|vs|tegenover|verhoud\w*|tot elkaar|anders "
    r"dan|hetzelfde|"
    r"twijfel\w*|gemeen|gemeenschappelijk\w*|tegen elkaar af|compar\w*|differ\w*|difference\w*|side by side|in common|"
    r"apart from|rather than|beide|the same"
)
# "Green Deal of SCALE, waar heb ik meer aan?"
_WHICH_OF_TWO = _cue(
    r"de een\b.*\bde ander|waar heb(?:ben)? (?:ik|we|wij)\b.*\bmeer aan|which (?:one )?(?:is|would|suits)|welke (?:past|is beter)"
)
RESEMBLING = _cue(
    r"lijk(?:en|t)?\b.*\bop|vergelijkba\w*|soortgelijk\w*|gelijkaardig\w*|gelijksoortig\w*|zoiets|net zo(?:iets)?|iets als|zoals|"
    r"dat soort|verwant\w*|dichtst? in de buurt van|in de trant van|in de geest van|nog meer van|(?<!would )(?<!i'd "
    r")(?<!what is )like(?! to\b)|"
    r"alike|similar\w*|comparable|resembl\w*|the kind of thing|same kind|something like"
)
_MORE_OR_LESS = _cue(
    r"meer|minder|meest\w*|minst\w*|groter|grootste|kleiner|hoger|hoogste|lager|more|most|less|fewer|larger|higher|bigger|"
    r"krijgt|kreeg|kregen|gekregen|got|gets|received"
)
# Before these "like" asks what one would like, or for a likeness of nothing.
_WISHING = _cue(
    r"(?:would|i'd|we'd) like|what is \w+ like|for someone like|firms like|someone like me|like me|like us|like ours|like mine"
)
_TELLING = _cue(
    r"vertel\w*|tell|wat (?:is|zijn|was|doet|doen|houdt|weet)|wat voor|what(?:'s| is| are| does| do)|what kind|wie (?:is|"
    r"zijn|of wat)|who (?:is|are)|info\w*|"
    r"informatie|information|over|about|profiel|profile|beschrijf|beschrijving|describe|alles|everything|introduc\w*|voorstellen|"
    r"overzicht|samenvatting|samenvatten|summary|summari[sz]e|overview|gegevens|details|uitleg\w*|explain|know|weten|"
    r"bekend|lezen|las|read|hoorde|heard|"
    r"noemde|mentioned"
)
# They ask for a plan as a whole, whatever else is said besides in a few words.
_WHOLE = _cue(
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
_ASIDE = 3
# Words in a question for a card that ask for nothing more particular.
_TELLING_WORDS = frozenset(
    "vertel vertellen tell zeg zeggen houdt in info informatie information over about profiel profile beschrijf "
    "beschrijving describe "
    "alles all everything overzicht overview samenvatting samenvatten kort korte summary summarise summarize short "
    "gegevens belangrijkste key details uitleg uitleggen "
    "leg uit explain weten weet know bekend known lezen las read hoorde hoor heard noemde noemt mentioned mentions gehoord "
    "laatst mentor klant leverancier supplier "
    "client collega colleague doet doen does do soort kind thing ding club voorstellen stellen precies eigenlijk allemaal "
    "eens es even iets "
    "wat meer more graag please give geef me mij notitie schrijven maken moet need houden bezig mee zich gaat heet never "
    "ever could you interesse algemeen "
    "general introduceer introduce introductie introduction organisatie organisation organization consortium pps plan "
    "project programma "
    "programme partnership samenwerking kun kunt hebben heb je beeld krijgen one-pager main points hoofdpunten kennismaken "
    "achtergrond background vat samen".split()
)
# "How much did SCALE receive?" has no other word that says what is asked.
_ASKING_MUCH = _cue(r"hoeveel|hoe (?:lang|groot|hoog)|how (?:much|many|long|big|high)")
# They ask for an aspect only beside others.
WIDE = frozenset("plan plannen plans waar where in with met".split())
_LACKING = _cue(
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
# What is counted for whom: the values of these facets.
_COUNTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("level", _cue(r"niveaus?|onderwijsniveaus?|opleidingsniveaus?|levels?")),
    (
        "sector",
        _cue(r"sectoren|sector(?= (?:ontbre|mist|miss|is|zijn|komt))|branches?|sectors?|bedrijfstakken|vakgebieden|industries"),
    ),
    ("theme", _cue(r"thema'?s?|themas|onderwerp(?:en)?|themes?|topics?|subjects?")),
    ("province", _cue(r"provincies?|provinces?|waar|where")),
    ("region", _cue(r"regio'?s?|regions?")),
)
_NOWHERE = _cue(r"geen enkel\w* plan|in geen enkel\w*|nergens|nowhere|no plan(?: at all)?|not (?:in )?any plan|no single plan")
# A breakdown: how many there are of each.
PER = _cue(
    r"(?:per|by|voor elke?|for each|verdeeld over (?:de )?|verdeling over (?:de )?) ?(?:provincies?|province|"
    r"regio'?s?|region|thema'?s?|theme|sector(?:en)?|niveaus?|level)"
)
_FIRST_PERSON = _cue(r"ik|mij|mijn|m'n|me|we|wij|ons|onze|i|my|our|us|i'm|i am|we're|onszelf")
_SOMEBODY = _cue(
    r"\w*student\w*|leerling|scholier|docent|leraar|ondernemer|zzp'?er|werkgever|zij-?instromer|pupil|teacher|apprentice|"
    r"entrepreneur|employer|business owner|\w*bedrijf(?:je)?|\w*bedrijven|firms?|company|companies|workshop|werkplaats|"
    r"gemeente|municipality|"
    r"zorginstelling|garage|\w*winkel|\w*zaak|shop|monteur|lasser|installateur|kweker|teler|boer|farmer|grower|"
    r"werkzoekende|job ?seeker"
)
_ON_OFFER = _cue(
    r"wat kan ik|wat (?:is|zijn) er voor (?:mij|ons)|waar kan ik|waar moet ik|bij wie|wie (?:kan|kun|help)\w*|help\w*|"
    r"what(?:'s| is) (?:out )?there|anything for|"
    r"hulp|waar (?:klop|vind|leer|wend)\w*|is er (?:iets|een|ergens|hier)|is there|are there|what is there|which projects|"
    r"welke projecten|"
    r"where (?:should|could|do) (?:i|we)|kan\b.{0,40}\bergens|who would|take someone|where can i|who (?:can|could|should|"
    r"helps)|looking for|zoek\w*|mogelijkheden|terecht|aanhaken|options"
)
_LISTING = frozenset("lijst lijstje overzicht opsomming rijtje inventarisatie alle list overview all every export".split())


def form_of(text: str, intent: Intent, filters: Sequence[Filter], left: Sequence[str], aspects: Aspects) -> AnswerForm:
    """The form of answer. ``filters``: those that it names; ``left``: its content words that none of them explains."""
    plans = {f.source_text or f.value for f in filters if f.facet == "plan" and not f.negated}
    if not plans and counted_facet(text, filters):
        return AnswerForm.COVERAGE
    if len(plans) > 1 and _compares(text, left, aspects):
        return AnswerForm.COMPARE
    if len(plans) == 1 and RESEMBLING.search(text) and not _WISHING.search(text):
        return AnswerForm.LIKENESS
    if len(plans) == 1 and _is_card(text, filters, left, aspects):
        return AnswerForm.PLAN
    if intent is Intent.LIST and not plans and _is_opportunity(text, filters):
        return AnswerForm.OPPORTUNITY
    return AnswerForm(intent)


def counted_facet(text: str, filters: Sequence[Filter]) -> str:
    """The facet whose values are counted: "per provincie", "welke thema's ontbreken in Flevoland"; ``""`` when none is."""
    each = PER.search(text)
    if each:
        return next(facet for facet, noun in _COUNTED if noun.search(each.group()))
    if not _LACKING.search(text):
        return ""
    facets = {f.facet for f in as_missing(filters) if not f.negated}
    for facet, noun in _COUNTED:
        if noun.search(text) and not (facet in PLACES and facets & PLACES and facet in facets):
            wanted = facets - {facet}
            # "Waar ontbreekt iets": what is missing must be said, or where.
            asked = wanted or _NOWHERE.search(text)
            return facet if asked and _asks_values(text, facet, noun) else ""
    white = re.search(r"vlek|spot|gap|ontbre|missing|lack", text, re.IGNORECASE)
    if white and facets & PLACES:
        return "theme"
    return "province" if white and facets & SUBJECTS else ""


def as_missing(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """The filters of a question for what is missing: "nog niets met waterstof" denies plans, not waterstof."""
    return tuple(replace(f, preferred=False, negated=f.negated and f.facet in PLACES) for f in filters)


def _asks_values(text: str, facet: str, noun: re.Pattern[str]) -> bool:
    """Whether the values themselves are asked for: "welke provincies ...", "waar ... nog niets", "gaps per province"."""
    found = noun.search(text)
    before = words(text[: found.start()])[-4:] if found else []
    return bool(
        {"welke", "welk", "which", "what", "wat", "per", "alle", "aan", "op", "in", "er", "zijn", "its", "to"} & set(before)
        or not before
        or facet == "province"
    )


def _compares(text: str, left: Sequence[str], aspects: Aspects) -> bool:
    if _WHICH_OF_TWO.search(text) or COMPARING.search(text):
        return True
    # "Wie kreeg meer geld": of one aspect; "wie heeft meer gastdocenten" asks for a fact of each.
    asked = [word for word in left if not _MORE_OR_LESS.fullmatch(word)]
    return bool(_MORE_OR_LESS.search(text)) and bool(asked) and aspects.explained(asked)


def asks_for_whole(text: str) -> bool:
    """Whether its words ask for a plan as a whole: "vertel over", "wat zijn dat"."""
    return bool(_WHOLE.search(text) or _TELLING.search(text))


def _is_card(text: str, filters: Sequence[Filter], left: Sequence[str], aspects: Aspects) -> bool:
    if {f.facet for f in filters if not f.preferred} - {"plan", "kind"} or {f.facet for f in filters} & (SUBJECTS | {"status"}):
        return False
    if _ASKING_MUCH.search(text):
        return False
    asked = [word for word in left if word not in _TELLING_WORDS]
    if _WHOLE.search(text) and len(asked) <= _ASIDE:
        # Several aspects by name are a card as well; a single one is a fact.
        return len(aspects.asked(asked)) != 1
    if aspects.asked([word for word in words(text) if word not in _TELLING_WORDS | WIDE]):
        return False
    return not asked and bool(_TELLING.search(text) or not left)


def _is_opportunity(text: str, filters: Sequence[Filter]) -> bool:
    facets = {f.facet for f in filters if not f.negated}
    said = set(words(text))
    if not facets & (PLACES | SUBJECTS | {"level", "offer"}) or said & _LISTING:
        return False
    if "kind" in facets or (PLAN_NOUNS & said and {"welke", "which"} & said and not {"mij", "me", "mijn", "my"} & said):
        return False
    speaks = _FIRST_PERSON.search(text) or (_SOMEBODY.search(text) and facets & PLACES)
    return bool(speaks) and bool(_ON_OFFER.search(text) or "level" in facets or "?" in text)
