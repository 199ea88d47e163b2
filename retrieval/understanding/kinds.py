"""Values of facets that stand in no table of the corpus: kinds of plan, whether they were granted, the whole country."""

from __future__ import annotations

from retrieval.vocabulary import Concept

PROGRAMME = "programme"
PPS = "pps"
# Of plans of this kind it is recorded whether they were granted.
GRANTEES = "consortium"
# Words for the kinds of plan. "Programma" alone is too common a word for a plan of that kind.
KINDS = (
    Concept("kind", GRANTEES, "consortium", "consortium", ("consortium", "consortia", "consortiums")),
    Concept(
        "kind",
        PPS,
        "pps",
        "pps",
        (
            "pps",
            "pps'en",
            "pps'sen",
            "ppsen",
            "publiek-private samenwerking",
            "publiek-private samenwerkingen",
            "publiek-private samenwerkingsverbanden",
            "ppp",
            "ppps",
            "public-private partnership",
            "public-private partnerships",
            "partnership",
            "partnerships",
        ),
    ),
    Concept(
        "kind",
        PROGRAMME,
        "programma",
        "programme",
        (
            "programma's",
            "programmes",
            "subsidieregelingen",
            "subsidieregeling",
            "regelingen",
            "funding schemes",
            "subsidy schemes",
        ),
    ),
)
# The value for those that were granted, and for those of which it is not known.
GRANTED = "granted"
UNKNOWN = "unknown"
STATUSES = (
    Concept(
        "status",
        GRANTED,
        "toegekend",
        "granted",
        (
            "toegekend",
            "toegekende",
            "toekenning",
            "goedgekeurd",
            "goedgekeurde",
            "gesubsidieerd",
            "gesubsidieerde",
            "gehonoreerd",
            "gehonoreerde",
            "subsidie gekregen",
            "subsidie hebben gekregen",
            "subsidie hebben ontvangen",
            "subsidie kregen",
            "subsidie krijgen",
            "subsidie ontvingen",
            "subsidie ontvangen",
            "kregen subsidie",
            "krijgen subsidie",
            "ontvingen subsidie",
            "ontvangen subsidie",
            "subsidie hebben gehad",
            "subsidie gehad",
            "subsidie binnen",
            "granted",
            "awarded",
            "approved",
            "funded",
            "got a grant",
            "received a grant",
            "got funding",
            "received funding",
            "won funding",
            "won a grant",
            "got a subsidy",
            "received a subsidy",
        ),
    ),
    Concept(
        "status",
        UNKNOWN,
        "onbekend of toegekend",
        "unknown whether granted",
        (
            "onbekend of",
            "weten we niet of",
            "weten we nou niet of",
            "weten we nog niet of",
            "we niet weten of",
            "not know whether",
            "don't know whether",
            "niet bekend of",
            "onduidelijk of",
            "onzeker of",
            "staat niet vast of",
            "niet vast staat of",
            "niet vast dat",
            "niet vast staat dat",
            "niet vaststaat dat",
            "niet vaststaat of",
            "niet zeker of",
            "niet zeker dat",
            "unknown whether",
            "unknown if",
            "not known whether",
            "not known if",
            "zeggen de bronnen niet",
            "zeggen de gelezen bronnen niet",
            "unclear whether",
            "unclear if",
        ),
    ),
)
# What a plan that works in the whole country has for a province.
NATIONWIDE = Concept(
    "province",
    "landelijk",
    "landelijk",
    "nationwide",
    ("landelijk", "landelijke", "nationwide", "countrywide"),
)
# Plans of which no source says whether they were granted.
UNDECIDED = frozenset({"applied", "named"})
