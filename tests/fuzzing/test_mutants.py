"""Some mutants of every format: text or a reason, never more than the limits, and the next file is read.

Thousands: ``python -m benchmarks.mutants``.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tests.fuzzing.mutating import mutant
from tests.fuzzing.reading import READ, Reading
from tests.fuzzing.seeds import FORMATS, seeds

MUTANTS = 20


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    with Reading(tmp_path_factory.mktemp("mutants")) as reading:
        yield reading


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_mutant_gives_text_or_a_reason_and_the_run_goes_on(reading: Reading, suffix: str) -> None:
    random = Random(suffix)
    made = seeds(suffix)
    for number in range(MUTANTS):
        assert reading.outcomes(f"a{suffix}", mutant(made[number % len(made)], random))
    for whole in made:
        assert {outcome.what for outcome in reading.outcomes(f"b{suffix}", whole)} == {READ}


def test_mutants_are_the_same_for_the_same_seed_and_differ_from_their_file() -> None:
    for suffix in FORMATS:
        first, again = ([mutant(seeds(suffix)[0], random) for _ in range(10)] for random in (Random(1), Random(1)))
        assert first == again and len(set(first)) > 5
