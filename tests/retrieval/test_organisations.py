"""Which names in sentences about partners are surely those of an organisation."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.model import Citation, Document, Plan
from retrieval.organisations import organisation_names, recurring
from retrieval.surveying import Told

_DOCUMENT = Document(1, "d", "D", "profiel", "", "nl", "", "h", 1)


def told(plan: str, *quotes: str) -> Told:
    """Quotations about a plan."""
    citations = tuple(Citation(i, _DOCUMENT, 1, (), quote, 0, len(quote)) for i, quote in enumerate(quotes, start=1))
    return Told(Plan(plan, plan.title(), (), "pps", "", "", {}), citations)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("De partners zijn Drenthe College, RUG en de gemeente.", {"Drenthe College", "RUG"}),
        ("Ook Saxion neemt deel, net als ROC van Twente.", {"Saxion", "ROC van Twente"}),
        ("Erbij horen VISTA college en Gilde Opleidingen.", {"VISTA college", "Gilde Opleidingen"}),
        ("De voorzitter is Ferdinand van Kampen van VISTA college.", {"VISTA college"}),
        ("Het is opgezet met Crown van Gelder.", set()),
        ("Het heet daar Centre of Expertise.", set()),
        ("Bestuursvoorzitter Henrik Stevens opende de dag met het Groeifonds en een RIF-subsidie.", set()),
        ("De directeur Janssen spreekt.", set()),
        ("", set()),
    ],
)
def test_only_names_that_are_surely_those_of_an_organisation_are_read(sentence: str, names: set[str]) -> None:
    assert {name for name, sure in organisation_names(sentence) if sure} == names


def test_the_first_word_of_a_sentence_counts_where_another_sentence_has_it_within() -> None:
    told_of = [
        told("a", "Scalda is partner."),
        told("b", "Partner is Scalda."),
        told("c", "Kunststoftechnologie is het onderwerp."),
    ]

    found = recurring(told_of, ())

    assert [(o.name, {named.plan.id for named in o.plans}) for o in found] == [("Scalda", {"a", "b"})]


def test_names_of_plans_and_places_and_organisations_of_one_plan_are_left_out() -> None:
    told_of = [
        told("a", "Het zijn Zwolle, CHILL, Fontys en Avans."),
        told("b", "Het zijn Zwolle, CHILL en Fontys.", "En Fontys."),
    ]

    found = recurring(told_of, ("Zwolle", "CHILL"))

    assert [(o.name, len(o.plans)) for o in found] == [("Fontys", 2)]
    assert all(o.name in named.citation.quote for o in found for named in o.plans)


def test_an_article_makes_no_other_organisation() -> None:
    found = recurring([told("a", "Met De Haagse Hogeschool."), told("b", "Met de Haagse Hogeschool erbij.")], ())

    assert [o.name for o in found] == ["De Haagse Hogeschool"]
    assert recurring([], ()) == ()


# Read one by one: schools, universities and a company. Whoever changes the rules or the documents reads the new ones.
_READ = (
    "Drenthe College;Saxion;Hanze;HZ;NHL Stenden;Windesheim;Avans;De Haagse Hogeschool;DSM;Fontys;Gilde Opleidingen;HAN;"
    "Hogeschool Rotterdam;Noorderpoort;ROC van Twente;RUG;Scalda;Universiteit Twente;VISTA college;Zuyd Hogeschool"
)


def test_in_the_shipped_library_each_name_is_one_that_was_read_and_stands_in_its_quotations(engine: Engine) -> None:
    found = engine.organisations()

    assert {o.name for o in found} <= set(_READ.split(";"))
    assert len(found) >= 15
    assert all(o.name in named.citation.quote for o in found for named in o.plans)
