"""``python -m benchmarks.peers``: Planwijzer's query beside what others would write with LangChain and with txtai.

Same passages, same questions, same machine, in turns. The peers need the optional dependencies ``bench``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from benchmarks.generating import write_lines
from benchmarks.haystack import Built, build, hide, passages, shuffled
from benchmarks.judging import all_that_hold, judged, ndcg, recall, warming
from benchmarks.options import MINILM_MOST, add_minilm, add_places, tell
from benchmarks.processes import Served
from benchmarks.report import Asked, Measured, markdown
from benchmarks.systems import NAMES, PEERS, Found, Planwijzer
from retrieval.evaluation.testset import Topic, read_testset
from retrieval.library import Library
from retrieval.settings import CATALOGUE, CORPUS

WARM, REPEATS = 10, 5
OURS, FOLDED = "Planwijzer", "the same, words folded"
MINILM, ENSEMBLE = "minilm", "ensemble"


class Answers(Protocol):
    """What is asked: a system, here or in another process."""

    def call(self, name: str, *arguments: object) -> Found:
        """The result of a method."""


def remarks(repeats: int) -> list[str]:
    """What the reader of the table must know."""
    return [
        "each system in a process of its own; memory is what that process holds after its questions; a peer's has built its "
        "index as well, ours was built in another (the most memory that took stands beside its time)",
        f"{WARM} other questions asked before; then every question {repeats} times to all, one run of each system after the "
        "other, who is first changing with each run; the median of a question's runs counts",
        "first: the median over questions of the first run alone, as who asks something new waits; in later ones a system "
        "may have kept what it made of the question",
        "ratio: what stands before it to ours; CPU: what a question takes of all cores together, which other work inflates less",
        "the same passages for all, which the peers get with titles and headings in front; the vectors of EnsembleRetriever and "
        "txtai are those of our embedded encoder, so that what differs is the retrieval and not the model",
        "build: ours is `python -m ingest build` from PDF, Markdown and JSON lines to a verified, synced index; a peer's starts "
        "from our passages in a file; BM25Retriever keeps its index of words in memory alone, so that each start makes it again",
        "recall@5 and nDCG@10: judged questions of the development half (fact and training); a passage counts that holds a "
        "judged quotation, whole; our ranking was tuned on them",
    ]


def measure(size: int, bare: Path, folder: Path, topics: Sequence[Topic], options: argparse.Namespace) -> list[Measured]:
    """All systems over ``size`` passages; ``folder`` is empty."""
    chosen, warm = judged(topics)[: options.questions], warming(topics)[:WARM]
    built = hide(CORPUS, bare, folder, size)
    rows = shuffled(list(passages(Library(built.index))))
    lines = write_lines(folder / "passages.jsonl", rows)
    ours = Served(Planwijzer, built.index)
    peers = {name: Served(PEERS[name], folder / name, lines) for name in PEERS if not left_out(name, size, options.minilm_most)}
    systems: dict[str, tuple[Answers, str]] = {OURS: (ours, "search")}
    folding = 0.0
    for name, served in peers.items():
        systems[NAMES[name]] = (served, "search")
        if name == ENSEMBLE:
            before = served.memory_mib()
            served.call("fold_words")
            folding = served.memory_mib() - before
            systems[FOLDED] = (served, "search_folded")
    held = all_that_hold(chosen, [row["text"] for row in rows])
    asked = ask(systems, [topic.text for topic in warm], chosen, held, options.repeats)
    memory = {OURS: ours.memory_mib()} | {NAMES[name]: served.memory_mib() for name, served in peers.items()}
    memory[NAMES[ENSEMBLE]] -= folding
    notes = {OURS: _built(built, ours.call("opening"))}
    notes |= {NAMES[name]: _stages(served.call("built")) for name, served in peers.items()}
    for served in (ours, *peers.values()):
        served.close()
    found = [Measured(size, name, own, notes.get(name, ""), memory.get(name)) for name, own in asked.items()]
    reason = f"left out above {options.minilm_most:,} passages"
    return [*found, *(Measured(size, NAMES[name], (), reason) for name in PEERS if name not in peers)]


def left_out(name: str, size: int, minilm_most: int) -> bool:
    """Whether a peer is not measured at a size: embedding with MiniLM takes some 50 ms of two cores a passage."""
    return name == MINILM and size > minilm_most


def ask(
    systems: Mapping[str, tuple[Answers, str]],
    warm: Sequence[str],
    topics: Sequence[Topic],
    held: Sequence[int],
    repeats: int,
) -> dict[str, list[Asked]]:
    """Every question so often to every system, in turns; who is first changes with each run."""
    for question in warm:
        for served, method in systems.values():
            served.call(method, question)
    asked: dict[str, list[Asked]] = {name: [] for name in systems}
    names = list(systems)
    for topic, number in zip(topics, held, strict=True):
        runs: dict[str, list[Found]] = {name: [] for name in systems}
        for _ in range(repeats):
            names = [*names[1:], names[0]]
            for name in names:
                served, method = systems[name]
                runs[name].append(served.call(method, topic.text))
        for name, own in runs.items():
            texts = own[0].texts
            asked[name].append(Asked(own, recall(topic, texts), ndcg(topic, texts, number)))
    return asked


def _built(built: Built, opening: float) -> str:
    return f"{built.seconds:.0f} s, at most {built.peak_mib:,.0f} MiB; opened in {opening:.1f} s"


def _stages(seconds: Mapping[str, float]) -> str:
    stages = ", ".join(f"{name} {value:.1f}" for name, value in seconds.items())
    return f"{sum(seconds.values()):.0f} s ({stages})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the report and write it if asked."""
    options = _parser().parse_args(arguments)
    topics, found = read_testset(CORPUS / "testset"), list[Measured]()
    with tempfile.TemporaryDirectory(prefix="planwijzer-bench-", dir=options.folder) as name:
        bare = build(Path(name) / "bare", CORPUS / CATALOGUE).index
        for size in options.passages:
            with tempfile.TemporaryDirectory(dir=name) as own:
                found += measure(size, bare, Path(own), topics, options)
            print(f"{size}: measured", file=sys.stderr)
    text = markdown(found, _command(options), remarks(options.repeats))
    tell(text, options.report)
    return 0


def _command(options: argparse.Namespace) -> str:
    """What makes the report again; where somebody's folder is does not matter to others."""
    parts = ["python -m benchmarks.peers --passages", *map(str, options.passages)]
    parts += [f"--questions {options.questions}"] * bool(options.questions)
    parts += [f"--repeats {options.repeats}"] * (options.repeats != REPEATS)
    parts += [f"--minilm-most {options.minilm_most}"] * (options.minilm_most != MINILM_MOST)
    return " ".join([*parts, *["--folder DIR"] * bool(options.folder)])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description="Planwijzer beside LangChain and txtai.")
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N", help="sizes")
    parser.add_argument("--questions", type=int, default=None, metavar="N", help="at most so many (default: all that are judged)")
    parser.add_argument("--repeats", type=int, default=REPEATS, metavar="N", help=f"runs of each question (default: {REPEATS})")
    add_minilm(parser)
    add_places(parser)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
