"""Settings out of the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import SettingInvalid
from retrieval.settings import CORPUS, EMBEDDED, default_index, read_settings


@pytest.mark.parametrize("name", ["PLANWIJZER_INDX", "PLANWIJZER_", "PLANWIJZER_index", "PLANWIJZER_INDEX_", "PLANWIJZER_CORPUS"])
def test_an_unknown_name_is_refused_and_named(name: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        read_settings({name: "x"})
    assert refused.value.facts["name"] == name


@pytest.mark.parametrize("name", ["PATH", "planwijzer_other", "MY_PLANWIJZER_INDEX", "PLANWIJZER"])
def test_names_of_others_are_left_alone(name: str) -> None:
    assert read_settings({name: "x"}) == read_settings({})


def test_without_settings_there_are_defaults() -> None:
    settings = read_settings({})
    assert (settings.index, settings.corpus, settings.encoder) == (default_index(), CORPUS, EMBEDDED)
    assert settings.reranker is None
    assert settings.index.is_absolute()


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_variable_is_no_setting(blank: str) -> None:
    assert read_settings({"PLANWIJZER_INDEX": blank, "PLANWIJZER_ENCODER": blank}) == read_settings({})


def test_the_variables_are_used(tmp_path: Path) -> None:
    settings = read_settings({"PLANWIJZER_INDEX": f" {tmp_path} ", "PLANWIJZER_ENCODER": "some/model"})
    assert (settings.index, settings.encoder) == (tmp_path, "some/model")


@pytest.mark.parametrize("off", ["", " ", "off", "OFF", " off "])
def test_a_reranker_can_be_off(off: str) -> None:
    assert read_settings({"PLANWIJZER_RERANKER": off}) == read_settings({})


def test_a_reranker_is_a_name_or_folder() -> None:
    assert read_settings({"PLANWIJZER_RERANKER": " BAAI/bge-reranker-v2-m3 "}).reranker == "BAAI/bge-reranker-v2-m3"


def test_the_command_line_goes_before_the_variable(tmp_path: Path) -> None:
    assert read_settings({"PLANWIJZER_INDEX": "elsewhere"}, tmp_path).index == tmp_path


@pytest.mark.parametrize(("given", "expected"), [("~/index", Path.home() / "index"), ("index", Path.cwd() / "index")])
def test_a_folder_is_made_absolute(given: str, expected: Path) -> None:
    assert read_settings({"PLANWIJZER_INDEX": given}).index == expected
    assert read_settings({}, Path(given)).index == expected


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        read_settings({}).index = tmp_path  # type: ignore[misc]
