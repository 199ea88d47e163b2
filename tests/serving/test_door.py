"""The commands of the doors: what is missing or wrong is told with a sentence."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.settings import Settings
from tests.doors import Done, refused
from tests.serving.servers import ROOT, environment


def door(index: Path, *arguments: object, without: str = "") -> Done:
    """Run the door; ``without``: as if that module were not installed."""
    code = "import sys; from serving.__main__ import main; raise SystemExit(main())"
    hidden = f"import sys; sys.modules[{without!r}] = None; " if without else ""
    done = subprocess.run(
        [sys.executable, "-c", hidden + code, *map(str, arguments)],
        cwd=ROOT,
        env=environment(index),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("command", [("http",), ("mcp",), ("mcp", "--http")], ids=" ".join)
def test_without_a_library_the_command_to_make_one_is_named(command: tuple[str, ...], tmp_path: Path) -> None:
    refused(door(tmp_path / "niets", *command, "--port", 0), "python -m ingest build", tmp_path / "niets")


@pytest.mark.parametrize(
    ("command", "module", "extra"),
    [("http", "fastapi", "api"), ("http", "prometheus_client", "api"), ("http", "uvicorn", "api"), ("mcp", "mcp", "mcp")],
)
def test_without_an_extra_the_command_to_install_it_is_named(command: str, module: str, extra: str, tmp_path: Path) -> None:
    refused(door(tmp_path, command, without=module), module, f"'.[{extra}]'")


def test_the_mcp_server_does_without_what_only_the_api_needs(tmp_path: Path) -> None:
    for module in ("fastapi", "prometheus_client"):
        refused(door(tmp_path, "mcp", without=module), "python -m ingest build")


def test_an_address_that_is_taken_is_told(shipped_library: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused(door(shipped_library.index, "http", "--port", port, "--language", "en"), f"127.0.0.1:{port}", "--port")
    refused(door(shipped_library.index, "http", "--host", "999.1.1.1", "--port", 0), "999.1.1.1")


@pytest.mark.parametrize("wrong", [("--port", "70000"), ("--port", "x"), ("--rate", "0"), ("--seconds", "-1"), ("--vreemd",)])
def test_wrong_use_is_told(wrong: tuple[str, ...], tmp_path: Path) -> None:
    refused(door(tmp_path, "http", *wrong))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_server_that_is_told_to_stop_leaves_nothing_behind(
    told: signal.Signals, code: int, shipped_library: Settings, tmp_path: Path
) -> None:
    # Who runs the tests in the background may have them ignore Ctrl-C; a server that somebody started does not.
    heeding = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", heeding, sys.executable, "-m", "serving", "http", "--port", "0"]
    there = {**environment(shipped_library.index), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=there, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None and "http://" in process.stderr.readline()
            assert [path.name for path in tmp_path.iterdir()] != []  # the copy of the vector index
            process.send_signal(told)
            _, error = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == code and "Traceback" not in error
    assert [path.name for path in tmp_path.iterdir()] == []
