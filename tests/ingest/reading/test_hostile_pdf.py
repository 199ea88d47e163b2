"""PDF files made to fill a memory or never to end: each costs at most its own result, within the limits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.reading.workers import Readers
from retrieval.settings import Limits
from tests.ingest import hostile

SECONDS = 4
# For what is read within a second, where other work may take the cores meanwhile.
PATIENT = 30
# What a limit gives, or what is found broken before it is reached; on a slow machine the time is over first.
ENDED = {"too_much_memory", "too_slow", "too_much_text", "damaged"}
BOMBS = [
    hostile.huge_stream,
    hostile.huge_text,
    hostile.deep_pages,
    hostile.form_loop,
    hostile.page_loop,
]
READ = [
    hostile.good,
    hostile.deep_array,
    hostile.deep_dictionary,
    hostile.outline_loop,
    hostile.length_loop,
    hostile.table_loop,
    hostile.table_of_itself,
    hostile.claimed_pages,
    hostile.huge_objects,
]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(1, Limits(SECONDS, 700 * 1024**2)) as readers:
        yield readers


@pytest.fixture(scope="module")
def patient() -> Iterator[Readers]:
    with Readers(1, Limits(PATIENT, 700 * 1024**2)) as readers:
        yield readers


@pytest.mark.parametrize("made", BOMBS)
def test_bomb_costs_its_own_result_in_bounded_time(readers: Readers, made: Callable[[], bytes]) -> None:
    data, before = made(), time.monotonic()
    with pytest.raises(Unreadable) as caught:
        readers.submit(Path("a.pdf"), data).result()
    # Twice: a child that read other files before may have had too little left. The rest is to start children.
    assert time.monotonic() - before < 2 * SECONDS + 20
    assert caught.value.reason in ENDED
    assert readers.submit(Path("a.pdf"), hostile.good()).result().pages[0].blocks


@pytest.mark.parametrize("made", READ)
def test_loops_depths_and_claims_do_not_keep_from_the_text(patient: Readers, made: Callable[[], bytes]) -> None:
    document = patient.submit(Path("a.pdf"), made()).result()
    assert [block.text for block in document.pages[0].blocks] == ["Het consortium leidt vakmensen op."]
    assert len(document.pages) == 1


def test_more_pages_than_any_plan_has_are_refused(readers: Readers) -> None:
    with pytest.raises(Unreadable) as caught:
        readers.submit(Path("a.pdf"), hostile.many_pages()).result()
    assert caught.value.reason == "too_many_pages"
