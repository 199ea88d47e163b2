"""What can go wrong with an input. ``reason`` is the key of its sentence in the texts."""

from __future__ import annotations

from retrieval.errors import PlanwijzerError


class IngestError(PlanwijzerError):
    """Base of the errors of this package."""


class SourceMissing(IngestError):
    """A source named by the user does not exist. Facts: source."""

    key = "error.source_missing"


class SourceUnsupported(IngestError):
    """A source of a kind that can't be read. Facts: source, kinds."""

    key = "error.source_unsupported"


class DocumentUnknown(IngestError):
    """What is to be taken out of the library is not in it. Facts: document."""

    key = "error.document_unknown"


class SourceIsAddress(IngestError):
    """A source named by the user is an address on the web. Facts: source."""

    key = "error.source_address"


class Unreadable(Exception):
    """One input can't be read; the run goes on. ``reason``: a key under ``reason.`` of the texts."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)  # as given, so that it comes whole out of another process
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


class Unfetched(Exception):
    """A document is not fetched from the web; the run goes on. ``reason``: a key under ``unfetched.`` of the texts;
    ``wait``: how long the server asks to be left alone, in seconds, where it does."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait
