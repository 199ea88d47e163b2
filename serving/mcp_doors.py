"""The MCP server, put together and served."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from retrieval.assembly import open_engine
from retrieval.settings import Settings
from serving.guard import Guard
from serving.limits import Limits
from serving.mcp_tools import Tools, create_server
from serving.running import address_of, limits_of, listen, names_of, serve
from serving.service import Service
from serving.workers import Workers

PATH = "/mcp"


def serve_mcp(arguments: argparse.Namespace, settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until told to stop, or until standard input ends. ``say``: told the address, where it has one."""
    limits = limits_of(arguments)
    with Workers(limits) as workers:
        if not arguments.http:
            create_server(Tools(Service(open_engine(settings)), workers, arguments.language)).run("stdio")
            return
        with listen(arguments.host, arguments.port) as listening:
            server = create_server(Tools(Service(open_engine(settings)), workers, arguments.language))
            guarded = Guard(http_app(server, limits), limits, names_of(arguments.host, arguments.name))
            serve(guarded, listening, arguments.proxy, lambda: say(address_of(listening) + PATH))


def http_app(server: MCPServer, limits: Limits) -> ASGIApp:
    """The server over streamable HTTP, without sessions: any of several processes can take the next request."""
    # The guard looks at hosts and origins, by the names that the door was given.
    unguarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    return server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=limits.body,
        transport_security=unguarded,
    )
