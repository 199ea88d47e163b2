"""Lengths and directions of the fitted vectors, evened out."""

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.encoder.training.shaping import even_directions, even_lengths

TABLE = np.array([[0, 0], [3, 4], [0, 0.01]], dtype=np.float32)


def _turned(angle: float) -> NDArray[np.float32]:
    """Targets that spread along one direction ten times as much as across it."""
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    return np.stack([10 * along, -10 * along, across, -across]).astype(np.float32)


@pytest.mark.parametrize(("power", "expected"), [(1, [0, 5, 0.01]), (0.5, [0, 5**0.5, 0.1]), (0, [0, 1, 1])])
def test_lengths_are_raised_to_the_power(power: float, expected: list[float]) -> None:
    evened = even_lengths(TABLE, power)
    assert np.linalg.norm(evened, axis=1).tolist() == pytest.approx(expected)
    assert evened.dtype == np.float32


def test_even_lengths_keep_the_directions() -> None:
    np.testing.assert_allclose(even_lengths(TABLE, 0)[1], [0.6, 0.8], rtol=1e-6)


def test_a_power_of_zero_keeps_the_vectors() -> None:
    np.testing.assert_allclose(even_directions(TABLE, _turned(0.4), 0), TABLE, atol=1e-6)


@pytest.mark.parametrize("angle", [0, 0.4, 2])
def test_a_power_of_one_makes_all_directions_spread_alike(angle: float) -> None:
    targets = _turned(angle)
    evened = even_directions(targets, targets, 1)
    np.testing.assert_allclose(np.linalg.norm(evened, axis=1), 10, rtol=1e-4)
    assert evened.dtype == np.float32


def test_a_direction_that_targets_do_not_use_is_not_blown_up() -> None:
    evened = even_directions(np.eye(2, dtype=np.float32), np.array([[1, 0]], dtype=np.float32), 1)
    assert evened.max() < 40
