"""The library and the models: does everything open, and answer?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from retrieval.assembly import load_encoder, open_chat, open_engine
from retrieval.doctor.finding import Finding, failed, ok, warning
from retrieval.errors import ChatUnavailable, PlanwijzerError
from retrieval.generations.folders import current_folder
from retrieval.generations.manifest import read_manifest, software
from retrieval.library import Library
from retrieval.ports import Message
from retrieval.settings import ChatSettings, Settings

# Three words: whatever the encoder, the two that mean the same lie nearer to each other than to the third.
_WORD, _SAME, _OTHER = "waterstof", "hydrogen", "verpleeghuis"


def encoder(name: str) -> Iterator[Finding]:
    """Whether the encoder opens and tells meanings apart: one whose files are damaged may open all the same."""
    try:
        opened = load_encoder(name)
    except PlanwijzerError as error:
        yield failed(error)
        return
    word, same, other = opened.encode_passages([_WORD, _SAME, _OTHER])
    sound = bool(np.isfinite([word, same, other]).all()) and abs(float(np.linalg.norm(word)) - 1) < 1e-3
    told = {"name": opened.identity, "dimension": opened.dimension}
    yield ok("doctor.encoder", **told) if sound and word @ same > word @ other else warning("doctor.encoder_odd", **told)


def library(settings: Settings) -> Iterator[Finding]:
    """Whether the record can be read, and what is published opens and answers."""
    try:
        record = Library(settings.index)
        yield ok("doctor.record", documents=len(record.documents()), inputs=sum(1 for _ in record.each_input()))
        yield from _answering(settings)
    except PlanwijzerError as error:
        yield failed(error)


def _answering(settings: Settings) -> Iterator[Finding]:
    engine = open_engine(settings)
    engine.search(_WORD, (), 1)
    coverage, manifest = engine.coverage(), read_manifest(current_folder(settings.index))
    if coverage.stands_in:
        yield warning("doctor.stands_in", built=coverage.built_at)
    elif manifest.software != software():
        yield warning("doctor.software", built=manifest.software, now=software())
    elif not manifest.trusts_vector_index:
        yield warning("doctor.exact", generation=manifest.number)
    else:
        yield ok("doctor.index", generation=manifest.number, built=manifest.built_at, passages=manifest.passages)


def chat(settings: ChatSettings) -> Finding:
    """Whether the language model that is set answers."""
    model = open_chat(settings)
    try:
        "".join(model.stream([Message("user", "ok?")]))
    except ChatUnavailable as error:
        return failed(error)
    return ok("doctor.chat", name=model.identity)
