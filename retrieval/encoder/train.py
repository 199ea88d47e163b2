"""Train the embedded encoder: distil an English teacher into a static Dutch-English encoder.

    python -m retrieval.encoder.train --parallel DIR --output DIR

``--parallel`` holds the parallel files named in ``training/data.py``. The teacher's vectors are kept in
``--cache``, so that only the first run is slow. Needs sentence-transformers, sentencepiece and the teacher,
which searching does not. Every other option makes a variant of the model that is shipped.
"""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import platformdirs
import torch

from retrieval.encoder.training.data import PARTS, training_pairs
from retrieval.encoder.training.export import save_model
from retrieval.encoder.training.pieces import train_tokenizer
from retrieval.encoder.training.shaping import even_directions, even_lengths
from retrieval.encoder.training.student import Recipe, TokenisedTexts, train_student
from retrieval.encoder.training.teacher import DEFAULT_TEACHER, reduce_dimension, teacher_vectors

VOCABULARY = 19_000  # most of what the text yields
DIMENSION = 384  # that of the teacher
LENGTH_POWER = 0.7
DIRECTION_POWER = 0.15
THREADS = 2
SHIPPED = Recipe()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(THREADS)
    train(options, _recipe(options))


def train(options: argparse.Namespace, recipe: Recipe) -> None:
    """Read, embed with the teacher, learn pieces, fit the student, even out its vectors and save them."""
    pairs = training_pairs(options.parallel, options.without)
    english, dutch = [pair.english for pair in pairs], [pair.dutch for pair in pairs]
    targets = reduce_dimension(teacher_vectors(options.teacher, english, options.cache), options.dimension)
    tokenizer = train_tokenizer([*english, *dutch], options.pieces)
    sides = [TokenisedTexts.of(tokenizer, texts) for texts in (english, dutch)]
    table = even_lengths(train_student(sides, targets, tokenizer.get_vocab_size(), recipe), options.length_power)
    save_model(tokenizer, even_directions(table, targets, options.direction_power), options.output)


def _recipe(options: argparse.Namespace) -> Recipe:
    return Recipe(
        seed=options.seed,
        epochs=options.epochs,
        translation_share=options.translation_share,
        learn_weights=not options.fixed_weights,
        dropout=options.dropout,
        averaged_epochs=options.average,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Train the embedded encoder.")
    _add_places(parser)
    variant = parser.add_argument_group("variants")
    variant.add_argument("--seed", type=int, default=SHIPPED.seed)
    variant.add_argument("--pieces", type=int, default=VOCABULARY)
    variant.add_argument("--dimension", type=int, default=DIMENSION, help=f"at most {DIMENSION}")
    variant.add_argument("--without", action="append", default=[], choices=PARTS, help="leave a part of the text out")
    variant.add_argument("--epochs", type=int, default=SHIPPED.epochs)
    variant.add_argument("--translation-share", type=float, default=SHIPPED.translation_share)
    variant.add_argument("--dropout", type=float, default=SHIPPED.dropout, help="share of the pieces left out at random")
    variant.add_argument("--average", type=int, default=SHIPPED.averaged_epochs, help="epochs whose vectors are averaged")
    variant.add_argument("--length-power", type=float, default=LENGTH_POWER, help="1 keeps the lengths of the vectors")
    variant.add_argument("--direction-power", type=float, default=DIRECTION_POWER, help="0 keeps the main directions")
    variant.add_argument("--fixed-weights", action="store_true", help="keep the weights of the pieces as they start")
    return parser


def _add_places(parser: argparse.ArgumentParser) -> None:
    cache = platformdirs.user_cache_path("planwijzer", appauthor=False) / "teacher"
    parser.add_argument("--parallel", type=Path, required=True, help="folder with the parallel text")
    parser.add_argument("--output", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--cache", type=Path, default=cache, help="keeps the teacher's vectors (default: %(default)s)")
    parser.add_argument(
        "--teacher",
        default=DEFAULT_TEACHER,
        help="installed package, folder or hub name of a sentence-transformers model (default: %(default)s)",
    )


if __name__ == "__main__":
    main()
