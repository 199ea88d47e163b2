import shutil
from pathlib import Path

import pytest

from benchmarks import haystack
from benchmarks.haystack import BuildFailed, Built, hide, passages, shuffled
from retrieval.library import Library
from retrieval.settings import Settings
from tests.conftest import Build

SIZE = 25
CATALOGUE = """id,title,kind,file,source_url,language,date,plans
plan,Plan Delta,plan,plan.md,,nl,2026,delta
"""
REAL = "De penvoerder van Delta Werkt is het college in Enschede."


@pytest.fixture
def real(corpus: Path, tmp_path: Path) -> Path:
    """A corpus of one document."""
    folder = Path(shutil.copytree(corpus, tmp_path / "corpus"))
    (folder / "catalogue.csv").write_text(CATALOGUE, encoding="utf-8")
    (folder / "plan.md").write_text(f"# Delta Werkt\n\n{REAL}\n", encoding="utf-8")
    return folder


@pytest.fixture
def bare(real: Path, settings: Settings, build: Build, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library of the corpus alone; it and those after it are built in this process."""

    def built(index: Path, *sources: Path) -> Built:  # noqa: ARG001  # the fixture knows its index
        return Built(settings.index, build(*sources).passages, 0.0, 0.0)

    monkeypatch.setattr(haystack, "build", built)
    return haystack.build(settings.index, real / "catalogue.csv").index


def test_the_real_corpus_is_hidden_among_as_many_passages_as_wanted(real: Path, bare: Path, tmp_path: Path):
    built = hide(real, bare, tmp_path, SIZE)
    rows = list(passages(Library(built.index)))
    assert built.passages == len(rows) == SIZE
    assert [row["text"] for row in rows if REAL in row["text"]] == [REAL]


def test_a_size_below_that_of_the_corpus_is_refused(real: Path, bare: Path, tmp_path: Path):
    with pytest.raises(BuildFailed):
        hide(real, bare, tmp_path, 0)


def test_synthetic_passages_belong_to_no_plan(real: Path, bare: Path, tmp_path: Path):
    library = Library(hide(real, bare, tmp_path, SIZE).index)
    assert len(library.plan_passages()["delta"]) == 1


def test_passages_are_shuffled_the_same_way_each_time():
    rows = [{"id": str(number)} for number in range(SIZE)]
    assert shuffled(rows) == shuffled(rows) != rows
    assert sorted(int(row["id"]) for row in shuffled(rows)) == list(range(SIZE))
