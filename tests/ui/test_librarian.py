"""The librarian: one work at a time in a child, whatever becomes of it, while others go on asking."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.assembly import open_engine
from retrieval.errors import RecordDamaged
from retrieval.library import Library
from retrieval.library.schema import FILE
from retrieval.settings import Settings
from ui.managing import librarian as module
from ui.managing.librarian import Librarian
from ui.managing.work import End, Kind, Report, Told, Work

EVENT = (
    'import sys, json; print(json.dumps({"stage": "read", "name": "a.md", "done": 1, "total": 2}), file=sys.stderr, flush=True)\n'
)


def until(holds: Callable[[], bool]) -> None:
    """Return when something holds; a child that never makes it so is a failure."""
    tick, end = threading.Event(), time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        tick.wait(0.01)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def real(index: Path) -> Librarian:
    """A librarian without a catalogue whose children are those of the application."""
    return Librarian(index, index / "geen.csv", os.environ)


def scripted(index: Path, script: str) -> Librarian:
    """A librarian whose child runs a script."""
    return Librarian(index, index / "geen.csv", os.environ, (sys.executable, "-c", script))


def done(librarian: Librarian, kind: Kind, file: str = "") -> Work:
    """Work, and how it ended."""
    assert librarian.start(kind, "nl", file)
    librarian.wait()
    work = librarian.work()
    assert work is not None and not work.runs
    return work


# --- with real children


def test_a_library_is_made_extended_checked_and_emptied_from_the_browser(real: Librarian, index: Path) -> None:
    real.shelf.put("zon.md", b"# Zonneweide\n\nZonneweide leidt op in Zwolle.\n")
    real.shelf.put("stuk.pdf", b"%PDF-1.7 stuk")
    first = done(real, Kind.BUILD)
    assert first.end is End.DONE and first.report is not None
    assert first.report.inputs == (
        Told("stuk.pdf", "unreadable", "damaged", added=True),
        Told("zon.md", "indexed", "", added=True),
    )
    assert (first.stage, first.report.documents, first.report.published) == ("publish", 1, True)

    healthy = done(real, Kind.CHECK)
    assert healthy.report == Report()

    (index / "generations" / "000001" / "vectors.npy").unlink()
    broken = done(real, Kind.CHECK)
    assert broken.report is not None and broken.report.problems
    mended = done(real, Kind.REPAIR)
    assert mended.report is not None and (mended.report.problems, mended.report.repaired) == ((), True)

    assert done(real, Kind.REMOVE, "stuk.pdf").end is End.DONE
    assert done(real, Kind.REMOVE, "zon.md").end is End.DONE
    assert Library(index).documents() == [] and Library(index).inputs() == []
    assert real.shelf.files([]) == []
    assert done(real, Kind.REBUILD).report is not None


def test_who_asks_during_a_build_gets_answers_from_the_old_library_and_then_from_the_new(real: Librarian, index: Path) -> None:
    real.shelf.put("scale.md", b"# SCALE\n\nSCALE werkt aan de energietransitie in Zuid-Holland.\n")
    done(real, Kind.BUILD)
    engine = open_engine(Settings(index=index))

    def documents(question: str) -> set[str]:
        return {citation.document.id for citation in engine.ask(question).citations}

    old, new = "Welke consortia werken aan de energietransitie?", "Welke consortia werken aan smart maintenance?"
    assert documents(old) == {"scale.md"}
    assert documents(new) == set()

    real.shelf.put("waves.md", b"# New Waves\n\nNew Waves werkt aan smart maintenance in Noord-Brabant.\n")
    assert real.start(Kind.BUILD, "nl")
    during = []
    while real.busy():
        during.append((documents(old), engine.coverage().documents))
    assert during[0] == ({"scale.md"}, 1)
    assert all("scale.md" in found for found, _ in during)
    assert [count for _, count in during] == sorted(count for _, count in during)

    assert engine.coverage().documents == 2
    assert documents(new) == {"waves.md"}
    assert "scale.md" in documents(old)


def test_an_error_is_told_in_the_language_asked_for_and_without_folders(real: Librarian, index: Path) -> None:
    assert real.start(Kind.CHECK, "en")
    real.wait()
    work = real.work()

    assert work is not None and work.end is End.FAILED
    assert work.failure.startswith("There is no index in index yet.")
    assert str(index.parent) not in work.failure


def test_a_file_that_was_never_read_is_thrown_away_at_once(real: Librarian) -> None:
    real.shelf.put("zon.md", b"# Zon")
    assert done(real, Kind.REMOVE, "zon.md").end is End.DONE
    assert real.shelf.files([]) == []


def test_a_file_stays_while_nobody_can_tell_whether_it_is_searched(real: Librarian, index: Path) -> None:
    real.shelf.put("zon.md", b"# Zon\n\nZonneweide leidt op.")
    done(real, Kind.BUILD)
    (index / FILE).write_bytes(b"geen bestand van SQLite" * 100)

    with pytest.raises(RecordDamaged):
        real.start(Kind.REMOVE, "nl", "zon.md")
    assert [file.name for file in real.shelf.files([])] == ["zon.md"]
    assert done(real, Kind.REBUILD).end is End.DONE
    assert [entry.document for entry in real.inputs()] == ["zon.md"]


# --- with children that misbehave


def test_progress_is_seen_while_a_child_works_and_no_other_work_begins(index: Path) -> None:
    librarian = scripted(index, EVENT + "sys.stdin.close(); import time; time.sleep(600)")
    assert librarian.start(Kind.BUILD, "nl")
    until(lambda: librarian.work().total == 2)  # type: ignore[union-attr]

    work = librarian.work()
    assert work is not None and work.runs and (work.name, work.done) == ("a.md", 1)
    assert not librarian.start(Kind.CHECK, "nl")
    assert librarian.work() == work

    librarian.cancel()
    librarian.wait()
    ended = librarian.work()
    assert ended is not None and (ended.end, ended.report, ended.failure) == (End.CANCELLED, None, "")
    assert not librarian.busy()


def test_a_child_that_does_not_listen_is_ended_by_force(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0.05)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + EVENT + "time.sleep(600)"
    librarian = scripted(index, deaf)
    librarian.start(Kind.BUILD, "nl")
    until(lambda: librarian.work().total == 2)  # type: ignore[union-attr]

    librarian.cancel()
    librarian.wait()
    assert librarian.work().end is End.CANCELLED  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "script",
    [
        "raise RuntimeError('geheim /etc/pad')",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "print('geen json')",
        "print('[]')",
        """print('{"inputs": [{}]}')""",
        "pass",
    ],
)
def test_a_child_that_breaks_is_a_failure_without_its_words(index: Path, script: str) -> None:
    work = done(scripted(index, script), Kind.BUILD)
    assert (work.end, work.failure, work.report) == (End.FAILED, "", None)


def test_work_can_begin_again_after_a_failure(index: Path) -> None:
    librarian = scripted(index, "import sys; sys.exit('fout')")
    assert done(librarian, Kind.BUILD).end is End.FAILED
    assert done(librarian, Kind.BUILD).end is End.FAILED


def test_a_report_and_complaints_of_any_length_do_not_stop_a_child(index: Path) -> None:
    long = "import sys\nprint('x' * 300000, file=sys.stderr)\nprint('{\"documents\": 3, \"x\": \"' + 'y' * 300000 + '\"}')"
    work = done(scripted(index, long), Kind.BUILD)
    assert work.report == Report(documents=3)


ADDRESS = "https://plan.example/a.pdf"


def test_a_document_is_fetched_onto_the_shelf_and_then_built(index: Path) -> None:
    script = f"""
import pathlib, sys
log = pathlib.Path({str(index)!r}) / "log"
log.write_text((log.read_text() if log.exists() else "") + " ".join(sys.argv[1:4]) + "\\n")
print('{{"documents": 7}}')
"""
    librarian = scripted(index, script)
    work = done(librarian, Kind.FETCH, ADDRESS)
    assert (work.end, work.report) == (End.DONE, Report(documents=7))
    folder = librarian.shelf.folder
    assert (index / "log").read_text().splitlines() == [f"fetch {ADDRESS} --into", f"build {folder} --events"]


def test_what_is_not_fetched_is_told_in_a_sentence_and_nothing_is_built(index: Path) -> None:
    refusal = json.dumps({"documents": [{"sentence": "Niet opgehaald: te groot."}]})
    librarian = scripted(index, f"import sys; assert sys.argv[1] == 'fetch'; print({refusal!r}); sys.exit(1)")
    work = done(librarian, Kind.FETCH, ADDRESS)
    assert (work.end, work.failure, work.report) == (End.FAILED, "Niet opgehaald: te groot.", None)


def test_a_private_address_is_refused_by_the_real_child(real: Librarian) -> None:
    work = done(real, Kind.FETCH, "http://169.254.169.254/latest/meta-data")
    assert work.end is End.FAILED
    assert work.failure.startswith(
        "Niet opgehaald: http://169.254.169.254/latest/meta-data: dit adres hoort bij een besloten netwerk"
    )
    assert real.shelf.files([]) == [] and real.inputs() == []


@pytest.mark.parametrize(
    "script", ["import sys; sys.exit(1)", "print('[]'); import sys; sys.exit(1)", "raise RuntimeError('geheim')"]
)
def test_fetching_that_breaks_is_a_failure_without_its_words(index: Path, script: str) -> None:
    work = done(scripted(index, script), Kind.FETCH, ADDRESS)
    assert (work.end, work.failure, work.report) == (End.FAILED, "", None)


@pytest.mark.parametrize("step", ["fetch", "build"])
def test_fetching_is_stopped_in_either_step(index: Path, step: str) -> None:
    librarian = scripted(
        index,
        f"import sys\nif sys.argv[1] == {step!r}:\n    {EVENT.strip().replace(chr(10), '; ')}\n    import time; time.sleep(600)",
    )
    assert librarian.start(Kind.FETCH, "nl", ADDRESS)
    until(lambda: librarian.work().total == 2)  # type: ignore[union-attr]
    librarian.cancel()
    librarian.wait()
    assert librarian.work().end is End.CANCELLED  # type: ignore[union-attr]


def test_a_removal_that_fails_keeps_the_file(index: Path, real: Librarian) -> None:
    real.shelf.put("zon.md", b"# Zon\n\nZonneweide leidt op.")
    done(real, Kind.BUILD)
    librarian = scripted(index, "import sys; print('Bezet in /a/b/index.', file=sys.stderr); sys.exit(2)")
    work = done(librarian, Kind.REMOVE, "zon.md")

    assert (work.end, work.failure) == (End.FAILED, "Bezet in index.")
    assert [file.name for file in librarian.shelf.files([])] == ["zon.md"]


def test_a_child_gets_no_password(index: Path) -> None:
    told = "import os, json; print(json.dumps({'problems': sorted(n for n in os.environ if n.startswith('PLANWIJZER'))}))"
    secret = {**os.environ, "PLANWIJZER_MANAGE_KEY": "geheim", "PLANWIJZER_CHAT_KEY": "geheim", "PLANWIJZER_NLI": "off"}
    work = done(Librarian(index, index, secret, (sys.executable, "-c", told)), Kind.CHECK)
    assert work.report is not None and work.report.problems == ("PLANWIJZER_INDEX", "PLANWIJZER_NLI")


def test_no_child_can_be_started(index: Path) -> None:
    librarian = Librarian(index, index, os.environ, (str(index / "geen-programma"),))
    with pytest.raises(module.FileUnusable):
        librarian.start(Kind.BUILD, "nl")
    assert not librarian.busy()
