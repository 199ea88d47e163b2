"""JSON lines: one document a line, and what is said of lines that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.reading.jsonl import JsonlRecord, read_jsonl


def read(tmp_path: Path, *lines: str | bytes) -> list[JsonlRecord]:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    with path.open("rb") as file:
        return list(read_jsonl(file))


@pytest.mark.parametrize(
    "identity",
    [
        "a",
        "map/één document #1",
        "https://voorbeeld.nl/?a=b",
        "007",
        " met ruimte ",
    ],
)
def test_id_is_kept_as_given(tmp_path: Path, identity: str) -> None:
    (record,) = read(tmp_path, json.dumps({"id": identity, "text": "tekst"}))
    assert record == JsonlRecord(1, {"id": identity, "text": "tekst"})


def test_number_as_id_is_its_figures(tmp_path: Path) -> None:
    (record,) = read(tmp_path, '{"id": 42, "text": "tekst"}')
    assert record.fields["id"] == "42"


def test_optional_fields_are_kept_and_others_left_out(tmp_path: Path) -> None:
    fields = {"id": "a", "text": "t", "title": "T", "url": "u", "kind": "k", "language": "nl", "date": "2026"}
    (record,) = read(tmp_path, json.dumps(fields | {"anders": 1}))
    assert record.fields == fields


def test_optional_field_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    (record,) = read(tmp_path, '{"id": "a", "text": "t", "title": 7, "date": null}')
    assert record == JsonlRecord(1, {"id": "a", "text": "t"})


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{kapot", "not_json"),
        ("geen json", "not_json"),
        ("[" * 100_000, "not_json"),
        ("[]", "no_id_or_text"),
        ('"tekst"', "no_id_or_text"),
        ('{"id": "a"}', "no_id_or_text"),
        ('{"text": "t"}', "no_id_or_text"),
        ('{"id": " ", "text": "t"}', "no_id_or_text"),
        ('{"id": "a", "text": null}', "no_id_or_text"),
        ('{"id": null, "text": "t"}', "no_id_or_text"),
        ('{"id": {}, "text": "t"}', "no_id_or_text"),
    ],
    ids=lambda value: value[:24],
)
def test_bad_line_is_reported_by_number_and_the_rest_read(tmp_path: Path, line: str, problem: str) -> None:
    good, bad, last = read(tmp_path, '{"id": "a", "text": "t"}', line, '{"id": "b", "text": "t"}')
    assert bad == JsonlRecord(2, {}, problem)
    assert (good.problem, last.problem, last.line) == ("", "", 3)


def test_empty_lines_are_passed_over_but_counted(tmp_path: Path) -> None:
    (record,) = read(tmp_path, "", "  ", '{"id": "a", "text": "t"}', "")
    assert record.line == 3


def test_byte_order_mark_at_the_start_is_no_problem(tmp_path: Path) -> None:
    (record,) = read(tmp_path, b"\xef\xbb\xbf" + '{"id": "é", "text": "t"}'.encode())
    assert record.fields["id"] == "é"


def test_line_without_end_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.reading.jsonl.MAX_LINE_BYTES", 40)
    records = read(tmp_path, '{"id": "a", "text": "t"}', '{"id": "b", "text": "' + "t" * 100 + '"}', '{"id": "c", "text": "t"}')
    assert [(record.line, record.problem) for record in records] == [(1, ""), (2, "too_large")]
