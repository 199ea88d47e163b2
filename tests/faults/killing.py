"""Builds that are killed again and again over a library that is in use, and what becomes of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from retrieval.assembly import open_engine
from retrieval.engine import Engine
from retrieval.generations.folders import current_folder
from retrieval.settings import Settings
from tests.faults.builds import Running, Starter
from tests.faults.documents import write_state
from tests.faults.moments import STAGES, Moments, Watch
from tests.faults.promises import Stored, done_twice, found_by_check, not_answered, stored


@dataclass(slots=True)
class Tally:
    """What was done, and what went wrong. ``kept``: documents that a build took over from those killed before it."""

    kills: Counter[str] = field(default_factory=Counter)
    completed: int = 0
    searches: int = 0
    kept: int = 0
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The counts in one line."""
        stages = ", ".join(f"{name} {self.kills[name]}" for name in STAGES)
        return (
            f"{self.kills.total()} kills ({stages}); {self.completed} builds completed, {self.searches} documents searched,"
            f" {self.kept} taken over from killed builds; faults {len(self.faults)}"
        )


class Campaign:
    """Kills builds of the states of a folder, each state some times, before one may complete it."""

    def __init__(self, folder: Path, starter: Starter, seed: int, kills_a_state: int) -> None:
        self._source, self._folder, self._starter = folder / "source", folder, starter
        self._settings = Settings(index=folder / "index")
        self._moments, self._kills_a_state = Moments(seed), kills_a_state
        self._state = -1
        self._words: dict[str, str] = {}
        self._coming: dict[str, str] = {}
        self._published = ""
        self._engine: Engine | None = None
        self.tally = Tally()

    def run(self, kills: int, told: Callable[[str], None] = lambda _: None) -> Tally:
        """Kill so many builds."""
        for _ in range(2):  # the second publishes over a first, as all that follow
            self._next_state()
            self._complete(Stored({}, {}, {}))
        while self.tally.kills.total() < kills:
            self._next_state()
            self._kill_and_complete(min(self._kills_a_state, kills - self.tally.kills.total()))
            told(self.tally.line())
        return self.tally

    def _next_state(self) -> None:
        self._state += 1
        self._coming = write_state(self._source, self._state)

    def _kill_and_complete(self, kills: int) -> None:
        before = stored(self._settings.index)
        for _ in range(kills):
            watch, build = self._started()
            code = self._moments.kill(build, watch)
            if code is not None:
                self._completed(code, before)
                return
            stage = watch.stage()
            self.tally.kills[stage] += 1
            self._look(f"kill {self.tally.kills.total()} ({stage}): ", complete=False)
            after = stored(self._settings.index)
            self._compare(before, after)
            before = after
        self._complete(before)

    def _complete(self, before: Stored) -> None:
        watch, build = self._started()
        self._completed(self._moments.time(build, watch), before)

    def _completed(self, code: int, before: Stored) -> None:
        """See to a build that nobody killed."""
        said = f"build of state {self._state}: "
        if code:
            errors = (self._folder / "out.err").read_text(encoding="utf-8", errors="replace")
            self.tally.faults.append(f"{said}exit {code} {errors[-500:]}")
        else:
            report = json.loads((self._folder / "out").read_text(encoding="utf-8"))
            indexed = {entry["document"] for entry in report["inputs"] if entry["status"] == "indexed"}
            if indexed != self._coming.keys():
                self.tally.faults.append(f"{said}indexed {sorted(indexed ^ self._coming.keys())} or not")
        self._compare(before, stored(self._settings.index), count=True)
        self._look(said, complete=True)
        if self._words is not self._coming:
            self.tally.faults.append(f"{said}not published")
        self.tally.completed += 1

    def _started(self) -> tuple[Watch, Running]:
        watch = Watch(self._settings.index, self._folder / "stage")
        arguments = ["build", str(self._source), "--index", str(self._settings.index), "--prune", "--json"]
        return watch, self._starter.start(arguments, self._folder / "out", watch.told)

    def _look(self, said: str, *, complete: bool) -> None:
        """Check the library, and ask the engine that was opened at the beginning for every document."""
        published = current_folder(self._settings.index).name
        if published != self._published:
            self._words, self._published = self._coming, published
        self._engine = self._engine or open_engine(self._settings)
        faults = [*found_by_check(self._settings, complete=complete), *not_answered(self._engine, self._words)]
        self.tally.searches += len(self._words)
        self.tally.faults += [said + fault for fault in faults]

    def _compare(self, before: Stored, after: Stored, *, count: bool = False) -> None:
        again, kept = done_twice(before, after)
        self.tally.faults += again
        self.tally.kept += kept if count else 0
