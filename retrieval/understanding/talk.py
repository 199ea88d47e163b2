"""Small talk: greetings, thanks, goodbyes, and questions to the assistant about itself.

Told by what all the words of a text are: one word of the field, and it asks for something.
"""

from __future__ import annotations

import re
from enum import StrEnum

from retrieval.dutch import STOP_WORDS, words


class Talk(StrEnum):
    """The kinds of small talk that get an answer of their own."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    ABILITIES = "abilities"
    SELF = "self"
    LANGUAGES = "languages"


_GREETING = frozenset(
    "hiya hallootjes goeie hallo hoi hoihoi hey hee heej he hé hai dag goedemorgen goedemiddag goedenavond goedeavond "
    "goedendag goeiemorgen "
    "goeiedag goeiemiddag "
    "hello hi greetings morgen middag avond morning afternoon evening yo moi".split()
)
_THANKS = frozenset(
    "bedankt dank dankje dankjewel dankuwel dankjulliewel merci thanks thank thx cheers top prima super oke okay ok great "
    "perfect nice "
    "geweldig fantastisch mooi fijn handig helder duidelijk helpful useful awesome".split()
)
_GOODBYE = frozenset("doei doeg ciao bye goodbye ziens later houdoe aju toedeloe".split())
# They stand beside those and ask nothing.
_FILLING = frozenset(
    "hoor zeg daar allemaal en een and there so much very a lot heel erg voor de het je jij jou u uw me mij your you for the "
    "help hulp info informatie information antwoord "
    "antwoorden answer answers wel nee no nope ja yes verder niks niets nothing more else meer dat that is was dit this zo "
    "genoeg alles all enough good goed goede "
    "goeie great day night weekend have see hebt geholpen helped helpt helps fijne prettige nog tot volgende keer next "
    "time hartelijk many hope echt really how are hoe gaat met "
    "ermee today vandaag doing alles everything it i ik ben weer again then dan even maar just got had wat what needed "
    "nodig planwijzer kom kan hier mee verder schiet op lekker jullie appreciated s m veel "
    "back terug straks tomorrow morgen soon keep up work werk done klaar weet know now nu voorlopig sorry".split()
)
_ABOUT_YOU = frozenset(
    "je jij jou jouw u uw jullie you your this dit deze hier here planwijzer dat het it that app site tool website "
    "assistent assistant chat".split()
)
_ASKING_YOU = frozenset(
    "vragen vraag question questions ask asking gebruiken gebruik use using helpen help helpt hulp doen doe doet kunnen "
    "kun kunt kan can could do does werkt werken work works "
    "working weten weet know dingen things thing soort soorten kind kinds sort sorts type types begrijp begrijpen snap "
    "snappen understand uitleggen uitleg leggen explain beginnen begin start "
    "zoal allemaal eigenlijk precies actually exactly stellen moet should must mag may hoe how wat what waar waarvoor "
    "where waarmee waarbij which welke wie who voor from van met voorbeeld "
    "voorbeelden example examples mogelijkheden mogelijk possible functies features get krijg haal halen krijgen "
    "informatie information gegevens data bronnen bron sources source "
    "antwoorden antwoord answer answers vandaan komt komen come comes "
    "tell vertellen vertel nog goed niet not sorry bezig gemaakt made built "
    "maker bouwde makes nou nu precies betrouwbaar erop zegt klopt kloppen say says right wrong fout fouten mistakes "
    "mistake true out me us achter scherm screen behind zit er betrouwen vertrouwen trust reliable zeker "
    "anything alles iets something have hebben heb wil want allowed to i ik me mij we is are ben bent the a een for en and "
    "of or zo dan dus er eens even please".split()
)
_POINTING = frozenset("dat het it that".split())
_PLEA = frozenset("help hulp me mij please alsjeblieft aub".split())
_IDENTITY = frozenset(
    "robot mens human computer ai bot chatbot chatgpt person persoon echt real machine gemaakt made built maker name naam "
    "heet heten called bronnen bron sources source "
    "vandaan informatie information gegevens data betrouwbaar vertrouwen trust reliable bouwde".split()
)
_LANGUAGES = frozenset("engels english nederlands dutch taal talen language languages duits german frans french".split())
_SPEAKING = frozenset(
    "praat praten talk talking spreek spreekt spreken speak wel ook also well both beide as in ben bent chat".split()
)
_WHO = re.compile(r"\b(?:wie (?:ben|bent)|who are|what are you|wat ben)\b", re.IGNORECASE)
_ABLE = re.compile(
    r"\b(?:what (?:can|do|does) (?:you|this|it)|wat (?:kan|kun|kunt|doe|doet) (?:je|jij|u|dit|het))\b", re.IGNORECASE
)
_PARTING = re.compile(r"\b(?:tot (?:straks|morgen|later|ziens|(?:de )?volgende)|see you)\b", re.IGNORECASE)
# A courtesy before a question: "dank je, en in Limburg?".
_COURTESY = re.compile(r"\s*(?P<said>\w[\w\s'’]{1,39}?)\s*[,.!;:–-]+\s*(?=\S)")


def small_talk(text: str, *, begun: bool = False) -> Talk | None:
    """The kind of small talk that a text is as a whole; ``None`` when it asks for something of the field.

    ``begun``: there is something that "how does it work?" may point back to.
    """
    said = set(words(text))
    if not said or (begun and said & _POINTING):
        return _courtesy(said, text) if said else None
    if said <= _PLEA:
        return Talk.ABILITIES
    if _NAMED.fullmatch(text) and said & _GREETING:
        return Talk.GREETING
    if courtesy := _courtesy(said, text):
        return courtesy
    if (
        said
        <= _ASKING_YOU
        | _ABOUT_YOU
        | _IDENTITY
        | _LANGUAGES
        | _SPEAKING
        | _GREETING
        | _THANKS
        | STOP_WORDS["nl"]
        | STOP_WORDS["en"]
    ):
        return _address(said, text)
    return None


def without_courtesy(text: str) -> str:
    """The text without greeting or thanks before it."""
    while (courtesy := _COURTESY.match(text)) and courtesy.end() < len(text) and _courtesy(set(words(courtesy["said"])), ""):
        text = text[courtesy.end() :]
    return text


# "Goedemiddag, met Henk", "hi, this is Anna".
_NAMED = re.compile(
    r"\s*\w[\w ]{1,20}?[,!.]?\s+(?:met|dit is|ik ben|mijn naam is|this is|my name is|i am|"
    r"i'm)\s+[A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+)?(?:\s+hier)?[\s.!]*",
)


def _courtesy(said: set[str], text: str) -> Talk | None:
    if not said <= _GREETING | _THANKS | _GOODBYE | _FILLING:
        return None
    if (
        said & _GOODBYE
        or _PARTING.search(text)
        or re.search(
            r"\b(?:fijne|prettige|have a|nice|goede|good) (?:dag|avond|weekend|day|evening|night|nice day)\b.*\b(?:nog|"
            r"verder)\b|\b(?:fijne|prettige|fijn weekend)\b|have a",
            text,
            re.IGNORECASE,
        )
    ):
        return Talk.GOODBYE
    if said & _THANKS:
        return Talk.THANKS
    return Talk.GREETING if said & _GREETING or {"how", "are"} <= said or {"hoe", "gaat"} <= said else None


def _address(said: set[str], text: str) -> Talk | None:
    """What is asked of the assistant about itself."""
    if said & _LANGUAGES:
        return Talk.LANGUAGES
    if said & _IDENTITY or _WHO.search(text):
        return Talk.SELF
    about = said & _ABOUT_YOU and said & (_ASKING_YOU - STOP_WORDS["nl"] - STOP_WORDS["en"])
    return Talk.ABILITIES if about or _ABLE.search(text) else None
