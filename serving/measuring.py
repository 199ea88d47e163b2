"""What a server tells of itself, as Prometheus reads it: how long, how often, what was refused, which citations failed.

Nothing that anybody asked is in it: names of routes, stages and outcomes alone.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.types import Scope

from retrieval.journal.accounts import fallbacks
from retrieval.model import Answer

MEDIA_TYPE = CONTENT_TYPE_LATEST
# Seconds. A warm question takes some 0.02 to 0.2; the limit of a request is 30.
_BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)
# What is asked for at no address that there is goes under one name: an address is chosen by who asks.
_NOWHERE = "none"


class Meters:
    """The counters of one server; safe to use from threads."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        self._requests = Counter("planwijzer_requests", "Requests by route and status.", ["route", "status"], registry=own)
        self._seconds = Histogram(
            "planwijzer_request_seconds", "Time of requests by route.", ["route"], registry=own, buckets=_BUCKETS
        )
        self._refused = Counter("planwijzer_refused", "Requests refused, by reason.", ["reason"], registry=own)
        self._answers = Counter("planwijzer_answers", "Answers by status.", ["status"], registry=own)
        self._stages = Histogram(
            "planwijzer_stage_seconds", "Time of the steps of answering.", ["stage"], registry=own, buckets=_BUCKETS
        )
        self._found_nothing = Counter("planwijzer_found_nothing", "Answers that found nothing, by why.", ["reason"], registry=own)
        self._fallbacks = Counter(
            "planwijzer_fallbacks", "Answers that had to do without something, by what.", ["without"], registry=own
        )
        self._failed = Counter("planwijzer_failed_citations", "Citations that did not hold and were left out.", registry=own)

    def requested(self, scope: Scope, status: int, seconds: float, refused: str) -> None:
        """A request was answered; as ``serving.guard.Watch``."""
        route = getattr(scope.get("route"), "path", _NOWHERE)
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        if refused:
            self._refused.labels(refused).inc()

    def answered(self, answer: Answer) -> None:
        """A question was answered."""
        self._answers.labels(str(answer.status)).inc()
        self._failed.inc(answer.dropped)
        if answer.reason:
            self._found_nothing.labels(str(answer.reason)).inc()
        for without in fallbacks(answer):
            self._fallbacks.labels(without).inc()
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1e3)

    def text(self) -> bytes:
        """All of it, in the format that ``MEDIA_TYPE`` names."""
        return generate_latest(self._registry)
