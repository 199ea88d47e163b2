"""How much of a question a text expresses."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.coverage import Importance, Weighted, coverage, read, shares_word_start
from retrieval.dutch import stem
from retrieval.model import Notion
from tests.retrieval.answering.fakes import Frequencies

WORDS = "bedrag amount geld cost jaar date penvoerder fase stadium onderhoud aanvragen partner lead de"
KNOWN = Frequencies(10, dict.fromkeys(map(stem, WORDS.split()), 1))


def weighted(*forms: str, weight: float = 1.0) -> Weighted:
    return Weighted(tuple(frozenset(map(stem, form.split())) for form in forms), weight)


def test_coverage_is_the_share_of_the_weight_that_is_said() -> None:
    asked = [weighted("penvoerder", weight=3), weighted("waterstof", weight=1)]
    assert coverage(asked, "Da Vinci is penvoerder.") == pytest.approx(0.75)
    assert coverage(asked, "De penvoerders werken aan waterstof.") == pytest.approx(1.0)
    assert coverage(asked, "Iets heel anders.") == 0.0


def test_coverage_of_nothing_asked_is_nothing() -> None:
    assert coverage([], "Wat dan ook.") == 0.0
    assert coverage([weighted("geld", weight=0)], "geld") == 0.0


def test_a_synonym_says_nearly_as_much_as_the_word() -> None:
    asked = [weighted("lead partner", "penvoerder", "leadpartner")]
    by_word, by_synonym = coverage(asked, "The lead partner is X."), coverage(asked, "X is penvoerder.")
    assert by_word == 1.0 and 0.5 < by_synonym < by_word


def test_a_phrase_must_be_there_whole() -> None:
    assert coverage([weighted("lead partner")], "a partner of X") == 0.0


def test_small_words_express_nothing() -> None:
    assert coverage([weighted("de")], "de en het") == 0.0


@pytest.mark.parametrize(
    ("asked", "text", "expressed"),
    [
        ("bedrag", "SCALE kreeg € 9 miljoen.", True),
        ("amount", "SCALE kreeg €9.000.000.", True),
        ("geld", "Er was 4,3 miljoen beschikbaar.", True),
        ("cost", "It took 3 million.", True),
        ("bedrag", "SCALE telt 9 partners.", False),
        ("jaar", "SCALE begon in 2023.", True),
        ("date", "Op 8 juni 2023.", True),
        ("jaar", "SCALE telt 12023 leden en 1850 partners.", False),
        ("penvoerder", "SCALE kreeg € 9 miljoen in 2023.", False),
    ],
)
def test_an_amount_or_year_expresses_the_word_that_asks_for_one(asked: str, text: str, expressed: bool) -> None:
    (notion,) = Importance(KNOWN).weights([Notion((asked,))])
    assert (coverage([notion], text) > 0.5) is expressed


def test_a_rare_word_weighs_more_and_an_unknown_one_most() -> None:
    index = Frequencies(100, {"partner": 60, "waterstof": 5})
    common, rare, unknown = Importance(index).weights([Notion(("partner",)), Notion(("waterstof",)), Notion(("appeltaart",))])
    assert 0 < common.weight < rare.weight < unknown.weight
    assert unknown.weight == pytest.approx(math.log(1 + 100.5 / 0.5))


def test_a_word_that_only_its_synonym_is_known_by_weighs_as_that() -> None:
    index = Frequencies(100, {stem("penvoerder"): 10})
    by_synonym, alone = Importance(index).weights([Notion(("lead", "partner"), (("penvoerder",),)), Notion(("penvoerder",))])
    assert by_synonym.weight == alone.weight


def test_an_empty_index_still_weighs() -> None:
    (notion,) = Importance(Frequencies(0, {})).weights([Notion(("greenport",))])
    assert notion.weight > 0


@pytest.mark.parametrize(
    ("label", "text", "shares"),
    [
        ("energietransitie", "een campus voor energie", True),
        ("energietransitie", "de Energietransitie zelf", True),
        ("energietransitie", "de ener van", False),
        ("smart maintenance", "het maint", True),
        ("zorg", "zorgverleners", False),
        ("bouw", "de bouw", False),
    ],
)
def test_a_word_may_begin_the_word_of_a_label(label: str, text: str, shares: bool) -> None:
    assert shares_word_start(label, text) is shares


def notion(*names: str) -> Weighted:
    """What the first name and its synonyms ask for."""
    first, *others = (tuple(name.split()) for name in names)
    return Importance(KNOWN).weights([Notion(first, tuple(others))])[0]


def test_the_word_says_more_than_its_synonym_and_that_more_than_a_part_of_a_compound() -> None:
    asked = [notion("fase", "stadium")]
    said = [
        coverage(asked, text) for text in ("De fase begint.", "Het stadium begint.", "De uitvoeringsfase begint.", "Het begint.")
    ]
    assert said == sorted(said, reverse=True) and len(set(said)) == 4
    assert said[0] == 1.0 and said[3] == 0.0


@given(
    st.lists(st.sampled_from(["geld", "fase", "penvoerder", "de", "jaar", "lead partner"]), max_size=4),
    st.text("dfgeals 2021€.", max_size=40),
)
def test_coverage_is_a_share(asked: list[str], text: str) -> None:
    assert 0.0 <= coverage([notion(name) for name in asked], text) <= 1.0 + 1e-9


@given(
    st.sampled_from(["geld", "fase", "penvoerder", "jaar"]),
    st.text("abgeldfsjr 2021€.", max_size=40),
    st.text("abgeldfsjr 2021€.", max_size=40),
)
def test_saying_more_never_covers_less(asked: str, text: str, more: str) -> None:
    assert coverage([notion(asked)], f"{text} {more}") >= coverage([notion(asked)], text) - 1e-9


def test_a_text_is_read_as_its_words_and_the_stems_of_those_that_say_something() -> None:
    own = read("De Bedrijven werken aan Fryslân.")
    assert own.words == ("de", "bedrijven", "werken", "aan", "fryslan")
    assert own.stems == {stem("bedrijven"), stem("werken"), stem("fryslan")}
    assert own.line == "de bedrijven werken aan fryslan"


def test_a_text_is_read_once_and_others_are_not_taken_for_it() -> None:
    first = read("Een tekst die terugkomt.")
    assert read("Een tekst die " + "terugkomt.") is first
    assert read("Een tekst die niet terugkomt.") != first


def test_no_more_texts_are_kept_than_memory_allows() -> None:
    kept = read.cache_info().maxsize
    assert kept is not None and 0 < kept <= 100_000


def test_a_notion_comes_with_its_words_and_whether_the_index_knows_it() -> None:
    index = Frequencies(100, {"geld": 10})
    known, by_synonym, unknown = Importance(index).weights(
        [Notion(("geld",)), Notion(("funds",), (("geld",),)), Notion(("appeltaart",), (("taart",),))]
    )
    assert [(notion.words, notion.known) for notion in (known, by_synonym, unknown)] == [
        (("geld",), True),
        (("funds",), True),
        (("appeltaart",), False),
    ]


def test_a_part_of_a_compound_counts_for_the_word_it_is_part_of() -> None:
    (maintenance,) = Importance(KNOWN).weights([Notion(("onderhoud",))])
    for text in ("De onderhoudsmonteur.", "Het vliegtuigonderhoud."):
        assert 0 < coverage([maintenance], text) < 1


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("21 aanvragen", True),
        ("1.250 nieuwe aanvragen", True),
        ("twintig aanvragen", True),
        ("aanvragen: 21", False),
        ("21 erg mooie nieuwe aanvragen", False),
    ],
)
def test_what_is_counted_stands_behind_its_number(text: str, counted: bool) -> None:
    (notion,) = Importance(KNOWN).weights([Notion(("aanvragen",))])
    assert notion.counted is not None and bool(notion.counted.search(text)) is counted
