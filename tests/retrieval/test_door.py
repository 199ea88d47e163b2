"""The commands of retrieval: exit codes, sentences and what they print."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from retrieval.__main__ import main
from retrieval.engine import Engine
from retrieval.settings import Settings
from tests.doors import Done, Run, refused

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "welke consortia werken aan de energietransitie in Zuid-Holland?"
NEAR_ONLY = "welke consortia werken aan smart maintenance in Gelderland"
ANSWER_KEYS = set(
    "question language status filters text plans count complete near citations coverage timings_ms index".split()
) | {"expansion", "corrections"}
FLAGS = {"negated", "exact", "preferred", "together", "either"}
PLAN_KEYS = {"id", "name", "kind", "provinces", "themes", "citations"}
DOCUMENT_KEYS = {"id", "title", "url", "hash"}


@pytest.fixture
def anywhere(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command without naming an index."""

    def run(*arguments: object) -> Done:
        words = [str(argument) for argument in arguments]
        monkeypatch.setattr(sys, "argv", ["retrieval", *words])
        try:
            code: Any = main(words)
        except SystemExit as left:
            code = left.code
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run


@pytest.fixture
def door(anywhere: Run, index: Path) -> Run:
    """Run a command on the shipped library."""
    return lambda *arguments: anywhere(*arguments, "--index", index)


COMMANDS: Sequence[Sequence[str]] = (
    ("ask", "welke consortia zijn er?"),
    ("search", "waterstof"),
    ("page", "samenvattingen-consortia", "1"),
    ("run", "--queries", "queries.jsonl", "--output", "run.txt"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_an_index_the_command_that_makes_one_is_named(
    anywhere: Run, tmp_path: Path, command: Sequence[str], language: str
) -> None:
    refused(
        anywhere(*command, "--index", tmp_path / "none", "--language", language), "python -m ingest build", str(tmp_path / "none")
    )
    assert not (tmp_path / "none").exists()


def test_the_index_of_the_environment_is_used(anywhere: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANWIJZER_INDEX", str(tmp_path / "from-environment"))
    refused(anywhere("ask", "waterstof"), "from-environment")


def test_an_unknown_setting_is_refused(anywhere: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANWIJZER_INDX", "x")
    refused(anywhere("ask", "waterstof"), "PLANWIJZER_INDX")


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("question", ["", "   ", "?!", "\n", "🤖"])
def test_a_question_without_words_is_refused(door: Run, command: str, question: str) -> None:
    refused(door(command, question), "vraag")


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_of_a_hundred_thousand_characters_is_refused(door: Run, command: str) -> None:
    refused(door(command, "w" * 100_000), "100000", "2000")


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("province=Atlantis", "zuid-holland"),
        ("theme=", "waterstof"),
        ("colour=red", "province"),
        ("province", "FACET=VALUE"),
        ("", "FACET=VALUE"),
        ("=zeeland", "province"),
    ],
)
def test_an_unknown_or_malformed_filter_is_refused_with_what_there_is(door: Run, command: str, wanted: str, said: str) -> None:
    refused(door(command, "waterstof", "--filter", wanted), said)


@pytest.mark.parametrize(
    ("document", "page"),
    [
        ("samenvattingen-consortia", 0),
        ("samenvattingen-consortia", 9999),
        ("samenvattingen-consortia", -1),
        ("nothing", 1),
        ("", 1),
    ],
)
def test_an_unknown_page_is_refused(anywhere: Run, index: Path, document: str, page: int) -> None:
    refused(anywhere("page", "--index", index, "--", document, page), document, str(page), "python -m ingest report")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("ask",),
        ("page", "samenvattingen-consortia"),
        ("page", "samenvattingen-consortia", "one"),
        ("search", "waterstof", "--limit", "many"),
        ("ask", "waterstof", "--language", "fr"),
        ("ask", "waterstof", "--nonsense"),
        ("run", "--queries", "x"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_sentence_that_names_the_help(anywhere: Run, arguments: Sequence[str]) -> None:
    refused(anywhere(*arguments), "--help")


def test_messages_come_in_the_language_that_is_asked_for(door: Run) -> None:
    for language, words in (("nl", "Er staat geen vraag."), ("en", "There is no question.")):
        refused(door("ask", "?", "--language", language), words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--language", "en"), "can't be used"), (("--language=en",), "can't be used"), ((), "kan het commando niet")],
)
def test_wrong_use_is_told_in_the_language_that_is_asked_for(anywhere: Run, arguments: Sequence[str], words: str) -> None:
    refused(anywhere("ask", *arguments), words)


@pytest.mark.parametrize("command", ["", "ask", "search", "page", "run"])
def test_every_command_has_help(anywhere: Run, command: str) -> None:
    done = anywhere(*[command][: bool(command)], "--help")
    assert (done.code, done.error) == (0, "")
    assert "usage: python -m retrieval" in done.out


def test_an_answer_is_printed_with_its_sources(door: Run) -> None:
    done = door("ask", QUESTION)
    assert (done.code, done.error) == (0, "")
    assert done.out.startswith("3 consortia in Zuid-Holland")
    sources = [line for line in done.out.splitlines() if line.startswith(("[1]", "[2]", "[3]"))]
    assert len(sources) == 3 and all("Samenvattingen van de plannen van de consortia, p. " in line for line in sources)


def test_words_that_were_read_as_others_or_looked_for_besides_are_printed(door: Run) -> None:
    done = door("ask", "welke pps'en werken aan watestof?")
    assert done.out.startswith("Gezocht op “waterstof” in plaats van “watestof”.\n")
    assert "\nOok gezocht op: " in done.out
    assert "Ook gezocht op" not in door("ask", "welke pps'en werken aan watestof?", "--no-expansion").out


@pytest.mark.parametrize("ending", ["xlsx", "docx", "html", "csv", "MD"])
def test_an_answer_is_written_to_a_file_in_the_format_of_its_name(door: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"antwoord.{ending}"
    done = door("ask", QUESTION, "--export", file)
    assert (done.code, done.error) == (0, "")
    assert done.out.startswith("3 consortia in Zuid-Holland") and done.out.endswith(f"Geschreven naar {file}.\n")
    content = file.read_bytes()
    assert content.startswith(b"PK") if ending in ("xlsx", "docx") else b"3 consortia" in content or ending == "csv"


def test_beside_json_an_export_prints_nothing(door: Run, tmp_path: Path) -> None:
    done = door("ask", QUESTION, "--json", "--export", tmp_path / "antwoord.csv")
    assert len(done.json["plans"]) == 3
    assert len((tmp_path / "antwoord.csv").read_text(encoding="utf-8-sig").splitlines()) == 4


@pytest.mark.parametrize("name", ["antwoord.pdf", "antwoord", ".csv"])
def test_a_format_that_is_not_known_is_refused_before_anything_is_asked(door: Run, tmp_path: Path, name: str) -> None:
    talk = tmp_path / "talk.jsonl"
    refused(door("ask", QUESTION, "--export", tmp_path / name, "--conversation", talk), name, ".xlsx", ".md")
    assert not list(tmp_path.iterdir())


def test_a_file_that_can_not_be_written_is_refused_and_the_conversation_stays(door: Run, tmp_path: Path) -> None:
    file, talk = tmp_path / "none" / "antwoord.md", tmp_path / "talk.jsonl"
    refused(door("ask", QUESTION, "--export", file, "--conversation", talk), file)
    assert not talk.exists()


def test_finding_nothing_is_no_error(door: Run) -> None:
    done = door("ask", "hoe bak ik een appeltaart?")
    assert (done.code, done.error) == (0, "") and done.out.startswith("Niet gevonden.")


@pytest.mark.parametrize(
    "question", [QUESTION, NEAR_ONLY, "wat was het hoogste toegekende bedrag?", "hoe bak ik een appeltaart?"]
)
def test_an_answer_in_json_holds_the_whole_contract(door: Run, question: str) -> None:
    done = door("ask", question, "--json")
    answer = done.json
    assert (done.code, done.error) == (0, "")
    assert set(answer) >= ANSWER_KEYS
    assert answer["question"] == question and answer["language"] == "nl"
    assert all(set(f) - FLAGS - {"article"} == {"facet", "value", "label", "source_text"} for f in answer["filters"])
    assert all(f[flag] is True for f in answer["filters"] for flag in FLAGS & set(f))
    assert all(set(plan) == PLAN_KEYS for plan in answer["plans"])
    assert all(set(plan) - {"nearness"} == PLAN_KEYS | {"why"} for plan in answer["near"])
    for citation in answer["citations"]:
        assert set(citation) >= {"mark", "document", "page", "heading", "quote", "start", "end"}
        assert set(citation["document"]) == DOCUMENT_KEYS
    assert set(answer["coverage"]) >= {"documents", "plans", "unreadable_pages", "built_at"}
    assert answer["index"].keys() == {"fingerprint"} and answer["index"]["fingerprint"]
    assert answer["timings_ms"] and answer["count"] == len(answer["plans"])
    assert answer["complete"] in (True, False)


def test_statuses_and_plans_are_those_of_the_contract(door: Run) -> None:
    assert door("ask", QUESTION, "--json").json["status"] == "answered"
    answer = door("ask", NEAR_ONLY, "--json").json
    assert (answer["status"], answer["plans"], answer["coverage"]["granted_consortia"]) == (
        "no_evidence",
        [],
        {"known": 9, "granted": 15},
    )
    (near,) = [plan for plan in answer["near"] if plan["id"] == "new-waves"]
    assert (near["kind"], near["provinces"]) == ("consortium", ["zeeland"]) and "smart-maintenance" in near["themes"]


def test_letters_are_printed_as_they_are(door: Run) -> None:
    assert "€ 9 miljoen" in door("ask", "wat was het hoogste toegekende bedrag?", "--json").out


def test_filters_by_hand_are_applied_and_reported(door: Run) -> None:
    done = door(
        "ask", "welke consortia zijn er?", "--filter", "province=South Holland", "--filter", "theme = waterstof", "--json"
    )
    assert {(f["facet"], f["value"]) for f in done.json["filters"]} >= {("province", "zuid-holland"), ("theme", "waterstof")}
    assert [plan["id"] for plan in done.json["plans"]] == ["scale"]


def test_a_search_in_json_holds_the_whole_contract(door: Run) -> None:
    done = door("search", "waterstof", "--filter", "kind=pps", "--json")
    found = done.json
    assert (done.code, done.error) == (0, "")
    assert set(found) >= {"query", "filters", "hits", "timings_ms", "index", "expansion", "corrections"}
    assert (found["query"], [f["value"] for f in found["filters"]]) == ("waterstof", ["pps"])
    assert len(found["hits"]) == 10
    for rank, hit in enumerate(found["hits"], start=1):
        assert set(hit) >= {"rank", "score", "scores", "document", "page", "heading", "text", "start", "end", "plans"}
        assert hit["rank"] == rank and set(hit["scores"]) == {"lexical", "dense"} and set(hit["document"]) == DOCUMENT_KEYS


def flags(done: Done) -> dict[str, set[str]]:
    return {f["value"]: FLAGS & set(f) for f in done.json["filters"]}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("pps'en in Zeeland",), {"pps": set(), "zeeland": set()}),
        (("pps'en niet in Zeeland",), {"pps": set(), "zeeland": {"negated"}}),
        (("wat is waterstof?",), {"waterstof": {"preferred"}}),
        (("pps'en in Zeeland", "--no-expansion"), {"pps": {"exact"}, "zeeland": {"exact"}}),
        (("pps'en niet in Zeeland", "--no-expansion"), {"pps": {"exact"}, "zeeland": {"exact", "negated"}}),
        (("wat is waterstof?", "--no-expansion"), {"waterstof": {"exact", "preferred"}}),
        (("wat is een pilot?", "--filter", "theme=waterstof"), {"waterstof": set()}),
    ],
)
def test_how_a_filter_counts_stands_beside_it(door: Run, arguments: Sequence[str], expected: dict[str, set[str]]) -> None:
    assert flags(door("ask", *arguments, "--json")) == expected


@pytest.mark.parametrize("command", ["ask", "search"])
def test_words_that_were_looked_for_besides_are_printed_unless_they_are_not_wanted(door: Run, command: str) -> None:
    wide = door(command, "wat is predictive maintenance?", "--json").json
    narrow = door(command, "wat is predictive maintenance?", "--no-expansion", "--json").json
    assert "smart maintenance" in wide["expansion"] and narrow["expansion"] == []


@pytest.mark.parametrize("command", ["ask", "search"])
def test_typing_errors_are_printed_with_their_place(door: Run, command: str) -> None:
    found = door(command, "wat is watrestof?", "--json").json
    assert found["corrections"] == [{"typed": "watrestof", "meant": "waterstof", "start": 7, "end": 16}]
    assert door(command, "wat is waterstof?", "--json").json["corrections"] == []


def test_without_expansion_a_search_finds_no_synonyms(door: Run) -> None:
    def words_found(*arguments: str) -> float:
        return sum(hit["scores"]["lexical"] for hit in door("search", "lead applicant", *arguments, "--json").json["hits"])

    assert words_found() > words_found("--no-expansion")


@pytest.mark.parametrize("command", ["ask", "search"])
def test_words_in_quotation_marks_that_stand_nowhere_are_no_error(door: Run, command: str) -> None:
    done = door(command, 'wat is "xyzzy plugh"?', "--json")
    assert (done.code, done.error) == (0, "")
    assert not done.json.get("hits") and not done.json.get("citations")


@pytest.mark.parametrize("limit", [1, 3, 40])
def test_a_search_gives_no_more_than_its_limit(door: Run, limit: int) -> None:
    assert len(door("search", "waterstof", "--limit", limit, "--json").json["hits"]) == limit
    assert len([line for line in door("search", "waterstof", "--limit", limit).out.splitlines() if line[:1].isdigit()]) == limit


def test_a_page_is_printed_byte_by_byte(index: Path, engine: Engine, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for document in engine.documents()[::9]:
        for number in {1, document.pages}:
            assert main(["page", document.id, str(number), "--index", str(index)]) == 0
            captured = capsysbinary.readouterr()
            assert captured.out == engine.page(document.id, number).text.encode("utf-8")
            assert captured.err == b""


def write_queries(path: Path, *queries: object) -> Path:
    path.write_text("\n".join(query if isinstance(query, str) else json.dumps(query) for query in queries), encoding="utf-8")
    return path


def read_run(path: Path) -> dict[str, list[tuple[str, int, float]]]:
    found = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        query, zero, document, rank, score, name = line.split(" ")
        assert (zero, name) == ("Q0", "planwijzer")
        found[query].append((document, int(rank), float(score)))
    return dict(found)


QUERIES = (
    {"id": "q1", "text": "waterstof"},
    {"id": "q2", "text": "Welke partners heeft SCALE?"},
    "",
    {"id": 3, "text": "predictive maintenance", "more": 1},
    {"id": "empty", "text": "?!"},
    {"id": "long", "text": "w" * 3000},
)


@pytest.mark.parametrize("depth", [1, 5, 100])
def test_a_run_is_a_correct_trec_file(door: Run, tmp_path: Path, engine: Engine, depth: int) -> None:
    output = tmp_path / "run.txt"
    done = door("run", "--queries", write_queries(tmp_path / "q.jsonl", *QUERIES), "--output", output, "--depth", depth)
    found = read_run(output)
    assert (done.code, done.error) == (0, "")
    assert list(found) == ["q1", "q2", "3"]
    known = {document.id for document in engine.documents()}
    for ranking in found.values():
        documents, ranks, scores = zip(*ranking, strict=True)
        assert list(ranks) == list(range(1, len(ranks) + 1)) and len(ranks) <= depth
        assert len(set(documents)) == len(documents) and set(documents) <= known
        assert list(scores) == sorted(scores, reverse=True)
    assert str(sum(map(len, found.values()))) in done.out and "5" in done.out


def test_a_run_ranks_a_document_by_its_best_passage(door: Run, tmp_path: Path, engine: Engine) -> None:
    output = tmp_path / "run.txt"
    door("run", "--queries", write_queries(tmp_path / "q.jsonl", QUERIES[0]), "--output", output)
    hits = engine.search("waterstof", limit=1000).hits
    best = list(dict.fromkeys(hit.document.id for hit in hits))
    assert [document for document, _, _ in read_run(output)["q1"]] == best[: len(read_run(output)["q1"])]


def test_a_run_reaches_its_depth_when_there_are_that_many_documents(door: Run, tmp_path: Path) -> None:
    queries = write_queries(tmp_path / "q.jsonl", {"id": "q", "text": "consortium"})
    for depth in (100, 10):
        door("run", "--queries", queries, "--output", tmp_path / f"{depth}.txt", "--depth", depth)
    assert len(read_run(tmp_path / "100.txt")["q"]) > 10
    assert len(read_run(tmp_path / "10.txt")["q"]) == 10


@pytest.mark.parametrize(
    "content",
    [
        b"no json",
        b'{"id": "x"}',
        b'{"text": "x"}',
        b"3",
        b'["id", "text"]',
        b"\xff\xfe{}",
        b'{"id": "a", "text": "waterstof"}\n{"id": "b"',
    ],
)
def test_a_broken_queries_file_is_refused_and_nothing_is_written(door: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "q.jsonl").write_bytes(content)
    refused(door("run", "--queries", tmp_path / "q.jsonl", "--output", tmp_path / "run.txt"), "q.jsonl")
    assert not (tmp_path / "run.txt").exists()


def test_the_line_of_a_bad_query_is_named(door: Run, tmp_path: Path) -> None:
    queries = write_queries(tmp_path / "q.jsonl", QUERIES[0], "", {"id": "x"})
    refused(door("run", "--queries", queries, "--output", tmp_path / "run.txt"), "line 3")


def test_missing_queries_are_refused(door: Run, tmp_path: Path) -> None:
    refused(door("run", "--queries", tmp_path / "none.jsonl", "--output", tmp_path / "run.txt"), "none.jsonl")


@pytest.mark.parametrize("output", [".", "missing/run.txt"])
def test_an_output_that_cannot_be_written_is_refused(door: Run, tmp_path: Path, output: str) -> None:
    queries = write_queries(tmp_path / "q.jsonl", QUERIES[0])
    refused(door("run", "--queries", queries, "--output", tmp_path / output), str(tmp_path / output))


def test_an_id_with_a_space_still_gives_six_columns(door: Run, tmp_path: Path) -> None:
    queries = write_queries(tmp_path / "q.jsonl", {"id": "q 1", "text": "waterstof"})
    door("run", "--queries", queries, "--output", tmp_path / "run.txt", "--depth", 1)
    assert len((tmp_path / "run.txt").read_text(encoding="utf-8").split()) == 6


def test_a_conversation_gets_one_line_of_json_a_turn(door: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.jsonl"
    talk.write_text('{"question": "eerder"}\n', encoding="utf-8")
    questions = [QUESTION, "wat was het hoogste toegekende bedrag?", "hoe bak ik een appeltaart?"]
    printed = [door("ask", question, "--conversation", talk, "--json").json for question in questions]
    turns = [json.loads(line) for line in talk.read_text(encoding="utf-8").splitlines()]
    assert [turn["question"] for turn in turns] == ["eerder", *questions]
    assert turns[1:] == printed


def test_a_question_that_is_refused_is_no_turn(door: Run, tmp_path: Path) -> None:
    refused(door("ask", "?", "--conversation", tmp_path / "talk.jsonl"))
    assert not (tmp_path / "talk.jsonl").exists()


@pytest.mark.parametrize("path", [".", "missing/talk.jsonl"])
def test_a_conversation_that_cannot_be_written_is_refused(door: Run, tmp_path: Path, path: str) -> None:
    refused(door("ask", "waterstof", "--conversation", tmp_path / path), str(tmp_path / path))


def test_what_should_not_happen_is_one_sentence_too(anywhere: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Settings) -> Engine:
        raise RuntimeError("something odd")

    monkeypatch.setattr("retrieval.__main__.open_engine", broken)
    refused(anywhere("ask", "waterstof", "--index", tmp_path), "RuntimeError: something odd")


def test_a_process_of_its_own_ends_with_the_same_code(shipped_library: Settings, tmp_path: Path) -> None:
    def process(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([sys.executable, "-m", "retrieval", *arguments], cwd=ROOT, capture_output=True, check=False)

    wrong = process("ask", "waterstof", "--index", str(tmp_path), "--language", "en")
    assert (
        (wrong.returncode, wrong.stdout) == (2, b"")
        and b"python -m ingest build" in wrong.stderr
        and b"Traceback" not in wrong.stderr
    )
    right = process("ask", QUESTION, "--index", str(shipped_library.index), "--json")
    assert (right.returncode, right.stderr) == (0, b"") and json.loads(right.stdout)["count"] == 3
