"""An opened state of the library goes with its last user, so that what a new one replaces does not stay in memory."""

from __future__ import annotations

import gc
import weakref

from retrieval.settings import Settings
from tests.retrieval.landscape import opened


def test_a_state_that_nobody_uses_is_gone_at_once_with_its_indexes(landscape: Settings) -> None:
    engine = opened(landscape)
    assert engine.ask("Welke pps'en in Zeeland?").plans and engine.counts() and engine.passages(engine.plans()[0])
    snapshot = engine.retriever().snapshot
    held = (snapshot, snapshot.generation.lexical, snapshot.generation.exact)
    seen = [weakref.ref(one) for one in held]
    gc.collect()
    gc.disable()
    try:
        del snapshot, engine, held
        assert [one() for one in seen] == [None, None, None]
    finally:
        gc.enable()


def test_what_reads_names_goes_with_the_next_garbage_collection(landscape: Settings) -> None:
    engine = opened(landscape)
    engine.ask("Welke pps'en in Zeeland?")
    snapshot = engine.retriever().snapshot
    snapshot.terms.named("Een pps in Zeeland.")
    seen = [weakref.ref(one) for one in (snapshot.filters, snapshot.terms)]
    del snapshot, engine
    gc.collect()
    assert [one() for one in seen] == [None, None]
