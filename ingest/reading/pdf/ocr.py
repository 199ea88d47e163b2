"""Tesseract, where it is installed: lines recognised in the picture of a page."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from statistics import median

from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.segments import fold_ligatures

# What Tesseract asks for, and an A3 page of it.
DOTS_PER_INCH, MAX_PIXELS = 300, 18_000_000
PAGE_SECONDS = 40.0
_LANGUAGES = ("nld", "eng")
# Below this confidence, of 100, a word is a stain or a line.
_CONFIDENT = 30.0


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program and the languages it has of ours."""

    program: str
    languages: tuple[str, ...]

    def lines(self, png: bytes, seconds: float) -> list[Line]:
        """The lines of a picture of ``DOTS_PER_INCH``, in reading order; none when it takes too long or fails."""
        command = [self.program, "stdin", "stdout", "-l", "+".join(self.languages), "--dpi", str(DOTS_PER_INCH), "tsv"]
        try:
            done = subprocess.run(command, input=png, capture_output=True, timeout=seconds, check=False, env=_environment())
        except (subprocess.TimeoutExpired, OSError):
            return []
        return _lines(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else []


@cache
def tesseract() -> Tesseract | None:
    """The program on the search path of this machine; ``None`` without it, or without Dutch and English."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=PAGE_SECONDS, check=False, text=True)
    except (subprocess.TimeoutExpired, OSError):
        return None
    languages = tuple(language for language in _LANGUAGES if language in listed.stdout.split())
    return Tesseract(program, languages) if languages else None


def _environment() -> dict[str, str]:
    # Several files are read at once: a thread each is faster than threads that wait for one another.
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def _lines(table: str) -> list[Line]:
    """Lines of the words in Tesseract's table; all of one letter size, because the heights it measures vary."""
    found: dict[tuple[str, ...], list[Mapping[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip() and float(row["conf"]) >= _CONFIDENT:
            found[row["block_num"], row["par_num"], row["line_num"]].append(row)
    if not found:
        return []
    size = round(median(int(word["height"]) for words in found.values() for word in words) * _POINTS, 1)
    return [_line(words, size) for words in found.values()]


_POINTS = 72 / DOTS_PER_INCH


def _line(words: Iterable[Mapping[str, str]], size: float) -> Line:
    """Edges in points; heights are below the head of the page, hence negative."""
    boxes = [(int(word["left"]), int(word["top"]), int(word["width"]), int(word["height"])) for word in words]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    text = fold_ligatures(" ".join(word["text"] for word in words))
    return Line(text, size, -top * _POINTS, -bottom * _POINTS, left * _POINTS, right * _POINTS)
