"""The lexical index in Tantivy: fed with tokens analysed by us, so that no language rule lives here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import tantivy

from retrieval.adapters.unwritten import unwritten
from retrieval.errors import IndexDamaged
from retrieval.lexical import FIELDS
from retrieval.ports import Ids, LexicalIndex, LexicalRow, Scores, Term

_HEAP_BYTES = 64_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, fast=True)
    for name in FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


class TantivyIndex:
    """A ``LexicalIndex``; safe to search from several threads."""

    def __init__(self, folder: Path) -> None:
        try:
            index = tantivy.Index.open(str(folder))
            self._schema = index.schema
            self._searcher = index.searcher()
        except (ValueError, OSError) as error:
            raise IndexDamaged(index=str(folder), reason=str(error)) from error

    def search(self, terms: Sequence[Term], limit: int) -> tuple[Ids, Scores]:
        """See ``LexicalIndex.search``."""
        if not terms or limit < 1 or self.count() == 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        found = self._searcher.search(self._query(terms), limit=limit, count=False).hits
        addresses = [address for _, address in found]
        ids = self._searcher.fast_field_values("id", addresses) if addresses else []
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
        return int(self._searcher.doc_freq(field, term))


def _document(row: LexicalRow) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("id", row.id)
    for name, tokens in row.fields.items():
        document.add_text(name, " ".join(tokens))
    return document


class TantivyWriter:
    """Builds and opens ``TantivyIndex``."""

    def build(self, folder: Path, rows: Iterable[LexicalRow]) -> None:
        """See ``LexicalIndexWriter.build``."""
        folder.mkdir(parents=True)
        documents = map(_document, rows)
        try:
            writer = tantivy.Index(_schema(), path=str(folder)).writer(_HEAP_BYTES, 1)
            for document in documents:
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:
            raise unwritten(folder, error) from error

    def open(self, folder: Path) -> LexicalIndex:
        """See ``LexicalIndexWriter.open``."""
        return TantivyIndex(folder)
