"""What an index in Chroma holds on to."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from retrieval.adapters.chroma import ChromaWriter, fill

OPEN_FILES = Path("/dev/fd")


def test_an_index_that_nobody_uses_any_more_leaves_no_files_open(tmp_path: Path) -> None:
    ids, vectors = np.arange(3), np.eye(3, 8, dtype=np.float32)
    writer, folder = ChromaWriter(), tmp_path / "index"
    writer.build(folder, ids, vectors)

    def used_and_dropped() -> int:
        found, _ = writer.open(folder).search(vectors[1], 1)
        assert found.tolist() == [1]
        gc.collect()
        return len(os.listdir(OPEN_FILES))

    first = used_and_dropped()
    assert max(used_and_dropped() for _ in range(5)) <= first


def test_what_was_opened_answers_when_its_folder_is_gone(tmp_path: Path) -> None:
    folder, vectors = tmp_path / "index", np.eye(4, dtype=np.float32)
    ChromaWriter().build(folder, np.arange(1, 5, dtype=np.int64), vectors)
    index = ChromaWriter().open(folder)
    shutil.rmtree(folder)
    assert index.search(vectors[2], 1)[0].tolist() == [3]
    index.close()


@pytest.mark.parametrize("count", [1, 2, 7, 1001, 2003])
def test_whoever_opens_and_asks_changes_no_file(tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of graphs that were written in several rounds, and that are linked to."""
    monkeypatch.setattr("retrieval.adapters.chroma._WRITTEN_TOGETHER", 700)
    if count > 1:
        monkeypatch.setattr("retrieval.adapters.copies._LARGE", 20_000)
    vectors = np.random.default_rng(count).normal(size=(count, 8)).astype(np.float32)
    fill(tmp_path / "index", np.arange(1, count + 1, dtype=np.int64), vectors)
    before = {path: path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file()}
    for _ in range(2):
        index = ChromaWriter().open(tmp_path / "index")
        assert index.search(vectors[0], 1)[0].tolist() == [1]
        index.close()
    assert {path: path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file()} == before
