"""A library over the small corpus, its engine, and a small test set about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.pipeline import build as build_library
from retrieval.assembly import WRITERS, open_engine
from retrieval.engine import Engine
from retrieval.generations.generation import IndexWriters
from retrieval.settings import Settings
from retrieval.verifying import verify
from tests.conftest import PlainVectors
from tests.fakes import HashEncoder
from tests.retrieval.evaluation.making import row, write_own

GIFT = "Delta Werkt ontvangt € 4,2 miljoen uit het fonds."
AIM = "Het consortium werkt in Enschede aan waterstof."
_CATALOGUE = """id,title,kind,file,source_url,language,date,plans
delta,Delta Werkt,profile,delta.md,,nl,2026-01-01,delta
kantine,Kantine,report,kantine.md,,nl,2026-01-01,
"""
_DELTA = f"""# Delta Werkt

## Geld

{GIFT}

## Doel

{AIM} Elektrolyse maakt waterstof uit water.

## Leren

In Enschede leren mbo'ers onderhoud aan elektrolyse met waterstof.
"""
_CANTEEN = """# Kantine

## Koffie

De kantine schenkt koffie, en geen waterstof.

## Fietsen

Fietsen staan in de stalling achter de kantine.
"""


@pytest.fixture(scope="session")
def small_settings(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Settings:
    folder = tmp_path_factory.mktemp("small")
    shutil.copy(corpus / "plans.csv", folder)
    for name, text in {"catalogue.csv": _CATALOGUE, "delta.md": _DELTA, "kantine.md": _CANTEEN}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Settings(index=folder / "index", corpus=corpus)


@pytest.fixture(scope="session")
def small_engine(small_settings: Settings) -> Engine:
    """An engine over two documents and one plan, without Chroma and with ``HashEncoder``."""
    writers = IndexWriters(WRITERS.lexical, PlainVectors())
    with pytest.MonkeyPatch.context() as patch:
        for module in ("retrieval.assembly", "retrieval.verifying", "ingest.pipeline"):
            patch.setattr(f"{module}.WRITERS", writers)
        for module in ("retrieval.assembly", "ingest.pipeline"):
            patch.setattr(f"{module}.load_encoder", lambda _: HashEncoder())
        patch.setattr("retrieval.generations.publishing.verify_in_child", verify)
        build_library([small_settings.index.parent / "catalogue.csv"], small_settings, progress=lambda *_: None)
        # It outlives the patches, which other tests of the session must not see.
        return open_engine(small_settings)


@pytest.fixture(scope="session")
def small_testset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A test set of a topic of most kinds about the small library, in both halves."""
    topics = [
        row("f1", text="Hoeveel miljoen ontvangt Delta Werkt uit het fonds?", tags=["keywords"]),
        row("f2", text="How much money does Delta Werkt receive?", language="en", pair="f1"),
        row("f3", text="Wat schenkt de kantine?", half="reported", user="student"),
        row("l1", "list", "welke consortia werken aan waterstof?", dialogue="d", turn=1),
        row("l2", "list", "welke consortia werken aan onderhoud?", half="reported"),
        row("u1", "unanswerable", "Wie is de trainer van Ajax?", reason="outside"),
        row("u2", "unanswerable", "Wat kost een fiets?", half="reported", reason="not_mentioned"),
        row("d2", "followup", "en in Enschede?", dialogue="d", turn=2, status="answered", form="list"),
    ]
    quotes = [
        {"topic": "f1", "nugget": "f1.1", "document": "delta", "quote": GIFT},
        {"topic": "f2", "nugget": "f2.1", "document": "delta", "quote": GIFT},
        {"topic": "f3", "nugget": "f3.1", "document": "kantine", "quote": "De kantine schenkt koffie"},
        {"topic": "d2", "nugget": "d2.1", "document": "delta", "quote": AIM},
    ]
    plans = "l1 0 delta 2\nl2 0 delta 1\n"
    filters = "f1 0 plan=delta 2\nl1 0 kind=consortium 2\nl1 0 theme=waterstof 1\n"
    filters += "d2 0 kind=consortium 2\nd2 0 theme=waterstof 2\nd2 0 place=Enschede 2\n"
    return write_own(tmp_path_factory.mktemp("testset"), topics, quotes, plans, filters)
