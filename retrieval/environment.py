"""Reading the settings from the environment, once, at the door."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from retrieval.errors import KeyTooShort, SettingInvalid, SettingOutOfRange, SettingUnusable
from retrieval.settings import (
    EMBEDDED,
    FEEDBACK_DAYS,
    LONGEST_NAME,
    OFF,
    ON,
    QUESTIONS_PER_MINUTE,
    SIGN_IN_ALL,
    SIGN_IN_MANAGE,
    ChatSettings,
    ChromaSettings,
    Limits,
    LogSettings,
    Settings,
    SignIn,
    default_index,
    usable_cores,
)

PREFIX = "PLANWIJZER_"
# The names that are known, behind the prefix.
KNOWN = frozenset(
    """INDEX ENCODER RERANKER CHAT_URL CHAT_MODEL CHAT_KEY NLI READ_SECONDS READ_MEMORY_MB READ_PROCESSES PDF_PASSWORD MANAGE_KEY
    WHO FEEDBACK_DAYS QUESTIONS_PER_MINUTE SIGN_IN ROLE_CLAIM MANAGE_ROLE SIGN_IN_HOURS LOG LOG_QUESTIONS
    CHROMA_URL CHROMA_TENANT CHROMA_DATABASE CHROMA_SECONDS CHROMA_HEADERS""".split()
)
LEVELS = (OFF, "info", "warning", "error")
# The key of the page that manages the library is tried from the network; with throttled tries this many can't be guessed.
SHORTEST_KEY = 12
_MOST_FEEDBACK_DAYS, _MOST_QUESTIONS = 3_650, 6_000
# No longer than Streamlit's cookie lasts.
_MOST_HOURS = 720
# Reading a file: with less memory the libraries themselves do not load, with more than a day something is wrong.
_LEAST_MEMORY_MB, _MOST_MEMORY_MB = 512, 1_000_000
_MOST_SECONDS, _MOST_PROCESSES = 86_400, 256
_LEAST_CHROMA_SECONDS, _MOST_CHROMA_SECONDS = 1, 60
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)")
_NAME = re.compile(r"[\w.-]+", re.ASCII)


def read_settings(environment: Mapping[str, str], index: Path | None = None) -> Settings:
    """Settings from ``PLANWIJZER_*``; ``index`` (from the command line) goes before the variable.

    Raises ``SettingInvalid`` for a ``PLANWIJZER_`` name that is not known, ``SettingUnusable`` for an address of a language
    model or a Chroma server that is not one of http or https, a key or header that can't be sent or an unknown word,
    ``KeyTooShort`` for a password that is, ``SettingOutOfRange`` for a number that is none or is out of bounds.
    """
    for name in environment:
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in KNOWN:
            # Without its value: a name with a typing error may hold the key.
            raise SettingInvalid(name=name)
    named = _value(environment, "INDEX")
    return Settings(
        index=(index or (Path(named) if named else default_index())).expanduser().absolute(),
        encoder=_value(environment, "ENCODER") or EMBEDDED,
        reranker=_unless_off(_value(environment, "RERANKER")),
        chat=_chat(environment),
        nli=_unless_off(_value(environment, "NLI")),
        manage_key=_manage_key(environment),
        who=_who(environment),
        sign_in=_sign_in(environment),
        questions_per_minute=int(_number(environment, "QUESTIONS_PER_MINUTE", QUESTIONS_PER_MINUTE, 1, _MOST_QUESTIONS)),
        feedback_days=int(_number(environment, "FEEDBACK_DAYS", FEEDBACK_DAYS, 1, _MOST_FEEDBACK_DAYS)),
        read_limits=_limits(environment),
        read_processes=int(_number(environment, "READ_PROCESSES", usable_cores(), 1, _MOST_PROCESSES)),
        pdf_passwords=_passwords(environment),
        log=LogSettings(_choice(environment, "LOG", LEVELS), _choice(environment, "LOG_QUESTIONS", (OFF, ON)) == ON),
        chroma=_chroma(environment),
    )


def _value(environment: Mapping[str, str], name: str) -> str:
    return environment.get(PREFIX + name, "").strip()


def _unless_off(value: str) -> str | None:
    return value if value.casefold() not in ("", OFF) else None


def _choice(environment: Mapping[str, str], name: str, known: Sequence[str]) -> str:
    """One of some words, or ``""`` where none is set."""
    value = _value(environment, name).casefold()
    if value and value not in known:
        raise SettingUnusable(name=PREFIX + name)
    return value


def _chat(environment: Mapping[str, str]) -> ChatSettings | None:
    """The language model; none without an address, whatever else is set."""
    url = _unless_off(_value(environment, "CHAT_URL"))
    if url is None:
        return None
    key = _value(environment, "CHAT_KEY")
    if not _is_address(url):
        raise SettingUnusable(name=PREFIX + "CHAT_URL")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise SettingUnusable(name=PREFIX + "CHAT_KEY")
    return ChatSettings(url, _value(environment, "CHAT_MODEL"), key)


def _chroma(environment: Mapping[str, str]) -> ChromaSettings | None:
    """The Chroma server; none without an address, whatever else is set."""
    url = _unless_off(_value(environment, "CHROMA_URL"))
    if url is None:
        return None
    if not _is_address(url) or set(url) & {"?", "#"}:
        raise SettingUnusable(name=PREFIX + "CHROMA_URL")
    usual = ChromaSettings(url.rstrip("/"))
    seconds = _number(environment, "CHROMA_SECONDS", usual.seconds, _LEAST_CHROMA_SECONDS, _MOST_CHROMA_SECONDS)
    tenant, database = _name(environment, "CHROMA_TENANT", usual.tenant), _name(environment, "CHROMA_DATABASE", usual.database)
    return ChromaSettings(usual.url, tenant, database, seconds, _headers(environment))


def _name(environment: Mapping[str, str], name: str, usual: str) -> str:
    value = _value(environment, name) or usual
    if not _NAME.fullmatch(value):
        raise SettingUnusable(name=PREFIX + name)
    return value


def _headers(environment: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The headers, each as ``Name: value``, that ``;`` or the end of a line parts."""
    told = re.split(r"[;\n]", _value(environment, "CHROMA_HEADERS"))
    found = [_HEADER.fullmatch(line.strip()) for line in told if line.strip()]
    if not all(found):
        raise SettingUnusable(name=PREFIX + "CHROMA_HEADERS")
    return tuple((header[1], header[2]) for header in found if header)


def _manage_key(environment: Mapping[str, str]) -> str:
    key = _value(environment, "MANAGE_KEY")
    if key and len(key) < SHORTEST_KEY:
        raise KeyTooShort(name=PREFIX + "MANAGE_KEY", least=SHORTEST_KEY)
    return key


def _sign_in(environment: Mapping[str, str]) -> SignIn:
    usual = SignIn()
    mode = (_value(environment, "SIGN_IN") or usual.mode).casefold()
    if mode not in (OFF, SIGN_IN_MANAGE, SIGN_IN_ALL):
        raise SettingUnusable(name=PREFIX + "SIGN_IN")
    role = _value(environment, "MANAGE_ROLE")
    if mode == SIGN_IN_MANAGE and not role:
        raise SettingUnusable(name=PREFIX + "MANAGE_ROLE")  # it would be a door that nobody can pass
    hours = _number(environment, "SIGN_IN_HOURS", usual.hours, 1, _MOST_HOURS)
    return SignIn(mode, _value(environment, "ROLE_CLAIM") or usual.role_claim, role, hours)


def _who(environment: Mapping[str, str]) -> str:
    who = _value(environment, "WHO")
    if not who.isprintable() or len(who) > LONGEST_NAME:
        raise SettingUnusable(name=PREFIX + "WHO")
    return who


def _limits(environment: Mapping[str, str]) -> Limits:
    usual = Limits()
    megabytes = _number(environment, "READ_MEMORY_MB", usual.memory_bytes // 1024**2, _LEAST_MEMORY_MB, _MOST_MEMORY_MB)
    return Limits(_number(environment, "READ_SECONDS", usual.seconds, 1, _MOST_SECONDS), int(megabytes) * 1024**2)


def _number(environment: Mapping[str, str], name: str, usual: float, least: int, most: int) -> float:
    try:
        number = float(_value(environment, name) or usual)
    except ValueError:
        number = math.nan
    if not least <= number <= most:
        raise SettingOutOfRange(name=PREFIX + name, least=least, most=most)
    return number


def _passwords(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The passwords that ``;`` parts, and all of it as one: that sign may be in a password, too."""
    # Not stripped: a password may begin or end with a space.
    whole = environment.get(PREFIX + "PDF_PASSWORD", "")
    return tuple(dict.fromkeys(password for password in (whole, *whole.split(";")) if password))


def _is_address(url: str) -> bool:
    """An address of http or https. One with a user name is none: the key has a variable of its own, and is not shown."""
    try:
        parts: SplitResult = urlsplit(url)
        has_place = bool(parts.hostname) and parts.port != 0  # reading a port that is no number raises
    except ValueError:
        return False
    return has_place and parts.scheme in ("http", "https") and "@" not in parts.netloc and url.isprintable() and " " not in url
