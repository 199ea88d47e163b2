"""The door of retrieval: ``python -m retrieval ask|search|run|evaluate|page|check``."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

try:
    from retrieval import dates, door
    from retrieval.assembly import open_engine
    from retrieval.engine import Engine
    from retrieval.errors import FileUnusable
    from retrieval.exporting import format_of, report_of_answer, written
    from retrieval.grouping import by_plan
    from retrieval.model import Answer, Filter, Ranking
    from retrieval.presenting import answer_json, ranking_json
    from retrieval.search import ALL_STAGES, Stage
    from retrieval.settings import Settings
    from retrieval.texts import Texts, load_texts
    from retrieval.trec import write_run
    from retrieval.turns import append_turn, last_state
    from retrieval.vocabulary import read_vocabulary
except ModuleNotFoundError as error:
    # Before there is anything to work with, the doctor says what to install.
    from retrieval.doctor.incomplete import told

    raise SystemExit(told(error, sys.argv)) from error

# More filters in force than these say nothing to a reader.
_CARRIED = 5


def ask(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Answer a question, write the answer to a file if one is named, and add the turn to the conversation if there is one."""
    format_id = format_of(arguments.export) if arguments.export else ""
    state = last_state(arguments.conversation) if arguments.conversation else None
    engine = _opened(settings, texts)
    answer = engine.ask(arguments.question, _filters(engine, arguments), expand=arguments.expand, state=state)
    if format_id:
        _write(written(report_of_answer(answer, read_vocabulary(settings.corpus)), format_id), arguments.export)
    if arguments.conversation:
        append_turn(arguments.conversation, answer)
    if arguments.json:
        door.print_json(answer_json(answer))
    else:
        _print_answer(answer, load_texts(answer.language), explained=arguments.explain)
        if format_id:
            print(texts("ask.exported", file=arguments.export))
    return door.DONE


def _opened(settings: Settings, texts: Texts) -> Engine:
    """The engine; it is said when what it answers from is not the last state."""
    engine = open_engine(settings)
    coverage = engine.coverage()
    if coverage.stands_in:
        print(texts("coverage.stands_in", date=dates.written(coverage.built_at, texts.language)), file=sys.stderr)
    if coverage.server_away:
        print(texts("coverage.server_away"), file=sys.stderr)
    return engine


def _print_answer(answer: Answer, texts: Texts, *, explained: bool) -> None:
    print("\n".join([*_corrected(answer, texts), *_in_force(answer, texts), *_summary(answer, texts), answer.text, ""]))
    for choice in answer.choices:
        print(texts("ask.choice", label=choice.label, question=choice.question))
    for line in (*_expanded(answer, texts), *_sources(answer)):
        print(line)
    for decision in answer.decisions if explained else ():
        print(texts("ask.step", step=decision.step, outcome=decision.outcome, detail=decision.detail, ms=decision.milliseconds))


def search(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Print the best passages."""
    engine = _opened(settings, texts)
    stages = ALL_STAGES if arguments.expand else ALL_STAGES - {Stage.SYNONYMS}
    ranking = engine.search(arguments.query, _filters(engine, arguments), arguments.limit, stages)
    if arguments.json:
        door.print_json(ranking_json(ranking))
        return door.DONE
    for line in (*_corrected(ranking, texts), *_expanded(ranking, texts)):
        print(line)
    for group in by_plan(ranking.hits, {plan.id: plan for plan in ranking.plans}):
        print(group.plan.name if group.plan else texts("search.no_plan"))
        for hit in group.hits:
            scores = ", ".join(f"{name} {score:.2f}" for name, score in hit.scores.items())
            print(f"{hit.rank}. {hit.document.title}, p. {hit.passage.page}, {' > '.join(hit.passage.heading)} ({scores})")
            print(f"   {' '.join(hit.passage.text.split())}\n")
    return door.DONE


def run_queries(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Write a TREC run over documents."""
    engine = _opened(settings, texts)
    stages = ALL_STAGES - set(map(Stage, arguments.without))
    queries, lines = write_run(engine, arguments.queries, arguments.output, arguments.depth, stages)
    print(texts("run.done", queries=queries, lines=lines, output=arguments.output))
    return door.DONE


def evaluate(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Ask a test set, print or write the report, and compare with what was promised."""
    from retrieval.evaluation.calibrating import DEVELOPMENT, fitted
    from retrieval.evaluation.claims import read_claims
    from retrieval.evaluation.evaluation import evaluate as measure
    from retrieval.evaluation.promised import broken_promises
    from retrieval.evaluation.quotations import read_verdicts
    from retrieval.evaluation.report import markdown
    from retrieval.evaluation.testset import read_testset

    folder = arguments.testset or settings.corpus / "testset"
    topics, verdicts, engine = read_testset(folder), read_verdicts(folder), open_engine(settings)
    if arguments.calibrate:
        print("\n".join(fitted(engine, topics)) or texts("evaluate.nothing_to_fit", half=DEVELOPMENT))
        return door.DONE
    found = measure(engine, topics, verdicts, read_claims(folder), stages=arguments.stages)
    broken = broken_promises(found, folder)
    # Where the library lies on this machine is nothing for a report.
    given = [own for before, own in pairwise(["", *sys.argv[1:]]) if "--index" not in (before, own.partition("=")[0])]
    report = markdown(found, f"python -m retrieval {shlex.join(given)}", texts("evaluate.title"))
    if arguments.report:
        _write(report.encode("utf-8"), arguments.report)
    if arguments.json:
        door.print_json(asdict(found) | {"broken_promises": broken})
        return door.FINDINGS if broken else door.DONE
    if not arguments.report:
        print(report)
    for promise in broken:
        print(texts("evaluate.broken", promise=promise))
    return door.FINDINGS if broken else door.DONE


def page(arguments: argparse.Namespace, settings: Settings, texts: Texts) -> int:
    """Print the stored text of a page, exactly: no line end is added."""
    text = open_engine(settings).page(arguments.document, arguments.page).text
    sys.stdout.buffer.write(text.encode("utf-8"))
    return door.DONE


def check(arguments: argparse.Namespace, environment: Mapping[str, str], texts: Texts) -> int:
    """Say what is wrong with the installation, and how to mend it."""
    from retrieval.doctor.examination import examined
    from retrieval.doctor.finding import State

    found = []
    for finding in examined(environment, arguments.index):
        found.append(finding)
        if not arguments.json:
            print(f"{texts(f'doctor.state_{finding.state}'):<9}{finding.sentence(texts)}", flush=True)
    wrong = sum(finding.state is State.WRONG for finding in found)
    if arguments.json:
        told = [{"state": str(own.state), "name": own.key, "sentence": own.sentence(texts)} for own in found]
        door.print_json({"good": not wrong, "findings": told})
    else:
        print(texts("doctor.wrong" if wrong else "doctor.good", count=wrong))
    return door.FINDINGS if wrong else door.DONE


def _filters(engine: Engine, arguments: argparse.Namespace) -> list[Filter]:
    return [engine.filter(facet, value, arguments.language) for facet, value in map(door.facet_and_value, arguments.filter)]


def _corrected(found: Answer | Ranking, texts: Texts) -> Iterator[str]:
    """The words that were read as others."""
    for correction in found.corrections:
        yield texts("ask.corrected", typed=correction.typed, meant=correction.meant)


def _expanded(found: Answer | Ranking, texts: Texts) -> Iterator[str]:
    """The words that were looked for besides."""
    if found.expansion:
        yield texts("ask.expanded", words=", ".join(found.expansion))


def _in_force(answer: Answer, texts: Texts) -> Iterator[str]:
    """What was carried on from earlier questions."""
    carried = [texts("ask.without", label=f.label) if f.negated else f.label for f in answer.filters if f.carried]
    carried += [own.label for own in answer.requirements if own.carried]
    if len(carried) > _CARRIED:
        carried = [*carried[:_CARRIED], texts("ask.more", count=len(carried) - _CARRIED)]
    if carried:
        yield texts("ask.carried", labels=", ".join(dict.fromkeys(carried)))


def _summary(answer: Answer, texts: Texts) -> Iterator[str]:
    """What a language model made of it, with what was left out and why there is none."""
    if answer.rewritten:
        yield texts("ask.rewritten", question=answer.rewritten)
    if answer.summary is None:
        return
    if answer.summary.sentences:
        said = (f"{own.text} {''.join(f'[{mark}]' for mark in own.marks)}" for own in answer.summary.sentences)
        yield texts("ask.summary", said=" ".join(said))
    if answer.summary.dropped:
        yield texts("ask.dropped_one" if answer.summary.dropped == 1 else "ask.dropped_many", count=answer.summary.dropped)
    if answer.summary.failure:
        yield texts("ask.no_summary", reason=texts(f"chat.{answer.summary.failure}"))
    yield ""


def _sources(answer: Answer) -> Iterator[str]:
    for citation in answer.citations:
        heading = f", {' > '.join(citation.heading)}" if citation.heading else ""
        url = f" {citation.document.url}" if citation.document.url else ""
        yield f"[{citation.mark}] {citation.document.title}, p. {citation.page}{heading}{url}"


def _write(content: bytes, path: Path) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FileUnusable(file=str(path), reason=error.strerror or str(error)) from error


def _parser() -> door.Parser:
    parser = door.Parser(prog="python -m retrieval", description="Ask, search and read the library of Planwijzer.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    asking = commands.add_parser("ask", help="answer a question with cited quotations")
    asking.add_argument("question")
    asking.add_argument("--conversation", type=Path, metavar="FILE", help="go on with the turns of this file (JSON lines)")
    asking.add_argument("--export", type=Path, metavar="FILE", help="write the answer there: .xlsx, .docx, .html, .csv or .md")
    asking.add_argument("--explain", action="store_true", help="print what every step decided")
    asking.set_defaults(command=ask)

    searching = commands.add_parser("search", help="the best passages for a query")
    searching.add_argument("query")
    searching.add_argument("--limit", type=door.positive, default=10, metavar="N")
    searching.set_defaults(command=search)

    running = commands.add_parser("run", help="a TREC run over documents")
    running.add_argument("--queries", type=Path, required=True, metavar="FILE.jsonl")
    running.add_argument("--output", type=Path, required=True, metavar="RUN")
    running.add_argument("--depth", type=door.positive, default=100, metavar="N")
    running.add_argument(
        "--without", action="append", default=[], choices=[*map(str, Stage)], help="leave a stage out, to measure it"
    )
    running.set_defaults(command=run_queries)

    evaluating = commands.add_parser("evaluate", help="measure with a test set, and compare with what was promised")
    evaluating.add_argument("--testset", type=Path, metavar="DIR", help="our own layout or BEIR's (default: corpus/testset)")
    evaluating.add_argument("--stages", action="store_true", help="also with each leg and stage left out")
    evaluating.add_argument("--calibrate", action="store_true", help="print weights for answers, fitted on its development half")
    evaluating.add_argument("--report", type=Path, metavar="FILE", help="write the report there (Markdown)")
    evaluating.add_argument("--json", action="store_true", help="print one JSON object")
    evaluating.set_defaults(command=evaluate)

    paging = commands.add_parser("page", help="the stored text of a page, exactly")
    paging.add_argument("document")
    paging.add_argument("page", type=int)
    paging.set_defaults(command=page)

    checking = commands.add_parser("check", help="what is wrong with this installation, and how to mend it")
    checking.add_argument("--json", action="store_true", help="print one JSON object")
    checking.set_defaults(examination=check)

    for command in (asking, searching):
        command.add_argument("--filter", action="append", default=[], metavar="FACET=VALUE")
        command.add_argument("--no-expansion", dest="expand", action="store_false", help="look for the words as typed alone")
        command.add_argument("--json", action="store_true", help="print one JSON object")
    for command in (asking, searching, running, evaluating, paging, checking):
        door.add_common(command)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    return door.run(_parser(), arguments)


if __name__ == "__main__":
    raise SystemExit(main())
