"""Small talk: greetings, thanks, goodbyes, and questions to the assistant about itself."""

from __future__ import annotations

import re
from enum import StrEnum

from retrieval.dutch import words


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
    "perfect nice lovely ta brilliant excellent wonderful "
    "obliged geweldig fantastisch mooi fijn handig helder duidelijk helpful useful awesome".split()
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
    "nodig planwijzer kom kan hier mee verder schiet op lekker jullie appreciated s m veel will ll do obliged much "
    "back terug straks tomorrow morgen soon keep up work werk done klaar weet know now nu voorlopig sorry".split()
)
_PARTING = re.compile(r"\b(?:tot (?:straks|morgen|later|ziens|(?:de )?volgende)|see you)\b", re.IGNORECASE)
_FAREWELL = re.compile(
    r"\b(?:fijne|prettige|have a|nice|goede|good) (?:dag|avond|weekend|day|evening|night|nice day)\b.*\b(?:nog|verder)\b|"
    r"\b(?:fijne|prettige|fijn weekend)\b|have a",
    re.IGNORECASE,
)
# Who says who he is behind a greeting, or asks whether there is somebody, greets.
_NAMING = re.compile(
    r"\W+(?:(?:u spreekt )?met|ik ben|ik heet|mijn naam is|i am|i['’]m|my name is|this is)\s+"
    r"(?-i:[A-Z][\w-]+)(?:\s+[\w-]+){0,2}\W*$",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"(?:^|\W)(?:(?:is )?(?:daar|er|hier) iemand(?: thuis)?|(?:is )?any(?:one|body) (?:there|around|home|here))\W*$",
    re.IGNORECASE,
)
# What is said to the assistant about itself, whatever else it names: "praat ik met een computer?".
_YOU = r"(?:je|jij|jou|jullie|u|you)"
_BEING = r"(?:mens|persoon|computer|robot|machine|bot|chatbot|human|person|ai)"
_OF_ITSELF: tuple[tuple[Talk, re.Pattern[str]], ...] = (
    (
        Talk.SELF,
        re.compile(
            rf"\b(?:(?:praat|chat|spreek) ik\b.* met een (?:echt )?{_BEING}|ben {_YOU} (?:nou |nu )?(?:een )?(?:echt )?{_BEING}|"
            rf"wie heeft {_YOU} (?:gemaakt|gebouwd|ontwikkeld)|hoe heet {_YOU}|wat is {_YOU}w? naam|"
            r"wie ben (?:je|jij)|wie bent u|"
            rf"are you (?:an? )?(?:real )?{_BEING}|(?:talking|speaking|chatting) to an? (?:real )?{_BEING}|"
            r"who (?:made|built|created|developed|are) you|what(?: is|['’]s) your name)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Talk.LANGUAGES,
        re.compile(
            r"^\W*(?:(?:and|en|please|can you|could you|kun je|kunt u)\s+)*(?:answer\s+|antwoord\w*\s+)?(?:dat|that|it)?\s*"
            r"in\s+(?:het\s+)?(?:english|dutch|engels|nederlands)(?:\s+(?:please|graag|alsjeblieft|answer|antwoorden))*\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        Talk.ABILITIES,
        re.compile(
            r"\b(?:(?:sample|example) (?:questions?|queries)|voorbeeldvra(?:ag|gen)|voorbeeld(?:en)? van (?:een )?vra(?:ag|gen)|"
            rf"examples? of (?:a )?questions?|wat (?:kan|mag|kunnen) (?:ik|we|wij) {_YOU}(?: \w+)? vragen|"
            rf"wat (?:kun|kan|kunt) {_YOU}(?: \w+)?[\s?!.]*$|what can (?:i|we) ask (?:you|here)|what can you do\b|"
            r"hoe (?:werkt|gebruik ik) (?:dit|je)[\s?!.]*$)",
            re.IGNORECASE,
        ),
    ),
)
# A courtesy before a question: "dank je, en in Limburg?".
_BEFORE = re.compile(r"\s*(?P<said>\w[\w\s'’]{1,39}?)\s*[,.!;:–-]+\s*(?=\S)")


def courtesy(text: str) -> Talk | None:
    """The courtesy that all words of a text make, a name apart; ``None`` when one of them says more."""
    said = set(words(_ANYBODY.sub("", _NAMING.sub("", text))))
    if not said and _ANYBODY.search(text):
        return Talk.GREETING
    if not said or not said <= _GREETING | _THANKS | _GOODBYE | _FILLING:
        return None
    if said & _GOODBYE or _PARTING.search(text) or _FAREWELL.search(text):
        return Talk.GOODBYE
    if said & _THANKS:
        return Talk.THANKS
    return Talk.GREETING if said & _GREETING or {"how", "are"} <= said or {"hoe", "gaat"} <= said else None


def is_courteous(text: str) -> bool:
    """Whether a word of a text greets, thanks or says goodbye."""
    return bool(set(words(text)) & (_GREETING | _THANKS | _GOODBYE)) or bool(_PARTING.search(text) or _FAREWELL.search(text))


def of_itself(text: str) -> Talk | None:
    """What a text says to the assistant about itself, by its words; ``None`` where it does not."""
    return next((talk for talk, said in _OF_ITSELF if said.search(text)), None)


def without_courtesy(text: str) -> str:
    """The text without greeting or thanks before it; one that is nothing else, and asks nothing, stays."""
    while not (courtesy(text) and "?" not in text) and (before := _BEFORE.match(text)):
        if not words(text[before.end() :]) or not courtesy(before["said"]):
            break
        text = text[before.end() :]
    return text
