"""Train the embedded encoder: distil an English teacher into a static Dutch-English encoder.

    python -m retrieval.encoder.train --data DIR --output DIR

``--data`` holds the parallel files named in ``training/data.py``. The teacher's vectors are kept in
``--cache``, so that only the first run is slow. Needs sentence-transformers, sentencepiece and the teacher,
which searching does not.
"""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import platformdirs
import torch

from retrieval.encoder.training.data import training_pairs
from retrieval.encoder.training.export import save_model
from retrieval.encoder.training.pieces import train_tokenizer
from retrieval.encoder.training.student import Recipe, TokenisedTexts, train_student
from retrieval.encoder.training.teacher import DEFAULT_TEACHER, teacher_vectors

VOCABULARY = 19_000  # the most that keeps the model under 30 MB
THREADS = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(THREADS)
    train(options.data, options.output, options.teacher, options.cache)


def train(data: Path, output: Path, teacher: str, cache: Path) -> None:
    """Read, embed with the teacher, learn pieces, fit the student and save it."""
    pairs = training_pairs(data)
    english, dutch = [pair.english for pair in pairs], [pair.dutch for pair in pairs]
    targets = teacher_vectors(teacher, english, cache)
    tokenizer = train_tokenizer([*english, *dutch], VOCABULARY)
    sides = [TokenisedTexts.of(tokenizer, texts) for texts in (english, dutch)]
    student = train_student(sides, targets, tokenizer.get_vocab_size(), Recipe())
    save_model(tokenizer, student.baked(), output)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Train the embedded encoder.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the parallel text")
    parser.add_argument("--output", type=Path, required=True, help="folder to write the model to")
    parser.add_argument(
        "--teacher",
        default=DEFAULT_TEACHER,
        help="installed package, folder or hub name of a sentence-transformers model (default: %(default)s)",
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=platformdirs.user_cache_path("planwijzer", appauthor=False) / "teacher",
        help="folder that keeps the teacher's vectors (default: %(default)s)",
    )
    return parser


if __name__ == "__main__":
    main()
