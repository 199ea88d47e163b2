"""How many examples a property is tried with whose every example takes long: few in the tests, more in a soak."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SOAK = int(os.environ.get("PROPERTY_EXAMPLES", "0"))


def few(number: int) -> settings:
    """``number`` examples, or as many as a soak asks for; fixtures are shared by all of them."""
    return settings(
        max_examples=_SOAK or number, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    )
