"""The catalogue of texts: both languages say the same, and say all that the code asks for."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

import ingest
import ingest.errors
import ingest.storing
import retrieval
import serving
import serving.errors
from ingest import fetching
from retrieval.errors import PlanwijzerError
from retrieval.model import PLAN_KINDS, Nearness, Reason
from retrieval.texts import load_texts
from retrieval.understanding.talk import Talk

FOLDER = Path(retrieval.__file__).parent / "texts"
PACKAGES = (Path(retrieval.__file__).parent, Path(ingest.__file__).parent, Path(serving.__file__).parent)
SOURCES = [path for package in PACKAGES for path in sorted(package.rglob("*.py"))]
TABLES = {language: tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")) for language in ("nl", "en")}
NL, EN = load_texts("nl"), load_texts("en")
KNOWN = NL.keys()
KEYS = sorted(KNOWN)
STATUSES = {
    value for name, value in vars(ingest.storing).items() if name.isupper() and isinstance(value, str) and value.isidentifier()
}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def sentence(key: str, language: str = "nl") -> str:
    """The sentence as it stands in the catalogue, its placeholders not filled."""
    table, _, name = key.partition(".")
    return str(TABLES[language][table][name])


def errors(base: type[PlanwijzerError] = PlanwijzerError) -> Iterator[type[PlanwijzerError]]:
    for child in base.__subclasses__():
        if not child.__subclasses__():
            yield child
        yield from errors(child)


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def constants(node: ast.AST) -> Iterator[str]:
    """The strings that an expression may be: a string, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def text_calls() -> Iterator[tuple[str, str, set[str] | None]]:
    """(where, key, names of the facts or ``None`` when they can't be told) of every sentence that the code asks for."""
    for path, call in calls():
        if called(call) in ("texts", "_texts") and call.args:
            known = None if any(word.arg is None for word in call.keywords) else {str(word.arg) for word in call.keywords}
            for key in constants(call.args[0]):
                yield f"{path.name}:{call.lineno}", key, known


def reasons() -> Iterator[str]:
    """Every reason that ingest gives for an input that is not (wholly) read."""
    for path, call in calls():
        if path.is_relative_to(PACKAGES[1]):
            words = {word.arg: word.value for word in call.keywords}
            position = {"Unreadable": 0, "_note": 3, "JsonlRecord": 2}.get(called(call))
            if position is not None and position < len(call.args):
                yield from constants(call.args[position])
            if "problem" in words:
                yield from constants(words["problem"])


def refusals() -> Iterator[str]:
    """Every reason that ingest gives for a document that is not fetched."""
    for path, call in calls():
        if path.is_relative_to(PACKAGES[1]) and called(call) in ("Unfetched", "Outcome"):
            for word in call.args[:1] if called(call) == "Unfetched" else call.args[2:3]:
                yield from constants(word)


TEXT_CALLS = list(text_calls())
REASONS = sorted(set(reasons()) | {"pages_unreadable"})
ERRORS = sorted(errors(), key=lambda error: error.__name__)


def test_both_languages_have_the_same_sentences() -> None:
    assert NL.keys() == EN.keys()


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_asks_for_the_same_facts_in_both_languages(key: str) -> None:
    assert placeholders(sentence(key)) == placeholders(sentence(key, "en"))
    assert sentence(key).strip(" ") and sentence(key, "en").strip(" ")


def test_the_code_asks_for_sentences() -> None:
    # Guards the tests below: they would pass when nothing is found.
    assert len(TEXT_CALLS) > 20 and len(REASONS) > 10 and len(ERRORS) > 12


@pytest.mark.parametrize(
    ("key", "facts"), [call[1:] for call in TEXT_CALLS], ids=[f"{where}-{key}" for where, key, _ in TEXT_CALLS]
)
def test_a_sentence_that_the_code_asks_for_exists_and_gets_its_facts(key: str, facts: set[str] | None) -> None:
    assert key in KNOWN
    assert facts is None or placeholders(sentence(key)) <= facts


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_has_its_sentence(reason: str) -> None:
    assert f"reason.{reason}" in KNOWN


def test_a_refusal_has_its_sentence_and_no_sentence_is_left_over() -> None:
    assert {f"unfetched.{reason}" for reason in refusals()} == {key for key in KNOWN if key.startswith("unfetched.")}


@pytest.mark.parametrize("status", fetching.Status)
def test_what_became_of_an_address_has_its_sentence(status: str) -> None:
    assert f"fetch.{status}" in KNOWN


def strings() -> Iterator[str]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_a_string_that_looks_like_a_key_is_one() -> None:
    keyed = re.compile(rf"(?:{'|'.join(TABLES['nl'])})\.[a-z][a-z_]*[a-z]")
    assert {value for value in strings() if keyed.fullmatch(value)} - NL.keys() == set()


def test_no_sentence_is_left_over() -> None:
    # Part of a key may be filled in: "reason." before the reason, "answer.some_" before a number.
    written = set(strings())
    starts = tuple(value for value in written if re.fullmatch(r"[a-z_]+\.(?:[a-z]+_)?", value))
    assert [k for k in KEYS if k not in written and not k.startswith(starts)] == []
    assert [k for k in KEYS if k.startswith("reason.") and k.removeprefix("reason.") not in written] == []


@pytest.mark.parametrize(("table", "values"), [("no_evidence", Reason), ("nearness", Nearness), ("talk", Talk)])
def test_every_value_has_its_sentence(table: str, values: type[StrEnum]) -> None:
    assert {f"{table}.{value}" for value in values} <= KNOWN


@pytest.mark.parametrize("status", sorted(STATUSES))
def test_a_status_has_its_sentence(status: str) -> None:
    assert f"status.{status}" in KNOWN


@pytest.mark.parametrize("kind", [*PLAN_KINDS, "plan"])
@pytest.mark.parametrize("number", ["one", "many"])
def test_a_kind_of_plan_has_its_word(kind: str, number: str) -> None:
    assert f"kind.{kind}_{number}" in KNOWN


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_an_error_has_a_sentence_with_no_facts_but_its_own(error: type[PlanwijzerError]) -> None:
    assert error.key in KNOWN
    _, _, listed = (error.__doc__ or "").partition("Facts: ")
    assert placeholders(sentence(error.key)) <= set(re.findall(r"\w+", listed))


def test_every_error_has_a_sentence_of_its_own() -> None:
    keys = [error.key for error in ERRORS]
    assert sorted(set(keys)) == sorted(keys)


def test_an_error_is_raised_with_all_the_facts_of_its_sentence() -> None:
    classes = {error.__name__: error for error in ERRORS}
    poor = [
        f"{path.name}:{call.lineno}"
        for path, call in calls()
        if called(call) in classes
        and not call.args
        and placeholders(sentence(classes[called(call)].key)) - {str(word.arg) for word in call.keywords}
    ]
    assert poor == []


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_the_sentence_of_an_error_is_filled(error: type[PlanwijzerError]) -> None:
    facts = {name: f"<{name}>" for name in placeholders(sentence(error.key))}
    raised = error.__new__(error)
    PlanwijzerError.__init__(raised, **facts)
    for texts in (NL, EN):
        filled = texts.error(raised)
        assert all(fact in filled for fact in facts.values()) and "\n" not in filled


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        NL("error.nothing")
    with pytest.raises(KeyError):
        NL("error.index_missing")
