"""Settings: read from the environment once, at the door, into one frozen value."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import platformdirs

from retrieval.errors import KeyTooShort, SettingInvalid, SettingOutOfRange, SettingUnusable

PREFIX = "PLANWIJZER_"
# The names that are known, behind the prefix.
KNOWN = frozenset({"INDEX", "ENCODER", "RERANKER", "CHAT_URL", "CHAT_MODEL", "CHAT_KEY", "NLI", "MANAGE_KEY"}) | frozenset(
    {"READ_SECONDS", "READ_MEMORY_MB", "READ_PROCESSES", "PDF_PASSWORD", "LOG", "LOG_QUESTIONS"}
)
EMBEDDED = "embedded"
OFF, ON = "off", "on"
LEVELS = (OFF, "info", "warning", "error")
# The key of the page that manages the library is tried from the network; with throttled tries this many can't be guessed.
SHORTEST_KEY = 12
# Reading a file: with less memory the libraries themselves do not load, with more than a day something is wrong.
LEAST_MEMORY_MB, MOST_MEMORY_MB = 512, 1_000_000
MOST_SECONDS, MOST_PROCESSES = 86_400, 256
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
# In the folder of a corpus.
CATALOGUE = "catalogue.csv"


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """Where a language model is. ``model``: ``""`` asks the server for the one it has; ``key``: ``""`` where none is needed."""

    url: str
    model: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take. The slowest of 4,983 odd files took 1.8 s with PDFium and 72 s with pypdf."""

    seconds: float = 120
    memory_bytes: int = 2048 * 1024**2


@dataclass(frozen=True, slots=True)
class LogSettings:
    """What is logged. ``level``: ``off``, ``info``, ``warning`` or ``error``, or ``""`` for what is usual at a door;
    ``questions``: also what visitors ask."""

    level: str = ""
    questions: bool = False


def usable_cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the index is and what it is made with.

    ``index``: folder of the library; ``corpus``: folder with catalogue, thesaurus and gazetteer;
    ``encoder``: ``embedded``, the alias of a preset, or the name or folder of a sentence-transformers model;
    ``reranker``: the name or folder of a cross-encoder, or ``None`` to do without; ``chat``: the language model, or ``None``
    to do without; ``nli``: the name or folder of the cross-encoder that also judges what it writes, or ``None``;
    ``manage_key``: the password of the page that manages the library, ``""`` for no such page; ``read_limits``: what
    reading one file may take; ``read_processes``: how many are read at once; ``pdf_passwords``: what to try on PDF files;
    ``log``: what is logged.
    """

    index: Path
    corpus: Path = CORPUS
    encoder: str = EMBEDDED
    reranker: str | None = None
    chat: ChatSettings | None = None
    nli: str | None = None
    manage_key: str = field(default="", repr=False)
    read_limits: Limits = Limits()
    read_processes: int = field(default_factory=usable_cores)
    pdf_passwords: tuple[str, ...] = field(default=(), repr=False)
    log: LogSettings = LogSettings()


def default_index() -> Path:
    """The folder of the library in the user's data directory."""
    return Path(platformdirs.user_data_dir("planwijzer", appauthor=False)) / "index"


def read_settings(environment: Mapping[str, str], index: Path | None = None) -> Settings:
    """Settings from ``PLANWIJZER_*``; ``index`` (from the command line) goes before the variable.

    Raises ``SettingInvalid`` for a ``PLANWIJZER_`` name that is not known, ``SettingUnusable`` for an address of a language
    model that is not one of http or https, a key that can't be sent or an unknown word, ``KeyTooShort`` for a password that is,
    ``SettingOutOfRange`` for a number that is none or is out of bounds.
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
        read_limits=_limits(environment),
        read_processes=int(_number(environment, "READ_PROCESSES", usable_cores(), 1, MOST_PROCESSES)),
        pdf_passwords=_passwords(environment),
        log=LogSettings(_choice(environment, "LOG", LEVELS), _choice(environment, "LOG_QUESTIONS", (OFF, ON)) == ON),
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


def _manage_key(environment: Mapping[str, str]) -> str:
    key = _value(environment, "MANAGE_KEY")
    if key and len(key) < SHORTEST_KEY:
        raise KeyTooShort(name=PREFIX + "MANAGE_KEY", least=SHORTEST_KEY)
    return key


def _limits(environment: Mapping[str, str]) -> Limits:
    usual = Limits()
    megabytes = _number(environment, "READ_MEMORY_MB", usual.memory_bytes // 1024**2, LEAST_MEMORY_MB, MOST_MEMORY_MB)
    return Limits(_number(environment, "READ_SECONDS", usual.seconds, 1, MOST_SECONDS), int(megabytes) * 1024**2)


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
