"""What plans are told of by: which words ask for it, and which sentences tell of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.aspects import Aspect, Aspects, read_aspects
from retrieval.dutch import words
from retrieval.errors import CorpusInvalid
from retrieval.settings import CORPUS

HEAD = "id,label_nl,label_en,headings,asked,telling,facets\n"
TABLE = (
    HEAD
    + """lead,Penvoerder,Lead partner,Penvoerder;Bestuur,penvoerder;trekker,penvoerder;lead partner,
money,Geld,Money,Geld;Financiën,geld;budgetten;euro's,,
area,Gebied,Area,Werkgebied,plaats;waar,,place;province
"""
)


def write(folder: Path, table: str) -> Path:
    (folder / "thesaurus").mkdir()
    (folder / "thesaurus" / "aspects.csv").write_text(table, encoding="utf-8")
    return folder


@pytest.fixture
def aspects(tmp_path: Path) -> Aspects:
    return read_aspects(write(tmp_path, TABLE))


@pytest.fixture(scope="module")
def shipped() -> Aspects:
    return read_aspects(CORPUS)


def ids(found: tuple[Aspect, ...]) -> list[str]:
    return [aspect.id for aspect in found]


def of(aspects: Aspects, identity: str) -> Aspect:
    found = aspects.get(identity)
    assert found is not None
    return found


def test_aspects_come_in_the_order_of_the_table(aspects: Aspects) -> None:
    assert ids(tuple(aspects)) == ["lead", "money", "area"]


def test_an_aspect_is_found_by_its_id(aspects: Aspects) -> None:
    assert (of(aspects, "area").label_nl, of(aspects, "area").facets) == ("Gebied", ("place", "province"))


def test_there_is_no_aspect_of_an_unknown_id(aspects: Aspects) -> None:
    assert aspects.get("weather") is None


def test_an_aspect_has_a_label_in_both_languages(aspects: Aspects) -> None:
    assert [of(aspects, "money").label(language) for language in ("nl", "en")] == ["Geld", "Money"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("wie is de trekker", ["lead"]),
        ("wat is het budget", ["money"]),
        ("hoeveel euro", ["money"]),
        ("waar is het en wie is de penvoerder", ["lead", "area"]),
        ("op welke plaats", ["area"]),
        ("hoe laat is het", []),
        ("", []),
    ],
)
def test_the_words_of_a_question_ask_for_aspects(aspects: Aspects, question: str, expected: list[str]) -> None:
    assert ids(aspects.asked(words(question))) == expected


@pytest.mark.parametrize(
    ("asked", "explained"),
    [("geld penvoerder", True), ("geld", True), ("geld waterstof", False), ("waterstof", False), ("", True)],
)
def test_words_are_explained_when_each_asks_for_some_aspect(aspects: Aspects, asked: str, explained: bool) -> None:
    assert aspects.explained(asked.split()) is explained


@pytest.mark.parametrize("heading", [("SCALE", "Bestuur"), ("bestuur",), ("Penvoerder",)])
def test_a_sentence_under_its_heading_tells_of_an_aspect(aspects: Aspects, heading: tuple[str, ...]) -> None:
    assert of(aspects, "lead").tells(heading, "Dat is Curio.")


@pytest.mark.parametrize("heading", [("Financiën",), ("financien",)])
def test_accents_and_capitals_of_a_heading_do_not_matter(aspects: Aspects, heading: tuple[str, ...]) -> None:
    assert of(aspects, "money").tells(heading, "Dat is veel.")


@pytest.mark.parametrize("heading", [("Bestuur", "Doel"), ("Doel",), ()])
def test_a_sentence_under_another_heading_does_not_tell_of_it(aspects: Aspects, heading: tuple[str, ...]) -> None:
    assert not of(aspects, "lead").tells(heading, "Dat is Curio.")


@pytest.mark.parametrize("text", ["Penvoerder is Curio.", "Curio is penvoerder.", "Curio is the lead partner of it."])
def test_a_sentence_with_its_phrase_tells_of_it_under_any_heading(aspects: Aspects, text: str) -> None:
    assert of(aspects, "lead").tells(("Doel",), text)


@pytest.mark.parametrize("text", ["Penvoerders zijn er niet.", "They lead. A partner follows.", "Curio leidt het."])
def test_a_sentence_without_its_whole_phrase_does_not(aspects: Aspects, text: str) -> None:
    assert not of(aspects, "lead").tells(("Doel",), text)


@pytest.mark.parametrize("table", ["id,label_nl\nlead,Penvoerder\n", "", TABLE.replace("headings,", "")])
def test_a_broken_table_is_refused(tmp_path: Path, table: str) -> None:
    with pytest.raises(CorpusInvalid):
        read_aspects(write(tmp_path, table))


def test_a_corpus_without_the_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusInvalid):
        read_aspects(tmp_path)


# --- The shipped table


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("Wat is het doel?", "aim"),
        ("wat zijn de doelstellingen", "aim"),
        ("waar zit het", "area"),
        ("welke partners", "partners"),
        ("wie doen mee", "partners"),
        ("who is the coordinator", "lead"),
        ("welk bedrag", "money"),
        ("how much funding", "money"),
        ("wanneer begon het", "duration"),
        ("hoeveel studenten", "reach"),
        ("welke cursussen", "training"),
        ("het telefoonnummer", "contact"),
    ],
)
def test_a_shipped_aspect_is_asked_for_in_both_languages(shipped: Aspects, question: str, aspect: str) -> None:
    assert aspect in ids(shipped.asked(words(question)))


@pytest.mark.parametrize("word", ["waterstof", "limburg", "consortium", "hydrogen", "robotica"])
def test_names_of_subjects_and_places_ask_for_no_shipped_aspect(shipped: Aspects, word: str) -> None:
    assert shipped.asked([word]) == ()


def test_every_shipped_aspect_has_labels_and_words_that_ask_for_it(shipped: Aspects) -> None:
    assert all(aspect.label_nl and aspect.label_en and aspect.asked and aspect.headings for aspect in shipped)


def test_every_shipped_aspect_has_another_id(shipped: Aspects) -> None:
    own = ids(tuple(shipped))
    assert own and len(own) == len(set(own))
