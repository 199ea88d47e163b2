"""Settings read from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.environment import read_settings
from retrieval.errors import SettingInvalid, SettingOutOfRange, SettingUnusable
from retrieval.model import Language
from retrieval.settings import CORPUS, EMBEDDED, ChatSettings, ChromaSettings, Limits, SignIn, default_index
from retrieval.texts import load_texts


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


URL, MODEL, KEY = "PLANWIJZER_CHAT_URL", "PLANWIJZER_CHAT_MODEL", "PLANWIJZER_CHAT_KEY"


@pytest.mark.parametrize(
    "url", ["http://localhost:11434", "https://host/v1?version=2", "HTTP://127.0.0.1/v1", "http://[::1]:8080"]
)
def test_a_language_model_has_an_address_and_may_have_a_name_and_a_key(url: str) -> None:
    assert read_settings({URL: f" {url} "}).chat == ChatSettings(url, "", "")
    assert read_settings({URL: url, MODEL: " qwen3 ", KEY: " sk-1 "}).chat == ChatSettings(url, "qwen3", "sk-1")


@pytest.mark.parametrize("environment", [{}, {URL: ""}, {URL: " off "}, {MODEL: "qwen3", KEY: "sk-1"}])
def test_without_an_address_there_is_no_language_model(environment: dict[str, str]) -> None:
    assert read_settings(environment).chat is None


@pytest.mark.parametrize(
    "url",
    [
        "localhost:11434",
        "ftp://host",
        "file:///etc/passwd",
        "http://",
        "http://:80",
        "http://host:port",
        "http://host:99999",
        "http://user:geheim@host",
        "http://host/\u202e",
        "http://host/a b",
        "http://[::1",
        "javascript:alert(1)",
        "on",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(SettingUnusable) as refused:
        read_settings({URL: url})
    assert refused.value.facts == {"name": URL}
    assert isinstance(refused.value, SettingInvalid) and URL in load_texts("nl").error(refused.value)


@pytest.mark.parametrize("key", ["sk 1", "sk\n1", "sleutél", "sk\x00"])
def test_a_key_that_cannot_be_sent_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(SettingUnusable) as refused:
        read_settings({URL: "http://host", KEY: key})
    assert refused.value.facts == {"name": KEY} and key not in str(refused.value)


def test_a_key_is_not_shown() -> None:
    settings = read_settings({URL: "http://host", KEY: "sk-geheim"})
    assert settings.chat is not None and settings.chat.key == "sk-geheim"
    assert "geheim" not in repr(settings)
    with pytest.raises(SettingInvalid) as refused:
        read_settings({"PLANWIJZER_CHATKEY": "sk-geheim"})
    assert "geheim" not in f"{refused.value!r} {refused.value} {refused.value.facts}"


@pytest.mark.parametrize("off", ["", " ", "off", "OFF"])
def test_a_judge_can_be_off(off: str) -> None:
    assert read_settings({"PLANWIJZER_NLI": off}) == read_settings({})


def test_a_judge_is_a_name_or_folder() -> None:
    assert read_settings({"PLANWIJZER_NLI": " some/nli "}).nli == "some/nli"


def test_the_command_line_goes_before_the_variable(tmp_path: Path) -> None:
    assert read_settings({"PLANWIJZER_INDEX": "elsewhere"}, tmp_path).index == tmp_path


@pytest.mark.parametrize(("given", "expected"), [("~/index", Path.home() / "index"), ("index", Path.cwd() / "index")])
def test_a_folder_is_made_absolute(given: str, expected: Path) -> None:
    assert read_settings({"PLANWIJZER_INDEX": given}).index == expected
    assert read_settings({}, Path(given)).index == expected


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        read_settings({}).index = tmp_path  # type: ignore[misc]


def test_a_password_of_twelve_characters_is_one_and_a_shorter_is_refused_unseen() -> None:
    assert read_settings({}).manage_key == ""
    settings = read_settings({"PLANWIJZER_MANAGE_KEY": " twaalf-teken "})
    assert settings.manage_key == "twaalf-teken"
    assert "twaalf" not in repr(settings)

    with pytest.raises(SettingUnusable) as refused:
        read_settings({"PLANWIJZER_MANAGE_KEY": "elf-tekens-"})
    assert "elf-tekens" not in str(refused.value)
    assert "minstens 12 tekens" in load_texts("nl").error(refused.value)


def test_changes_are_written_in_a_name_that_can_be_read() -> None:
    assert read_settings({}).who == ""
    assert read_settings({"PLANWIJZER_WHO": " nachtwerk "}).who == "nachtwerk"
    for odd in ("a\nb", "x" * 201, "\u202e"):
        with pytest.raises(SettingUnusable):
            read_settings({"PLANWIJZER_WHO": odd})


def test_people_sign_in_as_it_is_set() -> None:
    assert read_settings({}).sign_in == SignIn("off", "roles", "", 12) and not read_settings({}).sign_in.on
    given = {"PLANWIJZER_SIGN_IN": " ALL ", "PLANWIJZER_ROLE_CLAIM": "groups", "PLANWIJZER_SIGN_IN_HOURS": "1"}
    sign_in = read_settings({**given, "PLANWIJZER_MANAGE_ROLE": "beheer"}).sign_in
    assert sign_in == SignIn("all", "groups", "beheer", 1) and sign_in.on and sign_in.to_read
    assert read_settings(given).sign_in.manage_role == ""
    only = read_settings({"PLANWIJZER_SIGN_IN": "beheer", "PLANWIJZER_MANAGE_ROLE": "beheer"}).sign_in
    assert only.on and not only.to_read


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"PLANWIJZER_SIGN_IN": "on"}, "PLANWIJZER_SIGN_IN"),
        ({"PLANWIJZER_SIGN_IN": "beheer"}, "PLANWIJZER_MANAGE_ROLE"),
        ({"PLANWIJZER_SIGN_IN_HOURS": "721"}, "PLANWIJZER_SIGN_IN_HOURS"),
    ],
)
def test_a_door_that_nobody_or_everybody_could_pass_is_refused(environment: dict[str, str], name: str) -> None:
    with pytest.raises(SettingUnusable) as refused:
        read_settings(environment)
    assert refused.value.facts["name"] == name


def test_feedback_is_kept_for_a_year_or_as_long_as_is_set() -> None:
    assert read_settings({}).feedback_days == 365
    assert read_settings({"PLANWIJZER_FEEDBACK_DAYS": "30"}).feedback_days == 30


SECONDS, MEMORY, PROCESSES = "PLANWIJZER_READ_SECONDS", "PLANWIJZER_READ_MEMORY_MB", "PLANWIJZER_READ_PROCESSES"


def test_what_reading_a_file_may_take_is_set() -> None:
    settings = read_settings({SECONDS: " 2.5 ", MEMORY: "1024", PROCESSES: "3"})
    assert (settings.read_limits, settings.read_processes) == (Limits(2.5, 1024**3), 3)
    assert read_settings({SECONDS: " "}).read_limits == Limits()
    assert read_settings({}).read_processes >= 1


@pytest.mark.parametrize(
    ("name", "value", "least", "most"),
    [
        *((SECONDS, value, 1, 86_400) for value in ("0", "-1", "0.5", "nan", "inf", "86401", "twee", "1e99", "1 2")),
        *((MEMORY, value, 512, 1_000_000) for value in ("511", "2GB", "1000001")),
        *(("PLANWIJZER_FEEDBACK_DAYS", value, 1, 3650) for value in ("0", "-1", "altijd", "3651")),
        *(("PLANWIJZER_QUESTIONS_PER_MINUTE", value, 1, 6000) for value in ("0", "veel", "6001")),
        *((PROCESSES, value, 1, 256) for value in ("0", "257", "alle")),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_number_that_is_none_or_out_of_bounds_is_refused_with_its_bounds(
    name: str, value: str, least: int, most: int, language: Language
) -> None:
    with pytest.raises(SettingOutOfRange) as refused:
        read_settings({name: value})
    sentence = load_texts(language).error(refused.value)
    assert name in sentence and str(least) in sentence and str(most) in sentence


@pytest.mark.parametrize(
    ("value", "passwords"),
    [("", ()), ("geheim", ("geheim",)), ("een;twee", ("een;twee", "een", "twee")), (" a ", (" a ",)), (";", (";",))],
)
def test_passwords_of_files_are_parted_and_may_hold_what_parts_them(value: str, passwords: tuple[str, ...]) -> None:
    settings = read_settings({"PLANWIJZER_PDF_PASSWORD": value})
    assert settings.pdf_passwords == passwords
    assert "geheim" not in repr(settings)


CHROMA = "PLANWIJZER_CHROMA_URL"


def test_a_chroma_server_has_an_address_and_may_have_more() -> None:
    assert read_settings({CHROMA: " https://host/chroma/ "}).chroma == ChromaSettings("https://host/chroma")
    told = {"TENANT": "roc", "DATABASE": "plannen", "SECONDS": "1.5", "HEADERS": "X-Key: a b; Authorization:Bearer x:y\n"}
    settings = read_settings({CHROMA: "http://[::1]:8000"} | {f"PLANWIJZER_CHROMA_{name}": told[name] for name in told})
    headers = (("X-Key", "a b"), ("Authorization", "Bearer x:y"))
    assert settings.chroma == ChromaSettings("http://[::1]:8000", "roc", "plannen", 1.5, headers)
    assert "Bearer" not in repr(settings)


@pytest.mark.parametrize("off", ["", " ", "off"])
def test_without_its_address_there_is_no_chroma_server(off: str) -> None:
    assert read_settings({CHROMA: off, "PLANWIJZER_CHROMA_HEADERS": "geen kop"}).chroma is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "localhost:8000"),
        ("URL", "http://naam:geheim@host"),
        ("URL", "http://host?key=geheim"),
        ("HEADERS", "geheim"),
        ("HEADERS", "Een kop: geheim"),
        ("HEADERS", "X: geheim\x07"),
        ("HEADERS", "X: geh\u00e9im"),
        ("TENANT", "../geheim"),
        ("DATABASE", "geheim geheim"),
    ],
)
def test_what_a_chroma_server_can_not_be_is_refused_without_its_value(name: str, value: str) -> None:
    with pytest.raises(SettingUnusable) as refused:
        read_settings({CHROMA: "http://host", f"PLANWIJZER_CHROMA_{name}": value})
    assert refused.value.facts == {"name": f"PLANWIJZER_CHROMA_{name}"}


@pytest.mark.parametrize("seconds", ["0", "61", "veel", "nan"])
def test_patience_with_a_chroma_server_has_bounds(seconds: str) -> None:
    with pytest.raises(SettingOutOfRange):
        read_settings({CHROMA: "http://host", "PLANWIJZER_CHROMA_SECONDS": seconds})
