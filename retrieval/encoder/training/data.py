"""Parallel English-Dutch text: reading it, joining sentences to paragraphs, and keeping some pairs for measuring."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

SENTENCE_FILES = {
    "tatoeba": "tatoeba.tsv",
    "esco": "esco-occupations.tsv",
    "dashboard": "minvws-covid-dashboard.tsv",
}
PROSE_FILES = {"ntrex": "ntrex128.tsv", "flores": "flores200-devtest.tsv"}  # sentences in the order of their articles
OWN_FILES = {"terms": "terms.tsv", "words": "words.tsv"}  # in the folder of this module
PARAGRAPHS = "paragraphs"
PARTS = (*SENTENCE_FILES, *PROSE_FILES, PARAGRAPHS, *OWN_FILES)
WINDOWS = ((3, 2), (6, 5))  # sentences in a paragraph, sentences to the start of the next one
HELD_OUT_STEP, HELD_OUT_PAIRS = 27, 500  # spread over the whole of Tatoeba


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in both languages."""

    english: str
    dutch: str


def training_pairs(parallel: Path, without: Collection[str] = ()) -> list[Pair]:
    """Return everything to train on, in a fixed order, each exact pair once, no text of a held-out pair."""
    kept = [part for part in PARTS if part not in without]
    prose = [read_pairs(parallel / PROSE_FILES[part]) for part in kept if part in PROSE_FILES]
    groups = [read_pairs(parallel / SENTENCE_FILES[part]) for part in kept if part in SENTENCE_FILES] + prose
    if PARAGRAPHS in kept:
        groups += [join_sentences(pairs, *window) for pairs in prose for window in WINDOWS]
    groups += [read_pairs(Path(__file__).with_name(OWN_FILES[part])) for part in kept if part in OWN_FILES]
    return _without_texts(dict.fromkeys(chain(*groups)), held_out_pairs(parallel))


def held_out_pairs(parallel: Path) -> list[Pair]:
    """Return the pairs that are kept for measuring."""
    return read_pairs(parallel / SENTENCE_FILES["tatoeba"])[::HELD_OUT_STEP][:HELD_OUT_PAIRS]


def join_sentences(pairs: Sequence[Pair], length: int, step: int) -> list[Pair]:
    """Join every run of ``length`` sentences, starting each ``step`` sentences, to one text."""
    starts = range(0, len(pairs) - length + 1, step)
    return [_join(pairs[start : start + length]) for start in starts]


def read_pairs(path: Path) -> list[Pair]:
    """Read a file with English, tab, Dutch on each line."""
    return list(_read_lines(path))


def _without_texts(pairs: Collection[Pair], held_out: Sequence[Pair]) -> list[Pair]:
    english, dutch = {pair.english for pair in held_out}, {pair.dutch for pair in held_out}
    return [pair for pair in pairs if pair.english not in english and pair.dutch not in dutch]


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
