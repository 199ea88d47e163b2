"""Which names a text holds: of themes, sectors, places and plans."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import CorpusInvalid
from retrieval.model import Plan
from retrieval.recogniser import Recogniser
from retrieval.settings import CORPUS
from retrieval.tables import read_table, values
from retrieval.vocabulary import THESAURUS, Concept, Vocabulary, read_vocabulary

Named = list[tuple[str, str, str]]
GELUK = "GeLUK - Gezonde en duurzame Leefomgeving Utrecht Kennisconsortium"
TABLES = tuple(f"thesaurus/{name}" for name in THESAURUS.values())
AREAS = ("gazetteer/provinces.csv", "gazetteer/regions.csv", "gazetteer/places.csv")


@pytest.fixture(scope="module")
def recogniser(vocabulary: Vocabulary, plans: list[Plan]) -> Recogniser:
    return Recogniser([*vocabulary, *(Concept("plan", p.id, p.name, p.name, (p.name, *p.aliases)) for p in plans)])


def named(recogniser: Recogniser, text: str, *, lenient: bool = False) -> Named:
    return [(c.facet, c.id, m.text) for m in recogniser.mentions(text, lenient=lenient) for c in m.concepts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de glastuinbouw", [("sector", "glastuinbouw", "glastuinbouw")]),
        ("duurzame energie", [("theme", "energietransitie", "duurzame energie")]),
        ("circulaire glastuinbouw", [("theme", "circulaire-glastuinbouw", "circulaire glastuinbouw")]),
        ("Noord-Holland Noord", [("region", "noord-holland-noord", "Noord-Holland Noord")]),
        ("Fieldlab Smart Maintenance", [("plan", "techport-ijmond", "Fieldlab Smart Maintenance")]),
        ("het Smart Industry-netwerk Oost-Nederland", [("plan", "boost", "Smart Industry-netwerk Oost-Nederland")]),
    ],
)
def test_the_longest_name_wins(recogniser: Recogniser, text: str, expected: Named) -> None:
    assert named(recogniser, text) == expected


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Waterstoffen", ("theme", "waterstof")),
        ("de windparken op zee", ("theme", "windenergie")),
        ("Slimme fabrieken", ("theme", "smart-industry")),
        ("warmtenetten", ("theme", "warmtenetten")),
        ("hydrogen", ("theme", "waterstof")),
        ("SMART MAINTENANCE", ("theme", "smart-maintenance")),
        ("smart-maintenance", ("theme", "smart-maintenance")),
        ("mbo'ers", ("level", "mbo")),
        ("MBO'ers", ("level", "mbo")),
        ("Friese", ("province", "friesland")),
        ("Fryslân", ("province", "friesland")),
    ],
)
def test_other_forms_of_a_name_are_recognised(recogniser: Recogniser, text: str, concept: tuple[str, str]) -> None:
    assert [(facet, identity) for facet, identity, _ in named(recogniser, text)] == [concept]


@pytest.mark.parametrize(
    ("text", "lenient", "ids"),
    [
        ("werken met IT", False, ["ict"]),
        ("maakt it mogelijk", False, []),
        ("does it help", True, []),
        ("werken met ICT", False, ["ict"]),
        ("werken met ict", False, []),
        ("werken met ict", True, ["ict"]),
        ("De AI-opleiding", False, ["kunstmatige-intelligentie"]),
        ("ai, dat doet pijn", True, []),
    ],
)
def test_a_short_abbreviation_needs_its_capitals(recogniser: Recogniser, text: str, lenient: bool, ids: list[str]) -> None:
    assert [identity for _, identity, _ in named(recogniser, text, lenient=lenient)] == ids


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("pps in enschede", ["Enschede"]),
        ("bedrijven rond tiel", ["Tiel"]),
        ("bedrijven uit best", ["Best"]),
        ("de best scorende", []),
        ("Best", ["Best"]),
        ("pps enschede", ["Enschede"]),
        ("pps best", []),
        ("een pps als enschede", ["Enschede"]),
        ("ik ga leiden", []),
    ],
)
def test_a_place_without_its_capital_needs_a_preposition_where_its_name_is_a_word(
    recogniser: Recogniser, text: str, places: list[str]
) -> None:
    found = [identity for facet, identity, _ in named(recogniser, text, lenient=True) if facet == "place"]
    assert found == places


def test_a_document_names_a_place_only_with_its_capital(recogniser: Recogniser) -> None:
    assert named(recogniser, "in best geval") == []


@pytest.mark.parametrize("text", ["Universiteit Twente", "Hogeschool Utrecht", "ROC van Twente", "the University of Twente"])
def test_the_name_of_an_institution_is_no_place(recogniser: Recogniser, text: str) -> None:
    assert [n for n in named(recogniser, text) if n[0] in ("place", "region")] == []


def test_the_name_of_an_institution_is_no_province(recogniser: Recogniser) -> None:
    assert named(recogniser, "Hogeschool Utrecht") == []


@pytest.mark.parametrize(
    ("text", "sectors"),
    [("het gebouw", []), ("de gebouwen", []), ("de bouw", ["bouw"]), ("in de Bouw", ["bouw"]), ("bouwbedrijven", ["bouw"])],
)
def test_a_building_is_not_the_construction_sector(recogniser: Recogniser, text: str, sectors: list[str]) -> None:
    assert [identity for facet, identity, _ in named(recogniser, text) if facet == "sector"] == sectors


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("geluk", ""),
        ("Geluk", ""),
        ("wat een geluk bij een ongeluk", ""),
        ("GeLUK", "geluk"),
        (GELUK, "geluk"),
        ("op grote scale", ""),
        ("SCALE", "scale"),
        ("people", ""),
        ("the number of people", ""),
        ("snel", ""),
        ("could you make it work", ""),
        ("Make IT Work", "make-it-work"),
        ("new waves", "new-waves"),
        ("greenport horti campus", "greenport-horti-campus"),
    ],
)
def test_a_plan_with_an_everyday_name_needs_its_capitals(recogniser: Recogniser, text: str, plan: str) -> None:
    for lenient in (False, True):
        found = [identity for facet, identity, _ in named(recogniser, text, lenient=lenient) if facet == "plan"]
        assert found == [plan] * bool(plan)


@pytest.mark.parametrize(
    ("text", "plan"), [("wat is make it work", "make-it-work"), ("it campus rotterdam", "it-campus-rotterdam")]
)
def test_in_a_question_a_long_name_needs_no_capitals(recogniser: Recogniser, text: str, plan: str) -> None:
    assert [identity for facet, identity, _ in named(recogniser, text, lenient=True) if facet == "plan"] == [plan]


@pytest.mark.parametrize("text", ["de penvoerder van scale", "consortium people", "over snel", "about scale"])
def test_in_a_question_a_naming_word_stands_in_for_the_capitals(recogniser: Recogniser, text: str) -> None:
    for lenient, plans in ((True, ["plan"]), (False, [])):
        assert [facet for facet, _, _ in named(recogniser, text, lenient=lenient) if facet != "role"] == plans


def test_a_shared_name_names_both(recogniser: Recogniser) -> None:
    assert {identity for _, identity, _ in named(recogniser, "House of Skills")} == {"pcpt-oost", "house-of-skills-amsterdam"}
    assert {facet for facet, _, _ in named(recogniser, "in Utrecht")} == {"province", "place"}


@given(
    st.lists(
        st.sampled_from(
            ["SCALE", "in", "de", "Utrecht", "smart", "maintenance", "IT", "waterstof", "é", "-", "€ 9", "Den", "Bosch"]
        )
    )
)
def test_mentions_ascend_without_overlap_and_are_what_stands_there(recogniser: Recogniser, parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for mention in recogniser.mentions(text, lenient=True):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.concepts
        end = mention.end


@pytest.mark.parametrize(
    ("value", "closure"),
    [
        ("a", {"a", "b", "c", "d"}),
        ("b", {"b", "d"}),
        ("d", {"d"}),
        ("unknown", {"unknown"}),
    ],
)
def test_everything_narrower_belongs_to_a_value(value: str, closure: set[str]) -> None:
    tree = {"a": "", "b": "a", "c": "a", "d": "b", "e": ""}
    vocabulary = Vocabulary(Concept("theme", i, i, i, (i,), broader) for i, broader in tree.items())
    assert vocabulary.with_narrower("theme", value) == closure
    assert vocabulary.with_narrower("sector", value) == {value}


def test_a_circle_of_broader_terms_ends() -> None:
    vocabulary = Vocabulary([Concept("theme", "a", "a", "a", ("a",), "b"), Concept("theme", "b", "b", "b", ("b",), "a")])
    assert vocabulary.with_narrower("theme", "a") == {"a", "b"}


@pytest.mark.parametrize(
    ("facet", "name", "identity"),
    [
        ("province", "zuid-holland", "zuid-holland"),
        ("province", "South Holland", "zuid-holland"),
        ("province", " FRYSLÂN ", "friesland"),
        ("theme", "Hydrogen", "waterstof"),
        ("place", "den bosch", "'s-Hertogenbosch"),
        ("sector", "it", "ict"),
    ],
)
def test_a_value_is_found_by_id_or_label_in_any_case(vocabulary: Vocabulary, facet: str, name: str, identity: str) -> None:
    found = vocabulary.find(facet, name)
    assert found is not None and found.id == identity


@pytest.mark.parametrize(("facet", "name"), [("province", "Texel"), ("theme", ""), ("nothing", "waterstof")])
def test_what_is_not_there_is_not_found(vocabulary: Vocabulary, facet: str, name: str) -> None:
    assert vocabulary.find(facet, name) is None


def test_every_place_by_its_own_id(vocabulary: Vocabulary) -> None:
    wrong = [c.id for c in vocabulary if vocabulary.find(c.facet, c.id) != c]
    assert wrong == []


def test_labels_come_in_both_languages(vocabulary: Vocabulary) -> None:
    concept = vocabulary.get("theme", "waterstof")
    assert concept is not None and (concept.label("nl"), concept.label("en")) == ("waterstof", "hydrogen")
    assert all(c.label(language) for c in vocabulary for language in ("nl", "en"))


@pytest.mark.parametrize(("cell", "expected"), [("", ()), ("a", ("a",)), (" a ; b;;", ("a", "b"))])
def test_a_cell_holds_several_values(cell: str, expected: tuple[str, ...]) -> None:
    assert values(cell) == expected


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables, to break."""
    for name in (*TABLES, *AREAS):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((CORPUS / name).read_bytes())
    return tmp_path


def read_broken(tables: Path) -> dict[str, str | int]:
    with pytest.raises(CorpusInvalid) as invalid:
        read_vocabulary(tables)
    return invalid.value.facts


@pytest.mark.parametrize("name", [*TABLES, *AREAS])
@pytest.mark.parametrize("row", ["too,few", "too,many,,,,,,,"])
def test_a_ragged_row_is_refused_with_file_and_line(tables: Path, name: str, row: str) -> None:
    lines = (tables / name).read_text(encoding="utf-8").splitlines()
    (tables / name).write_text("\n".join([*lines[:3], row, *lines[3:]]), encoding="utf-8")
    facts = read_broken(tables)
    assert (facts["file"], facts["line"]) == (str(tables / name), 4)


def test_an_empty_line_does_not_shift_the_line_that_is_named(tables: Path) -> None:
    path = tables / TABLES[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:3], "", "too,few"]), encoding="utf-8")
    assert read_broken(tables)["line"] == 5


@pytest.mark.parametrize("name", [*TABLES, *AREAS])
def test_a_missing_table_is_refused_with_its_name(tables: Path, name: str) -> None:
    (tables / name).unlink()
    assert read_broken(tables)["file"] == str(tables / name)


def test_a_table_in_another_encoding_is_refused_with_its_name(tables: Path) -> None:
    (tables / AREAS[2]).write_bytes("name,province,municipality,alt\nFryslân,friesland,Fryslân,\n".encode("latin-1"))
    assert read_broken(tables)["file"] == str(tables / AREAS[2])


@pytest.mark.parametrize("name", [*TABLES, *AREAS])
def test_a_missing_column_is_refused_with_its_file(tables: Path, name: str) -> None:
    header, *rows = (tables / name).read_text(encoding="utf-8").splitlines()
    (tables / name).write_text("\n".join([header.replace("alt", "other"), *rows]), encoding="utf-8")
    assert read_broken(tables)["file"] == str(tables / name)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes("\ufeffid,name\nx,Één\n".encode())
    assert read_table(tmp_path / "table.csv", ["id"]) == [{"id": "x", "name": "Één"}]
