"""What an index in Chroma holds on to."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import numpy as np

from retrieval.adapters.chroma import ChromaWriter

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
