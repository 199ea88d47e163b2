"""Words and lines of a page, with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """A word, or several that are drawn in one piece, where they stand; in points, x along the letters and y up.

    ``at``: the number of its first character in the text of the page. Made by the thousand, hence no dataclass.
    """

    text: str
    at: int
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; ``size`` in points, edges in points in the frame of the line (all 0: unknown).

    ``turn``: quarters that the frame is turned clockwise, -1 where it is slanted; ``row``: cells of a table, parted by `` | ``.
    """

    text: str
    size: float
    top: float
    bottom: float
    left: float = 0.0
    right: float = 0.0
    turn: int = 0
    row: bool = False

    @property
    def placed(self) -> bool:
        """Whether it is known where the line stands."""
        return self.top != self.bottom

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


def beside(line: Line, other: Line) -> bool:
    """Whether two lines stand next to one another, and not above one another."""
    overlap = min(line.top, other.top) - max(line.bottom, other.bottom)
    apart = line.right <= other.left or other.right <= line.left
    return apart and overlap > 0.5 * min(line.top - line.bottom, other.top - other.bottom)
