"""``python -m benchmarks.ensemble``: Planwijzer against LangChain's ``EnsembleRetriever`` (BM25 and Chroma).

Same passages, same questions, same machine, in turns. The peer needs the optional dependencies ``bench``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.generating import write_lines
from benchmarks.haystack import Built, build, hide, passages, shuffled
from benchmarks.judging import judged, recall, warming
from benchmarks.processes import Served
from benchmarks.report import Measured, markdown
from benchmarks.systems import Ensemble, Found, Planwijzer
from retrieval.evaluation.testset import Topic, read_testset
from retrieval.library import Library
from retrieval.settings import CATALOGUE, CORPUS

WARM = 10
OURS, PEER, FOLDED = "Planwijzer", "EnsembleRetriever", "the same, words folded"
REMARKS = (
    "each system in a process of its own; memory is what that process holds after its questions; the peer's has built its "
    "index as well, ours was built in another (the most memory that took stands beside its time)",
    "CPU: the median of what a question takes of all cores together, which other work on the machine inflates less",
    f"{WARM} other questions asked before; then every question once, to all in turns",
    "the peer's vectors are those of our embedded encoder, so that what differs is the retrieval and not the model",
    "built: ours is `python -m ingest build` from PDF, Markdown and JSON lines to a verified, synced index; the peer's starts "
    "from our passages in memory and keeps its index of words in memory alone, so that each start makes it again",
    "recall@5: judged questions of the development half (fact and training), by quotation, whole; our ranking was tuned on them",
)


@dataclass(slots=True)
class _Asked:
    """What a system did with the questions so far."""

    found: list[Found] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)


def measure(size: int, bare: Path, folder: Path, topics: Sequence[Topic], questions: int | None) -> list[Measured]:
    """Both systems over ``size`` passages."""
    chosen, warm = judged(topics)[:questions], warming(topics)[:WARM]
    built = hide(CORPUS, bare, folder, size)
    rows = shuffled(list(passages(Library(built.index))))
    ours = Served(Planwijzer, built.index)
    peer = Served(Ensemble, folder / "peer", write_lines(folder / "passages.jsonl", rows))
    before = peer.memory_mib()
    peer.call("fold_words")
    folding = peer.memory_mib() - before
    asked = _ask({OURS: (ours, "search"), PEER: (peer, "search"), FOLDED: (peer, "search_folded")}, warm, chosen)
    memory = {OURS: ours.memory_mib(), PEER: peer.memory_mib() - folding}
    vectors, words = peer.call("built")
    notes = {OURS: _built(built, ours.call("opening")), PEER: f"{vectors + words:.0f} s (BM25 {words:.1f} s)"}
    for served in (ours, peer):
        served.close()
    return [Measured(size, name, own.found, own.recalls, notes.get(name, ""), memory.get(name)) for name, own in asked.items()]


def _ask(systems: dict[str, tuple[Served, str]], warm: Sequence[Topic], topics: Sequence[Topic]) -> dict[str, _Asked]:
    """Every question to every system, in turns; who is first changes with each question."""
    for topic in warm:
        for served, method in systems.values():
            served.call(method, topic.text)
    asked, names = {name: _Asked() for name in systems}, list(systems)
    for topic in topics:
        names = [*names[1:], names[0]]
        for name in names:
            served, method = systems[name]
            found = served.call(method, topic.text)
            asked[name].found.append(found)
            asked[name].recalls.append(recall(topic, found.texts))
    return asked


def _built(built: Built, opening: float) -> str:
    return f"{built.seconds:.0f} s, at most {built.peak_mib:,.0f} MiB; opened in {opening:.1f} s"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the report and write it if asked."""
    options = _parser().parse_args(arguments)
    topics, found = read_testset(CORPUS / "testset"), list[Measured]()
    with tempfile.TemporaryDirectory(prefix="planwijzer-bench-", dir=options.folder) as name:
        bare = build(Path(name) / "bare", CORPUS / CATALOGUE).index
        for size in options.passages:
            folder = Path(name) / str(size)
            folder.mkdir()
            found += measure(size, bare, folder, topics, options.questions)
            print(f"{size}: measured", file=sys.stderr)
    text = markdown(found, _command(options), REMARKS)
    print(text)
    if options.report:
        options.report.write_text(f"# Benchmarks\n\n{text}", encoding="utf-8")
    return 0


def _command(options: argparse.Namespace) -> str:
    """What makes the report again; where somebody's folder is does not matter to others."""
    parts = ["python -m benchmarks.ensemble --passages", *map(str, options.passages)]
    parts += [f"--questions {options.questions}"] * bool(options.questions)
    parts += ["--folder DIR"] * bool(options.folder)
    return " ".join([*parts, *["--report docs/benchmarks.md"] * bool(options.report)])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ensemble", description="Planwijzer against EnsembleRetriever.")
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N", help="sizes")
    parser.add_argument("--questions", type=int, default=None, metavar="N", help="at most so many (default: all that are judged)")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where indexes are made, and removed again")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report there (Markdown)")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
