"""What is built from, and how what was measured is told."""

from pathlib import Path

import pytest

from benchmarks.building import Built, Measured, table
from benchmarks.generating import Writer
from benchmarks.papers import write_papers
from benchmarks.resident import Ran, ran
from ingest.reading import read_file
from retrieval.compounds import read_words

# Words that nobody knows would be read again as a picture.
WORDS = list(read_words())[:200]


def test_papers_have_the_pages_that_were_asked_and_the_same_bytes_each_time(tmp_path: Path):
    for name in ("een", "twee"):
        assert write_papers(tmp_path / name, 2, Writer(WORDS, 7), pages=2) == 4
    one, other = (sorted((tmp_path / name).glob("*.pdf")) for name in ("een", "twee"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    read = read_file(one[0], one[0].read_bytes())
    assert len(read.pages) >= 2 and any(block.level for page in read.pages for block in page.blocks)


def test_ratios_are_those_of_the_medians_to_the_first():
    ours = [Built(Ran("", seconds, 100.0), 40, {"read": seconds / 2}) for seconds in (2.5, 1.5, 2.0)]
    found = [Measured("A", 10, ours), Measured("B", 10, [Built(Ran("", 5.0, 300.0), 40, {})])]
    lines = table(found, "pages").splitlines()
    assert lines[2] == "| A | 2.0 | 1.5-2.5 | 5 | 40 | 20 | 100 | 1.0 | read 1.0 |"
    assert lines[3].startswith("| B | 5.0 | 5.0-5.0 | 2 | 40 | 8 | 300 | 2.5 |")


def test_a_command_is_watched_with_what_it_starts(tmp_path: Path):
    import sys

    child = "held = bytearray(80_000_000); import time; time.sleep(1)"
    own = ran(
        [sys.executable, "-c", f"import subprocess, sys; print('x'); subprocess.run([sys.executable, '-c', {child!r}])"], tmp_path
    )
    assert own.output == "x\n" and own.seconds > 1
    if sys.platform == "linux":
        assert own.peak_mib == pytest.approx(95, rel=0.25)
