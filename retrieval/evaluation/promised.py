"""What the test set promises: scores and index statistics that a change must not make worse."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import FileUnusable
from retrieval.evaluation.evaluation import Evaluation

FILE = "expected.toml"


def broken_promises(found: Evaluation, folder: Path) -> list[str]:
    """A line for each promise of ``expected.toml`` that does not hold; none when it has none. Raises ``FileUnusable``."""
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        promised = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileUnusable(file=str(path), reason=str(error)) from error
    return [*_index(found, promised), *_scores(found, promised)]


def _index(found: Evaluation, promised: dict[str, dict[str, float]]) -> Iterator[str]:
    for name, value in promised.get("index", {}).items():
        if found.index.get(name) != value:
            yield f"{name}: {found.index.get(name)} != {value}"


def _scores(found: Evaluation, promised: dict[str, dict[str, float]]) -> Iterator[str]:
    tolerance = promised["tolerance"]
    for half, scores in found.halves.items():
        for name, value in promised.get(half, {}).items():
            mean = scores[name].value if name in scores else 0.0
            # A share of wrong refusals promises to stay low, every other score to stay high.
            worse = mean - value if name == "wrong refusals" else value - mean
            if worse > tolerance["score"]:
                yield f"{half}, {name}: {mean:.3f}, promised {value:.3f}"
