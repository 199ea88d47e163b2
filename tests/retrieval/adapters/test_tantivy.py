"""The index of words in Tantivy, where the contract of all such indexes says nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tantivy

from retrieval.adapters import tantivy as adapter
from retrieval.adapters.tantivy import TantivyWriter
from retrieval.lexical import BODY, FIELDS
from retrieval.ports import LexicalRow, Term


def _without_ids() -> tantivy.Schema:
    """The fields as an earlier release had them, where no passage could be looked up by its number."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, fast=True)
    for name in FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def test_an_index_of_an_earlier_release_is_searched_among_some_passages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [LexicalRow(i, dict.fromkeys(FIELDS, ()) | {BODY: ("waterstof",)}) for i in (3, 5, 8)]
    monkeypatch.setattr(adapter, "_schema", _without_ids)
    TantivyWriter().build(tmp_path / "woorden", rows)
    index = TantivyWriter().open(tmp_path / "woorden")
    ids, _ = index.search([Term(BODY, ("waterstof",), 1.0)], 10, np.array([5, 9]))
    assert ids.tolist() == [5]
