"""What is installed: one version of everything, wherever it is written, and a hash for every file of it."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
_PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)(.*)$")


def pins(lines: list[str]) -> dict[str, str]:
    """Versions by the name that an index knows."""
    found = (_PIN.match(line) for line in lines)
    return {re.sub(r"[-_.]+", "-", own[1]).lower(): own[2] for own in found if own}


DIRECT = pins(PROJECT["dependencies"])
SERVED = DIRECT | pins(EXTRAS["api"]) | pins(EXTRAS["mcp"])
CONSTRAINTS = pins((ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines())
LOCKED = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCK = pins(LOCKED.splitlines())


def test_every_dependency_is_pinned() -> None:
    everything = [*PROJECT["dependencies"], *(one for extra in EXTRAS.values() for one in extra)]
    assert [one for one in everything if not _PIN.match(one)] == []


def test_one_thing_has_one_version_wherever_it_is_written() -> None:
    for extra, lines in EXTRAS.items():
        for name, version in pins(lines).items():
            assert {DIRECT.get(name, version), CONSTRAINTS.get(name, version)} == {version}, f"{name} in {extra}"
    assert {name: CONSTRAINTS[name] for name in DIRECT.keys() & CONSTRAINTS.keys()} == {
        name: DIRECT[name] for name in DIRECT.keys() & CONSTRAINTS.keys()
    }


def test_what_is_locked_is_what_is_pinned_and_all_of_it_but_torch() -> None:
    wanted = CONSTRAINTS | SERVED
    assert {name: version for name, version in LOCK.items() if wanted.get(name, version) != version} == {}
    assert SERVED.keys() - LOCK.keys() == {"torch"}


def test_what_is_locked_and_not_pinned_is_for_other_systems_alone() -> None:
    others = LOCK.keys() - (CONSTRAINTS | SERVED).keys()
    for name in others:
        (line,) = [line for line in LOCKED.splitlines() if line.startswith(f"{name}==")]
        assert re.search(r"(sys_platform|os_name) == '(win32|nt|emscripten)'", line), line


def test_everything_that_is_locked_has_hashes() -> None:
    entries = re.split(r"\n(?=[\w.-]+==)", LOCKED.strip())[1:]
    assert len(entries) == len(LOCK) > 100
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry) and "://" not in entry, entry[:80]


@pytest.mark.parametrize(("target", "tool"), [("lock", "uv pip compile"), ("sbom", "cyclonedx_py"), ("audit", "pip-audit")])
def test_make_knows_what_to_do_with_them(target: str, tool: str) -> None:
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and tool in done.stdout, done.stderr
