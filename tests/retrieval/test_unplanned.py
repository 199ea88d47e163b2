"""Passages of no plan: those that meet filters are found together as each would be by itself."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retrieval.model import Document, Filter, Plan
from retrieval.terms import KIND
from retrieval.understanding.filters import FilterReader, meets_all
from retrieval.unplanned import Unplanned
from retrieval.vocabulary import read_vocabulary

VALUES = [
    ("province", "overijssel"),
    ("province", "gelderland"),
    ("region", "twente"),
    ("place", "Enschede"),
    ("place", "Arnhem"),
    ("theme", "waterstof"),
    ("theme", "onderhoud"),
    ("organisation", "Saxion"),
]
FILTERS = st.builds(
    lambda value, marks: Filter(*value, value[1], **dict.fromkeys(marks, True)),
    st.sampled_from([*VALUES, ("status", "granted"), ("kind", "pps"), ("plan", "delta")]),
    st.sets(st.sampled_from(["negated", "exact", "together", "either", "around"]), max_size=2),
)
HAVING = st.sets(st.sampled_from(VALUES), max_size=3)
_Of = dict[tuple[str, str], NDArray[np.int64]]


class Record:
    """What a record tells of passages: for each its version and what it names, and what documents are about."""

    def __init__(self, passages: list[tuple[int, set[tuple[str, str]]]], about: list[set[tuple[str, str]]]) -> None:
        self.passages, self.about = dict(enumerate(passages, start=10)), dict(enumerate(about))

    def unplanned(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        rows = np.array([(passage, own[0]) for passage, own in reversed(self.passages.items())], dtype=np.int64).reshape(-1, 2)
        return rows[:, 0], rows[:, 1]

    def facets_of_passages(self) -> _Of:
        return _grouped({passage: own[1] for passage, own in self.passages.items()} | {3: {VALUES[0]}})  # one of a plan

    def facets_of_documents(self) -> _Of:
        return _grouped(self.about)


def _grouped(values: dict[int, set[tuple[str, str]]]) -> _Of:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one, own in values.items():
        for value in own:
            found[value].append(one)
    return {value: np.array(own, dtype=np.int64) for value, own in found.items()}


@pytest.fixture(scope="module")
def reader(corpus: Path) -> FilterReader:
    return FilterReader(read_vocabulary(corpus), [], lambda _: frozenset())


@given(
    st.lists(st.tuples(st.integers(0, 3), HAVING), max_size=12),
    st.lists(HAVING, min_size=4, max_size=4),
    st.lists(FILTERS, min_size=1, max_size=5),
)
def test_those_are_found_that_meet_the_filters_by_themselves_and_by_their_document(
    reader: FilterReader,
    passages: list[tuple[int, set[tuple[str, str]]]],
    about: list[set[tuple[str, str]]],
    filters: list[Filter],
) -> None:
    documents = [Document(v, f"d{v}", f"D {v}", KIND if v == 3 else "", "", "nl", "", "hash", 1) for v in range(4)]
    expected = []
    for passage, (version, named) in enumerate(passages, start=10):
        facets: dict[str, list[str]] = defaultdict(list)
        for facet, value in named | about[version]:
            facets[facet].append(value)
        plan = Plan("", "", (), "", "", "", {facet: tuple(values) for facet, values in facets.items()})
        if version != 3 and meets_all(reader, plan, filters):
            expected.append(passage)
    found = Unplanned(Record(passages, about), documents).meeting(filters, reader)  # type: ignore[arg-type]  # what it asks of one
    assert found.tolist() == expected


def test_more_filters_than_a_number_has_bits(reader: FilterReader) -> None:
    passages = [(0, {("theme", "waterstof")}), (0, set[tuple[str, str]]())]
    filters = [Filter("theme", "waterstof" if n == 70 else f"t{n}", "") for n in range(80)]
    document = Document(0, "d", "D", "", "", "nl", "", "hash", 1)
    assert Unplanned(Record(passages, [set()]), [document]).meeting(filters, reader).tolist() == [10]  # type: ignore[arg-type]
