"""Parallel English-Dutch text: reading it, and joining sentences to paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

SENTENCE_FILES = ("tatoeba.tsv", "esco-occupations.tsv", "minvws-covid-dashboard.tsv")
PROSE_FILES = ("ntrex128.tsv", "flores200-devtest.tsv")  # sentences in the order of their articles
TERMS_FILE = Path(__file__).with_name("terms.tsv")
WINDOWS = ((3, 2), (6, 5))  # sentences in a paragraph, sentences to the start of the next one


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in both languages."""

    english: str
    dutch: str


def training_pairs(folder: Path) -> list[Pair]:
    """Return everything to train on, in a fixed order, each exact pair once."""
    sentences = [read_pairs(folder / name) for name in SENTENCE_FILES]
    prose = [read_pairs(folder / name) for name in PROSE_FILES]
    paragraphs = [join_sentences(pairs, *window) for pairs in prose for window in WINDOWS]
    return list(dict.fromkeys(chain(*sentences, *prose, *paragraphs, read_pairs(TERMS_FILE))))


def join_sentences(pairs: Sequence[Pair], length: int, step: int) -> list[Pair]:
    """Join every run of ``length`` sentences, starting each ``step`` sentences, to one text."""
    starts = range(0, len(pairs) - length + 1, step)
    return [_join(pairs[start : start + length]) for start in starts]


def read_pairs(path: Path) -> list[Pair]:
    """Read a file with English, tab, Dutch on each line."""
    return list(_read_lines(path))


def _join(pairs: Sequence[Pair]) -> Pair:
    return Pair(" ".join(pair.english for pair in pairs), " ".join(pair.dutch for pair in pairs))


def _read_lines(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 2:
                raise ValueError(f"{path}:{number}: expected English, tab, Dutch")
            english, dutch = (" ".join(field.split()) for field in fields)
            if english and dutch:
                yield Pair(english, dutch)
