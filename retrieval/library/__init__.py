"""The record: one SQLite file that ingest writes and everything reads.

Documents are kept by version: a changed document gets a new version, and the old one stays until no published
generation refers to it, so that one answer rests on one state of the library.
"""

from retrieval.library.facet_reading import FoundPlan
from retrieval.library.facet_writing import FacetsOfDocument
from retrieval.library.inputs import DUPLICATE, InputIndex, InputRecord
from retrieval.library.reading import Library
from retrieval.library.schema import CURRENT, FILE, GENERATIONS
from retrieval.library.versions import NewPassage, NewVersion
from retrieval.library.writing import LibraryWriter

__all__ = [
    "CURRENT",
    "DUPLICATE",
    "FILE",
    "GENERATIONS",
    "FacetsOfDocument",
    "FoundPlan",
    "InputIndex",
    "InputRecord",
    "Library",
    "LibraryWriter",
    "NewPassage",
    "NewVersion",
]
