"""Settings: read from the environment once, at the door, into one frozen value."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import platformdirs

from retrieval.errors import KeyTooShort, SettingInvalid, SettingOutOfRange, SettingUnusable

PREFIX = "PLANWIJZER_"
EMBEDDED = "embedded"
OFF = "off"
# The key of the page that manages the library is tried from the network; with throttled tries this many can't be guessed.
SHORTEST_KEY = 12
# Reading a file: with less memory the libraries themselves do not load, with more than a day something is wrong.
LEAST_MEMORY_MB, MOST_MEMORY_MB = 512, 1_000_000
MOST_SECONDS, MOST_PROCESSES = 86_400, 256
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
# In the folder of a corpus.
CATALOGUE = "catalogue.csv"
# How long a question may wait for a Chroma server: a whole search takes some milliseconds, and goes on without it.
_CHROMA_SECONDS, _LEAST_CHROMA_SECONDS, _MOST_CHROMA_SECONDS = 3.0, 1, 60
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)")
_NAME = re.compile(r"[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """Where a language model is. ``model``: ``""`` asks the server for the one it has; ``key``: ``""`` where none is needed."""

    url: str
    model: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ChromaSettings:
    """Where a Chroma server is. ``headers``: (name, value) sent with every request, for whoever guards it; ``seconds``: how long
    a question may wait for it."""

    url: str
    tenant: str = "default_tenant"
    database: str = "default_database"
    seconds: float = _CHROMA_SECONDS
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take. The slowest of 4,983 odd files took 1.8 s with PDFium and 72 s with pypdf."""

    seconds: float = 120
    memory_bytes: int = 2048 * 1024**2


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
    ``chroma``: the server that holds the vector index, or ``None`` for one in the folder of the library.
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
    chroma: ChromaSettings | None = None


def default_index() -> Path:
    """The folder of the library in the user's data directory."""
    return Path(platformdirs.user_data_dir("planwijzer", appauthor=False)) / "index"


def read_settings(environment: Mapping[str, str], index: Path | None = None) -> Settings:
    """Settings from ``PLANWIJZER_*``; ``index`` (from the command line) goes before the variable.

    Raises ``SettingInvalid`` for a ``PLANWIJZER_`` name that is not known, ``SettingUnusable`` for an address of a language
    model or a Chroma server that is not one of http or https, or a key or header that can't be sent, ``KeyTooShort`` for a
    password that is, ``SettingOutOfRange`` for a number that is none or is out of bounds.
    """
    known = {"INDEX", "ENCODER", "RERANKER", "CHAT_URL", "CHAT_MODEL", "CHAT_KEY", "NLI", "MANAGE_KEY"}
    known |= {"READ_SECONDS", "READ_MEMORY_MB", "READ_PROCESSES", "PDF_PASSWORD"}
    known |= {"CHROMA_URL", "CHROMA_TENANT", "CHROMA_DATABASE", "CHROMA_SECONDS", "CHROMA_HEADERS"}
    for name in environment:
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in known:
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
        chroma=_chroma(environment),
    )


def _value(environment: Mapping[str, str], name: str) -> str:
    return environment.get(PREFIX + name, "").strip()


def _unless_off(value: str) -> str | None:
    return value if value.casefold() not in ("", OFF) else None


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
