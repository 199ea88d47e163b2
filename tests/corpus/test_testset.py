"""The test set holds together: every judgement is of a topic and an id that exist, halves are alike, README counts right.

That every quotation stands in the shipped documents is tested in ``tests/retrieval/evaluation/test_shipped.py``.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FOLDER = CORPUS / "testset"
# Kinds that are judged by the status and the form of the answer, and by the filters that are read.
BY_FORM = ("card", "compare", "likeness", "opportunity", "coverage", "talk", "ambiguous")
KINDS = ("fact", "list", "count", "comparison", "training", "organisation", "unanswerable", "followup", *BY_FORM)
LANGUAGES, USERS, HALVES = ("nl", "en"), ("mkb", "beleid", "student"), ("development", "reported")
TAGS = {"typo", "everyday", "keywords"}
REASONS = {"not_mentioned", "outside", "nowhere", "false_premise", "no_such_plan"}
STATUSES = {"answered", "partly_answered", "needs_clarification", "no_evidence", "out_of_scope"}
FORMS = {"list", "count", "fact", "plan", "compare", "likeness", "opportunity", "coverage", "talk"}
KEYS = {"id", "text", "language", "kind", "user", "half"}
OPTIONAL = {"tags", "pair", "reason", "dialogue", "turn", "status", "form"}
# What the answer is judged by, by kind of question.
BY_PLANS, BY_QUOTES = ("list", "count"), ("fact", "comparison", "training", "organisation")
FEWEST, FEWEST_UNANSWERABLE, FEWEST_DIALOGUES = 250, 50, 40
# How far the halves of a kind may differ, as a share of its topics.
APART = 0.2
# The letters of the rounds that were written for one half.
FOR_DEVELOPMENT = ("f", "aa", "ab")
# The letters of the round whose dialogues are judged by filters and forms alone, the turns that open them too.
BY_FILTERS = "ab"
MUST, MAY = 2, 1

Row = dict[str, Any]


@cache
def lines(name: str) -> list[Row]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").split("\n") if line]


@cache
def topics() -> dict[str, Row]:
    return {row["id"]: row for row in lines("topics.jsonl")}


@cache
def judgements(name: str) -> dict[str, dict[str, int]]:
    """Grades by topic and item; an item that is judged twice fails."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        topic, zero, item, grade = line.split()
        assert zero == "0" and int(grade) in (MUST, MAY), line
        assert item not in found[topic], line
        found[topic][item] = int(grade)
    return dict(found)


@cache
def quotes() -> dict[str, set[tuple[str, str, str]]]:
    """By topic: (number of the nugget, document, quotation)."""
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in lines("quotes.jsonl"):
        found[row["topic"]].add((row["nugget"].rpartition(".")[2], row["document"], row["quote"]))
    return dict(found)


def of_kind(*kinds: str) -> list[str]:
    """The ids of the topics of these kinds."""
    return [identity for identity, row in topics().items() if row["kind"] in kinds]


@cache
def ids(table: str, column: str = "id") -> set[str]:
    """The ids of a table of the corpus."""
    with (CORPUS / table).open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def missing_plans() -> set[str]:
    with (CORPUS / "plans.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file) if row["status"] == "missing"}


def values() -> dict[str, set[str]]:
    """The values of each facet that a filter may name."""
    return {
        "plan": ids("plans.csv"),
        "kind": {"consortium", "pps", "programme"},
        "status": {"granted"},
        "theme": ids("thesaurus/themes.csv"),
        "sector": ids("thesaurus/sectors.csv"),
        "level": ids("thesaurus/levels.csv"),
        "province": ids("gazetteer/provinces.csv") | {"landelijk"},
        "region": ids("gazetteer/regions.csv"),
        "place": {name.replace(" ", "_") for name in ids("gazetteer/places.csv", "name")},
    }


def test_every_line_is_a_topic_with_known_values() -> None:
    for row in lines("topics.jsonl"):
        assert KEYS <= set(row) <= KEYS | OPTIONAL, row
        assert row["kind"] in KINDS and row["language"] in LANGUAGES, row
        assert row["user"] in USERS and row["half"] in HALVES, row
        assert set(row.get("tags", ())) <= TAGS, row
        assert row.get("status", "answered") in STATUSES and row.get("form", "fact") in FORMS, row
        assert row["text"] == row["text"].strip() != "", row


def test_ids_and_questions_are_unique() -> None:
    assert len(topics()) == len(lines("topics.jsonl"))
    assert all(re.fullmatch(r"[a-z]{1,2}\d{3}", identity) for identity in topics())
    alone = [row["text"].casefold() for row in lines("topics.jsonl") if row["kind"] != "followup"]
    assert [text for text, count in Counter(alone).items() if count > 1] == []


def test_there_are_enough_of_every_kind() -> None:
    assert len(topics()) >= FEWEST and len(of_kind("unanswerable")) >= FEWEST_UNANSWERABLE
    for key, wanted in {"kind": KINDS, "language": LANGUAGES, "user": USERS, "half": HALVES}.items():
        assert {row[key] for row in lines("topics.jsonl")} == set(wanted)
    assert {tag for row in lines("topics.jsonl") for tag in row.get("tags", ())} == TAGS


@pytest.mark.parametrize("kind", KINDS)
def test_the_halves_of_a_kind_are_about_as_large(kind: str) -> None:
    count = Counter(topics()[identity]["half"] for identity in of_kind(kind) if not identity.startswith(FOR_DEVELOPMENT))
    assert abs(count["development"] - count["reported"]) <= APART * count.total()


@pytest.mark.parametrize("read", [quotes, lambda: judgements("plans.qrels"), lambda: judgements("filters.qrels")])
def test_what_is_judged_is_a_topic(read: Callable[[], Iterable[str]]) -> None:
    assert set(read()) <= set(topics())


def test_judged_plans_exist() -> None:
    known = ids("plans.csv") - missing_plans()
    assert {plan for own in judgements("plans.qrels").values() for plan in own} <= known


def test_judged_filters_exist() -> None:
    known = values()
    for own in judgements("filters.qrels").values():
        for written in own:
            facet, value = re.split("!?=", written, maxsplit=1)
            assert value in known[facet], written


def test_quotations_are_of_documents_and_numbered_by_topic() -> None:
    documents = ids("catalogue.csv")
    for row in lines("quotes.jsonl"):
        assert set(row) == {"topic", "nugget", "document", "quote"}
        assert row["document"] in documents and row["quote"].strip(), row
        assert re.fullmatch(rf"{row['topic']}\.\d+", row["nugget"]), row
    assert sum(map(len, quotes().values())) == len(lines("quotes.jsonl")), "a quotation stands there twice"


@pytest.mark.parametrize("kind", BY_PLANS)
def test_lists_and_counts_have_plans_that_must_be_there(kind: str) -> None:
    judged = judgements("plans.qrels")
    assert [identity for identity in of_kind(kind) if MUST not in judged.get(identity, {}).values()] == []


@pytest.mark.parametrize("kind", BY_QUOTES)
def test_other_answers_have_quotations(kind: str) -> None:
    assert [identity for identity in of_kind(kind) if identity not in quotes()] == []


def test_what_can_not_be_answered_has_a_reason_and_no_answer() -> None:
    unanswerable = of_kind("unanswerable")
    assert {topics()[identity].get("reason") for identity in unanswerable} == REASONS
    assert not set(unanswerable) & (set(quotes()) | set(judgements("plans.qrels")))
    assert not any("reason" in row for row in topics().values() if row["kind"] != "unanswerable")


def test_a_translation_has_the_judgements_and_the_half_of_what_it_translates() -> None:
    pairs = [(row, topics()[row["pair"]]) for row in topics().values() if "pair" in row]
    assert pairs
    for english, dutch in pairs:
        assert (english["language"], dutch["language"]) == ("en", "nl") and "pair" not in dutch
        assert (english["half"], english["kind"]) == (dutch["half"], dutch["kind"]), english["id"]
        for judged in (quotes(), judgements("plans.qrels"), judgements("filters.qrels")):
            assert judged.get(english["id"]) == judged.get(dutch["id"]), english["id"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", BY_FORM)
def test_what_is_judged_by_its_form_has_a_status_and_a_form(kind: str) -> None:
    rows = [topics()[identity] for identity in of_kind(kind)]
    assert [row["id"] for row in rows if not {"status", "form"} <= set(row)] == []


def test_what_can_not_be_answered_has_no_status_of_an_answer() -> None:
    stated = {row["status"] for row in topics().values() if row["kind"] == "unanswerable" and "status" in row}
    assert stated == {"no_evidence", "out_of_scope"}


def dialogues() -> dict[str, list[Row]]:
    """The turns of each dialogue as they stand in the file."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in lines("topics.jsonl"):
        if "dialogue" in row:
            found[row["dialogue"]].append(row)
    return found


def test_dialogues_lie_in_one_half_and_have_their_turns_in_order() -> None:
    for row in lines("topics.jsonl"):
        assert ("dialogue" in row) == ("turn" in row) and ("dialogue" in row or row["kind"] != "followup"), row
    assert dialogues()
    for turns in dialogues().values():
        assert len({row["half"] for row in turns}) == 1
        assert [row["turn"] for row in turns] == list(range(1, len(turns) + 1)) and len(turns) > 1
        opens = turns[0]["id"].startswith(BY_FILTERS)
        assert [row["kind"] == "followup" for row in turns] == [opens] + [True] * (len(turns) - 1)


def test_there_are_enough_dialogues_of_some_length() -> None:
    assert sum(3 <= len(turns) <= 6 for turns in dialogues().values()) >= FEWEST_DIALOGUES


def test_verdicts_on_quotations_are_of_topics_and_plans() -> None:
    for row in lines("quotations.jsonl"):
        assert row["topic"] in topics() and row["plan"] in ids("plans.csv") | {""}, row
        assert isinstance(row["supports"], bool) and row["quote"].strip(), row


def test_promises_are_about_the_halves() -> None:
    path = FOLDER / "expected.toml"
    promised = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(promised) <= {"index", "tolerance", *HALVES} and promised["tolerance"]["score"] > 0


def counted(by: str) -> dict[str, tuple[int, ...]]:
    """By value of a key: topics, and those in the development and in the reported half."""
    count = Counter((row[by], half) for row in topics().values() for half in ("", row["half"]))
    return {value: tuple(count[value, half] for half in ("", *HALVES)) for value, _ in count}


@pytest.mark.parametrize("by", ["kind", "language", "user"])
def test_readme_counts_the_topics(by: str) -> None:
    rows = re.findall(r"^\| `(\w+)`[^|]*\| (\d+) \| (\d+) \| (\d+) \|$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.M)
    stated = {name: tuple(map(int, numbers)) for name, *numbers in rows}
    assert {name: stated.get(name) for name in counted(by)} == counted(by)
