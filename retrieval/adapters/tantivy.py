"""The lexical index in Tantivy: fed with tokens analysed by us, so that no language rule lives here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from weakref import finalize

import numpy as np
import tantivy

from retrieval.adapters.copies import PrivateCopy
from retrieval.adapters.unwritten import unwritten
from retrieval.errors import IndexDamaged
from retrieval.lexical import FIELDS
from retrieval.ports import Ids, LexicalIndex, LexicalRow, Scores, Term

_HEAP_BYTES = 64_000_000
_ID = "id"
# What is gone is still counted by the library; up to so many passages are counted one by one.
_COUNTED = 1_000
# Up to so many passages, only they are looked up; of more, all are and many of those found count.
_FEW = 20_000
# Times as many as are expected to hold what is wanted, and times as many again while they do not.
_SPARE, _MORE = 2, 8
_LOCK_REFUSED = "Failed to acquire Lockfile"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(_ID, stored=True, indexed=True, fast=True)
    for name in FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


class TantivyIndex:
    """A ``LexicalIndex``; safe to search from several threads."""

    def __init__(self, folder: Path) -> None:
        try:
            self._open(folder)
        except (ValueError, OSError) as error:
            if _LOCK_REFUSED not in str(error):
                raise IndexDamaged(index=str(folder), reason=str(error)) from error
            self._open_copy(folder)

    def _open(self, folder: Path) -> None:
        index = tantivy.Index.open(str(folder))
        self._schema = index.schema
        self._searcher = index.searcher()

    def _open_copy(self, folder: Path) -> None:
        """Open a folder in which no lock can be written, be it only for a moment."""
        try:
            copy = PrivateCopy(folder)
            finalize(self, copy.remove)
            self._open(copy.folder)
        except (ValueError, OSError) as error:
            raise IndexDamaged(index=str(folder), reason=str(error)) from error

    def search(self, terms: Sequence[Term], limit: int, among: Ids | None = None) -> tuple[Ids, Scores]:
        """See ``LexicalIndex.search``."""
        if not terms or limit < 1 or self.count() == 0 or (among is not None and not len(among)):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        query = self._query(terms)
        if among is None:
            return self._found(query, limit)
        if len(among) <= _FEW:
            # Not in an index that an earlier release made, where numbers can't be looked up.
            with suppress(ValueError):
                only = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, _ID, among.tolist()), 0.0)
                return self._found(tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, only)]), limit)
        return self._found_among(query, limit, among)

    def _found_among(self, query: tantivy.Query, limit: int, among: Ids) -> tuple[Ids, Scores]:
        total = self.count()
        asked = _SPARE * limit * -(-total // len(among))
        while True:
            ids, scores = self._found(query, min(asked, total))
            counts = np.isin(ids, among)
            if counts.sum() >= limit or len(ids) < asked:
                return ids[counts][:limit], scores[counts][:limit]
            asked *= _MORE

    def _found(self, query: tantivy.Query, limit: int) -> tuple[Ids, Scores]:
        found = self._searcher.search(query, limit=limit, count=False).hits
        addresses = [address for _, address in found]
        ids = self._searcher.fast_field_values(_ID, addresses) if addresses else []
        return np.array(ids, dtype=np.int64), np.array([score for score, _ in found], dtype=np.float32)

    def _query(self, terms: Sequence[Term]) -> tantivy.Query:
        clauses = []
        for term in terms:
            clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(self._clause(term), term.weight)))
        return tantivy.Query.boolean_query(clauses)

    def _clause(self, term: Term) -> tantivy.Query:
        if len(term.tokens) == 1:
            return tantivy.Query.term_query(self._schema, term.field, term.tokens[0], "freq")
        return tantivy.Query.phrase_query(self._schema, term.field, list(term.tokens))

    def count(self) -> int:
        """See ``LexicalIndex.count``."""
        return int(self._searcher.num_docs)

    def document_frequency(self, field: str, term: str) -> int:
        """See ``LexicalIndex.document_frequency``."""
        counted = int(self._searcher.doc_freq(field, term))
        if not 0 < counted <= _COUNTED:
            return counted
        query = tantivy.Query.term_query(self._schema, field, term, "basic")
        return len(self._searcher.search(query, limit=_COUNTED, count=False).hits)


def _document(row: LexicalRow) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned(_ID, row.id)
    for name, tokens in row.fields.items():
        document.add_text(name, " ".join(tokens))
    return document


def _write(folder: Path, index: tantivy.Index, gone: Iterable[int], rows: Iterable[LexicalRow]) -> None:
    documents = map(_document, rows)
    try:
        writer = index.writer(_HEAP_BYTES, 1)
        for passage in gone:
            # By a query: a term that is given as a number is taken for a signed one, and finds nothing.
            writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, _ID, passage))
        for document in documents:
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    except ValueError as error:
        raise unwritten(folder, error) from error


class TantivyWriter:
    """Builds and opens ``TantivyIndex``."""

    def build(self, folder: Path, rows: Iterable[LexicalRow]) -> None:
        """See ``LexicalIndexWriter.build``."""
        folder.mkdir(parents=True)
        _write(folder, tantivy.Index(_schema(), path=str(folder)), [], rows)

    def extend(self, folder: Path, gone: Ids, rows: Iterable[LexicalRow]) -> None:
        """See ``LexicalIndexWriter.extend``."""
        _write(folder, tantivy.Index.open(str(folder)), gone.tolist(), rows)

    def open(self, folder: Path) -> LexicalIndex:
        """See ``LexicalIndexWriter.open``."""
        return TantivyIndex(folder)
