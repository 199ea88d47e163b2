"""The API keeps to its own schema: generated requests, right ones and wrong ones, each answered as the schema says."""

from __future__ import annotations

from typing import cast

import httpx
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from serving.http_api import create_app
from serving.measuring import Meters
from serving.service import Service
from serving.workers import Workers
from tests.serving.servers import Server

# Not `positive_data_acceptance`: no schema can list the plans, pages and values of facets that a library holds.
CHECKS = [
    not_a_server_error,
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]


# Only what it tells of itself is asked of this one.
SCHEMA = create_app(cast(Service, None), cast(Workers, None), Meters()).openapi()
REFUSED = [400, 403, 404, 405, 413, 414, 422]
CONFIG = SchemathesisConfig.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}})
schema = schemathesis.openapi.from_dict(SCHEMA, config=CONFIG)


def test_the_server_tells_the_schema_that_is_tested(client: httpx.Client) -> None:
    assert client.get("/openapi.json").json() == SCHEMA


@schema.parametrize()
@settings(max_examples=40, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_operation_keeps_to_the_schema(case: schemathesis.Case, server: Server) -> None:
    case.call_and_validate(base_url=server.root, checks=CHECKS, timeout=120)
