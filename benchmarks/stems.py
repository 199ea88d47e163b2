"""How to bring forms of a Dutch word together: BM25 over a set in BEIR layout, with one way after the other.

``python -m benchmarks.stems DATA`` prints nDCG@10 and its 95 % interval; it needs ``pip install simplemma`` for the lemmas.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import Stemmer

from retrieval.adapters.tantivy import TantivyWriter
from retrieval.dutch import STOP_WORDS, words
from retrieval.evaluation.experiment import Ranked
from retrieval.evaluation.measures import ranking_values, score
from retrieval.evaluation.testset import Topic, read_testset
from retrieval.lexical import BODY
from retrieval.ports import LexicalRow, Term

Analyse = Callable[[str], Sequence[str]]
_DEPTH = 100


def analysers() -> dict[str, Analyse]:
    """By name the ways to turn a text into tokens."""
    import simplemma

    porter, pohlmann = Stemmer.Stemmer("dutch_porter"), Stemmer.Stemmer("dutch")
    return {
        "as written": _tokens,
        "Snowball dutch_porter": lambda text: porter.stemWords(_tokens(text)),
        "Snowball dutch (Kraaij-Pohlmann)": lambda text: pohlmann.stemWords(_tokens(text)),
        "simplemma": lambda text: [simplemma.lemmatize(word, lang="nl").casefold() for word in _tokens(text)],
        "simplemma and Kraaij-Pohlmann": lambda text: [
            *(simplemma.lemmatize(word, lang="nl").casefold() for word in _tokens(text)),
            *pohlmann.stemWords(_tokens(text)),
        ],
    }


def _tokens(text: str) -> list[str]:
    return [word for word in words(text) if word not in STOP_WORDS["nl"]]


def _documents(folder: Path) -> Iterator[tuple[str, str]]:
    for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield str(row.get("id", row.get("_id"))), f"{row.get('title', '')} {row['text']}"


def ranked(folder: Path, topics: Sequence[Topic], analyse: Analyse) -> list[Ranked]:
    """The documents of each topic by BM25 over the tokens of ``analyse``."""
    names, texts = zip(*_documents(folder), strict=True)
    with tempfile.TemporaryDirectory() as place:
        writer = TantivyWriter()
        writer.build(Path(place) / "index", (LexicalRow(n, {BODY: analyse(text)}) for n, text in enumerate(texts)))
        index = writer.open(Path(place) / "index")
        found = []
        for topic in topics:
            terms = [Term(BODY, (token,), 1.0) for token in dict.fromkeys(analyse(topic.text))]
            found.append(Ranked(topic, tuple(names[i] for i in index.search(terms, _DEPTH)[0]), 0.0))
        return found


def main() -> None:
    """Print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    folder = parser.parse_args().data
    topics = [topic for topic in read_testset(folder) if topic.kind == "queries"]
    print("| tokens | nDCG@10 |\n| --- | ---: |")
    for name, analyse in analysers().items():
        own = score(list(ranking_values(ranked(folder, topics, analyse))["nDCG@10"].values()))
        if own:
            print(f"| {name} | {own.value:.4f} ({own.low:.3f}–{own.high:.3f}) |")


if __name__ == "__main__":
    main()
