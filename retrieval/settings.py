"""Settings: read from the environment once, at the door, into one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import platformdirs

from retrieval.errors import KeyTooShort, SettingInvalid, SettingUnusable

PREFIX = "PLANWIJZER_"
EMBEDDED = "embedded"
OFF = "off"
# The key of the page that manages the library is tried from the network; with throttled tries this many can't be guessed.
SHORTEST_KEY = 12
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
class Settings:
    """Where the index is and what it is made with.

    ``index``: folder of the library; ``corpus``: folder with catalogue, thesaurus and gazetteer;
    ``encoder``: ``embedded``, the alias of a preset, or the name or folder of a sentence-transformers model;
    ``reranker``: the name or folder of a cross-encoder, or ``None`` to do without; ``chat``: the language model, or ``None``
    to do without; ``nli``: the name or folder of the cross-encoder that also judges what it writes, or ``None``;
    ``manage_key``: the password of the page that manages the library, ``""`` for no such page.
    """

    index: Path
    corpus: Path = CORPUS
    encoder: str = EMBEDDED
    reranker: str | None = None
    chat: ChatSettings | None = None
    nli: str | None = None
    manage_key: str = field(default="", repr=False)


def default_index() -> Path:
    """The folder of the library in the user's data directory."""
    return Path(platformdirs.user_data_dir("planwijzer", appauthor=False)) / "index"


def read_settings(environment: Mapping[str, str], index: Path | None = None) -> Settings:
    """Settings from ``PLANWIJZER_*``; ``index`` (from the command line) goes before the variable.

    Raises ``SettingInvalid`` for a ``PLANWIJZER_`` name that is not known, ``SettingUnusable`` for an address of a language
    model that is not one of http or https, or a key that can't be sent, ``KeyTooShort`` for a password that is.
    """
    known = {"INDEX", "ENCODER", "RERANKER", "CHAT_URL", "CHAT_MODEL", "CHAT_KEY", "NLI", "MANAGE_KEY"}
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


def _manage_key(environment: Mapping[str, str]) -> str:
    key = _value(environment, "MANAGE_KEY")
    if key and len(key) < SHORTEST_KEY:
        raise KeyTooShort(name=PREFIX + "MANAGE_KEY", least=SHORTEST_KEY)
    return key


def _is_address(url: str) -> bool:
    """An address of http or https. One with a user name is none: the key has a variable of its own, and is not shown."""
    try:
        parts: SplitResult = urlsplit(url)
        has_place = bool(parts.hostname) and parts.port != 0  # reading a port that is no number raises
    except ValueError:
        return False
    return has_place and parts.scheme in ("http", "https") and "@" not in parts.netloc and url.isprintable() and " " not in url
