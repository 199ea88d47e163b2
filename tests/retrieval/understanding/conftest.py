"""What questions are understood with, made from the tables of the shipped corpus alone: quicker than its index."""

from __future__ import annotations

import pytest

from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.aspects import read_aspects
from retrieval.compounds import CompoundSplitter, read_words
from retrieval.glossary import Glossary
from retrieval.settings import CORPUS
from retrieval.understanding.filters import FilterReader
from retrieval.understanding.learned.learned import read_learned
from retrieval.understanding.question import Understanding
from retrieval.understanding.spelling import Speller


@pytest.fixture(scope="session")
def means(reader: FilterReader, glossary: Glossary) -> Understanding:
    """An understanding that knows the words of names only; it reads questions as they are typed."""
    names = [label for concept in reader.concepts for label in concept.labels]
    speller = Speller({}, names, CompoundSplitter(read_words()), lambda *_: False)
    return Understanding(reader, glossary, speller, read_aspects(CORPUS), read_learned(EmbeddedEncoder()))
