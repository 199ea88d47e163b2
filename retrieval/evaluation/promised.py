"""What the test set promises: scores and index statistics that a change must not make worse."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import FileUnusable
from retrieval.evaluation.evaluation import Evaluation

FILE = "expected.toml"
# Its tables; every other one promises scores of a half by that name.
_INDEX, _TOLERANCE = "index", "tolerance"


def broken_promises(found: Evaluation, folder: Path) -> list[str]:
    """A line for each promise of ``expected.toml`` that does not hold; none when it has none. Raises ``FileUnusable``."""
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        promised = tomllib.loads(path.read_text(encoding="utf-8"))
        return [*_index(found, promised), *_scores(found, promised)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileUnusable(file=str(path), reason=str(error)) from error


def _index(found: Evaluation, promised: dict[str, dict[str, float]]) -> Iterator[str]:
    for name, value in promised.get(_INDEX, {}).items():
        if found.index.get(name) != value:
            yield f"{name}: {found.index.get(name)} != {value}"


def _scores(found: Evaluation, promised: dict[str, dict[str, float]]) -> Iterator[str]:
    halves = {half: scores for half, scores in promised.items() if half not in (_INDEX, _TOLERANCE)}
    for half, scores in halves.items():
        for name, value in scores.items():
            score = found.halves.get(half, {}).get(name)
            if score is None:
                yield f"{half}, {name}: not measured, promised {value:.3f}"
                continue
            # A share of wrong refusals promises to stay low, every other score to stay high.
            worse = score.value - value if name == "wrong refusals" else value - score.value
            if worse > promised[_TOLERANCE]["score"]:
                yield f"{half}, {name}: {score.value:.3f}, promised {value:.3f}"
