"""What shapes an index, as one short mark: encoder, analyser, and the shape that ingest gave passages."""

from __future__ import annotations

import hashlib

from retrieval.dutch import ANALYSER
from retrieval.ports import Encoder

_LENGTH = 12


def fingerprint(encoder: Encoder, shape: str) -> str:
    """The mark of an index: equal marks mean that vectors, tokens and passages can be compared."""
    parts = "\n".join((encoder.identity, str(encoder.dimension), ANALYSER, shape))
    return hashlib.sha256(parts.encode()).hexdigest()[:_LENGTH]
