"""Small words that turn a sentence round: denial, all and only, what is still to come, and opposites; and what is no prose."""

from __future__ import annotations

import re
from collections.abc import Mapping

from retrieval.dutch import words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DENIAL = _set(
    "niet niets niemand nooit nergens geen noch zonder nul evenmin onvoldoende weigert weigerde mislukt mislukte nauwelijks "
    "not no none nobody nothing never neither nor without cannot fail fails failed lack lacks lacked refuses refused hardly zero "
    "isn doesn don didn hasn haven wasn weren won couldn wouldn nowhere unable"
)
# "Niet alleen", "not only": no denial. "Non-profit" and the like are no words of it either.
_NO_DENIAL = re.compile(r"\b(?:niet (?:alleen|slechts|enkel)|not (?:only|just)|no less than|niet minder dan)\b", re.IGNORECASE)
# What a denial is about: the few words behind it, up to a comma. Shorter words say too little.
_DENIED = re.compile(r"\b(?:niet|geen|not|no)\b(?: [^\W_]+){1,3}", re.IGNORECASE)
_TELLING = 6
# Words that widen or narrow what is said; a claim may hold one only where a quotation holds one of the same group.
_SCOPE: Mapping[str, frozenset[str]] = {
    "all": _set(
        "alle al allemaal elk elke ieder iedere iedereen altijd overal volledig volledige helemaal geheel gehele hele heel per "
        "jaarlijks jaarlijkse maandelijks wekelijks zowel beide all every everyone everybody everything each always everywhere "
        "fully entire entirely whole wholly complete completely annually annual yearly both throughout"
    ),
    "only": _set("alleen enkel slechts uitsluitend louter enige only solely exclusively merely sole just"),
    "first": _set("eerste eerst first"),
    "most": _set(
        "meest meeste grootste beste belangrijkste hoogste snelste sterkste leidende toonaangevende toonaangevend top "
        "voornaamste hoofdpartner most largest biggest best greatest highest fastest strongest leading foremost main top "
        "important unique uniek unieke ultimate world's"
    ),
    "must": _set("moet moeten moest verplicht verplichte vereist must mandatory required obliged compulsory"),
    "already": _set("inmiddels al reeds already"),
    "thanks": _set("dankzij daardoor hierdoor waardoor zodat want omdat because thanks thus therefore so due"),
}
# What is meant, asked for or expected has not happened yet.
_AHEAD = _set(
    "doel doelen doelstelling streven streeft streefde streefden wil willen wilde wilden moet moeten moest gepland plan plannen "
    "voornemen komst voorbereid voorbereiding hoopt hopen hoopte hoopten aanvraag aanvragen aangevraagd ingediend voorwaardelijk "
    "beoogd beoogt verwacht verwachten zou zouden zal zullen ontwikkeling verkenning bedoeld bedoeling ambitie ambities "
    "vraagt vragen vroeg vroegen gevraagd afwachting voorstel concept "
    "mikt gericht toekomst voorlopig voorgenomen diende indiende dient streef "
    "aim aims aimed aiming goal goals want wants wanted seeks plan plans planned planning will would should intends intended "
    "expected expects hope hopes hoped applied application applications apply submitted conditional conditionally upcoming "
    "developing preparing prepared preparation ambition ambitions target targets strives must meant future proposed proposal "
    "request requests requested requesting awaiting awaits draft still"
)
# What says that it did happen.
_DONE = _set(
    "toegekend gehonoreerd afgerond klaar gereed voltooid geopend gerealiseerd behaald bereikt verdubbeld gevestigde ontvangen "
    "kreeg granted awarded approved completed finished opened launched realised realized achieved delivered delivers "
    "doubled received"
)
_OPPOSITES = tuple(
    (_set(one), _set(other))
    for one, other in (
        (
            "gegroeid groeit groeide groeien groei toegenomen toename gestegen steeg stijgt "
            "grew grown growth increased increase rose",
            "gedaald daalde daalt daling afgenomen afname gekrompen kromp fell fallen decreased decrease declined decline shrank",
        ),
        ("nauwer intensiever hechter closer", "losser looser weaker"),
        ("gesloten dicht sluit sluiten closed closes close", "open opent openen geopend opens opened"),
        (
            "begonnen begon begint gestart start startte started began begins",
            "beeindigd eindigde gestopt stopte ended stopped ends",
        ),
        ("meer more", "minder fewer less"),
        ("gratis kosteloos free", "betaald betaalde tegen paid"),
        ("vervolg voortgezet continued follow", "beeindigd gestopt stopgezet ended discontinued stopped"),
        ("eenvoudiger gemakkelijker makkelijker easier simpler", "moeilijker lastiger harder"),
        ("sneller versnelt versnellen faster speeds", "trager vertraagt vertragen slower delays"),
        ("toegekend gehonoreerd granted awarded approved", "afgewezen geweigerd rejected denied declined"),
        ("toegevoegd added", "verwijderd geschrapt removed"),
        ("verplicht mandatory compulsory", "vrijwillig voluntary optional"),
    )
)
# Links, images, HTML, headings, tables and code have no place in a sentence, nor have addresses.
_MARKUP = re.compile(
    r"\w://|https?:|mailto:|www\.|\w@\w+\.\w|!?\[[^\]]*\]|\]\(|</?[a-z!]|<|>|`|^\s*#{1,6}\s|\||~~|\$.*\$|:[\w/+-]+:|\\|&#?\w+;|javascript:|data:\w|"
    r"\b[\w-]+\.(?:example|com|net|org|io|nl|eu|be|info|app|dev|co)\b|[\u0000-\u0008\u200b-\u200f\u202a-\u202e\u2066-\u2069]",
    re.IGNORECASE,
)
_TALK = _set(
    "assistant assistent prompt instructie instructies instruction instructions instructed system document beheerder antwoord "
    "answer klik click bezoek visit inloggen login wachtwoord password korting discount gegevens negeer ignore lezers readers "
    "kopieer copy deel share koop buy bestel order aanbevolen recommend recommended advies aanrader schrijf bevestigt confirms"
)


def has_markup(claim: str) -> bool:
    """Whether a sentence holds anything that is no plain prose: a link, an address, an image, HTML, a heading, code."""
    return bool(_MARKUP.search(claim))


def denies(text: str) -> bool:
    """Whether a text denies something."""
    return not _DENIAL.isdisjoint(words(_NO_DENIAL.sub(" ", text)))


def is_ahead(text: str) -> bool:
    """Whether a text says that something is planned, wanted, asked for or expected."""
    return not _AHEAD.isdisjoint(words(text))


def done_too_soon(claim: str, quotes: str) -> bool:
    """Whether a claim tells as done, or without a word of reserve, what its quotations say is still to come."""
    done = frozenset(words(claim)) & _DONE
    return is_ahead(quotes) and (not is_ahead(claim) or bool(done and not _DONE & frozenset(words(quotes))))


def denies_other(claim: str, quotes: str) -> bool:
    """Whether a claim affirms what its quotations deny ("het betekent niet milieuvriendelijk")."""
    affirmed = frozenset(words(_DENIED.sub(" ", claim))) - _denied(claim)
    return any(_akin(word, other) for word in _denied(quotes) - frozenset(words(_DENIED.sub(" ", quotes))) for other in affirmed)


def _denied(text: str) -> frozenset[str]:
    """The words right behind a denial that say something."""
    return frozenset(w for found in _DENIED.findall(text) for w in words(found) if len(w) >= _TELLING and w not in _DENIAL)


def _akin(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) >= _TELLING and long.startswith(short)


def widened(claim: str, quotes: str) -> bool:
    """Whether a claim says "all", "only", "first" or "the most" where its quotations say nothing of the kind."""
    own, given = frozenset(words(claim)), frozenset(words(quotes))
    return any(own & group and not given & group for group in _SCOPE.values())


def opposed(claim: str, quotes: str) -> bool:
    """Whether a claim says one of two opposites and its quotations only the other."""
    own, given = frozenset(words(claim)), frozenset(words(quotes))
    pairs = (*_OPPOSITES, *((other, one) for one, other in _OPPOSITES))
    return any(own & one and given & other and not given & one for one, other in pairs)


def speaks_to_reader(claim: str, quotes: str) -> bool:
    """Whether a claim talks to its reader or of the assistant, where its quotations don't."""
    return bool(frozenset(words(claim)) & _TALK - frozenset(words(quotes)))
