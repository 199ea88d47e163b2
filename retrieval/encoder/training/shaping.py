"""What happens to the fitted vectors before they are stored: their lengths and their directions are made more even.

A text is a sum of piece vectors, so a long vector speaks louder, and a direction that many texts share drowns what tells
them apart. Training leaves both too uneven for finding a passage.
"""

import numpy as np
from numpy.typing import NDArray

SMALLEST_VARIANCE = 1e-3  # of the largest; the teacher does not use some of its directions, which would come out as noise


def even_lengths(table: NDArray[np.float32], power: float) -> NDArray[np.float32]:
    """Return the vectors with their lengths raised to ``power``: 1 keeps them, 0 makes them all alike; zeros stay zeros."""
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    factors = np.power(lengths, power - 1, out=np.zeros_like(lengths), where=lengths > 0)
    evened: NDArray[np.float32] = table * factors
    return evened


def even_directions(table: NDArray[np.float32], targets: NDArray[np.float32], power: float) -> NDArray[np.float32]:
    """Return the vectors with each main direction of the targets divided by its spread to ``power``.

    The spread is the root mean square of the targets along a direction: 0 keeps the vectors, 1 would make all spreads alike.
    """
    exact = targets.astype(np.float64)
    variances, directions = np.linalg.eigh(exact.T @ exact)
    spreads = np.sqrt(np.maximum(variances / variances.max(), SMALLEST_VARIANCE))
    evening = (directions * spreads**-power) @ directions.T
    evened: NDArray[np.float32] = (table @ evening).astype(np.float32)
    return evened
