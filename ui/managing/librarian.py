"""The librarian: work on the library in a child process, one at a time, while others go on asking.

A child is the boundary to ``ingest``: it takes its own memory and time, can be ended, and what breaks it breaks nothing else.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from retrieval.door import DONE, FINDINGS, WRONG
from retrieval.errors import FileUnusable, IndexMissing
from retrieval.library import InputRecord, Library
from retrieval.model import Language
from ui.managing.filenames import Names
from ui.managing.ledger import Ledger
from ui.managing.shelf import Shelf
from ui.managing.work import End, Kind, Report, Work, read_event, read_refusal, read_report

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "ingest")
ADDED = "added"
# A child that is told to end and does not is ended by force.
_PATIENCE_SECONDS = 5.0
_LONGEST_LINE = 2_000
# Passwords that building has no use for.
_SECRETS = ("PLANWIJZER_MANAGE_KEY", "PLANWIJZER_CHAT_KEY")


class Librarian:
    """Works on the library in ``index`` from the catalogue of the corpus, where there is one, and the files on the shelf."""

    def __init__(self, index: Path, catalogue: Path, environment: Mapping[str, str], command: Sequence[str] = COMMAND) -> None:
        self.shelf = Shelf(index / ADDED)
        self.ledger = Ledger(index, self.shelf)
        self._index = index
        self._catalogue = catalogue.resolve()
        self._names = Names(self.shelf.folder, index, self._catalogue)
        self._environment = {name: value for name, value in environment.items() if name not in _SECRETS}
        self._command = tuple(command)
        self._lock = threading.Lock()
        self._work: Work | None = None
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._thread: threading.Thread | None = None

    def work(self) -> Work | None:
        """What goes on, or was done last."""
        with self._lock:
            return self._work

    def busy(self) -> bool:
        """Whether work goes on."""
        work = self.work()
        return work is not None and work.runs

    def inputs(self) -> list[InputRecord]:
        """What became of every input of the library; nothing where there is none yet. Raises ``RecordDamaged`` or
        ``IndexMismatch``: what can't be read may still be searched."""
        try:
            return Library(self._index).inputs()
        except IndexMissing:
            return []

    def spoken(self, sentence: str) -> str:
        """A sentence without the folders of this computer."""
        return self._names.spoken(sentence)

    def start(self, kind: Kind, language: Language, file: str = "", *, who: str = "") -> bool:
        """Begin work in a child process, in the name of ``who``; ``False`` while other work goes on.

        ``file``: on the shelf, to remove, or an address, to fetch.
        Raises ``FileUnusable`` where the shelf or the audit log can't be written or no process can be started, ``DiskFull``, and
        to remove what ``inputs`` raises.
        """
        with self._lock:
            if self._work and self._work.runs:
                return False
            work = Work(kind, datetime.now().astimezone(), file, who=who)
            if kind is Kind.REMOVE and not self._is_read(file):
                self.ledger.drop(file, who)
                self._work = replace(work, end=End.DONE, report=Report())
                return True
            try:
                self._begin(work, language)
            except OSError as error:
                raise FileUnusable(file=ADDED, reason=error.strerror or str(error)) from error
            return True

    def cancel(self) -> None:
        """End the work that goes on; what was stored and published by then stays."""
        with self._lock:
            process = self._process
            if process is None or self._work is None or not self._work.runs:
                return
            self._stopped = True
        process.terminate()
        force = threading.Timer(_PATIENCE_SECONDS, process.kill)
        force.daemon = True
        force.start()

    def wait(self) -> None:
        """Return when no work goes on."""
        if self._thread:
            self._thread.join()

    def _is_read(self, file: str) -> bool:
        return any(own.name == file and own.inputs for own in self.shelf.files(self.inputs()))

    def _begin(self, work: Work, language: Language) -> None:
        self.shelf.folder.mkdir(parents=True, exist_ok=True)
        first, *rest = self._steps(work)
        process, output = self._child(first, language, work.who)
        self._work, self._process, self._stopped = work, process, False
        self._thread = threading.Thread(target=self._attend, args=(process, output, rest, language), daemon=True)
        self._thread.start()

    def _child(self, arguments: Sequence[str], language: Language, who: str) -> tuple[subprocess.Popen[str], IO[bytes]]:
        """A child that began, and the file that it prints to."""
        # A pipe that nobody empties would stop the child; the thread that waits for it closes the file.
        output = tempfile.TemporaryFile()  # noqa: SIM115
        process = subprocess.Popen(
            [*self._command, *arguments, "--index", str(self._index), "--json", "--language", language],
            cwd=ROOT,
            env={**self._environment, "PYTHONUTF8": "1", **({"PLANWIJZER_WHO": who} if who else {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        return process, output

    def _steps(self, work: Work) -> list[list[str]]:
        """The commands of work, one after the other."""
        if work.kind is Kind.REMOVE:
            return [["remove", str(self.shelf.path(work.file))]]
        if work.kind in (Kind.CHECK, Kind.REPAIR):
            return [["check", *(["--repair"] if work.kind is Kind.REPAIR else [])]]
        catalogue = [str(self._catalogue)] if self._catalogue.is_file() else []
        rebuild = ["--rebuild"] if work.kind is Kind.REBUILD else []
        fetch = [["fetch", work.file, "--into", str(self.shelf.folder)]] if work.kind is Kind.FETCH else []
        return [*fetch, ["build", *catalogue, str(self.shelf.folder), "--events", *rebuild]]

    def _attend(self, process: subprocess.Popen[str], output: IO[bytes], rest: list[list[str]], language: Language) -> None:
        """Listen to the children of work until they end, and write down how it went."""
        code, printed, complaint = self._listen(process, output)
        if not rest or code not in (DONE, FINDINGS):
            self._end(code, printed, complaint)
        elif code == FINDINGS:
            self._refuse(printed)
        else:
            self._go_on(rest, language)

    def _go_on(self, steps: list[list[str]], language: Language) -> None:
        """Begin the next child, unless the work was stopped between two."""
        try:
            with self._lock:
                work = self._work
                following = self._child(steps[0], language, work.who) if work and not self._stopped else None
                if following:
                    self._process = following[0]
        except OSError:
            self._change(end=End.FAILED)
            return
        if following:
            self._attend(*following, steps[1:], language)
        else:
            self._change(end=End.CANCELLED)

    def _refuse(self, printed: str) -> None:
        """Write down why a document was not fetched."""
        try:
            self._change(end=End.FAILED, failure=read_refusal(printed))
        except ValueError:
            self._change(end=End.FAILED)

    def _listen(self, process: subprocess.Popen[str], output: IO[bytes]) -> tuple[int, str, str]:
        """(exit code, what it printed, its last complaint) of a child, when it ended."""
        complaint = ""
        for line in iter(lambda: process.stderr.readline(_LONGEST_LINE) if process.stderr else "", ""):
            if event := read_event(line):
                self._change(**dict(zip(("stage", "name", "done", "total"), event, strict=True)))
            else:
                complaint = line.strip() or complaint
        code = process.wait()
        with output:
            output.seek(0)
            return code, output.read().decode("utf-8", "replace"), complaint

    def _end(self, code: int, printed: str, complaint: str) -> None:
        if code not in (DONE, FINDINGS):
            end = End.CANCELLED if self._stopped else End.FAILED
            self._change(end=end, failure=self._names.spoken(complaint) if code == WRONG else "")
            return
        try:
            report = read_report(printed, self._names)
            self._tidy()
        except ValueError:  # it broke before it had anything to say
            self._change(end=End.FAILED)
        except FileUnusable as error:
            self._change(end=End.FAILED, failure="{file}: {reason}.".format(**error.facts))
        else:
            self._change(end=End.DONE, report=report)

    def _tidy(self) -> None:
        """Throw away the file whose documents were removed."""
        work = self.work()
        if work and work.kind is Kind.REMOVE:
            self.shelf.drop(work.file)

    def _change(self, **parts: Any) -> None:
        with self._lock:
            if self._work:
                self._work = replace(self._work, **parts)
