"""What can go wrong at the doors for programs."""

from __future__ import annotations

from retrieval.errors import PlanwijzerError


class ServingError(PlanwijzerError):
    """Base of the errors of this package."""


class ExtraMissing(ServingError):
    """A library that a door needs is not installed. Facts: module, extra."""

    key = "error.extra_missing"


class AddressUnusable(ServingError):
    """A door can't listen at the address that was named. Facts: address, reason."""

    key = "error.address_unusable"


class RequestInvalid(ServingError):
    """A request does not hold what it must. Facts: where."""

    key = "error.request_invalid"


class StateUnusable(ServingError):
    """Where a conversation stands was not told by an answer of this library."""

    key = "error.state_unusable"


class PlanUnknown(ServingError):
    """There is no plan of that id. Facts: plan."""

    key = "error.plan_unknown"


class PictureMissing(ServingError):
    """A page that is there has no picture. Facts: document, page."""

    key = "error.picture_missing"


class PathUnknown(ServingError):
    """There is nothing at an address. Facts: path."""

    key = "error.path_unknown"


class MethodRefused(ServingError):
    """What is at an address can't be asked for in that way. Facts: method, path."""

    key = "error.method_refused"


class HostRefused(ServingError):
    """A request names another server than this one, or comes from a page of one. Facts: host."""

    key = "error.host_refused"


class AddressTooLong(ServingError):
    """The address of a request is over the limit. Facts: limit."""

    key = "error.address_too_long"


class BodyTooLarge(ServingError):
    """The body of a request is over the limit. Facts: limit."""

    key = "error.body_too_large"


class RateExceeded(ServingError):
    """A client asks too much. Facts: seconds."""

    key = "error.rate_exceeded"


class Busy(ServingError):
    """More is asked than can be answered in time. Facts: seconds."""

    key = "error.busy"


class TooSlow(ServingError):
    """Answering took too long. Facts: seconds."""

    key = "error.too_slow"
