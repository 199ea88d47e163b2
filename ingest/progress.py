"""How far a build is, or fetching: bars with rates and time left for people, lines of JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console, Group
from rich.live import Live
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
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
    """What is told of each step; bars on a terminal alone, and not beside a JSON object (``quiet``)."""
    if events:
        yield _Events().tell
        return
    console = Console(stderr=True)
    columns = (TextColumn("{task.fields[stage]}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    name, off = TextColumn("{task.description:.50}", markup=False), quiet or not console.is_terminal
    with Progress(*columns, name, console=console, disable=off) as bar:
        yield _Bars(bar, texts).tell


@contextmanager
def fetching(texts: Texts, *, quiet: bool, console: Console | None = None) -> Iterator[FetchingBars]:
    """Bars for what is fetched: on a terminal, and not beside a JSON object alone (``quiet``)."""
    console = console or Console(stderr=True)
    stage, name = TextColumn("{task.fields[stage]}"), TextColumn("{task.description:.50}", markup=False)
    off = quiet or not console.is_terminal
    files = Progress(stage, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console)
    bytes_ = Progress(stage, BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(), name, console=console)
    if off:
        yield FetchingBars(files, bytes_, texts)
        return
    # What is printed to a file meanwhile must not be led to the terminal.
    with Live(Group(files, bytes_), console=console, transient=True, redirect_stdout=sys.stdout.isatty()):
        yield FetchingBars(files, bytes_, texts)


class FetchingBars:
    """A bar for the documents, and one for the bytes of the one that comes."""

    def __init__(self, files: Progress, bytes_: Progress, texts: Texts) -> None:
        self._files, self._bytes = files, bytes_
        self._all = files.add_task("", stage=texts("fetch.documents"), total=None)
        self._one = bytes_.add_task("", stage=texts("fetch.document"), total=None)

    def begun(self, address: str, number: int, total: int) -> None:
        """A document is asked for; ``number`` of ``total`` were before it."""
        self._files.update(self._all, completed=number, total=total)
        self._bytes.reset(self._one, description=address)
        self._bytes.tasks[0].total = None  # an update with None leaves it as it is

    def told(self, so_far: int, whole: int) -> None:
        """Bytes of the document that came, of so many; 0 where that is not known."""
        self._bytes.update(self._one, completed=so_far, total=whole or None)

    def ended(self) -> None:
        """A document came, or did not."""
        self._files.advance(self._all)


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
