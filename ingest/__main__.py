"""The door of ingest: ``python -m ingest build|fetch|remove|check|report``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ingest.checking import check as check_library
from ingest.checking import repair
from ingest.errors import SourceMissing, SourceUnsupported
from ingest.fetching import Fetcher, Outcome, Status, fetch_catalogue
from ingest.fetching.client import Client
from ingest.pipeline import Progress as Tell
from ingest.pipeline import build as build_library
from ingest.removing import remove as remove_documents
from ingest.sources import default_source, is_address
from ingest.storing import FINDINGS, MISSING, BuildReport
from retrieval import door
from retrieval.library import InputRecord, Library
from retrieval.settings import Settings
from retrieval.texts import Texts


def build(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Build the library from the sources."""
    sources = [Path(source) for source in arguments.source] or [default_source(settings.corpus)]
    with _progress(arguments, texts) as tell:
        report = build_library(sources, settings, rebuild=arguments.rebuild, progress=tell)
    if arguments.json:
        door.print_json(_report_json(report, texts))
    else:
        _print_report(report, texts)
    return door.FINDINGS if report.findings else door.DONE


def fetch(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Fetch the documents of a catalogue, or the one at an address."""
    fetcher = Fetcher(Client(allow=frozenset(host.lower() for host in arguments.allow)))
    outcomes = []
    for outcome in _outcomes(arguments.source, arguments.into, fetcher):
        outcomes.append(outcome)
        if not arguments.json:
            print(_outcome_sentence(outcome, texts), flush=True)
    if arguments.json:
        told = [asdict(outcome) | {"sentence": _outcome_sentence(outcome, texts)} for outcome in outcomes]
        door.print_json({"documents": told})
    return door.FINDINGS if any(outcome.status is Status.REFUSED for outcome in outcomes) else door.DONE


def _outcomes(source: str, into: Path | None, fetcher: Fetcher) -> Iterator[Outcome]:
    if is_address(source):
        yield fetcher.fetch(source, into or Path())
        return
    catalogue = Path(source)
    if not catalogue.exists():
        raise SourceMissing(source=source)
    if not catalogue.is_file() or catalogue.suffix.lower() != ".csv":
        raise SourceUnsupported(source=source, kinds="http(s)://")
    yield from fetch_catalogue(catalogue, fetcher, into)


def _outcome_sentence(outcome: Outcome, texts: Texts) -> str:
    reason = texts(f"unfetched.{outcome.reason}") if outcome.reason else ""
    return texts(f"fetch.{outcome.status}", address=outcome.address, file=outcome.file, reason=reason)


def remove(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Take documents out of the library."""
    removal = remove_documents(arguments.document, settings)
    if arguments.json:
        door.print_json(asdict(removal))
    else:
        facts = asdict(removal) | {"removed": ", ".join(removal.removed) or "-"}
        print(texts("remove.done", **facts))
    return door.DONE


def check(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Check that record, spans and derived indexes agree; repair the indexes if asked."""
    problems = check_library(settings, texts)
    generation = repair(settings) if problems and arguments.repair else 0
    if generation:
        problems = check_library(settings, texts)
    if arguments.json:
        door.print_json({"good": not problems, "problems": problems, "repaired": bool(generation)})
    else:
        _print_check(settings, problems, generation, texts)
    return door.FINDINGS if problems else door.DONE


def report(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Print every input with its status and reason."""
    entries = Library(settings.index).inputs()
    if arguments.json:
        door.print_json({"inputs": [_input_json(entry, texts) for entry in entries]})
    else:
        for entry in entries:
            reason = f": {texts(f'reason.{entry.reason}')}" if entry.reason else ""
            print(f"{texts(f'status.{entry.status}')}{reason}\t{entry.document}\t{entry.source}")
    return door.FINDINGS if any(entry.status in FINDINGS for entry in entries) else door.DONE


@contextmanager
def _progress(arguments: argparse.Namespace, texts: Texts) -> Iterator[Tell]:
    """What is told of each input: a bar for people, lines of JSON for programs, nothing beside a JSON object alone."""
    if arguments.events:
        yield _tell_event
        return
    columns = (
        TextColumn(texts("build.progress")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description:.50}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), disable=arguments.json) as bar:
        task = bar.add_task("", total=None)
        yield lambda name, done, total: bar.update(task, description=name, completed=done, total=total)


def _tell_event(name: str, done: int, total: int) -> None:
    print(json.dumps({"name": name, "done": done, "total": total}), file=sys.stderr, flush=True)


def _print_report(report: BuildReport, texts: Texts) -> None:
    for entry in report.findings:
        print(texts("build.finding", source=entry.source, reason=texts(f"reason.{entry.reason}")), file=sys.stderr)
    if report.statuses[MISSING]:
        print(texts("build.missing", count=report.statuses[MISSING]))
    counts = {"documents": report.documents, "passages": report.passages, "plans": report.plans}
    print(texts("build.done" if report.published else "build.unchanged", generation=report.generation, **counts))


def _report_json(report: BuildReport, texts: Texts) -> dict[str, Any]:
    # Not asdict: it can't rebuild a Counter.
    counts = {field.name: getattr(report, field.name) for field in fields(report)}
    told = {"findings": report.findings, "inputs": report.inputs}
    return counts | {name: [_input_json(entry, texts) for entry in entries] for name, entries in told.items()}


def _input_json(entry: InputRecord, texts: Texts) -> dict[str, Any]:
    return asdict(entry) | {"sentence": texts(f"reason.{entry.reason}") if entry.reason else ""}


def _print_check(settings: Settings, problems: list[str], generation: int, texts: Texts) -> None:
    if generation:
        print(texts("check.repaired", generation=generation))
    for problem in problems:
        print(texts("check.bad", problem=problem), file=sys.stderr)
    if problems:
        print(texts("check.hint"), file=sys.stderr)
    else:
        library = Library(settings.index)
        print(texts("check.good", passages=len(library.current_passages()), documents=len(library.documents())))


def _parser() -> door.Parser:
    parser = door.Parser(prog="python -m ingest", description="Fill, check and report the library of Planwijzer.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    building = commands.add_parser("build", help="add sources to the library and publish it")
    building.add_argument("source", nargs="*", metavar="SOURCE", help="file, folder or catalogue.csv (default: the corpus)")
    building.add_argument("--rebuild", action="store_true", help="forget what was stored and read everything again")
    building.add_argument("--events", action="store_true", help="tell progress on standard error, a line of JSON each")
    building.set_defaults(command=build)

    fetching = commands.add_parser("fetch", help="fetch documents from the web, to build from afterwards")
    fetching.add_argument("source", metavar="SOURCE", help="catalogue.csv, whose source_url are fetched, or one http(s) address")
    fetching.add_argument(
        "--into", type=Path, metavar="DIR", help="folder for the documents (default: where the catalogue has them)"
    )
    fetching.add_argument("--allow", action="append", default=[], metavar="HOST", help="a host that may be on a private network")
    fetching.set_defaults(command=fetch)

    removing = commands.add_parser("remove", help="take documents out of the library and publish it")
    removing.add_argument("document", nargs="+", metavar="DOCUMENT", help="id of a document, or the file that it was read from")
    removing.set_defaults(command=remove)

    checking = commands.add_parser("check", help="do record, spans and indexes agree?")
    checking.add_argument("--repair", action="store_true", help="remake the indexes from the record")
    checking.set_defaults(command=check)

    reporting = commands.add_parser("report", help="every input with its status and reason")
    reporting.set_defaults(command=report)

    for command in (building, fetching, removing, checking, reporting):
        command.add_argument("--json", action="store_true", help="print one JSON object")
        door.add_common(command)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    return door.run(_parser(), arguments)


if __name__ == "__main__":
    raise SystemExit(main())
