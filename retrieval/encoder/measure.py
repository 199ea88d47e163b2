"""Measure an encoder folder: ranking of whole paragraphs, and whether both languages are one space.

    python -m retrieval.encoder.measure MODEL --xquad DIR --parallel DIR

``--xquad`` holds the paragraphs and questions in BEIR layout, ``--parallel`` the parallel text of training.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from retrieval.encoder.training.data import held_out_pairs

DEPTH = 10
QUESTION_FILES = {"Dutch": "queries.jsonl", "English": "queries_en.jsonl"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Measure an encoder folder.")
    parser.add_argument("model", help="folder or hub name of a sentence-transformers model")
    parser.add_argument("--xquad", type=Path, required=True)
    parser.add_argument("--parallel", type=Path, required=True)
    options = parser.parse_args(arguments)
    model = SentenceTransformer(options.model, device="cpu", local_files_only=True)
    for language, name in QUESTION_FILES.items():
        print(f"nDCG@{DEPTH}, {language} questions: {measure_ranking(model, options.xquad, name):.4f}")
    there, back = measure_translation(model, options.parallel)
    print(f"nearest is the translation, English to Dutch and back: {there:.3f} {back:.3f}")


def measure_ranking(model: SentenceTransformer, folder: Path, questions: str) -> float:
    """Mean nDCG over questions with one right paragraph each."""
    documents, queries = _read_lines(folder / "corpus.jsonl"), _read_lines(folder / questions)
    row = {document["id"]: number for number, document in enumerate(documents)}
    right = dict(line.split("\t")[:2] for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:])
    passages = _encode(model, [f"{document.get('title', '')} {document['text']}".strip() for document in documents])
    scores = _encode(model, [query["text"] for query in queries]) @ passages.T
    own = scores[range(len(queries)), [row[right[query["id"]]] for query in queries]]
    ranks = 1 + (scores > own[:, None]).sum(axis=1)
    return float(np.where(ranks <= DEPTH, 1 / np.log2(1 + ranks), 0).mean())


def measure_translation(model: SentenceTransformer, parallel: Path) -> tuple[float, float]:
    """Share of held-out texts whose nearest text of the other language is their translation, both ways."""
    pairs = held_out_pairs(parallel)
    scores = _encode(model, [pair.english for pair in pairs]) @ _encode(model, [pair.dutch for pair in pairs]).T
    own = np.arange(len(pairs))
    return float((scores.argmax(axis=1) == own).mean()), float((scores.argmax(axis=0) == own).mean())


def _encode(model: SentenceTransformer, texts: Sequence[str]) -> NDArray[np.float32]:
    vectors: NDArray[np.float32] = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    return vectors


def _read_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
