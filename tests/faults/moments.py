"""Where a build is, and when to kill it: at moments of chance that lie in every stage."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

from retrieval.generations.folders import FOLDER, MANIFEST
from retrieval.library import CURRENT
from tests.faults.builds import Running

# In their order. What a build that does not tell its stage does before it publishes counts as reading.
READING, EMBEDDING, WRITING, FACETS = "reading", "embedding", "writing the record", "facets"
DERIVING, VERIFYING, SWITCHING, DROPPING = "deriving indexes", "verifying", "switching", "dropping old ones"
STAGES = (READING, EMBEDDING, WRITING, FACETS, DERIVING, VERIFYING, SWITCHING, DROPPING)
_TOLD = {"embed": EMBEDDING, "store": WRITING, "facets": FACETS}
# Of the time of a whole build: one that goes on where another was killed takes less.
_SHARE = 0.8
_LOOK_SECONDS, _TOO_LONG_SECONDS = 0.002, 300.0


@dataclass(slots=True)
class Watch:
    """Sees from outside where a build is that publishes into ``index``; ``before``: the generations there were."""

    index: Path
    told: Path
    before: frozenset[str] = field(init=False)
    current: str = field(init=False)

    def __post_init__(self) -> None:
        self.before, self.current = frozenset(self._generations()), self._current()

    def stage(self) -> str:
        """Where the build is, or where it was when it ended."""
        if self._current() != self.current:
            return DROPPING
        new = [name for name in self._generations() if name not in self.before]
        if any(name.isdigit() for name in new):
            return SWITCHING
        for name in new:
            return VERIFYING if (self.index / FOLDER / name / MANIFEST).exists() else DERIVING
        return _TOLD.get(self.told.read_text(encoding="ascii").strip(), READING)

    def _generations(self) -> list[str]:
        folder = self.index / FOLDER
        return [path.name for path in folder.iterdir()] if folder.is_dir() else []

    def _current(self) -> str:
        path = self.index / CURRENT
        return path.read_text(encoding="ascii", errors="replace") if path.exists() else ""


class Moments:
    """Chooses the moments of kills: every second one anywhere in a build, the others in each stage in turn."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._lasted = dict.fromkeys(STAGES, 0.0)
        self._number = 0

    def time(self, build: Running, watch: Watch) -> int:
        """Follow a build to its end to learn how long its stages last; its exit code."""
        since, stage = monotonic(), READING
        lasted: dict[str, float] = defaultdict(float)
        while (code := build.wait(_LOOK_SECONDS)) is None:
            now, current = monotonic(), watch.stage()
            lasted[current if current != stage else stage] += now - since
            since, stage = now, current
        self._lasted |= lasted
        return code

    def kill(self, build: Running, watch: Watch) -> int | None:
        """Kill a build at a moment of chance; its exit code when it had ended by then."""
        self._number += 1
        if self._number % 2:
            return self._kill_after(build, self._chance.uniform(0, _SHARE * sum(self._lasted.values())))
        wanted = STAGES[self._number // 2 % len(STAGES)]
        late = monotonic() + _TOO_LONG_SECONDS
        while STAGES.index(watch.stage()) < STAGES.index(wanted) and build.wait(0) is None and monotonic() < late:
            sleep(_LOOK_SECONDS)
        return self._kill_after(build, self._chance.uniform(0, self._lasted[wanted]))

    def _kill_after(self, build: Running, seconds: float) -> int | None:
        ended = build.wait(seconds)
        build.kill()
        return ended
