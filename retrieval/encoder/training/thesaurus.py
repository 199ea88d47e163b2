"""Words of one notion in both languages, from our own thesaurus and glossary.

    python -m retrieval.encoder.training.thesaurus corpus/thesaurus > words.tsv

``words.tsv`` is kept beside this module, so that the model can be made again after the thesaurus has grown.
"""

import csv
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

GLOSSARY_FILE = "words.csv"
CONCEPT_FILES = ("themes.csv", "sectors.csv", "levels.csv")
GLOSSARY_COLUMNS = (("en",), ("nl",))
CONCEPT_COLUMNS = (("label_en", "alt_en"), ("label_nl", "alt_nl"))


def word_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield English and Dutch words of each notion, every word at least once."""
    yield from _read_notions(folder / GLOSSARY_FILE, GLOSSARY_COLUMNS)
    for name in CONCEPT_FILES:
        yield from _read_notions(folder / name, CONCEPT_COLUMNS)


def _read_notions(path: Path, columns: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            english, dutch = ([word for name in names for word in _words(row[name])] for names in columns)
            if english and dutch:
                length = max(len(english), len(dutch))
                yield from zip(islice(cycle(english), length), islice(cycle(dutch), length), strict=True)


def _words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]


if __name__ == "__main__":
    sys.stdout.writelines(f"{english}\t{dutch}\n" for english, dutch in word_pairs(Path(sys.argv[1])))
