"""What is in a folder: every file once, also where links lead to it, and nothing from outside."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROBLEMS = {errno.ENOENT: "not_found", errno.ELOOP: "link_loop", errno.ENAMETOOLONG: "too_deep"}


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a folder. ``name``: its path from there; ``folder``: whether it is one; ``problem``: the key of a reason
    why it can't be read, or ``""``."""

    path: Path
    name: str
    folder: bool = False
    problem: str = ""


def walk(root: Path) -> Iterator[Found]:
    """What is in a folder and in the folders there, in the order of their names; what is hidden is passed over."""
    top, waiting = root.resolve(), [root]
    # Not by calling itself: folders may lie deeper in each other than calls can.
    while waiting:
        path = waiting.pop()
        found = _found(path, path.relative_to(root).as_posix(), top) if path != root else Found(root, ".", folder=True)
        if found.folder:
            try:
                waiting += _entries(path)
            except OSError as error:
                found = Found(path, found.name, problem=_PROBLEMS.get(error.errno or 0, "not_opened"))
        yield found


def _entries(folder: Path) -> list[Path]:
    """What is in a folder and not hidden, last name first."""
    return [folder / name for name in sorted(os.listdir(folder), reverse=True) if not name.startswith(".")]


def _found(path: Path, name: str, top: Path) -> Found:
    try:
        problem = _link_problem(path, top) if path.is_symlink() else ""
        mode = path.stat().st_mode if not problem else 0
    except OSError as error:
        return Found(path, name, problem=_PROBLEMS.get(error.errno or 0, "not_opened"))
    if problem or stat.S_ISREG(mode):
        return Found(path, name, problem=problem)
    if stat.S_ISDIR(mode):
        return Found(path, name, folder=True)
    return Found(path, name, problem="not_a_file")


def _link_problem(link: Path, top: Path) -> str:
    """Why a link is not followed, or ``""``. Raises ``OSError`` when it leads nowhere."""
    target = Path(os.path.realpath(link, strict=True))
    if not target.is_relative_to(top):
        return "link_outside"
    # What is not hidden is found on its own; a hidden file is what tools for large files keep behind a link.
    hidden = any(part.startswith(".") for part in target.relative_to(top).parts)
    return "" if hidden and target.is_file() else "link_inside"
