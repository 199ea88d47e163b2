"""The door of ingest: ``python -m ingest build|fetch|remove|check|report|publish``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path

try:
    from rich.filesize import decimal

    from ingest import printing, progress, reporting
    from ingest.checking import check as check_library
    from ingest.checking import check_log, repair
    from ingest.errors import SourceMissing, SourceUnsupported
    from ingest.fetching import Fetcher, Outcome, Status, fetch_catalogue
    from ingest.fetching.client import Client
    from ingest.outcomes import FINDINGS
    from ingest.pipeline import build as build_library
    from ingest.removing import remove as remove_documents
    from ingest.sources import default_source, is_address
    from retrieval import door
    from retrieval.assembly import WRITERS, server_of, with_server
    from retrieval.auditing import recorded
    from retrieval.generations.copying import publish_copy
    from retrieval.generations.manifest import Manifest
    from retrieval.library import Library
    from retrieval.library.schema import record_folder
    from retrieval.settings import Settings
    from retrieval.texts import Texts
except ModuleNotFoundError as error:
    # Before there is anything to work with, the doctor says what to install.
    from retrieval.doctor.incomplete import told

    raise SystemExit(told(error, sys.argv)) from error


def build(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Build the library from the sources."""
    sources = [Path(source) for source in arguments.source] or [default_source(settings.corpus)]
    try:
        with progress.shown(texts, events=arguments.events, quiet=arguments.json) as tell:
            report = build_library(sources, settings, rebuild=arguments.rebuild, prune=arguments.prune, progress=tell)
    except KeyboardInterrupt:
        print(texts("build.stopped"), file=sys.stderr)
        return door.STOPPED
    if arguments.json:
        reporting.print_build(report, Library(settings.index), texts)
    else:
        printing.print_build(report, texts)
    return door.FINDINGS if report.findings else door.DONE


def fetch(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Fetch the documents of a catalogue, or the one at an address."""
    outcomes = []
    with progress.fetching(texts, quiet=arguments.json) as bars:
        fetcher = Fetcher(Client(allow=frozenset(host.lower() for host in arguments.allow)), bars.told)
        with _fetching(arguments, settings):
            for outcome in _outcomes(arguments.source, arguments.into, fetcher, bars.begun):
                outcomes.append(outcome)
                bars.ended()
                if not arguments.json:
                    print(_outcome_sentence(outcome, texts), flush=True)
    if arguments.json:
        told = [asdict(outcome) | {"sentence": _outcome_sentence(outcome, texts)} for outcome in outcomes]
        door.print_json({"documents": told})
    return door.FINDINGS if any(outcome.status is Status.REFUSED for outcome in outcomes) else door.DONE


def _fetching(arguments: argparse.Namespace, settings: Settings) -> AbstractContextManager[object]:
    """What writes down that documents are fetched into the folder of a library; elsewhere they are no change of one."""
    own = arguments.into is not None and arguments.into.absolute().is_relative_to(settings.index)
    return recorded(settings, "fetch", [arguments.source]) if own else nullcontext()


def _outcomes(source: str, into: Path | None, fetcher: Fetcher, begun: Callable[[str, int, int], None]) -> Iterator[Outcome]:
    if is_address(source):
        begun(source, 0, 1)
        yield fetcher.fetch(source, into or Path())
        return
    catalogue = Path(source)
    if not catalogue.exists():
        raise SourceMissing(source=source)
    if not catalogue.is_file() or catalogue.suffix.lower() != ".csv":
        raise SourceUnsupported(source=source, kinds="http(s)://")
    yield from fetch_catalogue(catalogue, fetcher, into, begun)


def _outcome_sentence(outcome: Outcome, texts: Texts) -> str:
    reason = texts(f"unfetched.{outcome.reason}") if outcome.reason else ""
    said = texts(f"fetch.{outcome.status}", address=outcome.address, file=outcome.file, reason=reason)
    return f"{said} {texts('fetch.kept', size=decimal(outcome.kept))}" if outcome.kept else said


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
    problems += check_log(settings, texts)
    if arguments.json:
        door.print_json({"good": not problems, "problems": problems, "repaired": bool(generation)})
    else:
        _print_check(settings, problems, generation, texts)
    return door.FINDINGS if problems else door.DONE


def report(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Print every input with its status and reason, the plans that were found, and the time of the last build."""
    library = Library(settings.index)
    if arguments.json:
        reporting.print_report(library, texts)
    else:
        printing.print_report(library, texts)
    return door.FINDINGS if any(entry.status in FINDINGS for entry in library.each_input()) else door.DONE


def publish(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Publish a copy of the library in a folder, for readers."""
    folder = arguments.folder.expanduser().absolute()
    manifest, new = _published(settings, folder)
    facts = {name: getattr(manifest, name) for name in ("documents", "passages", "plans", "built_at")}
    told = {"folder": str(folder), "published": new, "generation": manifest.number} | facts
    if arguments.json:
        door.print_json(told)
    else:
        print(texts("publish.done" if new else "publish.unchanged", **told))
    return door.DONE


def _published(settings: Settings, folder: Path) -> tuple[Manifest, bool]:
    """What was published, and whether it was new there. In a copy, which is only read, it is not written down."""
    writers = with_server(WRITERS, server_of(settings, folder))
    if record_folder(settings.index) != settings.index or not settings.index.is_dir():
        return publish_copy(settings.index, folder, writers)
    with recorded(settings, "publish", [str(folder)]) as change:
        manifest, new = publish_copy(settings.index, folder, writers)
        change.tell(generation=manifest.number)
        return manifest, new


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
    building.add_argument("--prune", action="store_true", help="take out what is no longer in the sources")
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

    publishing = commands.add_parser("publish", help="a copy of the library in a folder that readers open or copy")
    publishing.add_argument("folder", type=Path, metavar="DIR")
    publishing.set_defaults(command=publish)

    for command in (building, fetching, removing, checking, reporting, publishing):
        command.add_argument("--json", action="store_true", help="print one JSON object")
        door.add_common(command)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    return door.run(_parser(), arguments)


if __name__ == "__main__":
    raise SystemExit(main())
