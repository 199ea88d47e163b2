"""Which filters a question names, and which plans meet them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import FilterUnknown
from retrieval.language import language_of
from retrieval.model import Filter, Plan
from retrieval.understanding.filters import FilterReader, meets_all
from retrieval.vocabulary import FACETS, Concept, Vocabulary

Read = list[tuple[str, str, str]]


def read(reader: FilterReader, question: str, language: str = "nl") -> Read:
    return [(f.facet, f.value, f.source_text) for f in reader.read(question, language).filters]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("pps'en in Gelderland", [("kind", "pps", "pps'en"), ("province", "gelderland", "Gelderland")]),
        ("Zuid-Hollandse consortia", [("province", "zuid-holland", "Zuid-Hollandse"), ("kind", "consortium", "consortia")]),
        ("iets met Slim Onderhoud", [("theme", "smart-maintenance", "Slim Onderhoud")]),
        ("waterstof of windenergie", [("theme", "waterstof", "waterstof"), ("theme", "windenergie", "windenergie")]),
        ("in Limburg, Zeeland en Drenthe", [("province", p.lower(), p) for p in ("Limburg", "Zeeland", "Drenthe")]),
        ("pps'en in Den Bosch", [("kind", "pps", "pps'en"), ("place", "'s-Hertogenbosch", "Den Bosch")]),
        ("in 's-Hertogenbosch", [("place", "'s-Hertogenbosch", "s-Hertogenbosch")]),
        ("in the Hague", [("place", "Den Haag", "the Hague")]),
        ("bedrijven in twente", [("region", "twente", "twente")]),
        ("mbo in de glastuinbouw", [("level", "mbo", "mbo"), ("sector", "glastuinbouw", "glastuinbouw")]),
        ("partners van SCALE", [("plan", "scale", "SCALE")]),
        ("niets van dit alles", []),
    ],
)
def test_filters_are_read_in_their_order_with_the_words_as_written(reader: FilterReader, question: str, expected: Read) -> None:
    assert read(reader, question) == expected


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("consortium", "consortium"),
        ("Consortia", "consortium"),
        ("pps", "pps"),
        ("PPS", "pps"),
        ("pps'en", "pps"),
        ("PPS-en", "pps"),
        ("ppsen", "pps"),
        ("publiek-private samenwerkingen", "pps"),
        ("publiek private samenwerking", "pps"),
        ("PPPs", "pps"),
        ("public-private partnerships", "pps"),
        ("programma's", "programme"),
        ("programmes", "programme"),
        ("regelingen", "programme"),
    ],
)
def test_a_word_for_a_kind_of_plan_is_a_filter(reader: FilterReader, word: str, kind: str) -> None:
    assert read(reader, f"welke {word} zijn er?") == [("kind", kind, word)]


@pytest.mark.parametrize("word", ["programma", "samenwerking", "plan", "project"])
def test_a_common_word_is_no_kind_of_plan(reader: FilterReader, word: str) -> None:
    assert read(reader, f"welk {word} is er?") == []


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("pps'en in Utrecht", "province"),
        ("pps'en in utrecht", "province"),
        ("pps'en in de provincie Utrecht", "province"),
        ("pps'en in de stad Utrecht", "place"),
        ("pps'en in de Stad Utrecht", "place"),
        ("pps'en in de gemeente Groningen", "place"),
        ("ppps in the city of Groningen", "place"),
        ("consortia in Groningen", "province"),
    ],
)
def test_a_city_needs_its_word_where_a_province_has_its_name(reader: FilterReader, question: str, facet: str) -> None:
    assert [f for f, _, _ in read(reader, question) if f != "kind"] == [facet]


def test_a_city_is_not_also_read_as_its_province(reader: FilterReader) -> None:
    assert read(reader, "de stad Utrecht") == [("place", "Utrecht", "Utrecht")]


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("consortia on hydrogen in South Holland", ["consortium", "hydrogen", "South Holland"]),
        ("programmes for lifelong learning", ["programme", "lifelong learning"]),
    ],
)
def test_an_english_question_gets_english_labels(reader: FilterReader, question: str, labels: list[str]) -> None:
    assert [f.label for f in reader.read(question, "en").filters] == labels


def test_a_dutch_question_gets_dutch_labels_for_english_words(reader: FilterReader) -> None:
    assert [f.label for f in reader.read("hydrogen in North Brabant", "nl").filters] == ["waterstof", "Noord-Brabant"]


def test_a_value_named_twice_is_one_filter_with_the_first_words(reader: FilterReader) -> None:
    understood = reader.read("waterstof, groene waterstof en hydrogen", "nl")
    assert [(f.value, f.source_text) for f in understood.filters] == [("waterstof", "waterstof")]
    assert len(understood.spans) == 3


def test_the_words_that_filters_explain_are_spans_of_the_question(reader: FilterReader) -> None:
    question = "Welke consortia in Zuid-Holland werken met SCALE?"
    understood = reader.read(question, "nl")
    assert [question[start:end] for start, end in understood.spans] == ["consortia", "Zuid-Holland", "SCALE"]
    assert [question[start:end] for start, end in understood.plan_spans] == ["SCALE"]


def test_a_name_that_two_plans_share_gives_both(reader: FilterReader) -> None:
    assert {value for _, value, _ in read(reader, "House of Skills")} == {"house-of-skills-amsterdam", "pcpt-oost"}


@pytest.mark.parametrize(
    ("facet", "value", "language", "expected"),
    [
        ("province", "zuid-holland", "nl", Filter("province", "zuid-holland", "Zuid-Holland")),
        ("province", "Zuid-Holland", "en", Filter("province", "zuid-holland", "South Holland")),
        ("province", " south holland ", "nl", Filter("province", "zuid-holland", "Zuid-Holland")),
        ("theme", "Predictive Maintenance", "nl", Filter("theme", "smart-maintenance", "smart maintenance")),
        ("kind", "programma's", "en", Filter("kind", "programme", "programme")),
        ("kind", "PPS", "nl", Filter("kind", "pps", "pps")),
        ("plan", "ITVZH", "nl", Filter("plan", "it-verband-zuid-holland", "IT Verband Zuid-Holland (ITVZH)")),
        ("place", "utrecht", "nl", Filter("place", "Utrecht", "Utrecht")),
        ("region", "Food Valley", "nl", Filter("region", "foodvalley", "Regio Foodvalley")),
        ("level", "mbo", "en", Filter("level", "mbo", "secondary vocational education")),
    ],
)
def test_a_filter_by_hand_takes_an_id_or_a_label(
    reader: FilterReader, facet: str, value: str, language: str, expected: Filter
) -> None:
    assert reader.named(facet, value, language) == expected  # type: ignore[arg-type]


def test_an_unknown_facet_names_the_facets(reader: FilterReader) -> None:
    with pytest.raises(FilterUnknown) as unknown:
        reader.named("colour", "red", "nl")
    assert unknown.value.facts == {"filter": "colour=red", "known": ", ".join(FACETS)}


@pytest.mark.parametrize(
    ("facet", "known"),
    [
        ("province", {"zuid-holland", "limburg"}),
        ("kind", {"consortium", "pps", "programme"}),
        ("theme", {"waterstof"}),
        ("level", {"mbo", "wo"}),
    ],
)
@pytest.mark.parametrize("value", ["Atlantis", "", "  "])
def test_an_unknown_value_names_values_to_choose_from(reader: FilterReader, facet: str, known: set[str], value: str) -> None:
    with pytest.raises(FilterUnknown) as unknown:
        reader.named(facet, value, "nl")
    assert unknown.value.facts["filter"] == f"{facet}={value}"
    assert known <= set(str(unknown.value.facts["known"]).split(", "))


def test_a_filter_includes_everything_narrower(reader: FilterReader) -> None:
    values = reader.values(reader.named("theme", "duurzaamheid", "nl"))
    assert {("theme", "energietransitie"), ("theme", "waterstof"), ("theme", "duurzaamheid")} <= values
    assert ("theme", "robotica") not in values


HYDROGEN = Plan("h", "H", (), "pps", "", "", {"province": ("groningen", "drenthe"), "theme": ("waterstof",)})


@pytest.mark.parametrize(
    ("named", "meets"),
    [
        ([], True),
        ([("province", "drenthe")], True),
        ([("province", "limburg")], False),
        ([("province", "limburg"), ("province", "groningen")], True),
        ([("theme", "energietransitie")], True),
        ([("theme", "waterstof"), ("province", "limburg")], False),
        ([("kind", "pps"), ("theme", "duurzaamheid"), ("province", "groningen")], True),
        ([("kind", "consortium")], False),
        ([("plan", "scale")], False),
        ([("place", "Emmen")], False),
    ],
)
def test_a_plan_must_meet_one_value_of_every_facet(reader: FilterReader, named: list[tuple[str, str]], meets: bool) -> None:
    assert meets_all(reader, HYDROGEN, [reader.named(facet, value, "nl") for facet, value in named]) is meets


def test_a_narrower_filter_is_not_met_by_a_broader_value(reader: FilterReader) -> None:
    broad = Plan("b", "B", (), "pps", "", "", {"theme": ("energietransitie",)})
    assert not reader.meets(broad, reader.named("theme", "waterstof", "nl"))


def test_a_nationwide_plan_is_in_no_province(reader: FilterReader, plans: list[Plan]) -> None:
    nationwide = next(plan for plan in plans if plan.facets.get("province") == ("landelijk",))
    assert not reader.meets(nationwide, reader.named("province", "utrecht", "nl"))


PARTS = [
    "Welke",
    "pps'en",
    "in",
    "de",
    "stad",
    "Utrecht",
    "waterstof",
    "SCALE",
    "IT",
    "snel",
    "Den",
    "Bosch",
    "?",
    "€",
    "mbo-4",
    "Zuid-Holland",
]


@given(st.lists(st.sampled_from(PARTS)).map(" ".join), st.sampled_from(["nl", "en"]))
def test_whatever_is_read_stands_in_the_question_once(reader: FilterReader, question: str, language: str) -> None:
    understood = reader.read(question, language)  # type: ignore[arg-type]
    assert all(f.source_text in question and f.label and f.facet in FACETS for f in understood.filters)
    assert len({(f.facet, f.value) for f in understood.filters}) == len(understood.filters)
    assert all(any(start <= s and e <= end for start, end in understood.spans) for s, e in understood.plan_spans)


@pytest.mark.parametrize(
    ("question", "denied"),
    [
        ("pps'en die niet in Limburg zitten", ["limburg"]),
        ("welke pps'en in Overijssel werken niet aan robotica?", ["robotica"]),
        ("consortia in Zeeland behalve hbo", ["hbo"]),
        ("plans for students, anything but hbo", ["hbo"]),
        ("programmes outside Utrecht", ["utrecht"]),
        ("welke pps'en zitten niet alleen in Limburg?", []),
        ("welke pps'en in Limburg werken aan waterstof, niet groot?", []),
        ("alle pps'en met uitzondering van Limburg", ["limburg"]),
        ("all partnerships with the exception of Limburg", ["limburg"]),
        ("consortia, Twente niet meegerekend", ["twente"]),
        ("consortia, Twente niet meegeteld", ["twente"]),
        ("consortia, Twente uitgezonderd", ["twente"]),
        ("consortia, Twente not included", ["twente"]),
        ("consortia excluding Zeeland", ["zeeland"]),
        ("consortia without Zeeland", ["zeeland"]),
        ("pps'en die geen zorg doen", ["zorg"]),
        ("pps'en zonder zorg", ["zorg"]),
        ("consortia buiten Zeeland", ["zeeland"]),
        ("pps'en, behalve die in Limburg", ["limburg"]),
        ("partnerships except those in Limburg", ["limburg"]),
        ("pps'en in Zeeland, Limburg niet meegerekend", ["limburg"]),
        ("pps'en in Zeeland maar niet in Goes", ["Goes"]),
        ("pps'en behalve in Limburg en Zeeland", ["limburg", "zeeland"]),
        ("pps'en niet in Limburg of Zeeland", ["limburg", "zeeland"]),
        ("pps'en, Limburg en Zeeland niet meegerekend", ["limburg", "zeeland"]),
        ("pps'en behalve in Limburg die waterstof doen", ["limburg"]),
    ],
)
def test_a_word_that_denies_counts_for_the_name_behind_it(reader: FilterReader, question: str, denied: list[str]) -> None:
    assert [f.value for f in reader.read(question, "nl").filters if f.negated] == denied


@pytest.mark.parametrize(
    ("question", "denied"),
    [
        ("pps'en in Limburg, de zorg laten we buiten beschouwing", ["zorg"]),
        ("pps'en in Utrecht, wanneer ik de zorg daarbij niet meereken", ["zorg"]),
        ("alle plannen behalve die in de logistiek, in de bouw en in de zorg", ["logistiek", "bouw", "zorg"]),
        ("plannen zonder die voor de haven", ["haven"]),
        ("robots, maar ik heb niks met zorg", ["zorg"]),
        ("ict-plannen apart from those in Limburg", ["limburg"]),
        ("Limburg heb ik al in beeld, wat is er nog meer?", ["limburg"]),
        ("de glastuinbouw mag u weglaten", ["glastuinbouw"]),
        ("als ik de zorg weglaat en ook de ict", ["zorg", "ict"]),
        ("pps'en in Limburg, SNEL zelf niet meegeteld", ["snel"]),
        ("besides SCALE, which consortia are there?", ["scale"]),
        ("SCALE ken ik al, welke andere zijn er?", ["scale"]),
        ("ik kan geen lasser vinden", []),
        ("what share has been set aside for Zoetermeer?", []),
    ],
)
def test_what_is_left_out_in_many_words(reader: FilterReader, question: str, denied: list[str]) -> None:
    assert [f.value for f in reader.read(question, "nl").filters if f.negated] == denied


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("wie er aan waterstof werkt", {("theme", "waterstof")}),
        ("vertel over Waterstof Werkt", {("plan", "h2-train-learn-hub-en-waterstof-werkt")}),
        ("zoek ik practoraten", {("theme", "practoraat")}),
        ("wat doet civon", {("plan", "civon")}),
        ("even snel iets vragen", set()),
        ("in het noorden of in Hilversum", {("region", "noord-nederland"), ("place", "Hilversum")}),
    ],
)
def test_a_name_is_told_from_words_like_it(reader: FilterReader, question: str, named: set[tuple[str, str]]) -> None:
    assert {(f.facet, f.value) for f in reader.read(question, "nl").filters} == named


def test_what_is_denied_is_no_kind_of_plan_and_no_plan(reader: FilterReader) -> None:
    assert [f.negated for f in reader.read("geen consortia maar pps'en, niet SCALE", "nl").filters] == [False] * 3


# --- Values without those narrower

BROAD = Plan("b", "B", (), "pps", "", "", {"theme": ("energietransitie",), "level": ("hbo",)})


@pytest.mark.parametrize(
    ("plan", "facet", "value", "wide", "narrow"),
    [
        (HYDROGEN, "theme", "waterstof", True, True),
        (HYDROGEN, "theme", "energietransitie", True, False),
        (HYDROGEN, "theme", "duurzaamheid", True, False),
        (HYDROGEN, "province", "groningen", True, True),
        (HYDROGEN, "kind", "pps", True, True),
        (HYDROGEN, "kind", "consortium", False, False),
        (HYDROGEN, "plan", "h", True, True),
        (BROAD, "theme", "energietransitie", True, True),
        (BROAD, "theme", "waterstof", False, False),
    ],
)
def test_an_exact_filter_is_met_by_its_own_value_alone(
    reader: FilterReader, plan: Plan, facet: str, value: str, wide: bool, narrow: bool
) -> None:
    wanted = Filter(facet, value, value)
    assert reader.meets(plan, wanted) is wide
    assert reader.meets(plan, replace(wanted, exact=True)) is narrow


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("List everything in Zeeland, programmes excluded", [("programme", True)]),
        ("alles in Zeeland, maar geen consortia", [("consortium", True)]),
        ("alle plannen in Drenthe, behalve de landelijke programma's", [("programme", True)]),
        ("What does Limburg have, leaving out the consortium?", [("consortium", True)]),
        ("waarom zijn er geen pps'en in Flevoland?", [("pps", False)]),
    ],
)
def test_a_kind_of_plan_is_left_out_where_that_is_said(
    reader: FilterReader, question: str, kinds: list[tuple[str, bool]]
) -> None:
    assert [(f.value, f.negated) for f in reader.read(question, "nl").filters if f.facet == "kind"] == kinds


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("de stad dan, heb geen auto", []),
        ("ik heb nog geen mbo", []),
        ("Welke plannen in Drenthe hebben geen hbo?", [("drenthe", False), ("hbo", True)]),
        ("ik kom niet aan ict-mensen", [("ict", False)]),
        ("we make parts for other factories", [("industrie", False)]),
        ("anything other than in Limburg", [("limburg", True)]),
        ("who keeps the windmills out at sea turning?", [("windenergie", False)]),
    ],
)
def test_what_somebody_lacks_is_not_what_plans_must_lack(
    reader: FilterReader, question: str, expected: list[tuple[str, bool]]
) -> None:
    assert [(f.value, f.negated) for f in reader.read(question, "nl").filters] == expected


@pytest.mark.parametrize("question", ["Groningen, de stad", "iets in Groningen stad", "in and around Groningen, the city"])
def test_a_word_behind_a_name_makes_it_the_city(reader: FilterReader, question: str) -> None:
    assert [(f.facet, f.value) for f in reader.read(question, "nl").filters] == [("place", "Groningen")]


def test_a_name_does_not_go_on_behind_a_comma(reader: FilterReader) -> None:
    assert [f.value for f in reader.read("help down south, in Limburg", "en").filters] == ["zuid-nederland", "limburg"]
    assert [f.value for f in reader.read("iets in het zuiden van Limburg", "nl").filters] == ["zuid-limburg"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Welke pps'en werken met TU Delft?", [("organisation", "TU Delft")]),
        ("plannen van de haagse hogeschool", [("organisation", "De Haagse Hogeschool")]),
        ("wie werkt er samen met RUG", [("organisation", "RUG")]),
        ("ik heb last van mijn rug", []),
        ("iets in Delft", [("place", "Delft")]),
        ("de opleiding van Mondriaan", [("organisation", "ROC Mondriaan")]),
        ("de opleiding in Nijmegen", [("place", "Nijmegen")]),
    ],
)
def test_organisations_are_named_by_what_plans_are_told_to_work_with(
    vocabulary: Vocabulary, question: str, expected: list[tuple[str, str]]
) -> None:
    names = ("TU Delft", "De Haagse Hogeschool", "RUG", "ROC Mondriaan", "ROC Nijmegen")
    reader = FilterReader(vocabulary, [replace(HYDROGEN, facets={"organisation": names})])
    found = reader.read(question, "nl").filters
    assert [(f.facet, f.value) for f in found if f.facet != "kind"] == expected


def test_an_exact_value_that_is_denied_leaves_out_its_own_plans_alone(reader: FilterReader) -> None:
    denied = Filter("theme", "energietransitie", "energietransitie", negated=True)
    assert not meets_all(reader, HYDROGEN, [denied])
    assert meets_all(reader, HYDROGEN, [replace(denied, exact=True)])
    assert not meets_all(reader, BROAD, [replace(denied, exact=True)])


# --- Words that mean something in a question only


@pytest.fixture(scope="module")
def small() -> FilterReader:
    concepts = [
        Concept("sector", "agrifood", "agrifood", "agrifood", ("agrifood", "landbouw"), asked=("boer", "mijn koeien")),
        Concept("theme", "waterstof", "waterstof", "hydrogen", ("waterstof", "hydrogen"), asked=("knalgas",)),
        Concept("offer", "cursus", "cursus", "course", ("cursus", "training"), asked=("bijspijkeren",)),
        Concept("role", "penvoerder", "penvoerder", "lead partner", ("penvoerder", "lead partner"), asked=("coördinator",)),
    ]
    return FilterReader(Vocabulary(concepts), [])


@pytest.mark.parametrize(
    ("word", "value"), [("boer", "agrifood"), ("landbouw", "agrifood"), ("mijn koeien", "agrifood"), ("knalgas", "waterstof")]
)
def test_a_word_for_questions_names_its_value_there(small: FilterReader, word: str, value: str) -> None:
    assert [(f.value, f.source_text) for f in small.read(f"wat kan ik leren over {word}?", "nl").filters] == [(value, word)]


@pytest.mark.parametrize(("word", "names"), [("boer", False), ("mijn koeien", False), ("landbouw", True)])
def test_a_word_for_questions_names_nothing_in_a_document(small: FilterReader, word: str, names: bool) -> None:
    assert small.named_in(f"Het gaat over {word} en meer.") == (frozenset({("sector", "agrifood")}) if names else frozenset())


def test_a_word_for_questions_is_no_name_to_filter_by(small: FilterReader) -> None:
    assert small.named("sector", "landbouw", "nl").value == "agrifood"
    with pytest.raises(FilterUnknown):
        small.named("sector", "boer", "nl")


@pytest.mark.parametrize("word", ["cursus", "bijspijkeren", "penvoerder", "lead partner", "coördinator"])
def test_roles_and_whatever_is_learned_are_no_filters_of_a_question(small: FilterReader, word: str) -> None:
    understood = small.read(f"wie is de {word} voor waterstof?", "nl")
    assert [f.facet for f in understood.filters] == ["theme"]
    assert len(understood.spans) == 1, "the word stays part of the topic"


@pytest.mark.parametrize(
    ("asked", "offers"),
    [
        ("wie geeft masterclasses of trainingen op maat?", {"masterclass", "maatwerktraining"}),
        ("who gives vouchers to small firms?", {"voucher"}),
        ("een workshop over lassen", {"workshop"}),
        ("my crew in the workshop has no time", set()),
        ("who gives workshops on welding?", {"workshop"}),
        ("welke cursussen zijn er?", set()),
    ],
)
def test_what_is_to_be_offered_is_a_filter_unless_it_is_whatever_is_learned(
    reader: FilterReader, asked: str, offers: set[str]
) -> None:
    assert {f.value for f in reader.read(asked, language_of(asked)).filters if f.facet == "offer"} == offers


def concepts_of(reader: FilterReader, question: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {question[start:end]: names for start, end, names in reader.read(question, "nl").concepts}


def test_everything_of_the_thesaurus_brings_its_names_but_not_the_words_for_questions(small: FilterReader) -> None:
    found = concepts_of(small, "de coördinator zoekt een cursus over knalgas voor de boer")
    assert found == {
        "coördinator": (("penvoerder",), ("lead", "partner")),
        "cursus": (("cursus",), ("training",)),
        "knalgas": (("waterstof",), ("hydrogen",)),
        "boer": (("agrifood",), ("landbouw",)),
    }


def test_a_place_and_a_plan_bring_no_other_names(reader: FilterReader) -> None:
    assert concepts_of(reader, "SCALE in Zuid-Holland") == {}
