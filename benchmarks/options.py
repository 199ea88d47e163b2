"""What the commands of benchmarks have in common: their options, and what becomes of a report."""

from __future__ import annotations

import argparse
from pathlib import Path

# Embedding a hundred thousand passages with MiniLM takes an hour.
MINILM_MOST = 20_000


def add_places(parser: argparse.ArgumentParser) -> None:
    """Options for where a run works, and where its report goes."""
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where files and indexes are made, and removed again")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report there (Markdown)")


def add_minilm(parser: argparse.ArgumentParser) -> None:
    """An option for up to how many passages a slow peer takes part."""
    told = f"no MiniLM above so many passages (default: {MINILM_MOST})"
    parser.add_argument("--minilm-most", type=int, default=MINILM_MOST, metavar="N", help=told)


def tell(report: str, file: Path | None) -> None:
    """Print a report, and write it if asked."""
    print(report)
    if file:
        file.write_text(report, encoding="utf-8")
