"""Tesseract, where it is installed: lines recognised in the picture of a page."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.segments import fold_ligatures

# What Tesseract asks for, and an A3 page of it.
DOTS_PER_INCH, MAX_PIXELS = 300, 18_000_000
PAGE_SECONDS = 40.0
_LANGUAGES = ("nld", "eng")
_POINTS = 72 / DOTS_PER_INCH
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
            done = subprocess.run(command, input=png, capture_output=True, timeout=seconds, check=False)
        except (subprocess.TimeoutExpired, OSError):
            return []
        return _lines(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else []


def tesseract() -> Tesseract | None:
    """The program on the search path of this machine; ``None`` without it, or without Dutch and English."""
    program = shutil.which("tesseract")
    languages = _languages(program) if program else ()
    return Tesseract(program, languages) if program and languages else None


@cache
def _languages(program: str) -> tuple[str, ...]:
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=PAGE_SECONDS, check=False, text=True)
    except (subprocess.TimeoutExpired, OSError):
        return ()
    return tuple(language for language in _LANGUAGES if language in listed.stdout.split())


def _lines(table: str) -> list[Line]:
    """Lines of the words in Tesseract's table; all of one letter size, because the heights it measures vary."""
    found: dict[tuple[str, ...], list[Mapping[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip() and float(row["conf"]) >= _CONFIDENT:
            found[row["block_num"], row["par_num"], row["line_num"]].append(row)
    lines = [_Box.around(words) for words in found.values()]
    size = round(median(line.bottom - line.top for line in lines) * _POINTS, 1) if lines else 0.0
    return [line.placed(size) for line in lines]


@dataclass(frozen=True, slots=True)
class _Box:
    """A line in pixels from the head of the picture."""

    text: str
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, words: Sequence[Mapping[str, str]]) -> _Box:
        """The line of some words."""
        boxes = [(int(word["left"]), int(word["top"]), int(word["width"]), int(word["height"])) for word in words]
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
        return cls(fold_ligatures(" ".join(word["text"] for word in words)), left, top, right, bottom)

    def placed(self, size: float) -> Line:
        """In points, as high as its letters are set whichever they are; heights are negative, below the head."""
        middle = -(self.top + self.bottom) / 2 * _POINTS
        return Line(self.text, size, middle + size / 2, middle - size / 2, self.left * _POINTS, self.right * _POINTS)
