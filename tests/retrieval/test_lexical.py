"""What the lexical index holds of a passage, and what a question asks of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.compounds import CompoundSplitter
from retrieval.dutch import stem
from retrieval.lexical import BODY, FIELDS, HEADING, MAX_TERMS, PARTS, SURFACE, SYNONYM_WEIGHT, WEIGHTS, rows, terms
from retrieval.model import Passage

NO_COMPOUNDS = CompoundSplitter({})
COMPOUNDS = CompoundSplitter({"onderhoud": 9, "monteur": 5, "zorg": 9, "technologie": 5, "zorgtechnologie": 2})
PASSAGE = Passage(7, 3, 1, 0, 43, "De bedrijven van SCALE werken aan waterstof.", ("SCALE", "Partners"), "nl", ("scale",))


def asked(
    question: str, language: str = "nl", synonyms: tuple[str, ...] = (), splitter: CompoundSplitter = NO_COMPOUNDS
) -> dict[tuple[str, str], float]:
    return {(term.field, term.token): term.weight for term in terms(question, language, splitter, synonyms)}  # type: ignore[arg-type]


def test_a_row_holds_stems_words_and_headings_with_the_title() -> None:
    (row,) = rows([PASSAGE], {3: "Samenvattingen"}, NO_COMPOUNDS)
    assert row.id == 7
    assert set(row.fields) == set(FIELDS)
    assert row.fields[BODY] == [stem(word) for word in "bedrijven scale werken waterstof".split()]
    assert row.fields[SURFACE] == "de bedrijven van scale werken aan waterstof".split()
    assert row.fields[HEADING] == [stem(word) for word in "samenvattingen scale partners".split()]


def test_a_row_without_a_known_title_still_has_its_headings() -> None:
    (row,) = rows([PASSAGE], {}, NO_COMPOUNDS)
    assert row.fields[HEADING] == [stem("scale"), stem("partners")]


def test_an_english_passage_is_stemmed_as_english() -> None:
    english = Passage(8, 3, 1, 0, 20, "The granted companies", (), "en", ())
    (row,) = rows([english], {}, NO_COMPOUNDS)
    assert row.fields[BODY] == [stem("granted", "en"), stem("companies", "en")]


def test_a_word_is_asked_of_every_field_by_its_weight() -> None:
    assert asked("waterstof") == {(field, "waterstof"): WEIGHTS[field] for field in FIELDS}


def test_small_words_are_not_asked_when_there_are_others() -> None:
    assert {token for _, token in asked("welke consortia werken aan de waterstof?")} == {"consortia", "waterstof"}


@pytest.mark.parametrize(
    ("question", "tokens"), [("welke werken er", {"werken", stem("werken")}), ("wat is er", {"wat", "is", "er"})]
)
def test_a_question_of_small_words_alone_asks_for_those(question: str, tokens: set[str]) -> None:
    assert {token for _, token in asked(question)} == tokens


def test_an_english_word_is_asked_by_its_stem_in_both_languages() -> None:
    found = {token for field, token in asked("companies", "en") if field == BODY}
    assert found == {stem("companies", "nl"), stem("companies", "en")}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_synonym_is_asked_for_less(language: str) -> None:
    found = asked("geld", language, ("bedrag",))
    less = SYNONYM_WEIGHT[language]  # type: ignore[index]
    assert found[BODY, "geld"] == WEIGHTS[BODY]
    assert found[BODY, "bedrag"] == pytest.approx(less * WEIGHTS[BODY]) and less < 1


def test_a_synonym_that_was_asked_itself_keeps_its_weight() -> None:
    assert asked("geld bedrag", "nl", ("bedrag",)) == asked("geld bedrag")


@pytest.mark.parametrize(
    ("word", "synonym", "language"), [("subsidie", "subsidies", "nl"), ("aanvraag", "aanvragen", "nl"), ("grants", "grant", "en")]
)
def test_a_synonym_with_the_same_stem_does_not_make_a_word_weigh_less(word: str, synonym: str, language: str) -> None:
    assert asked(word, language, (synonym,)).items() >= asked(word, language).items()


def test_a_long_question_asks_no_more_than_a_page_can_answer() -> None:
    question = " ".join(f"woord{number}" for number in range(500))
    assert len({token for field, token in asked(question) if field == SURFACE}) == MAX_TERMS


def test_nothing_is_asked_without_words() -> None:
    assert terms("?!", "nl", NO_COMPOUNDS) == []


@given(st.text(), st.sampled_from(["nl", "en"]), st.lists(st.sampled_from(["geld", "bedrag", "subsidies", "amount"])))
def test_no_term_is_asked_twice_and_every_weight_counts(question: str, language: str, synonyms: list[str]) -> None:
    found = terms(question, language, COMPOUNDS, synonyms)  # type: ignore[arg-type]
    assert len({(term.field, term.token) for term in found}) == len(found)
    assert all(term.weight > 0 and term.token and term.field in FIELDS for term in found)


def test_the_parts_of_a_compound_are_held_and_found_by_one_of_them() -> None:
    text = "De onderhoudsmonteur werkt."
    (row,) = rows([Passage(9, 3, 1, 0, len(text), text, (), "nl", ())], {}, COMPOUNDS)
    assert row.fields[PARTS] == [stem("onderhoud"), stem("monteur")]
    assert (PARTS, stem("onderhoud")) in asked("onderhoud")


def test_a_compound_in_a_question_asks_for_its_parts_for_less() -> None:
    found = asked("onderhoudsmonteur", splitter=COMPOUNDS)
    assert 0 < found[BODY, stem("monteur")] < found[BODY, stem("onderhoudsmonteur")]


def test_words_that_are_one_word_elsewhere_ask_for_that_word() -> None:
    assert (BODY, stem("zorgtechnologie")) in asked("zorg technologie", splitter=COMPOUNDS)
    assert (BODY, stem("technologiezorg")) not in asked("technologie zorg", splitter=COMPOUNDS)
