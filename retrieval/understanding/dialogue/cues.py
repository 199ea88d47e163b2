"""The words that tell how somebody goes on with a conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence

START = r"^[\s,]*(?:(?:ok[eé]?|okay|nou|dus|so|ja|yes|hmm+|oh)[\s,]*)?"
NEW = re.compile(
    r"\b(?:(?:een |an? )?(?:heel |totaal |completely |quite )?(?:ander|nieuw|volgend|other|another|different|new|next)e?\s+"
    r"(?:vraag|vraagje|kwestie|onderwerp|punt|zaak|zoekopdracht|zoekvraag|question|ask|topic|subject|matter|point|search|query)|"
    r"(?:iets|heel|totaal) (?:heel |totaal )?anders|something (?:completely |totally )?(?:else|different)|"
    r"changing subjects?|change of subject|start(?:ing)? over|ik begin (?:maar )?opnieuw|begin(?:nen)?(?: we|"
    r" maar)? opnieuw|opnieuw beginnen)\b",
    re.IGNORECASE,
)
IN_GENERAL = re.compile(
    r"\b(?:wat (?:is|zijn|betekent|houdt)(?: nou| nu| eigenlijk| precies)*|what (?:is|are|does)(?: actually| exactly)?) "
    r"(?:een|'n|an?)\b",
    re.IGNORECASE,
)
CORRECTION = re.compile(
    r"\b(?:(?:ik )?bedoel(?:de|en)?(?: ik| eigenlijk)?|i (?:mean|meant)|i was asking about|ik had het over|ik vroeg naar)\b|"
    + START
    + r"(?:nee+|no|nope|niet)\b[\s,:.]*(?=\S)",
    re.IGNORECASE,
)
# "No, mbo" takes the place of what was asked.
NO = re.compile(START + r"(?:(?:oh|sorry|oeps|oops|hmm)\W+)?(?:nee+|no|nope)\s*[,.;:!–-]", re.IGNORECASE)
# "Wat ontbreekt daar?"
MISSING_THERE = re.compile(
    START
    + r"(?:en |and |maar |but )?(?:(?:voor|in|op|for) )?(?:wat|welke?|which|what)\b.*\b(?:ontbre\w+|mist|missen|missing|lack\w*|"
    r"gaps?|witte vlek\w*|not covered|niet aan bod)\b",
    re.IGNORECASE,
)
# "Wat zit er dan wel in Groningen?"
THERE_THEN = re.compile(
    START + r"(?:en |and |maar |but )?(?:noem|toon|geef|list|show|name|wat|welke?|what|which)(?!.*\b(?:ontbre\w+|mist|missen|"
    r"missing|niet|not|niets|nothing|geen|no)\b)"
    r".*\b(?:er|there|dan|dat|die|wel|then|do|does|is|are|those|them|the ones)\b",
    re.IGNORECASE,
)
# Where that was asked about.
THERE = re.compile(r"\b(?:daar|there|they|ze)\b", re.IGNORECASE)
# "Niet SCALE maar SNEL".
DENIED = re.compile(r"\b(?:niet|not|geen)\s+(?:over |van |about |of )?$", re.IGNORECASE)
# "Laat degenen zonder toekenning weg" wants those that have one.
LEAVING_OUT = re.compile(
    r"\b(?:weg|weglaten|eruit|eraf|schrap\w*|verwijder\w*|laat vallen|leave (?:them |those )?out|drop|remove|skip|cut)\b",
    re.IGNORECASE,
)
# "Lectoraten in plaats van practoraten".
INSTEAD = re.compile(r"\b(?:in plaats van|i\.p\.v\.|ipv|instead of|rather than)\b", re.IGNORECASE)
# Conditions that are no longer meant: "vergeet Zeeland", "verwijder het filter".
FORGETTING = re.compile(
    r"\b(?:vergeet|verget(?:en)?|verwijder\w*|wis|schrap\w*|reset|negeer|weg met|"
    r"hoe(?:ft|ven|f)(?: [\w'’]+){0,5}? (?:niet|geen)(?: meer)?|"
    r"(?:is|zijn) niet (?:meer |per se )?(?:nodig|vereist)|ook (?:buiten|voorbij|verder dan)|also (?:outside|beyond)|beyond|"
    r"niet (?:per se|persé|noodzakelijk)|not necessarily|"
    r"(?:does|do|need)(?:n['’]?t| not) (?:have to |need to )?be|"
    r"(?:is|are)(?:n['’]?t| not) (?:\w+ )?(?:needed|required|necessary)|"
    r"(?:haal|doe|gooi|laat|laten|mag|mogen|kan|kunnen|zet)\b.*\b(?:weg|eraf|eruit|vallen|vervallen|los|loslaten|uit|af|zitten|"
    r"schieten|achterwege)|loslaten?|loslaat|laat\b[^.,;:?!]{1,40}\bmaar(?=\s*(?:[.,;!]|$))|weglaten?|weglaat|weggelaten|"
    r"(?:geen|niet) [^.,;:?!]{1,30}\bhoeft|(?:weer|toch|nu|dan)(?: maar)? weg|"
    r"leave\b.*\b(?:out|aside)|can go|may go|has to go|strike|scratch|ignore|ignoring|forget|drop|remove|delete|clear|"
    r"discard|undo|get rid of|lose|take (?:away|off|out)|"
    r"take\b.*\b(?:away|off|out)|never ?mind|nvm|scrap|"
    r"(?:zonder|without)\b(?: [\w-]+){0,3}? ?-?(?:eis|voorwaarde|beperking|filter|condition|requirement|restriction|"
    r"limitation))\b",
    re.IGNORECASE,
)
# The like of what was talked about: "zoiets in Overijssel", "iets wat daarop lijkt".
LIKE_IT = re.compile(
    r"\b(?:(?:net )?zoiets|(?:net )?zo['’]?n\s+\w+|(?:nog )?zo een(?:tje)?|iets (?:dergelijks|vergelijkbaars|soortgelijks)|"
    r"(?:daar|er|hier)op\b.{0,20}\blijk\w*|"
    r"lijk\w*\b.{0,20}\b(?:daar|er|hier)op|evenknie|tegenhanger|"
    r"(?:something|anything|one|ones|others|else|plans?|partnerships?|programmes?|places?)"
    r"\s+(?:\w+\s+)?(?:similar|comparable|alike|like (?:it|this|that|them))|"
    r"similar\s+(?:ones?|things?|plans?|partnerships?|programmes?|initiatives?|places?|setups?)|(?:equivalent|counterpart)s?|"
    r"such a \w+|that sort of thing|(?:of )?the same (?:kind|sort|type)"
    r"(?! of (?:business|company|firm|work|job|question)))\b",
    re.IGNORECASE,
)
CONDITIONS = re.compile(r"\b(?:filters?|voorwaarden?|conditions?|criteria)\b", re.IGNORECASE)
# All of them, or the one that came last.
ALL_CONDITIONS = re.compile(
    r"\b(?:allebei|allemaal|alles|all(?:e)?(?: (?:de|the|of the|of them|die|these|those))? ?(?:filters?|voorwaarden|conditions|"
    r"criteria)?|beide|both|everything|(?:de|the|die|those|these) (?:filters|voorwaarden|conditions|criteria))\b",
    re.IGNORECASE,
)
# "Undo the automotive part and give me what's left in Brabant" says two things.
CLAUSES = re.compile(
    r"[,.;:!?]|\b(?:and|en|maar|but)\s+(?=(?:then|dan|now|nu|just|alleen|give|show|tell|geef|toon|laat|doe|neem|kijk|zoek|what|wat)\b)",
    re.IGNORECASE,
)
# "Wis alles".
EVERYTHING = re.compile(
    r"\b(?:wis|vergeet|reset|clear|forget|drop|verwijder)\s+(?:alles|allemaal|everything|it all|all)\b", re.IGNORECASE
)
LAST_CONDITION = re.compile(
    r"\b(?:het|de|dat|die|dit|deze|the|that|this) (?:laatste |last )?(?:filter|voorwaarde|condition|criterium|criterion)\b",
    re.IGNORECASE,
)
# "Geen mkb-partners".
WITHOUT = re.compile(
    START + r"(?:en |and |maar |but )?(?:ook |also )?(?:geen|zonder|niet|no|without|not|behalve|except)\b", re.IGNORECASE
)
# "Drechtsteden on its own again", "VR alleen is genoeg".
ALONE = re.compile(r"\b(?:alleen|enkel|uitsluitend|only|just|on (?:its|their) own|by itself|alone)\b", re.IGNORECASE)
# "Woerden in particular" narrows, as "only" does.
PARTICULAR = re.compile(
    r"\b(?:in particular|particularly|specifically|especially|in het bijzonder|met name|specifiek|vooral)\b", re.IGNORECASE
)
# "Zit daar ook cybersecurity tussen?"
AMONG_THEM = re.compile(
    r"\b(?:daar|er|die)\b[^.?!]{0,40}\btussen\s*[?.!]*$|\b(?:among|amongst) (?:them|those|these)\b", re.IGNORECASE
)
ONLY = re.compile(
    START
    + r"(?:en |and |maar |but |dan )?(?:alleen|enkel|uitsluitend|only|just)\b|"
    + START
    + r"(?:(?:kun|kan|wil|can|could|would) (?:je|u|you) |(?:ik wil|laten we|let['’]?s|please) )?(?:(?:dat|dit|het|ze|de lijst) )?"
    r"(?:beperk\w*|inperk\w*|filter\w*|limit\w*|restrict\w*|narrow\w*)\b(?:\s+\w+){0,4}?\s+(?:tot|op|to|by|for)\b",
    re.IGNORECASE,
)
# What somebody does not want is told by a word for it, or set against what he wants: "alles op Limburg na", "liever zonder".
DENYING = re.compile(
    r"\b(?:zonder|geen|niet|niks|nooit|behalve|buiten|uitgezonderd|uitzondering|uitsluiten|sluit|exclusief|minus|min|na|weg|weglaten|"
    r"eruit|eraf|uit|af|schrap\w*|verwijder\w*|vergeet|laat|laten|sla|hoef\w*|without|no|not|never|except\w*|but|excluding|"
    r"exclude|outside|skip|drop|remove|leave|leaving|take|cut|forget|lose|rid|less|other than|anything but|out of)\b|n['’]t\b",
    re.IGNORECASE,
)
# "Welke zijn dat dan?" wants those that were counted, "die met de haven te maken hebben" those that it tells of.
WHICH_ARE_THEY = re.compile(
    START + r"(?:en |and )?(?:welke|wie|which|what|who) (?:zijn|waren|are|were) (?:dat|die|ze|zij|they|those|these)"
    r"(?: dan| nou| nu| er| precies| eigenlijk| then| exactly)*[\s?.!]*$",
    re.IGNORECASE,
)
THOSE_THAT = re.compile(
    START + r"(?:en |and )?(?:die|degenen|those|the ones)\b.*\b(?:te maken hebben|bezig zijn|"
    r"(?:hebben|doen|werken|richten|bieden|geven)[\s?.!]*$|(?:that|who|which) (?:are|do|work|have|offer)\b)",
    re.IGNORECASE,
)
# "Welke hebben iets met waterstof?" asks of those shown; "welke zijn er in Limburg?" what there is.
WHICH_DO = re.compile(
    START + r"(?:en |and |maar |but )?(?:welke|which)\s+(?:hebben|doen|werken|zijn(?! er\b)|gaan|richten|bieden|geven|kunnen|"
    r"leiden|have|do|are(?! there\b)|work|offer|focus|train|deal|provide|teach|help|run|use|can)\b",
    re.IGNORECASE,
)
# "Hoeveel consortia zijn er?" asks what there is in all.
HOW_MANY_ARE = re.compile(
    START + r"(?:en |and )?(?:hoeveel|welke|how many|which|what)\s+(?:andere |other )?(?P<noun>[\w'’-]+)\s+"
    r"(?:zijn er|bestaan(?: er)?|are there|exist)\b",
    re.IGNORECASE,
)
# "Toon ze allemaal weer", "show all again".
SHOWN_AGAIN = re.compile(
    START + r"(?:(?:doe|geef|laat) (?:maar |me |mij )?alles(?: maar)?(?: zien)?|(?:show|give) (?:me )?(?:all|everything)|"
    r"all of (?:them|those)(?: again)?)[\s?.!]*(?:please|graag)?[\s?.!]*$|"
    + START
    + r"(?:toon|laat|geef|noem|show|list|give)\b.{0,30}\b(?:alle\w*|alles|ze|all|them|everything)\b.{0,20}"
    r"\b(?:weer|opnieuw|again|nog (?:eens|een keer)|once more)\b[\s\w]{0,12}[?.!]*$",
    re.IGNORECASE,
)
# "Wat is de eerste?" wants to know it as a whole.
WHAT_IS = re.compile(
    START + r"(?:en |and )?(?:wat|wie|what|who)(?:['’]s|\s+(?:is|zijn|was|are|doet|doen|does|do|houdt|in|dat|"
    r"die|ze|it|that|they))+[\s?.!]*$",
    re.IGNORECASE,
)
# "Is er ook iets in Noord-Holland?" asks the same of another place.
ALSO_THERE = re.compile(
    START + r"(?:en |and )?(?:is|zijn|zit|zitten|bestaat|heb|hebben|have|has|are) (?:er|je|jullie|ze|there|you|they) "
    r"(?:ook|also|anything|something)\b|" + START + r"(?:is|are) there (?:one|some|any)\b.*\b(?:too|as well|also)\W*$",
    re.IGNORECASE,
)
# What was left out may come back.
AGAIN = re.compile(r"\b(?:weer|meedoen|meetellen|meenemen|again|after all|back in)\b", re.IGNORECASE)
EXCEPT = re.compile(r"\b(?:behalve|uitgezonderd|except|excluding|maar niet|but not|zonder|without)\b", re.IGNORECASE)
LACKING = re.compile(r"\b(?:zonder|geen|niet|nooit|without|no|not|lacking)\b", re.IGNORECASE)
# "Ruil metaal in voor zorg".
SWAPPING = re.compile(
    r"\b(?:(?:ver|om|in)?ruil|verwissel|wissel|vervang|swap|replace|trade|exchange)\w*\b(?P<old>.*?)\b(?:voor|door|met|for|"
    r"with|by)\b",
    re.IGNORECASE,
)
# "Ik zit in Zwolle trouwens".
SITUATED = re.compile(
    START + r"(?:en |and |maar |but )?(?:ik|wij|we|i|ons bedrijf|our (?:company|firm)) (?:\w+ )?(?:zit|zitten|woon|wonen|"
    r"zijn gevestigd|live|are based|am based)\b",
    re.IGNORECASE,
)
# "Make it climate instead".
MAKING = re.compile(
    r"(?:^|[.,;:!]\s*)(?:(?:and|en|dan|then|no|nee|ok[eé]?)[\s,]+)*(?:make (?:it|that|this)|maak er\b.*\bvan|maak het)\b",
    re.IGNORECASE,
)
# "Beperk je daar maar toe".
KEEPING = re.compile(
    r"\b(?:beperk\w*\b[^.?!]{0,40}\btoe\b|houd? het (?:maar )?(?:bij|op)|we houden het bij|stick to|keep (?:it|"
    r"this) to|limit (?:it|this) to)\b",
    re.IGNORECASE,
)
COUNT = re.compile(
    START + r"(?:en |and )?(?:hoeveel (?:zijn|waren|is) (?:dat|het|er|die|ze|dit)\b.*|how many (?:is|are|were) (?:that|those|"
    r"there|they|these)\b.*|hoeveel|how many|"
    r"hoeveel (?:blijven|bleven) (?:er )?(?:dan |nog |nu )*staan|"
    r"hoeveel (?:blijven|houd\w*|bleven) (?:(?:er|ik|we|je|dan|nog) )*over\b.*|how many (?:remain|are left)\b.*|"
    r"hoeveel (?:hou|houd|houden|heb|hebben) (?:ik|je|jij|u|we|wij)(?: (?:dan|nu|er|nog))*(?: over)?|"
    r"(?:so )?(?:that|which) makes (?:it )?how many|how many does that (?:make|leave)(?: us| me)?|"
    r"dat (?:zijn|waren) (?:er|het) (?:toch |dan |dus )?\w+\??|tel (?:ze|die|dat) (?:\w+ ){0,3}\w*|"
    r"(?:om )?hoeveel (?:gaat het|in totaal)(?: dan| nu| eigenlijk| precies| hier)*|(?:wat is )?het aantal|tel ze(?: "
    r"eens)?|count them)[\s?.!]*$",
    re.IGNORECASE,
)
ELLIPTIC = re.compile(
    START + r"(?:(?:en|and|of|or|maar|but)\b|(?:ook|alleen|enkel|only|just|zonder|without|behalve|except|niet|not|liever|rather|"
    r"doe|graag|hoe zit het|what about|how about|"
    r"anything|iets|idem|laat|leave|plus|include|exclude|met|with|in|bij|voor|for|near|rond|rather|zelfde|same|dezelfde|"
    r"also|nu|now|preferably|zet)\b)",
    re.IGNORECASE,
)
# "En de penvoerder?"
ELLIPTIC_AND = re.compile(START + r"(?:en|and)\b", re.IGNORECASE)
# They say that a question goes on, and nothing of what is asked.
GOING_ON = frozenset("zelfde dezelfde hetzelfde same instead idem toch rather preferably liefst include exclude plus".split())
# A question by itself, as far as its beginning tells.
ASKS = re.compile(
    START + r"(?:wie|wat|waar|welke?|hoeveel|hoe|wanneer|waarom|zijn er|is er|heb je|ken je|kun je|ik zoek|noem|geef|toon|"
    r"who|what|where|which|how|when|why|are there|is there|do you|can you|can i|list|show|give)\b",
    re.IGNORECASE,
)
ASKS_WHICH = re.compile(START + r"(?:en |and )?(?:welke?|wie|which|who|die|degenen|those|the ones)\b", re.IGNORECASE)
HOW_MANY = re.compile(r"\b(?:hoeveel|how many|tally|telling)\b", re.IGNORECASE)
MORE = frozenset(
    "vertel vertellen meer more tell about over weten know info informatie information details graag zien see laat show "
    "eens me mij".split()
)
QUESTION_CUES = frozenset(
    "wie wat welk welke wanneer hoeveel hoe waarom sinds who what which when how why since where kan kun".split()
)
# Between "en" and the name of another plan.
LINKING = frozenset(
    "en and of or maar but ook also de het the een van of bij met in voor with for at about over dan then nou hoe zit what "
    "how wat ok erbij daarbij bij toevoegen voeg toe add also too as well include plus doe".split()
)
TOKENS = re.compile(r"(\W+)")
YES_OR_NO = re.compile(
    START
    + r"(?:en |and )?(?:heeft|hebben|doet|doen|is|zijn|mag|mogen|kunnen|moet|moeten|does|do|is|are|has|have|can|kan|kun|may)\b",
    re.IGNORECASE,
)
# "Welke van de twee kreeg meer?" wants what each has; "welke doen iets voor studenten?" those that do.
SUPERLATIVE = re.compile(
    r"\b(?:meeste?|minste?|meer|minder|hoogste|laagste|grootste|kleinste|langste|kortste|hoger|lager|groter|kleiner|most|"
    r"more|least|fewer|"
    r"less|highest|lowest|largest|biggest|smallest|longest|hoeveel|how much|how many)\b",
    re.IGNORECASE,
)
COMPARATIVES = frozenset(
    "twee drie vier vijf two three four five één een meest meeste minste meer minder hoogste laagste most least more fewer less "
    "highest lowest grootste kleinste biggest krijgt kreeg krijgen kregen gekregen got get gets dus ook al nog ooit gehad had "
    "eigenlijk precies exactly so totaal totale total".split()
)
CITY, PROVINCE = frozenset("stad gemeente city town".split()), frozenset("provincie province".split())


def bare_left(left: Sequence[str]) -> list[str]:
    """Words of a question without those that compare or add nothing."""
    return [word for word in left if word not in COMPARATIVES]
