"""Words of a question that select no plans: ways of asking, and what somebody says of himself."""

from __future__ import annotations

from retrieval.understanding.intent import PLAN_NOUNS

# Ways of asking for plans, and what someone says of himself: they select none.
ASIDE = (
    frozenset(
        "helpt helpen help helps helping wil willen want nodig need needs bedrijf bedrijven company companies "
        "business mensen personeel people staff iemand someone iets something terecht plek plekken place places "
        "bezig leren leer learn volgen follow kijken ergens somewhere daar there beschikbaar hiernaast ernaast door next "
        "available opleiding "
        "opleidingen cursus cursussen training trainingen course courses rond rondom heb zien lopen loopt zoal "
        "aantal ja nee nou dus vraag vraagje goed gewoon even ff werkzaam gevestigd opsomming rijtje rij lijstje "
        "inventarisatie totaaloverzicht uitdraai opgave betrekking terrein vlak domein aangaande gericht omstreken "
        "klein kleine groot grote kom zelf hoi hallo goedemiddag dag benieuwd vernemen verneem opzoeken opnoemen "
        "aangeven kennismaken rondkijken kent ken kennen "
        "aankloppen aanhaken concreet hoorde gehoord benaderen vandaar beeld "
        "bezighoudt bezighouden toelegt toeleggen vormen ontvang gaarne zeg gezegd tel telling som so run runs "
        "running based know field located number up if hi kindly provide complete full simple engaged dealing deal "
        "deals terms involve involved involving roughly together towards just new joining keep brief out do have "
        "has exist exists like would interested interest ok oke okay only alleen enkel liever liefst nou hmm "
        "anything anyone definitely definitief daadwerkelijk actually really inmiddels ones "
        "takes taking vertel tell uitleggen vergelijk vergelijken bedoel bedoelde bedoelen meant doe dan daarvan hiervan "
        "nederland nederlandse "
        "netherlands holland dutch country liggen ligt lie lies gelegen stand their allebei beide twee drie mention mentions "
        "mentioned noemen noemt genoemd gekregen krijgen kregen kreeg ontvangen ontvingen received get samen elk elks elke "
        "each bekend known "
        "echt echte heel erg graag precies small large "
        "hebben gehad had got eigen own leave leaving weglaten laat sorteer sorteren sort waarom why tafel".split()
    )
    | PLAN_NOUNS
)

# So do these, but how a question is put together is told with them.
IDLE = ASIDE | frozenset(
    "geef geeft geven gaf gaven bied biedt bieden bood boden verzorgt verzorgen organiseert organiseren aanbiedt aanbieden "
    "aangeboden offers offer offered offering gives give gave provides provided zoekt zocht zoon dochter keer later nieuw "
    "nieuwe zelfde praten am go going everything both very library bibliotheek collection collectie database databank totaal "
    "total altogether combineren combineert combinatie combine combines combining ben bent".split()
)
