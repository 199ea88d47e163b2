"""What the lexical index holds of a passage, and what a question asks of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.compounds import CompoundSplitter
from retrieval.dutch import stem
from retrieval.lexical import BODY, FIELDS, HEADING, MAX_TERMS, PARTS, SURFACE, SYNONYM_WEIGHT, WEIGHTS, phrase, rows, terms
from retrieval.model import Language, Notion, Passage

NO_COMPOUNDS = CompoundSplitter({})
COMPOUNDS = CompoundSplitter({"onderhoud": 9, "monteur": 5, "zorg": 9, "technologie": 5, "zorgtechnologie": 2})
PASSAGE = Passage(7, 3, 1, 0, 43, "De bedrijven van SCALE werken aan waterstof.", ("SCALE", "Partners"), "nl", ("scale",))


def notions(*names: str) -> tuple[Notion, ...]:
    """A notion for each "word = synonym, other synonym"."""
    parted = [name.partition("=") for name in names]
    return tuple(
        Notion(tuple(name.split()), tuple(tuple(synonym.split()) for synonym in synonyms.split(",") if synonym.strip()))
        for name, _, synonyms in parted
    )


def asked(
    question: str,
    language: Language = "nl",
    *names: str,
    splitter: CompoundSplitter | None = NO_COMPOUNDS,
    expand: bool = True,
) -> dict[tuple[str, ...], float]:
    """What is asked for, as (field, token, ...), with its weight; a question of no notions is asked by its words."""
    found = terms(question, notions(*names), language, splitter, expand=expand)
    return {(term.field, *term.tokens): term.weight for term in found}


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


def tokens_of(found: dict[tuple[str, ...], float]) -> set[str]:
    return {token for _, *tokens in found for token in tokens}


def test_small_words_are_not_asked_when_there_are_others() -> None:
    assert tokens_of(asked("welke consortia werken aan de waterstof?")) == {"consortia", "waterstof"}


@pytest.mark.parametrize(
    ("question", "tokens"), [("welke werken er", {"werken", stem("werken")}), ("wat is er", {"wat", "is", "er"})]
)
def test_a_question_of_small_words_alone_asks_for_those(question: str, tokens: set[str]) -> None:
    assert tokens_of(asked(question)) == tokens


def test_the_words_of_notions_are_asked_and_not_those_around_them() -> None:
    found = asked("welke consortia geven een lead partner geld", "nl", "lead partner", "geld")
    assert {tokens for field, *tokens in found if field == SURFACE for tokens in tokens} == {"lead", "partner", "geld"}


def test_an_english_word_is_asked_by_its_stem_in_both_languages() -> None:
    found = {token for field, token in asked("companies", "en") if field == BODY}
    assert found == {stem("companies", "nl"), stem("companies", "en")}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_synonym_is_asked_for_less(language: Language) -> None:
    found = asked("", language, "geld = bedrag")
    less = SYNONYM_WEIGHT[language]
    assert found[BODY, "geld"] == WEIGHTS[BODY]
    assert found[BODY, "bedrag"] == pytest.approx(less * WEIGHTS[BODY]) and less < 1


def test_a_synonym_of_several_words_is_asked_as_one_phrase_of_stems() -> None:
    found = asked("", "nl", "geld = financiële middelen voor later")
    stemmed = (stem("financiële"), stem("middelen"), stem("later"))
    assert found[(BODY, *stemmed)] == pytest.approx(SYNONYM_WEIGHT["nl"] * WEIGHTS[BODY])
    assert found[(HEADING, *stemmed)] == pytest.approx(SYNONYM_WEIGHT["nl"] * WEIGHTS[HEADING])
    assert not [tokens for _, *tokens in found if len(tokens) == 1 and tokens[0] in stemmed]


def test_without_expansion_only_the_words_as_typed_are_asked() -> None:
    names = ("geld = bedrag, financiële middelen", "penvoerder = lead partner")
    assert asked("", "nl", *names, expand=False) == asked("", "nl", "geld", "penvoerder")
    assert asked("", "nl", *names, expand=False).items() < asked("", "nl", *names).items()


def test_a_synonym_that_was_asked_itself_keeps_its_weight() -> None:
    assert asked("", "nl", "geld = bedrag", "bedrag") == asked("", "nl", "geld", "bedrag")


@pytest.mark.parametrize(
    ("word", "synonym", "language"), [("subsidie", "subsidies", "nl"), ("aanvraag", "aanvragen", "nl"), ("grants", "grant", "en")]
)
def test_a_synonym_with_the_same_stem_does_not_make_a_word_weigh_less(word: str, synonym: str, language: Language) -> None:
    assert asked("", language, f"{word} = {synonym}").items() >= asked("", language, word).items()


def test_a_long_question_asks_no_more_than_a_page_can_answer() -> None:
    question = " ".join(f"woord{number}" for number in range(500))
    assert len({token for field, token in asked(question) if field == SURFACE}) == MAX_TERMS


def test_many_synonyms_never_push_out_a_word_that_was_asked() -> None:
    many = ", ".join(f"gelijk{number}" for number in range(2 * MAX_TERMS))
    assert (BODY, stem("waterstof")) in asked("", "nl", f"geld = {many}", "waterstof")


def test_nothing_is_asked_without_words() -> None:
    assert terms("?!", (), "nl", NO_COMPOUNDS) == []


NAMES = ("geld = bedrag", "subsidies = subsidie, grant money", "zorg technologie", "onderhoudsmonteur = de monteur", "amount")


@given(st.text(), st.sampled_from(["nl", "en"]), st.lists(st.sampled_from(NAMES)), st.booleans())
def test_no_term_is_asked_twice_and_every_weight_counts(
    question: str, language: Language, names: list[str], expand: bool
) -> None:
    found = terms(question, notions(*names), language, COMPOUNDS, expand=expand)
    assert len({(term.field, term.tokens) for term in found}) == len(found)
    assert all(term.weight > 0 and term.tokens and all(term.tokens) and term.field in FIELDS for term in found)


def test_words_in_quotation_marks_are_asked_as_written() -> None:
    term = phrase(("de", "bedrijven", "van", "scale"))
    assert (term.field, term.tokens) == (SURFACE, ("de", "bedrijven", "van", "scale"))


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


def test_without_a_splitter_no_parts_are_asked() -> None:
    assert not [field for field, *_ in asked("onderhoudsmonteur zorg technologie", splitter=None) if field == PARTS]
    assert tokens_of(asked("onderhoudsmonteur", splitter=None)) == {"onderhoudsmonteur", stem("onderhoudsmonteur")}
    assert (BODY, stem("zorgtechnologie")) not in asked("zorg technologie", splitter=None)
