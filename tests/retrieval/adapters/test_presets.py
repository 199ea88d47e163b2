"""Known models: names, prompts, and the page that tells of them."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from retrieval.adapters import presets
from retrieval.adapters.presets import PRESETS, Preset, find_preset, hub_name, model_name, prompts_for
from retrieval.settings import EMBEDDED, OFF

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "models.md").read_text(encoding="utf-8")
each_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.alias)


def test_a_name_means_one_preset() -> None:
    names = [name.casefold() for preset in PRESETS for name in {preset.alias, preset.name, preset.model}]
    assert len(names) == len(set(names))
    assert not {EMBEDDED, OFF} & set(names)


@each_preset
def test_a_preset_is_found_by_alias_and_by_names(preset: Preset) -> None:
    for name in (preset.alias, preset.name, preset.model, preset.alias.upper()):
        assert find_preset(name) is preset
        assert (hub_name(name), model_name(name)) == (preset.name, preset.model)


@each_preset
def test_a_preset_is_found_by_a_folder_of_its_name_and_in_the_cache(
    preset: Preset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / preset.model
    snapshot = tmp_path / f"models--{preset.name.replace('/', '--')}" / "snapshots" / "0a1b2c"
    for place in (folder, snapshot):
        place.mkdir(parents=True)
        assert find_preset(str(place)) is find_preset(f"{place}/") is preset
        assert model_name(str(place)) == preset.model
    monkeypatch.chdir(folder)
    assert find_preset(".") is preset


@pytest.mark.parametrize("name", ["intfloat/multilingual-e5-large-instruct", "other/bge-m3-copy", "bge", "someone/bge-m3", "x"])
def test_other_names_are_no_preset(name: str) -> None:
    assert find_preset(name) is None
    assert hub_name(name) == name


@pytest.mark.parametrize("folder", ["e5-small", "models--intfloat--e5-small/snapshots/0a1b2c", "bge-m3-old", "snapshots/bge"])
def test_other_folders_are_no_preset(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    assert find_preset(str(tmp_path / folder)) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("models--intfloat--e5-small/snapshots/0a1b2c", "e5-small"),
        ("models--some--thing--else/snapshots/0a1b2c", "thing--else"),
        ("snapshots/0a1b2c", "0a1b2c"),
        ("mine", "mine"),
    ],
)
def test_a_folder_is_called_after_its_model(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / name).mkdir(parents=True)
    assert model_name(str(tmp_path / name)) == expected


def test_a_name_on_the_hub_is_called_without_its_organisation() -> None:
    assert model_name("someone/something") == "something"


@each_preset
def test_prompts_are_those_of_the_preset_unless_the_model_has_its_own(preset: Preset) -> None:
    assert prompts_for(preset.alias, {}) == prompts_for(preset.name, {"query": "", "document": None}) == preset.prompts
    assert prompts_for(preset.name, {"query": "zoek: ", "document": ""}) == (None, None)


@pytest.mark.parametrize("name", ["clips/e5-base-trm-nl", "intfloat/e5-large-v2", "someone/my_E5.model", "e5"])
def test_an_unknown_relative_of_e5_gets_the_prompts_of_e5(name: str) -> None:
    assert prompts_for(name, {}) == ("query: ", "passage: ")


@pytest.mark.parametrize("name", ["someone/model", "e5/model", "model-v1e5", "intfloat/multilingual-e5-large-instruct"])
def test_other_models_are_left_alone(name: str) -> None:
    assert prompts_for(name, {}) == (None, None)


def test_presets_use_the_standard_library_alone() -> None:
    tree = ast.parse(Path(presets.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= set(sys.stdlib_module_names)


# --- docs/models.md


def row(alias: str) -> list[str]:
    """The cells of the line of ``alias`` in the table, without their marks."""
    (line,) = re.findall(rf"^\| `{re.escape(alias)}` \|.*$", PAGE, re.MULTILINE)
    return [cell.strip().replace("`", "") for cell in line.strip("| ").split("|")]


@each_preset
def test_the_page_says_what_the_preset_says(preset: Preset) -> None:
    query, passage = (f'"{prompt}"' if prompt else "none" for prompt in preset.prompts)
    assert row(preset.alias) == [
        preset.alias,
        preset.name,
        preset.licence,
        f"{preset.parameters} M",
        str(preset.dimension),
        str(preset.max_tokens),
        preset.pooling,
        f"{query} / {passage}",
        f"{preset.dutch:.1f}",
    ]


def test_the_page_has_no_other_models_in_its_table() -> None:
    assert set(re.findall(r"^\| `([\w.-]+)` \|", PAGE, re.MULTILINE)) == {preset.alias for preset in PRESETS}
