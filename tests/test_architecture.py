"""Imports point down, and starting a command is not held up by what it does not use."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("retrieval", "ingest", "serving", "ui")
# Each costs seconds to import, and no command needs it before it is asked to do something.
HEAVY = ("streamlit", "sentence_transformers", "torch", "transformers", "chromadb")


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_keep_to_the_layers() -> None:
    done = run("from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))")
    assert done.returncode == 0, done.stdout[-3000:]
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize("module", ["retrieval.__main__", "ingest.__main__", "serving.__main__"])
def test_a_command_starts_without_heavy_libraries(module: str) -> None:
    done = run(f"import sys, {module}; print(*sorted(sys.modules))")
    assert done.returncode == 0, done.stderr
    assert {name.partition(".")[0] for name in done.stdout.split()} & set(HEAVY) == set()


def test_the_doors_for_programs_start_without_what_only_they_need() -> None:
    done = run("import sys, serving.__main__; print(*sorted(sys.modules))")
    assert {name.partition(".")[0] for name in done.stdout.split()} & {"fastapi", "mcp", "prometheus_client", "uvicorn"} == set()


def test_nothing_else_needs_the_doors_for_programs() -> None:
    without = "import sys; sys.modules.update(fastapi=None, mcp=None, prometheus_client=None)"
    done = run(f"{without}\nimport app, ingest.__main__, retrieval.assembly")
    assert done.returncode == 0, done.stderr


def test_the_vocabulary_uses_the_standard_library_alone() -> None:
    paths = sorted((ROOT / "retrieval" / "model").glob("*.py"))
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    others = {name for name in imported if not name.startswith("retrieval.model.")}
    assert others and {name.partition(".")[0] for name in others} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("package", PACKAGES)
def test_only_the_doors_read_the_environment(package: str) -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / package).rglob("*.py"))
        if any(
            isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert set(readers) <= {"retrieval/door.py", "ui/resources.py"}
