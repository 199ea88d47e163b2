"""The catalogues: the same keys and placeholders in both languages, and just those that the code uses."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from retrieval.model import PLAN_KINDS, AnswerStatus, Filter, Nearness
from retrieval.vocabulary import FACETS
from ui import languages
from ui.components import filters
from ui.texts import interface_texts

ROOT = Path(__file__).resolve().parents[2]


def _sentences(language: str) -> dict[str, str]:
    tables = tomllib.loads((ROOT / "ui" / "texts" / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{table}.{name}": text for table, texts in tables.items() for name, text in texts.items()}


def _used() -> Iterator[tuple[str, bool]]:
    """Every key in a call ``texts("...")``; of a key that is put together, what it begins with."""
    for path in [ROOT / "app.py", *(ROOT / "ui").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name) and node.func.id == "texts":
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    yield str(key.value), True
                elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
                    yield str(key.values[0].value), False


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    dutch, english = _sentences("nl"), _sentences("en")

    assert dutch.keys() == english.keys()
    assert {key: _placeholders(text) for key, text in dutch.items()} == {k: _placeholders(t) for k, t in english.items()}


def test_every_key_that_is_used_exists_and_every_key_that_exists_is_used() -> None:
    keys = _sentences("nl").keys()
    whole = {key for key, exact in _used() if exact}
    begun = tuple(key for key, exact in _used() if not exact)

    assert whole <= keys
    assert all(any(key.startswith(begin) for key in keys) for begin in begun)
    assert {key for key in keys if key not in whole and not key.startswith(begun)} == set()


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_every_value_of_the_model_has_a_name(language: str) -> None:
    keys = interface_texts(language).keys()  # type: ignore[arg-type]

    assert {f"facet.{facet}" for facet in FACETS} <= keys
    assert {f"kind.{kind}" for kind in PLAN_KINDS} <= keys
    assert {f"status.{status}" for status in AnswerStatus} <= keys
    assert {f"nearness.{nearness}" for nearness in Nearness} <= keys


def test_a_filter_that_is_denied_says_so() -> None:
    texts = interface_texts("nl")
    denied = filters.chip(Filter("province", "limburg", "Limburg", "Limburg", negated=True), texts)
    assert (denied.label, denied.tip) == ("provincie: niet Limburg", "")


def test_a_filter_that_is_a_preference_says_so() -> None:
    preferred = Filter("province", "limburg", "Limburg", "Limburg", preferred=True)
    assert filters.chip(preferred, interface_texts("nl")).tip == "wordt voorgetrokken, is geen voorwaarde"
    denied = filters.chip(replace(preferred, negated=True), interface_texts("en"))
    assert (denied.label, denied.tip) == ("province: not Limburg", "preferred, not a condition")


def test_a_filter_of_the_conversation_says_so_and_not_which_words_it_was_read_from() -> None:
    carried = filters.chip(Filter("province", "limburg", "Limburg", "Limburgse", carried=True), interface_texts("nl"))
    assert (carried.words, carried.tip, carried.style) == ("", "uit het gesprek", "carried")
    both = filters.chip(Filter("province", "limburg", "Limburg", "", carried=True, preferred=True), interface_texts("en"))
    assert (both.tip, both.style) == ("from the conversation, preferred, not a condition", "preferred")
