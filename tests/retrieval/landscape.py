"""A small landscape of plans, made for tests of answers: every number in it can be counted by hand.

Who is where, on what: see ``PLANS``. One name is that of two plans, one town is that of two provinces, one province has a
city of its name, one plan works in the whole country, one is known by name alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.pipeline import build as build_library
from retrieval.assembly import WRITERS, open_engine
from retrieval.engine import Engine
from retrieval.generations.generation import IndexWriters
from retrieval.settings import Settings
from retrieval.verifying import verify
from tests.conftest import PlainVectors

_NOTION = "id,label_nl,label_en,alt_nl,alt_en,broader,alt_question\n"
PLANS = """id,name,aliases,kind,status,website,provinces,places,themes,sectors,levels
delta,Delta Werkt,,consortium,granted,,overijssel,Enschede,waterstof;robotica,techniek,mbo;hbo
smederij,De Smederij,Smederij Hengelo,pps,,,overijssel,Hengelo,robotica,techniek,mbo
zorgster,Zorgster,,pps,,,overijssel,Zwolle,zorgtechnologie,zorg,mbo
rijnstroom,Rijnstroom,,consortium,granted,,gelderland,Arnhem,waterstof,techniek,hbo
domkracht,Domkracht,,pps,,,utrecht,Utrecht,cybersecurity,ict,mbo
eemvallei,Eemvallei,,pps,,,utrecht,Amersfoort,cybersecurity,ict,hbo
waterpoort,Waterpoort,,pps,,,zeeland,Vlissingen,waterstof,techniek,mbo
kompas-zeeland,Kompas Zeeland,Kompas,pps,,,zeeland,Vlissingen,robotica,techniek,mbo
kompas-limburg,Kompas Limburg,Kompas,pps,,,limburg,Bergen (L),zorgtechnologie,zorg,mbo
duinlab,Duinlab,,pps,,,noord-holland,Bergen (NH),cybersecurity,ict,mbo
overal,Overal Waterstof,,programme,,,landelijk,,waterstof,techniek,mbo
stilte,Stilte in de Polder,,consortium,missing,,overijssel,,waterstof,techniek,mbo
"""
TABLES = {
    "gazetteer/provinces.csv": """id,name,name_en,alt,neighbours
overijssel,Overijssel,Overijssel,Overijssels;Overijsselse,gelderland
gelderland,Gelderland,Gelderland,Gelders;Gelderse,overijssel;utrecht;limburg
utrecht,Utrecht,Utrecht,Utrechtse,gelderland;noord-holland
noord-holland,Noord-Holland,North Holland,,utrecht
zeeland,Zeeland,Zeeland,Zeeuws;Zeeuwse,
limburg,Limburg,Limburg,Limburgs;Limburgse,gelderland
drenthe,Drenthe,Drenthe,Drents;Drentse,overijssel
""",
    "gazetteer/regions.csv": """id,name,alt,provinces,places
twente,Twente,Twents;Twentse,overijssel,Enschede;Hengelo
""",
    "gazetteer/places.csv": """name,province,municipality,alt
Enschede,overijssel,Enschede,
Hengelo,overijssel,Hengelo,
Zwolle,overijssel,Zwolle,
Arnhem,gelderland,Arnhem,
Utrecht,utrecht,Utrecht,
Amersfoort,utrecht,Amersfoort,
Bergen (L),limburg,Bergen (L),
Bergen (NH),noord-holland,Bergen (NH),
Vlissingen,zeeland,Vlissingen,
""",
    "thesaurus/themes.csv": _NOTION
    + """waterstof,waterstof,hydrogen,,,,
robotica,robotica,robotics,robots,,,
zorgtechnologie,zorgtechnologie,care technology,,,,
cybersecurity,cybersecurity,cybersecurity,,,,
windenergie,windenergie,wind energy,,,,
""",
    "thesaurus/sectors.csv": _NOTION
    + """techniek,techniek,engineering,,,,
zorg,zorg,care,,,,
ict,ict,ict,,,,
""",
    "thesaurus/levels.csv": _NOTION
    + """mbo,mbo,secondary vocational education,mbo'ers,,,
hbo,hbo,higher vocational education,,,,
""",
    "thesaurus/offers.csv": _NOTION + "cursus,cursus,course,,,,\n",
    "thesaurus/roles.csv": _NOTION + "penvoerder,penvoerder,lead partner,,,,\n",
    "thesaurus/aspects.csv": """id,label_nl,label_en,headings,asked,telling,facets
aim,Doel,Aim,Doel,doel;aim;goal,,
area,Gebied,Area,Gebied,gebied;area,,place;region;province
partners,Partners,Partners,Partners,partner;partners;deelnemers,,
lead,Penvoerder,Lead partner,,penvoerder;lead,penvoerder;lead partner,
money,Geld,Money,Geld,geld;budget;bedrag;subsidie;money;amount;grant,,
training,Opleiding,Training,Opleiding,opleiding;opleidingen;cursus;training,,
contact,Contact,Contact,Contact,contact;website,,
""",
}
DELTA_GETS = "Delta Werkt ontvangt een subsidie van € 4,2 miljoen."
DELTA_GOT = "Delta Werkt ontvangt een subsidie van € 5,1 miljoen."
RIJN_GETS = "Rijnstroom ontvangt een subsidie van € 3 miljoen."
_PROFILES = {
    "delta": f"""# Delta Werkt

## Doel

Delta Werkt brengt waterstof en robotica naar Enschede. Het consortium leidt vakmensen op voor de techniek in Overijssel.

## Partners

De partners van Delta Werkt zijn het Noordercollege en de firma Staal. Het Noordercollege is penvoerder van Delta Werkt.

## Geld

{DELTA_GETS}

## Opleiding

Delta Werkt biedt mbo-studenten een cursus over elektrolyse met waterstof.

## Contact

De website van Delta Werkt is https://delta.example.
""",
    "smederij": """# De Smederij

## Doel

De Smederij in Hengelo leert mbo-studenten werken met robotica.

## Partners

De partners van De Smederij zijn het Esmcollege en drie machinebouwers.

## Niet vermeld

In de gelezen bronnen over De Smederij is niet vermeld: het geld, de subsidie en de penvoerder.
""",
    "zorgster": """# Zorgster

## Doel

Zorgster in Zwolle brengt zorgtechnologie naar verpleeghuizen in Overijssel.
""",
    "rijnstroom": f"""# Rijnstroom

## Doel

Rijnstroom bouwt in Arnhem aan een fabriek voor waterstof. Daar leren hbo-studenten hoe de techniek werkt.

## Partners

De partners van Rijnstroom zijn de Rijnhogeschool en netbeheerder Stroomlijn.

## Geld

{RIJN_GETS}
""",
    "domkracht": """# Domkracht

## Doel

Domkracht leert mbo-studenten in de stad Utrecht alles over cybersecurity.
""",
    "eemvallei": """# Eemvallei

## Doel

Eemvallei in Amersfoort onderzoekt met hbo-studenten de cybersecurity van ziekenhuizen.
""",
    "waterpoort": """# Waterpoort

## Doel

Waterpoort maakt in Vlissingen waterstof van zeewater.
""",
    "kompas-zeeland": """# Kompas Zeeland

## Doel

Kompas Zeeland wil robotica in de haven van Vlissingen brengen.

## Partners

De partners van Kompas Zeeland zijn het Zeecollege en een scheepswerf.
""",
    "kompas-limburg": """# Kompas Limburg

## Doel

Kompas Limburg wil zorgtechnologie in de Limburgse wijkverpleging brengen.

## Partners

De partners van Kompas Limburg zijn het Maascollege en een zorginstelling.
""",
    "duinlab": """# Duinlab

## Doel

Duinlab leert scholieren in Bergen over cybersecurity.
""",
    "overal": """# Overal Waterstof

## Doel

Overal Waterstof helpt scholen in heel Nederland aan lessen over waterstof.
""",
}
_REPORT = f"""# Jaarverslag

## Geld

{DELTA_GOT}
"""
DOCUMENTS = {**_PROFILES, "jaarverslag": _REPORT}
# A document of no plan, which a test may add.
NEWS = "krant"
_OF_PLANS = {**{name: name for name in _PROFILES}, "jaarverslag": "delta", NEWS: ""}


def written(folder: Path, documents: Mapping[str, str] = DOCUMENTS, *, without: Sequence[str] = (), plans: str = "") -> Settings:
    """The landscape as a corpus in ``folder``, with the settings to build and read it.

    ``without``: ids of plans that it has not; ``plans``: further lines of the table of plans.
    """
    known = [line for line in PLANS.splitlines() if line.partition(",")[0] not in without]
    lines = [f"{name},{name.title()},profiel,{name}.md,,nl,2026-01-01,{_OF_PLANS.get(name, name)}" for name in documents]
    header = "id,title,kind,file,source_url,language,date,plans"
    files = {**TABLES, "plans.csv": "\n".join([*known, plans]), "catalogue.csv": "\n".join([header, *lines, ""])}
    files |= {f"{name}.md": text for name, text in documents.items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Settings(index=folder / "index", corpus=folder)


def built(settings: Settings) -> Settings:
    """The settings of the corpus, with its library built: with the shipped encoder, without Chroma."""
    with plainly():
        build_library([settings.corpus / "catalogue.csv"], settings, progress=lambda *_: None)
    return settings


def opened(settings: Settings) -> Engine:
    """An engine over a library that ``built`` built."""
    with plainly():
        return open_engine(settings)


@contextmanager
def plainly() -> Iterator[None]:
    writers = IndexWriters(WRITERS.lexical, PlainVectors())
    with pytest.MonkeyPatch.context() as patch:
        for module in ("retrieval.assembly", "retrieval.verifying", "ingest.pipeline"):
            patch.setattr(f"{module}.WRITERS", writers)
        patch.setattr("retrieval.generations.publishing.verify_in_child", verify)
        yield
