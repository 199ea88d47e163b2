"""Test sets are read whole, and a broken line is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.errors import FileUnusable
from retrieval.evaluation.testset import Quote, Topic, read_testset
from tests.retrieval.evaluation.making import judged, row, write_lines, write_own

QUOTES = [
    {"topic": "a", "nugget": "a.1", "document": "gids", "quote": "Een."},
    {"topic": "a", "nugget": "a.1", "document": "boek", "quote": "Eén."},
    {"topic": "a", "nugget": "a.2", "document": "gids", "quote": "Twee."},
]


def beir(folder: Path, qrels: str, **queries: dict[str, str]) -> list[Topic]:
    """The topics of a folder in BEIR layout; ``queries``: texts by id, by file."""
    for name, texts in queries.items():
        write_lines(folder / f"{name}.jsonl", ({"id": identity, "text": text} for identity, text in texts.items()))
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return read_testset(folder)


def test_our_own_layout_is_read_whole(tmp_path: Path) -> None:
    more = {"tags": ["typo"], "pair": "b", "reason": "", "dialogue": "d", "turn": 1, "status": "answered", "form": "plan"}
    plans = "a 0 delta 2\na 0 alfa 1\na 0 gamma 0\n\n"
    write_own(tmp_path, [row("a", text="Hoe? é", **more), row("b", "unanswerable")], QUOTES, plans, "a 0 place!=Den_Haag 2\n")
    first, second = read_testset(tmp_path)
    assert (first.id, first.text, first.language, first.kind) == ("a", "Hoe? é", "nl", "fact")
    assert (first.half, first.user, first.tags, first.pair) == ("development", "mkb", ("typo",), "b")
    assert (first.dialogue, first.status, first.form) == ("d", "answered", "plan")
    assert first.nuggets == {"a.1": (Quote("gids", "Een."), Quote("boek", "Eén.")), "a.2": (Quote("gids", "Twee."),)}
    assert first.plans == judged("delta", "alfa") and first.filters == judged("place!=Den_Haag")
    assert first.answerable and not second.answerable
    assert (second.nuggets, second.plans, second.filters, second.tags) == ({}, None, None, ())
    assert (second.dialogue, second.status, second.form) == ("", "", "")


def test_a_text_may_hold_what_unicode_calls_a_line_end(tmp_path: Path) -> None:
    write_own(tmp_path, [row("a", text="een\u2028twee\u0085drie")])
    assert [topic.text for topic in read_testset(tmp_path)] == ["een\u2028twee\u0085drie"]


def test_lines_may_end_as_they_do_in_windows(tmp_path: Path) -> None:
    write_own(tmp_path, [row("a"), row("b")], QUOTES, "a 0 delta 2\r\n")
    path = tmp_path / "topics.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n\r\n"))
    first, second = read_testset(tmp_path)
    assert (first.id, second.id) == ("a", "b") and first.plans == judged("delta")


@pytest.mark.parametrize(
    "qrels",
    [
        "query-id\tcorpus-id\tscore\n1\td1\t1\n1\td2\t0\n2\td2\t2\n",
        "query-id 0 corpus-id score\n1 0 d1 1\n1 0 d2 0\n2 0 d2 2\n",
        "1 Q0 d1 1\n1 Q0 d2 0\n\n2 Q0 d2 2",
    ],
    ids=["three columns", "four columns with a header", "four columns"],
)
def test_beir_layout_is_judged_by_document(tmp_path: Path, qrels: str) -> None:
    first, second = beir(tmp_path, qrels, queries={"1": "een", "2": "twee"})
    assert (first.id, first.text, first.kind, first.half) == ("queries:1", "een", "queries", "")
    assert (first.documents, second.documents) == ({"d1": 1, "d2": 0}, {"d2": 2})
    assert first.answerable and first.plans is None and not first.nuggets


def test_each_file_of_queries_is_a_kind_with_the_same_judgements(tmp_path: Path) -> None:
    topics = beir(tmp_path, "1\td1\t1\n", queries={"1": "een"}, queries_en={"1": "one"})
    assert [(topic.id, topic.kind) for topic in topics] == [("queries:1", "queries"), ("queries_en:1", "queries_en")]
    assert all(topic.documents == {"d1": 1} for topic in topics)


def test_queries_that_nobody_judged_are_left_out(tmp_path: Path) -> None:
    assert [topic.id for topic in beir(tmp_path, "1\td1\t1\n", queries={"1": "een", "2": "twee"})] == ["queries:1"]


def test_ids_of_queries_may_be_numbers(tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_text('{"id": 1, "text": "een"}\n', encoding="utf-8")
    assert [topic.documents for topic in beir(tmp_path, "1\td1\t1\n")] == [{"d1": 1}]


def test_our_own_layout_goes_first(tmp_path: Path) -> None:
    write_own(tmp_path, [row("a")])
    assert [topic.id for topic in beir(tmp_path, "1\td1\t1\n", queries={"1": "een"})] == ["a"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("topics.jsonl", "{"),
        ("topics.jsonl", "[1]"),
        ("topics.jsonl", '"id"'),
        ("topics.jsonl", '{"id": "b", "text": "zonder de rest"}'),
        ("quotes.jsonl", "geen JSON"),
        ("quotes.jsonl", '{"topic": "a", "nugget": "a.1", "quote": "zonder document"}'),
        ("plans.qrels", "a 0 delta"),
        ("plans.qrels", "a delta"),
        ("plans.qrels", "a 0 delta 2 3"),
        ("plans.qrels", "a 0 delta --2"),
        ("plans.qrels", "a 0 delta score"),
        ("filters.qrels", "a 0 plan=delta 1.5"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, name: str, line: str) -> None:
    write_own(tmp_path, [row("a")], QUOTES[:1], "a 0 delta 2\n", "a 0 plan=delta 2\n")
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    with pytest.raises(FileUnusable) as found:
        read_testset(tmp_path)
    assert found.value.facts["file"] == str(tmp_path / name)
    assert str(found.value.facts["reason"]).startswith("line 3: ")


@pytest.mark.parametrize("line", ["{", "1", '{"text": "zonder id"}', '{"id": "1"}'])
def test_a_broken_query_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "queries.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(FileUnusable, match="line 1"):
        beir(tmp_path, "1\td1\t1\n")


def nothing(folder: Path) -> Path:
    return folder


def absent(folder: Path) -> Path:
    return folder / "weg"


def without_judgements(folder: Path) -> Path:
    write_own(folder, [row("a")])
    (folder / "plans.qrels").unlink()
    return folder


def other_encoding(folder: Path) -> Path:
    write_own(folder, [row("a")])
    (folder / "topics.jsonl").write_bytes("é".encode("latin-1"))
    return folder


@pytest.mark.parametrize("made", [nothing, absent, without_judgements, other_encoding])
def test_a_folder_without_a_readable_set_is_refused(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    with pytest.raises(FileUnusable, match=str(tmp_path)):
        read_testset(made(tmp_path))
