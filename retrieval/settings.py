"""Settings: one frozen value for everybody; ``retrieval.environment`` reads it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

EMBEDDED = "embedded"
OFF, ON = "off", "on"
# A year sees every page of a school once; what is kept for ever is kept too long.
FEEDBACK_DAYS = 365
# Nobody reads thirty answers in a minute; a program that asks more often has the HTTP API.
QUESTIONS_PER_MINUTE = 30
# Who signs in: to manage, or to read at all.
SIGN_IN_MANAGE, SIGN_IN_ALL = "beheer", "all"
# Of somebody in the audit log.
LONGEST_NAME = 200
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
class SignIn:
    """How people sign in with OpenID Connect. ``mode``: ``off``, ``beheer`` for that page alone, ``all`` for reading, too;
    ``role_claim``: the claim of a token that holds roles, dots lead into it; ``manage_role``: the role that may manage the
    library, ``""`` for nobody; ``hours``: how long somebody stays signed in."""

    mode: str = OFF
    role_claim: str = "roles"
    manage_role: str = ""
    hours: float = 12

    @property
    def on(self) -> bool:
        """Whether anybody signs in."""
        return self.mode != OFF

    @property
    def to_read(self) -> bool:
        """Whether reading asks for it."""
        return self.mode == SIGN_IN_ALL


@dataclass(frozen=True, slots=True)
class ChromaSettings:
    """Where a Chroma server is. ``headers``: (name, value) sent with every request, for whoever guards it; ``seconds``: how long
    a question may wait for it, where a whole search takes some milliseconds; it goes on without it."""

    url: str
    tenant: str = "default_tenant"
    database: str = "default_database"
    seconds: float = 3.0
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


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
    ``manage_key``: the password of the page that manages the library, ``""`` for no such page; ``who``: in whose name changes
    are written in the audit log, ``""`` for the user of the system; ``feedback_days``: how long what visitors said is kept;
    ``sign_in``: how people sign in; ``questions_per_minute``: what one visitor of the app may ask; ``read_limits``: what reading
    one file may take; ``read_processes``: how many are read at once; ``pdf_passwords``: what to try on PDF files;
    ``log``: what is logged;
    ``chroma``: the server that holds the vector index, or ``None`` for one in the folder of the library.
    """

    index: Path
    corpus: Path = CORPUS
    encoder: str = EMBEDDED
    reranker: str | None = None
    chat: ChatSettings | None = None
    nli: str | None = None
    manage_key: str = field(default="", repr=False)
    who: str = ""
    feedback_days: int = FEEDBACK_DAYS
    questions_per_minute: int = QUESTIONS_PER_MINUTE
    sign_in: SignIn = SignIn()
    read_limits: Limits = Limits()
    read_processes: int = field(default_factory=usable_cores)
    pdf_passwords: tuple[str, ...] = field(default=(), repr=False)
    log: LogSettings = LogSettings()
    chroma: ChromaSettings | None = None


def default_index() -> Path:
    """The folder of the library in the user's data directory."""
    return Path(platformdirs.user_data_dir("planwijzer", appauthor=False)) / "index"
