"""The HTTP API, put together and served."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from retrieval.assembly import open_engine
from retrieval.settings import Settings
from serving.guard import Guard
from serving.http_api import create_app
from serving.measuring import Meters
from serving.running import address_of, limits_of, listen, names_of, serve
from serving.service import Service
from serving.workers import Workers


def serve_http(arguments: argparse.Namespace, settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until told to stop. ``say``: told the address when questions can be asked there."""
    limits, meters = limits_of(arguments), Meters()
    with listen(arguments.host, arguments.port) as listening, Workers(limits) as workers:
        app = create_app(Service(open_engine(settings), meters.answered), workers, meters)
        guarded = Guard(app, limits, names_of(arguments.host, arguments.name), meters.requested)
        serve(guarded, listening, arguments.proxy, lambda: say(address_of(listening) + "/docs"))
