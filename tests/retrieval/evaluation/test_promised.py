"""What a test set promises is kept, or each broken promise has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import FileUnusable
from retrieval.evaluation.promised import FILE, broken_promises
from tests.retrieval.evaluation.making import evaluation, score

FOUND = evaluation(
    index={"documents": 77, "passages": 1000, "fingerprint": "abc"},
    halves={
        "development": {"recall@5": score(0.80), "wrong refusals": score(0.10)},
        "reported": {"recall@5": score(0.70), "right refusals": score(0.90)},
    },
)
TOLERANCE = "[tolerance]\nscore = 0.02\n"


def broken(folder: Path, promised: str) -> list[str]:
    (folder / FILE).write_text(promised, encoding="utf-8")
    return broken_promises(FOUND, folder)


def test_who_promises_nothing_breaks_nothing(tmp_path: Path) -> None:
    assert broken_promises(FOUND, tmp_path) == []
    assert broken(tmp_path, "") == broken(tmp_path, TOLERANCE) == []


@pytest.mark.parametrize(
    "promised",
    [
        "[index]\ndocuments = 77\nfingerprint = 'abc'",
        "[development]\n'recall@5' = 0.80\n'wrong refusals' = 0.10",
        "[development]\n'recall@5' = 0.815\n'wrong refusals' = 0.085\n[reported]\n'recall@5' = 0.715",
        "[development]\n'recall@5' = 0.1\n'wrong refusals' = 0.9",
    ],
    ids=["index", "exactly", "within the tolerance", "better than promised"],
)
def test_kept_promises_have_no_line(tmp_path: Path, promised: str) -> None:
    assert broken(tmp_path, TOLERANCE + promised) == []


@pytest.mark.parametrize(
    ("promised", "line"),
    [
        ("[index]\ndocuments = 78", "documents: 77 != 78"),
        ("[index]\nfingerprint = 'other'", "fingerprint: abc != other"),
        ("[index]\npages = 3", "pages: None != 3"),
        ("[development]\n'recall@5' = 0.83", "development, recall@5: 0.800, promised 0.830"),
        ("[development]\n'wrong refusals' = 0.07", "development, wrong refusals: 0.100, promised 0.070"),
        ("[reported]\n'right refusals' = 0.95", "reported, right refusals: 0.900, promised 0.950"),
        ("[reported]\n'wrong refusals' = 0.5", "reported, wrong refusals: not measured, promised 0.500"),
        ("[repported]\n'recall@5' = 0.5", "repported, recall@5: not measured, promised 0.500"),
    ],
)
def test_a_broken_promise_has_its_line(tmp_path: Path, promised: str, line: str) -> None:
    assert broken(tmp_path, TOLERANCE + promised) == [line]


def test_every_broken_promise_is_named(tmp_path: Path) -> None:
    promised = "[index]\ndocuments = 1\npassages = 1\n[development]\n'recall@5' = 0.9\n[reported]\n'recall@5' = 0.9\n"
    lines = broken(tmp_path, TOLERANCE + promised)
    assert [line.partition(":")[0] for line in lines] == ["documents", "passages", "development, recall@5", "reported, recall@5"]


def test_scores_of_a_set_without_halves_are_promised_under_the_empty_name(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(TOLERANCE + "[\"\"]\n'recall@5' = 0.9\n", encoding="utf-8")
    found = evaluation(halves={"": {"recall@5": score(0.5)}})
    assert broken_promises(found, tmp_path) == [", recall@5: 0.500, promised 0.900"]


@pytest.mark.parametrize(
    "promised",
    ["[index", "index = 3", "[development]\n'recall@5' = 0.5", TOLERANCE + "[development]\n'recall@5' = 'high'"],
    ids=["no TOML", "no table", "no tolerance", "no number"],
)
def test_a_file_that_promises_in_another_way_is_refused(tmp_path: Path, promised: str) -> None:
    with pytest.raises(FileUnusable, match=FILE):
        broken(tmp_path, promised)
