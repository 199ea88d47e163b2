"""Facets that several processes read are those that one reads."""

from __future__ import annotations

from pathlib import Path

from ingest.facet_workers import ToRead, facet_reader, read_here, read_spread
from retrieval.model import Passage, Plan

TEXTS = ("Het consortium werkt in Enschede aan waterstof.", "Een cursus onderhoud in Twente.", "Niets van dat al.")


def test_several_processes_read_what_one_reads_and_in_the_same_order(corpus: Path) -> None:
    plans = [Plan("delta", "Delta", (), "pps", "", "")]
    passages = [Passage(n, n, 1, 0, 0, TEXTS[n % 3], ("Kop",), "nl", ()) for n in range(1, 100)]
    documents = [ToRead(passage.version, f"Titel {passage.id}", [passage]) for passage in passages]
    here = list(read_here(documents, facet_reader(plans, corpus)))
    assert list(read_spread(documents, plans, corpus, 2)) == here
    assert {evidence.facet for _, found in here for evidence in found.named} >= {"theme", "place"}
