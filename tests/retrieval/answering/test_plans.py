"""The plans that a list or count question selects, against the tables of the corpus read another way."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from retrieval.answering.evidence import NOT_MENTIONED, Sentence
from retrieval.answering.fits import Likeness, Selection, Sources
from retrieval.answering.plans import PlanSelector
from retrieval.coverage import Importance
from retrieval.dutch import content_words, stem
from retrieval.model import Evidence, Filter, Notion, Passage, Plan
from retrieval.settings import CORPUS
from retrieval.understanding.amounts import bound_in
from retrieval.understanding.beginnings import beginning_in
from retrieval.understanding.filters import FilterReader
from retrieval.understanding.intent import Intent
from retrieval.understanding.parties import Party
from retrieval.understanding.question import Question
from tests.retrieval.answering.fakes import Frequencies

COLUMNS = {"province": "provinces", "place": "places", "theme": "themes", "sector": "sectors", "level": "levels", "kind": "kind"}
SUBJECTS, PLACES = {"theme", "sector"}, {"province", "region", "place"}


def table(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = table("plans.csv")
BROADER = {
    facet: {row["id"]: row["broader"] for row in table(f"thesaurus/{facet}s.csv")} for facet in ("theme", "sector", "level")
}
# Every value that some plan has, and values that none has itself.
VALUES = sorted(
    {(facet, value) for row in ROWS for facet, column in COLUMNS.items() for value in row[column].split(";") if value}
)
VALUES = [(facet, value) for facet, value in VALUES if value != "landelijk"]
VALUES += [("place", "Texel"), ("theme", "duurzaamheid"), ("sector", "techniek"), ("level", "hbo"), ("theme", "milieu")]


def with_broader(facet: str, value: str) -> set[str]:
    found = {value}
    while value := BROADER.get(facet, {}).get(value, ""):
        found.add(value)
    return found


def has(row: Mapping[str, str], facet: str, value: str) -> bool:
    return any(value in with_broader(facet, own) for own in row[COLUMNS[facet]].split(";") if own)


def oracle(filters: Iterable[tuple[str, str]]) -> set[str]:
    """The ids of the plans that have, for every facet that is named, one of its values or one narrower."""
    wanted = list(filters)
    return {
        row["id"]
        for row in ROWS
        if all(any(has(row, f, v) for f, v in wanted if f == facet) for facet in {facet for facet, _ in wanted})
    }


def passage(plan: str, text: str, heading: tuple[str, ...] = ("Doel",)) -> Passage:
    return Passage(1, 1, 1, 0, len(text), text, heading, "nl", (plan,))


def nothing_alike(sentences: Sequence[Sentence]) -> list[float]:
    return [0.0] * len(sentences)


# Words of the topics that some document somewhere holds.
KNOWN = ("makerspace", "brontosaurus", "appeltaart", "robots")


def nothing_held(_: Sequence[str]) -> tuple[int, ...]:
    return ()


def question(text: str = "", filters: Sequence[Filter] = (), topic: Sequence[str] = ()) -> Question:
    notions = tuple(Notion((word,)) for word in topic)
    return Question(text, "nl", Intent.LIST, tuple(filters), tuple(topic), notions, asked=tuple(topic))


class Selecting:
    """A selector over plans with given passages."""

    def __init__(
        self,
        plans: Sequence[Plan],
        reader: FilterReader,
        passages: Mapping[str, Sequence[Passage]],
        shown: Mapping[str, Mapping[tuple[str, str], Evidence]] | None = None,
    ) -> None:
        importance = Importance(Frequencies(10, dict.fromkeys(map(stem, KNOWN), 1)))
        self._reader = reader
        self._selector = PlanSelector(
            plans,
            reader,
            Sources(
                lambda plan: passages.get(plan, ()),
                nothing_held,
                lambda plan: (shown or {}).get(plan, {}),
                lambda _plan, _aspect: ((), ()),
            ),
            importance,
            Likeness(nothing_alike, lambda _asked, sentences: nothing_alike(sentences)),
        )

    def filters(self, named: Iterable[tuple[str, str]]) -> list[Filter]:
        return [self._reader.named(facet, value, "nl") for facet, value in named]

    def select(self, *named: tuple[str, str], topic: str = "") -> Selection:
        return self.selected(question(topic, self.filters(named), content_words(topic)))

    def selected(self, wanted: Question) -> Selection:
        return self._selector.select(wanted)

    def applicable(self, wanted: Question) -> Question:
        return self._selector.applicable(wanted)


@pytest.fixture(scope="module")
def shipped(reader: FilterReader, plans: list[Plan]) -> Selecting:
    return Selecting(plans, reader, {plan.id: [passage(plan.id, f"{plan.name} werkt samen met anderen.")] for plan in plans})


def ids(fits: Iterable[object]) -> list[str]:
    return [fit.plan.id for fit in fits]  # type: ignore[attr-defined]


NAMED = st.lists(st.sampled_from(VALUES), min_size=1, max_size=3, unique=True)


@settings(max_examples=150)
@given(NAMED)
def test_exactly_the_plans_that_meet_all_filters_are_selected(shipped: Selecting, named: list[tuple[str, str]]) -> None:
    fits = ids(shipped.select(*named).fits)
    assert sorted(fits) == sorted(oracle(named))


@pytest.mark.parametrize("value", VALUES, ids=lambda value: "=".join(value))
def test_a_single_filter_selects_every_plan_that_has_it(shipped: Selecting, value: tuple[str, str]) -> None:
    assert sorted(ids(shipped.select(value).fits)) == sorted(oracle([value]))


@settings(max_examples=100)
@given(NAMED)
def test_near_misses_are_only_given_without_fits_and_never_fit(shipped: Selecting, named: list[tuple[str, str]]) -> None:
    selection = shipped.select(*named)
    assert not (selection.fits and selection.near)
    assert not set(ids(selection.near)) & oracle(named)


MISSED = st.tuples(
    st.just(("kind", "consortium")),
    st.sampled_from([value for value in VALUES if value[0] in SUBJECTS]),
    st.sampled_from([value for value in VALUES if value[0] in PLACES]),
)


@settings(max_examples=100)
@given(MISSED)
def test_near_misses_have_the_subject_elsewhere_then_the_place_with_another_subject(
    shipped: Selecting, named: tuple[tuple[str, str], ...]
) -> None:
    assume(not oracle(named))
    _, subject, place = named
    selection = shipped.select(*named)
    near = ids(selection.near)
    same_subject, same_place = oracle([subject]), oracle([place])
    assert sorted(near) == sorted(same_subject | same_place)
    assert set(near[: len(same_subject)]) == same_subject
    for fit in selection.near:
        row = next(row for row in ROWS if row["id"] == fit.plan.id)
        assert [(f.facet, f.value) for f in fit.met] == [(f, v) for f, v in named if has(row, f, v)]


def test_without_a_subject_or_place_there_is_nothing_near(shipped: Selecting) -> None:
    assert shipped.select(("kind", "programme"), ("level", "wo")) == Selection((), (), ())


@pytest.mark.parametrize("named", [(("theme", "milieu"),), (("place", "Texel"),), (("kind", "consortium"), ("place", "Texel"))])
def test_a_value_that_no_plan_has_selects_nothing(shipped: Selecting, named: tuple[tuple[str, str], ...]) -> None:
    assert shipped.select(*named).fits == ()


A = Plan("a", "A", (), "pps", "", "", {"province": ("zeeland",), "theme": ("waterstof",)})
B = Plan("b", "B", (), "pps", "", "", {"province": ("zeeland",), "theme": ("energietransitie",), "offer": ("voucher",)})
C = Plan("c", "C", (), "pps", "", "", {"province": ("limburg",), "theme": ("robotica",)})
SILENT = "In de gelezen bronnen is over A en waterstof niets vermeld."


@pytest.fixture
def three(reader: FilterReader) -> Selecting:
    return Selecting(
        [A, B, C],
        reader,
        {
            "a": [
                passage("a", "A heeft een gebouw aan zee. A werkt aan waterstof. A heeft partners."),
                passage("a", SILENT, (NOT_MENTIONED,)),
            ],
            "b": [
                passage("b", "B heeft een makerspace. B werkt aan duurzame energie."),
                passage("b", "B: https://b.nl/energietransitie is de site.", ("Contact",)),
            ],
            "c": [passage("c", "C heeft een makerspace voor robots.")],
        },
    )


def quoted(selection: Selection) -> dict[str, str]:
    return {fit.plan.id: fit.sentence.text for fit in selection.fits if fit.sentence}


def test_the_sentence_that_names_the_subject_is_quoted(three: Selecting) -> None:
    assert quoted(three.select(("theme", "waterstof"))) == {"a": "A werkt aan waterstof."}


def test_something_narrower_is_quoted_for_a_broader_subject(three: Selecting) -> None:
    assert quoted(three.select(("theme", "energietransitie"))) == {
        "a": "A werkt aan waterstof.",
        "b": "B werkt aan duurzame energie.",
    }


def test_what_is_not_mentioned_and_contacts_are_quoted_last(reader: FilterReader) -> None:
    texts = [passage("a", SILENT, ("A", NOT_MENTIONED)), passage("a", "De site over waterstof is a.nl hier.", ("A", "Contact"))]
    only = Selecting([A], reader, {"a": texts}).select(("theme", "waterstof"))
    other = Selecting([A], reader, {"a": [*texts, passage("a", "Iets heel anders hier.")]}).select(("theme", "waterstof"))
    assert quoted(only) and quoted(other) == {"a": "Iets heel anders hier."}


def test_a_plan_without_passages_is_listed_without_a_quotation(reader: FilterReader) -> None:
    (fit,) = Selecting([A], reader, {}).select(("province", "zeeland")).fits
    assert (fit.plan, fit.sentence) == (A, None)


def test_the_best_fit_comes_first(three: Selecting) -> None:
    fits = three.select(("theme", "energietransitie")).fits
    assert [fit.score for fit in fits] == sorted((fit.score for fit in fits), reverse=True)


def test_a_topic_without_a_subject_selects_the_plans_that_are_about_it(three: Selecting) -> None:
    selection = three.select(("kind", "pps"), topic="makerspace")
    assert sorted(ids(selection.fits)) == ["b", "c"] and selection.unapplied == ()
    assert quoted(selection) == {"b": "B heeft een makerspace.", "c": "C heeft een makerspace voor robots."}


def test_what_no_document_holds_is_not_claimed_of_a_topic(three: Selecting) -> None:
    selection = three.select(("kind", "pps"), topic="makerspace robots honderd")
    assert ids(selection.fits) == ["c"]
    assert (selection.topic, selection.unapplied) == (("makerspace", "robots"), ("honderd",))
    assert three.select(("kind", "pps"), topic="makerspace honderd").fits == ()


def test_a_topic_orders_the_plans_of_a_place(three: Selecting) -> None:
    selection = three.select(("province", "zeeland"), topic="makerspace")
    assert ids(selection.fits) == ["b", "a"] and selection.unapplied == ()


@pytest.mark.parametrize(
    ("named", "having", "unapplied"),
    [
        ((("province", "zeeland"), ("offer", "voucher")), ["b"], ()),
        ((("theme", "robotica"), ("offer", "voucher")), ["c"], ("voucher",)),
        ((("offer", "voucher"),), ["b"], ()),
        ((("kind", "pps"), ("offer", "masterclass")), [], ()),
    ],
)
def test_what_is_on_offer_narrows_the_plans_of_a_place_or_subject_where_one_of_them_has_it(
    three: Selecting, named: tuple[tuple[str, str], ...], having: list[str], unapplied: tuple[str, ...]
) -> None:
    selection = three.selected(three.applicable(question("", three.filters(named))))
    assert (ids(selection.fits), selection.unapplied) == (having, unapplied)


def test_who_offers_it_is_near_where_no_plan_of_a_kind_does(three: Selecting) -> None:
    selection = three.select(("kind", "consortium"), ("offer", "voucher"))
    assert (ids(selection.fits), ids(selection.near)) == ([], ["b"])


def test_a_topic_that_nothing_in_a_place_is_about_is_not_applied_and_said(three: Selecting) -> None:
    selection = three.select(("province", "zeeland"), topic="appeltaart")
    assert sorted(ids(selection.fits)) == ["a", "b"] and selection.unapplied == ("appeltaart",)
    assert not selection.topic


def test_what_no_document_holds_is_in_no_place(three: Selecting) -> None:
    selection = three.select(("province", "zeeland"), topic="kwantumfysica")
    assert selection.fits == () and selection.topic == ("kwantumfysica",) and selection.unapplied == ()


def test_an_unknown_word_beside_known_ones_is_not_applied_and_said(three: Selecting) -> None:
    selection = three.select(("province", "zeeland"), topic="makerspace kwantumfysica")
    assert sorted(ids(selection.fits)) == ["a", "b"] and selection.unapplied == ("kwantumfysica",)


def test_a_subject_is_shown_without_what_no_document_holds(three: Selecting) -> None:
    selection = three.select(("theme", "waterstof"), topic="kwantumfysica")
    assert ids(selection.fits) == ["a"] and selection.unapplied == ("kwantumfysica",)


def test_a_preference_is_no_condition(three: Selecting, reader: FilterReader) -> None:
    preferred = replace(reader.named("theme", "waterstof", "nl"), preferred=True)
    wanted = question("", [reader.named("province", "zeeland", "nl"), preferred])
    assert sorted(ids(three.selected(wanted).fits)) == ["a", "b"]


def test_an_exact_value_selects_nothing_narrower(three: Selecting, reader: FilterReader) -> None:
    exact = replace(reader.named("theme", "energietransitie", "nl"), exact=True)
    assert ids(three.selected(question("", [exact])).fits) == ["b"]


def test_a_denied_value_leaves_its_plans_out(three: Selecting, reader: FilterReader) -> None:
    denied = replace(reader.named("province", "zeeland", "nl"), negated=True)
    assert ids(three.selected(question("", [reader.named("kind", "pps", "nl"), denied])).fits) == ["c"]


def test_a_topic_that_nothing_is_about_selects_nothing_elsewhere(three: Selecting) -> None:
    selection = three.select(("kind", "pps"), topic="appeltaart")
    assert selection.fits == () and selection.unapplied == ()


def test_a_subject_goes_before_the_words_around_it(three: Selecting) -> None:
    selection = three.select(("theme", "waterstof"), topic="grote appeltaart")
    assert ids(selection.fits) == ["a"]


def test_words_beside_a_subject_that_were_not_used_are_said(three: Selecting) -> None:
    assert three.select(("theme", "waterstof"), topic="appeltaart").unapplied == ("appeltaart",)


def test_a_sentence_that_shows_a_province_by_its_town_is_quoted(reader: FilterReader) -> None:
    plan = Plan("p", "P", (), "pps", "", "", {"province": ("overijssel",)})
    told = passage("p", "De pps bestaat vijf jaar. De werkplaats staat in Enschede. Er doen tien scholen mee.")
    start = told.text.index("Enschede")
    shown = {"p": {("province", "overijssel"): Evidence("province", "overijssel", 1, "Enschede", start, start + 8)}}

    found = Selecting([plan], reader, {"p": [told]}, shown).select(("province", "overijssel"))

    assert [fit.sentence.text for fit in found.fits if fit.sentence] == ["De werkplaats staat in Enschede."]


def test_an_amount_within_a_bound_is_that_of_who_paid(reader: FilterReader, plans: list[Plan]) -> None:
    scale, snel = (next(plan for plan in plans if plan.id == own) for own in ("scale", "snel"))
    told = {
        "scale": [passage("scale", "SCALE kreeg € 2 miljoen uit het RIF.")],
        "snel": [passage("snel", "SNEL kreeg € 875.000 uit het RIF. SNEL begon met € 4 miljoen.")],
    }
    funded = [replace(plan, facets={**plan.facets, "plan": ("rif",)}) for plan in (scale, snel)]
    wanted = replace(question(filters=[reader.named("organisation", "rif", "nl")]), bound=bound_in("minstens een miljoen euro"))
    assert ids(Selecting(funded, reader, told).selected(wanted).fits) == ["scale"]


def test_plans_of_a_party_are_those_of_which_a_sentence_says_so(reader: FilterReader, plans: list[Plan]) -> None:
    scale, snel, chill = (next(plan for plan in plans if plan.id == own) for own in ("scale", "snel", "chill"))
    selecting = Selecting(
        [scale, snel, chill],
        reader,
        {
            "scale": [passage("scale", "Het plan is groot. De provincie legde € 2 miljoen in.", ("Geld",))],
            "snel": [passage("snel", "SNEL werkt in de provincie Limburg.")],
            "chill": [passage("chill", "Of de provincie geld gaf, zeggen de bronnen niet.")],
        },
    )
    wanted = replace(question(), party=Party("province", paid=True, start=0, end=0))
    (fit,) = selecting.selected(wanted).fits
    assert (fit.plan.id, fit.sentence and fit.sentence.text) == ("scale", "De provincie legde € 2 miljoen in.")


def test_a_plan_must_say_both_who_founded_it_and_when_it_began(reader: FilterReader, plans: list[Plan]) -> None:
    scale, snel, chill = (next(plan for plan in plans if plan.id == own) for own in ("scale", "snel", "chill"))
    told = {
        "scale": [passage("scale", "SCALE is opgericht door de gemeente. SCALE begon in 2013.")],
        "snel": [passage("snel", "SNEL is opgericht door de gemeente. SNEL begon in 2018.")],
        "chill": [passage("chill", "CHILL begon in 2013.")],
    }
    founded = Party("municipality", paid=False, start=0, end=0)
    wanted = replace(question(), party=founded, beginning=beginning_in("welke zijn in 2013 begonnen"))
    assert ids(Selecting([scale, snel, chill], reader, told).selected(wanted).fits) == ["scale"]
