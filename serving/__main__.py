"""The door of serving: ``python -m serving http|mcp``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from retrieval.doctor.incomplete import told

try:
    from retrieval import door
    from retrieval.settings import Settings, usable_cores
    from retrieval.texts import Texts
    from serving.errors import ExtraMissing
    from serving.limits import Limits
except ModuleNotFoundError as error:
    # Before there is anything to work with, the doctor says what to install.
    raise SystemExit(told(error, sys.argv)) from error

HTTP_PORT, MCP_PORT = 8502, 8503
# What a door needs beside a plain install, by the extra that brings it.
_NEEDED = {"api": ("fastapi", "prometheus_client", "uvicorn"), "mcp": ("mcp", "uvicorn")}


def http(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Serve the HTTP API."""
    try:
        from serving.doors import serve_http
    except ModuleNotFoundError as error:
        raise _missing(error, "api") from error
    serve_http(arguments, settings, partial(_say, texts, "serving.http"))
    return door.DONE


def mcp(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Serve the MCP tools: on standard input and output, or over HTTP."""
    try:
        from serving.mcp_doors import serve_mcp
    except ModuleNotFoundError as error:
        raise _missing(error, "mcp") from error
    serve_mcp(arguments, settings, partial(_say, texts, "serving.mcp"))
    return door.DONE


def _missing(error: ModuleNotFoundError, extra: str) -> BaseException:
    """What is told of a missing module: which extra brings it, where one does, or what to install."""
    module = (error.name or "").partition(".")[0]
    return ExtraMissing(module=module, extra=extra) if module in _NEEDED[extra] else SystemExit(told(error, sys.argv))


def _say(texts: Texts, key: str, address: str) -> None:
    # On standard error: standard output may be what the tools are spoken over.
    print(texts(key, address=address), file=sys.stderr, flush=True)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r}: 0 - 65535")
    return int(text)


def _parser() -> door.Parser:
    usual = Limits()
    parser = door.Parser(prog="python -m serving", description="Doors for other programs: an HTTP API and an MCP server.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serving = commands.add_parser("http", help="the HTTP API; /docs tells what can be asked")
    serving.set_defaults(command=http)
    speaking = commands.add_parser("mcp", help="an MCP server on standard input and output, or over HTTP")
    speaking.add_argument("--http", action="store_true", help="streamable HTTP, at /mcp")
    speaking.set_defaults(command=mcp)
    for command, port in ((serving, HTTP_PORT), (speaking, MCP_PORT)):
        command.add_argument(
            "--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (default: this computer alone)"
        )
        command.add_argument("--port", type=_port, default=port, metavar="N", help=f"0 takes a free one (default: {port})")
        command.add_argument("--name", action="append", default=[], metavar="HOST", help="a name that the server goes by")
        command.add_argument(
            "--proxy", action="append", default=[], metavar="ADDRESS", help="a proxy whose X-Forwarded-For is true"
        )
        command.add_argument(
            "--rate", type=door.positive, default=usual.per_minute, metavar="N", help="requests of one client a minute"
        )
        command.add_argument(
            "--at-once", type=door.positive, default=usable_cores(), metavar="N", help="questions worked on at once"
        )
        command.add_argument(
            "--seconds", type=door.positive, default=usual.seconds, metavar="N", help="how long a request may take"
        )
        door.add_common(command)
        command.set_defaults(log="info")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    return door.run(_parser(), arguments)


if __name__ == "__main__":
    raise SystemExit(main())
