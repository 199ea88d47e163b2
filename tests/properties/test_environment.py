"""Any value of any variable: settings, or an error that names the variable and keeps the value to itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.environment import PREFIX, read_settings
from retrieval.errors import KeyTooShort, PlanwijzerError, SettingInvalid, SettingOutOfRange, SettingUnusable
from retrieval.model import Language
from retrieval.texts import load_texts

LANGUAGES: tuple[Language, ...] = ("nl", "en")
NAMES = (
    "INDEX ENCODER RERANKER CHAT_URL CHAT_MODEL CHAT_KEY NLI MANAGE_KEY READ_SECONDS READ_MEMORY_MB READ_PROCESSES PDF_PASSWORD"
).split()
# What an environment can hold: no NUL, and bytes that are no text as halves of surrogates.
CHARACTERS = st.characters(exclude_characters="\0", exclude_categories=("Cs",)) | st.sampled_from("\udc80\udcff ~/;:@[]%")
NUMBERS = st.sampled_from(["nan", "inf", "-inf", "1e400", "1_0", "٣", "0x10", "1e3", "-0", "86400.5", " 7 ", "+5", "1.5"])
ADDRESSES = st.builds(
    "".join,
    st.tuples(st.sampled_from(["http://", "https://", "http:", "//", "ftp://", "http://["]), st.text(CHARACTERS, max_size=20)),
)
VALUES = st.text(CHARACTERS, max_size=40) | NUMBERS | ADDRESSES | st.sampled_from(["off", "OFF", "~", "~nobody/x", "~root", "."])
REFUSED = (SettingInvalid, SettingOutOfRange, SettingUnusable, KeyTooShort)


@given(st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_any_environment_gives_settings_or_an_error_that_names_a_variable(values: dict[str, str]) -> None:
    environment = {PREFIX + name: value for name, value in values.items()}
    refusal: PlanwijzerError | None = None
    try:
        settings = read_settings(environment)
    except REFUSED as error:
        refusal = error
    if refusal:
        name = str(refusal.facts["name"])
        assert name in environment
        assert all(name in load_texts(language).error(refusal) for language in LANGUAGES)
        return
    assert settings.index.is_absolute()
    assert 1 <= settings.read_limits.seconds <= 86_400 and settings.read_limits.memory_bytes >= 512 * 1024**2
    assert 1 <= settings.read_processes <= 256
    for name in ("CHAT_KEY", "MANAGE_KEY", "PDF_PASSWORD"):
        secret = values.get(name, "").strip()
        assert len(secret) < 12 or secret not in repr(settings).replace(repr(settings.index), "")
