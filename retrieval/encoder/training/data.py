"""Parallel English-Dutch text: reading it, cleaning it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TRAINING_FILES = (
    "tatoeba.tsv",
    "esco-occupations.tsv",
    "minvws-covid-dashboard.tsv",
    "ntrex128.tsv",
    "flores200-devtest.tsv",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in both languages."""

    english: str
    dutch: str


def read_pairs(folder: Path, names: Iterable[str] = TRAINING_FILES) -> list[Pair]:
    """Read the pairs of all named files, in order, each exact pair once."""
    return list(dict.fromkeys(pair for name in names for pair in _read_file(folder / name)))


def _read_file(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 2:
                raise ValueError(f"{path}:{number}: expected English, tab, Dutch")
            english, dutch = (" ".join(field.split()) for field in fields)
            if english and dutch:
                yield Pair(english, dutch)
