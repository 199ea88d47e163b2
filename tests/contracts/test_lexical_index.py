"""What every ``LexicalIndex`` does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from retrieval.adapters.tantivy import TantivyWriter
from retrieval.errors import IndexDamaged
from retrieval.lexical import BODY, FIELDS, HEADING, SURFACE
from retrieval.ports import LexicalIndex, LexicalIndexWriter, LexicalRow, Term

WRITERS = [TantivyWriter()]
ROWS = {
    7: "waterstof werkplaats",
    8: "waterstof waterstof waterstof",
    9: "onderhoud werkplaats regio school bedrijf docent",
    2**40: 'twente mbo-4 4,3 c++ and or not (haakje "aanhaling" body:waterstof *',
}


def build(writer: LexicalIndexWriter, folder: Path, rows: dict[int, str], field: str = BODY) -> LexicalIndex:
    writer.build(folder, [LexicalRow(i, dict.fromkeys(FIELDS, ()) | {field: text.split()}) for i, text in rows.items()])
    return writer.open(folder)


@pytest.fixture(scope="module", params=WRITERS, ids=lambda writer: type(writer).__name__)
def writer(request: pytest.FixtureRequest) -> LexicalIndexWriter:
    made: LexicalIndexWriter = request.param
    return made


@pytest.fixture(scope="module")
def index(writer: LexicalIndexWriter, tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return build(writer, tmp_path_factory.mktemp("woorden") / "index", ROWS)


def ask(index: LexicalIndex, *tokens: str, limit: int = 10, field: str = BODY, weight: float = 1.0) -> list[int]:
    found, _ = index.search([Term(field, (token,), weight) for token in tokens], limit)
    return [int(i) for i in found]


def score(index: LexicalIndex, passage: int, *tokens: str) -> float:
    found, scores = index.search([Term(BODY, (token,), 1.0) for token in tokens], 10)
    return float(scores[found.tolist().index(passage)])


@pytest.mark.parametrize("token", ROWS[2**40].split())
def test_every_token_is_found_as_it_is(index: LexicalIndex, token: str) -> None:
    assert ask(index, token) == [2**40]


def test_passages_with_any_of_the_terms_are_found_those_with_more_first(index: LexicalIndex) -> None:
    assert ask(index, "waterstof", "werkplaats")[0] == 7
    assert sorted(ask(index, "waterstof", "werkplaats")) == [7, 8, 9]


@pytest.mark.parametrize("tokens", [(), ("weg",), ("Waterstof",), ("waters",), ("waterstof werkplaats",), ("",)])
def test_what_no_passage_holds_is_not_found(index: LexicalIndex, tokens: tuple[str, ...]) -> None:
    found, scores = index.search([Term(BODY, (token,), 1.0) for token in tokens], 10)
    assert (len(found), len(scores)) == (0, 0)
    assert (found.dtype, scores.dtype) == (np.int64, np.float32)


@pytest.mark.parametrize(("limit", "count"), [(-1, 0), (0, 0), (1, 1), (2, 2), (1_000, 3)])
def test_no_more_are_found_than_asked(index: LexicalIndex, limit: int, count: int) -> None:
    assert len(ask(index, "waterstof", "werkplaats", limit=limit)) == count


def test_scores_descend_are_positive_and_grow_with_the_weight(index: LexicalIndex) -> None:
    found, scores = index.search([Term(BODY, ("waterstof",), 1.0), Term(BODY, ("werkplaats",), 1.0)], 10)
    _, doubled = index.search([Term(BODY, ("waterstof",), 2.0), Term(BODY, ("werkplaats",), 2.0)], 10)
    assert (scores > 0).all() and (np.diff(scores) <= 0).all()
    assert np.allclose(doubled, 2 * scores, rtol=1e-4)
    assert (found.dtype, scores.dtype) == (np.int64, np.float32)


def test_score_is_the_sum_over_the_terms_that_match(index: LexicalIndex) -> None:
    parts = [score(index, 7, token) for token in ("waterstof", "werkplaats")]
    assert score(index, 7, "waterstof", "werkplaats") == pytest.approx(sum(parts), rel=1e-4)


@pytest.fixture(scope="module")
def numbers(writer: LexicalIndexWriter, tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    """Of nine hundred passages each holds "getal" once, every third "drie" besides, and each own words to be longer."""
    texts = {i: " ".join(["getal"] + ["drie"] * (i % 3 == 0) + [f"los{i}"] * (i % 7)) for i in range(900)}
    return build(writer, tmp_path_factory.mktemp("getallen") / "index", texts)


@pytest.mark.parametrize("few", [20_000, 0], ids=["looked-up", "sifted"])
@pytest.mark.parametrize("among", [range(0), range(5, 6), range(1, 900, 3), range(2, 900), range(900), [*range(40), 2**41]])
@pytest.mark.parametrize("limit", [1, 7, 1_000])
def test_of_some_passages_those_are_found_that_all_would_give(
    numbers: LexicalIndex, few: int, among: Sequence[int], limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.adapters.tantivy._FEW", few)
    terms = [Term(BODY, ("getal",), 1.0), Term(BODY, ("drie",), 1.0)]
    every, scores = numbers.search(terms, 900)
    counts = np.isin(every, among)
    found, own = numbers.search(terms, limit, np.array(among, dtype=np.int64))
    assert found.tolist() == every[counts][:limit].tolist()
    assert np.allclose(own, scores[counts][:limit], rtol=1e-5)


def test_heavier_term_decides(index: LexicalIndex) -> None:
    for heavy, best in (("onderhoud", 9), ("twente", 2**40)):
        light = "twente" if heavy == "onderhoud" else "onderhoud"
        found, _ = index.search([Term(BODY, (heavy,), 5.0), Term(BODY, (light,), 0.1)], 10)
        assert int(found[0]) == best


PHRASES = {
    1: "samen leren van het vak",
    2: "leren samen in het bedrijf",
    3: "samen in het bedrijf leren",
    4: "samen samen leren",
}


@pytest.fixture(scope="module")
def phrases(writer: LexicalIndexWriter, tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return build(writer, tmp_path_factory.mktemp("zinnen") / "index", PHRASES)


def ask_phrase(index: LexicalIndex, *tokens: str, field: str = BODY) -> list[int]:
    found, _ = index.search([Term(field, tokens, 1.0)], 10)
    return sorted(int(i) for i in found)


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (("samen", "leren"), [1, 4]),
        (("leren", "samen"), [2]),
        (("samen", "samen"), [4]),
        (("in", "het", "bedrijf"), [2, 3]),
        (("het", "in", "bedrijf"), []),
        (("samen", "bedrijf"), []),
        (("samen", "nergens"), []),
    ],
)
def test_a_phrase_is_found_where_its_tokens_follow_each_other(
    phrases: LexicalIndex, tokens: tuple[str, ...], found: list[int]
) -> None:
    assert ask_phrase(phrases, *tokens) == found


def test_a_phrase_is_found_in_its_own_field_only(phrases: LexicalIndex) -> None:
    assert [field for field in FIELDS if ask_phrase(phrases, "samen", "leren", field=field)] == [BODY]


def test_a_phrase_and_a_word_add_up_by_their_weights(phrases: LexicalIndex) -> None:
    def score(*terms: Term) -> float:
        found, scores = phrases.search(terms, 10)
        return float(scores[found.tolist().index(1)])

    together, vak = Term(BODY, ("samen", "leren"), 1.0), Term(BODY, ("vak",), 1.0)
    assert score(together, vak) == pytest.approx(score(together) + score(vak), rel=1e-4)
    assert score(Term(BODY, ("samen", "leren"), 2.0)) == pytest.approx(2 * score(together), rel=1e-4)


@pytest.mark.parametrize("marks", ['"', "(", "body:", "*", "\\", "~2", "+"])
def test_marks_in_a_phrase_are_only_characters(phrases: LexicalIndex, marks: str) -> None:
    assert ask_phrase(phrases, "samen", f"leren{marks}") == []


def test_fields_are_kept_apart(writer: LexicalIndexWriter, tmp_path: Path) -> None:
    fields = {BODY: ["waterstof"], SURFACE: ["waterstoffen"], HEADING: ["plan"]}
    writer.build(tmp_path / "index", [LexicalRow(1, fields)])
    index = writer.open(tmp_path / "index")
    for field, (token,) in fields.items():
        assert [other for other in FIELDS if ask(index, token, field=other)] == [field]
        assert [index.document_frequency(other, token) for other in FIELDS] == [int(other == field) for other in FIELDS]


def test_counts_are_exact(index: LexicalIndex) -> None:
    assert index.count() == len(ROWS)
    assert [index.document_frequency(BODY, token) for token in ("waterstof", "werkplaats", "twente", "weg")] == [2, 2, 1, 0]


def test_many_passages_are_all_kept(writer: LexicalIndexWriter, tmp_path: Path) -> None:
    index = build(writer, tmp_path / "index", {i: f"woord nummer{i}" for i in range(3_000)})
    assert index.count() == index.document_frequency(BODY, "woord") == 3_000
    assert sorted(ask(index, "woord", limit=5_000)) == list(range(3_000))
    assert ask(index, "nummer2999") == [2_999]


def test_empty_index_finds_nothing(writer: LexicalIndexWriter, tmp_path: Path) -> None:
    index = build(writer, tmp_path / "index", {})
    assert (index.count(), ask(index, "waterstof"), index.document_frequency(BODY, "waterstof")) == (0, [], 0)


def test_passage_without_words_is_counted_and_not_found(writer: LexicalIndexWriter, tmp_path: Path) -> None:
    index = build(writer, tmp_path / "index", {1: "", 2: "waterstof"})
    assert (index.count(), ask(index, "waterstof")) == (2, [2])


def test_two_builds_of_the_same_rows_rank_alike(writer: LexicalIndexWriter, index: LexicalIndex, tmp_path: Path) -> None:
    again = build(writer, tmp_path / "index", ROWS)
    assert ask(again, "waterstof", "werkplaats", "regio") == ask(index, "waterstof", "werkplaats", "regio")


@pytest.mark.parametrize("damage", ["no folder", "empty folder", "meta", "segment"])
def test_folder_without_an_index_is_damaged(writer: LexicalIndexWriter, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "index"
    if damage == "empty folder":
        folder.mkdir()
    elif damage != "no folder":
        build(writer, folder, ROWS)
        (folder / "meta.json").write_text("{}") if damage == "meta" else next(folder.glob("*.idx")).unlink()
    with pytest.raises(IndexDamaged):
        writer.open(folder)


def test_what_is_taken_out_is_found_and_counted_no_more_and_what_is_added_is(writer: LexicalIndexWriter, tmp_path: Path) -> None:
    build(writer, tmp_path / "index", ROWS)
    new = LexicalRow(10, dict.fromkeys(FIELDS, ()) | {BODY: ["onderhoud", "nieuw"]})
    writer.extend(tmp_path / "index", np.array([7, 9], dtype=np.int64), [new])
    index = writer.open(tmp_path / "index")
    assert index.count() == 3
    assert [ask(index, token) for token in ("werkplaats", "waterstof", "onderhoud", "nieuw")] == [[], [8], [10], [10]]
    frequencies = [index.document_frequency(BODY, token) for token in ("werkplaats", "waterstof", "onderhoud", "nieuw")]
    assert frequencies == [0, 1, 1, 1]
