"""What every test starts from: a clean environment; on request a small corpus and libraries made with ``HashEncoder``,
and the library of the shipped corpus.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from ingest.outcomes import BuildReport
from ingest.pipeline import build as build_library
from ingest.sources import default_source
from retrieval.assembly import WRITERS
from retrieval.dense import open_vectors, write_vectors
from retrieval.generations.generation import IndexWriters
from retrieval.library import InputRecord, LibraryWriter, NewPassage, NewVersion
from retrieval.model import Page
from retrieval.ports import Ids, VectorIndex, Vectors
from retrieval.settings import CORPUS, Settings
from retrieval.verifying import verify
from tests.fakes import HashEncoder
from tests.vector_servers import ChromaRun, chroma_running

Build = Callable[..., BuildReport]
Store = Callable[..., int]

# The same examples at every run, so that a failure is that of the change that was made; a busy machine is no reason to fail.
_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("planwijzer", derandomize=True, **_CALM)
# For a soak: other examples at every run, so many for each property that does not ask for its own number.
_EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "0"))
hypothesis_settings.register_profile("soak", max_examples=_EXAMPLES or 1, print_blob=True, **_CALM)
hypothesis_settings.load_profile("soak" if _EXAMPLES else "planwijzer")

_TABLES = {
    "gazetteer/provinces.csv": """id,name,name_en,alt,neighbours
overijssel,Overijssel,Overijssel,Overijssels;Overijsselse,gelderland
gelderland,Gelderland,Gelderland,Gelderse,overijssel
""",
    "gazetteer/regions.csv": """id,name,alt,provinces,places
twente,Twente,Twents;Twentse,overijssel,Enschede;Hengelo
""",
    "gazetteer/places.csv": """name,province,municipality,alt
Enschede,overijssel,Enschede,
Hengelo,overijssel,Hengelo,
Zwolle,overijssel,Zwolle,
Arnhem,gelderland,Arnhem,
""",
    "thesaurus/themes.csv": """id,label_nl,label_en,alt_nl,alt_en,broader,alt_question
waterstof,waterstof,hydrogen,waterstoftechniek,,,knalgas
onderhoud,onderhoud,maintenance,,,,
""",
    "thesaurus/sectors.csv": """id,label_nl,label_en,alt_nl,alt_en,broader,alt_question
techniek,techniek,engineering and technology,,,,
""",
    "thesaurus/levels.csv": """id,label_nl,label_en,alt_nl,alt_en,broader,alt_question
mbo,mbo,secondary vocational education,mbo'ers,,,
""",
    "thesaurus/offers.csv": """id,label_nl,label_en,alt_nl,alt_en,broader,alt_question
cursus,cursus,course,training,,,
""",
    "thesaurus/roles.csv": """id,label_nl,label_en,alt_nl,alt_en,broader,alt_question
penvoerder,penvoerder,lead partner,leadpartner,,,coördinator
""",
    "thesaurus/aspects.csv": """id,label_nl,label_en,headings,asked,telling,facets
aim,Doel en werkwijze,Aim and approach,Doel,doel;doelen;goal;goals,,
partners,Partners,Partners,Partners;Partnerschap,partner;partners,penvoerder is;werkt samen met,
area,Gebied,Area,Regio,gebied;regio;area;where;waar,,place;region;province
theme,Thema's,Themes,,thema;theme,,theme
money,Geld,Money,Geld;Budget,geld;budget;subsidie;money,miljoen euro,
""",
    "plans.csv": """id,name,aliases,kind,status,website,provinces,places,themes,sectors,levels
delta,Delta Werkt,Consortium Delta,consortium,granted,,,,,,
""",
}


class PlainVectors:
    """A ``VectorIndexWriter`` whose index is exact search over the vectors themselves."""

    def build(self, folder: Path, ids: Ids, vectors: Vectors) -> None:
        folder.mkdir()
        write_vectors(folder, ids, vectors)

    def open(self, folder: Path) -> VectorIndex:
        return open_vectors(folder)


def copy_index(index: Path, copy: Path) -> Path:
    """Copy an index that open readers may hold: all of the record is brought into its one file first."""
    with closing(sqlite3.connect(index / "library.sqlite")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copytree(index, copy, ignore=shutil.ignore_patterns("*-wal", "*-shm", "LOCK")))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("PLANWIJZER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PLANWIJZER_INDEX", str(tmp_path / "index"))


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gazetteer, a thesaurus and a table of plans of a few lines each."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, table in _TABLES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(table, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def shipped_library(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Where the library of the shipped corpus is, built once with the shipped encoder."""
    settings = Settings(index=tmp_path_factory.mktemp("shipped") / "index")
    build_library([default_source(CORPUS)], settings, progress=lambda *_: None)
    return settings


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaRun]:
    """A real Chroma server that tests share; each library has collections of its own there."""
    with chroma_running(tmp_path_factory.mktemp("chroma")) as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, corpus: Path) -> Settings:
    return Settings(index=tmp_path / "index", corpus=corpus)


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> HashEncoder:
    """The encoder that builds and engines load, whatever its name."""
    encoder = HashEncoder()
    monkeypatch.setattr("ingest.pipeline.load_encoder", lambda _: encoder)
    monkeypatch.setattr("retrieval.assembly.load_encoder", lambda _: encoder)
    return encoder


@pytest.fixture
def verified_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verify new generations in this process: the same checks, without the seconds that a child needs to start."""
    monkeypatch.setattr("retrieval.generations.publishing.verify_in_child", verify)
    monkeypatch.setattr("ingest.checking.verify_in_child", verify)
    monkeypatch.setattr("retrieval.generations.copying.verify_in_child", verify)


@pytest.fixture
def plain_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Generations without Chroma, for tests that are about something else: each takes a fifth of the time."""
    writers = IndexWriters(WRITERS.lexical, PlainVectors())
    for module in ("retrieval.assembly", "retrieval.verifying", "ingest.pipeline"):
        monkeypatch.setattr(f"{module}.WRITERS", writers)


@pytest.fixture
def build(settings: Settings, encoder: HashEncoder, plain_vectors: None, verified_here: None) -> Build:  # noqa: ARG001  # patches
    """Build the library of ``settings`` from sources."""

    def build(*sources: Path, rebuild: bool = False, prune: bool = False) -> BuildReport:
        return build_library(sources, settings, rebuild=rebuild, prune=prune, progress=lambda *_: None)

    return build


@pytest.fixture(scope="session")
def store() -> Store:
    """Store a document whose every page is one passage; its version."""
    encoder = HashEncoder()

    def store(folder: Path, identity: str, *pages: str, plans: tuple[str, ...] = ()) -> int:
        passages = [NewPassage(n, 0, len(text), ("Kop",), "nl", plans) for n, text in enumerate(pages, start=1)]
        stored = [Page(identity, n, str(n), text) for n, text in enumerate(pages, start=1)]
        new = NewVersion(identity, f"Titel {identity}", "", "", "nl", "", "hash", stored, passages)
        entry = InputRecord(f"bron {identity}", identity, "digest", "indexed", "", len(pages), 0)
        with LibraryWriter(folder) as writer:
            return writer.put_version(new, encoder.encode_passages(pages), entry)

    return store
