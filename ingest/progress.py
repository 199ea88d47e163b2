"""How far a build is: bars with rates and time left for people, lines of JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from ingest.pipeline import Progress as Tell
from retrieval.texts import Texts

# Often enough to see that it goes on; each of a hundred thousand lines would cost more than storing it.
_SECONDS_BETWEEN = 0.1


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """See ``ProgressColumn.render``."""
        return Text(f"{task.speed:,.1f}/s" if task.speed else "", style="progress.data.speed")


@contextmanager
def shown(texts: Texts, *, events: bool, quiet: bool) -> Iterator[Tell]:
    """What is told of each step; nothing beside a JSON object alone (``quiet``)."""
    if events:
        yield _Events().tell
        return
    columns = (TextColumn("{task.fields[stage]}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(
        *columns, TextColumn("{task.description:.50}", markup=False), console=Console(stderr=True), disable=quiet
    ) as bar:
        yield _Bars(bar, texts).tell


class _Bars:
    """A bar for each stage, from the moment that it begins."""

    def __init__(self, bar: Progress, texts: Texts) -> None:
        self._bar, self._texts = bar, texts
        self._tasks: dict[str, TaskID] = {}

    def tell(self, stage: str, name: str, done: int, total: int) -> None:
        """See ``Progress`` of the pipeline."""
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task("", stage=self._texts(f"stage.{stage}"))
        self._bar.update(self._tasks[stage], description=name, completed=done, total=total)


class _Events:
    """A line for each step, unless they come too fast; the first and the last of a stage always."""

    def __init__(self) -> None:
        self._told = 0.0

    def tell(self, stage: str, name: str, done: int, total: int) -> None:
        """See ``Progress`` of the pipeline."""
        if 0 < done < total and monotonic() - self._told < _SECONDS_BETWEEN:
            return
        self._told = monotonic()
        print(json.dumps({"stage": stage, "name": name, "done": done, "total": total}), file=sys.stderr, flush=True)
