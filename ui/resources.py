"""What the interface works with: one engine and one vocabulary for the whole process."""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import streamlit as st

from retrieval import assembly, feedback, journal
from retrieval.crossing import Crossing
from retrieval.environment import read_settings
from retrieval.errors import FileUnusable, PlanwijzerError
from retrieval.holdings import Holdings, Sheet
from retrieval.marking import Marker
from retrieval.model import (
    Answer,
    Citation,
    Coverage,
    Document,
    Filter,
    Language,
    Page,
    PageImage,
    Passage,
    Plan,
    Ranking,
    Spot,
    State,
    Statement,
)
from retrieval.organisations import Organisation
from retrieval.rates import Rates
from retrieval.settings import CATALOGUE, FEEDBACK_DAYS, Settings, SignIn
from retrieval.surveying import Told
from retrieval.terms import Terms
from retrieval.vocabulary import Vocabulary, read_vocabulary
from ui.managing.gate import Gate
from ui.managing.librarian import Librarian

_LOG = logging.getLogger(__name__)


class Engine(Protocol):
    """What the pages ask of the engine."""

    def ask(
        self,
        question: str,
        filters: Sequence[Filter] = (),
        *,
        without: Sequence[tuple[str, str]] = (),
        expand: bool = True,
        correct: bool = True,
        state: State | None = None,
        on_sentence: Callable[[Statement], None] | None = None,
    ) -> Answer:
        """Answer a question. ``without``: (facet, value) of filters not to be applied; ``expand``: look for related words
        besides; ``correct``: mend typing errors; ``state``: where the conversation stands; ``on_sentence``: told each sentence
        of a summary as it comes."""

    def proven(self, answer: Answer) -> Answer:
        """An answer given earlier without the citations that no longer hold."""

    def search(
        self, query: str, filters: Sequence[Filter] = (), limit: int = 10, *, expand: bool = True, correct: bool = True
    ) -> Ranking:
        """The best passages for a query under filters. ``expand`` and ``correct``: as for ``ask``."""

    def marker(self, ranking: Ranking) -> Marker:
        """What marks in a text the words that a ranking was looked for with."""

    def filter(self, facet: str, value: str, language: Language = "nl") -> Filter:
        """A filter by facet and value. Raises ``FilterUnknown``."""

    def plans(self, filters: Sequence[Filter] = ()) -> tuple[Plan, ...]:
        """The plans that meet all filters."""

    def counts(
        self, filters: Sequence[Filter] = (), language: Language = "nl", among: Collection[str] | None = None
    ) -> dict[str, tuple[Spot, ...]]:
        """For each facet its values, with how many plans have each under the filters of the other facets, and anywhere.
        ``among``: ids of the plans that count under the filters, ``None`` for all."""

    def describe(self, plans: Sequence[Plan], language: Language = "nl") -> Answer:
        """What the sources say of one plan, aspect by aspect, or of several side by side."""

    def alike(self, plan: Plan, language: Language = "nl") -> Answer:
        """The plans most like one, each with what they share."""

    def passages(self, plan: Plan) -> tuple[tuple[Passage, Document], ...]:
        """The passages of a plan in reading order, each with its document."""

    def shown(self, plan: Plan) -> Mapping[tuple[str, str], Citation]:
        """For each value of a facet of a plan, (facet, value), the sentence that shows it."""

    def about(self, document_id: str) -> Mapping[tuple[str, str], Citation]:
        """What a document is about: each (facet, value) with the sentence that shows it."""

    def terms(self) -> Terms:
        """The words of the field that the documents explain."""

    def documents(self) -> list[Document]:
        """All documents, by id."""

    def page(self, document_id: str, number: int) -> Page:
        """The stored page of a document."""

    def pictured(self, document_id: str) -> bool:
        """Whether the pages of a document can be shown as they look."""

    def page_image(self, document_id: str, number: int, span: tuple[int, int] | None = None) -> PageImage | None:
        """A page as it looks, with a span of its text marked; ``None`` where it has no picture."""

    def coverage(self) -> Coverage:
        """What is searched."""

    def fingerprint(self) -> str:
        """What shaped the index that is searched."""

    def crossing(self, rows: str, columns: str, filters: Sequence[Filter] = (), language: Language = "nl") -> Crossing:
        """How many plans under the filters have each pair of values of two facets."""

    def survey(self, aspect: str) -> tuple[Told, ...]:
        """What the sources say of one aspect of every plan."""

    def organisations(self) -> tuple[Organisation, ...]:
        """The organisations that are named as partner of two plans or more."""

    def holdings(self) -> Holdings:
        """What is in the library and what is not."""

    def sheets(self, document_id: str) -> tuple[Sheet, ...]:
        """The pages of a document as they are held; none of one that is not there."""


@dataclass(frozen=True, slots=True)
class Services:
    """The engine that answers and the vocabulary that names the values of facets.

    ``keep_feedback``: keeps what ``retrieval.feedback.stored`` gave, raises ``FileUnusable``; ``summarises``: a language model
    takes part, which takes its time; ``feedback_days``: how long feedback is kept; ``rates``: how often a session may ask,
    ``None`` for as often as it likes.
    """

    engine: Engine
    vocabulary: Vocabulary
    keep_feedback: Callable[[Mapping[str, Any]], None]
    summarises: bool = False
    feedback_days: int = FEEDBACK_DAYS
    rates: Rates | None = None


@dataclass(frozen=True, slots=True)
class Management:
    """What managing the library takes: its folder, who works on it, the gate before both, how many days feedback is kept, and how
    people sign in: where they do, a role opens the gate and no password."""

    index: Path
    librarian: Librarian
    gate: Gate
    feedback_days: int = FEEDBACK_DAYS
    sign_in: SignIn = field(default_factory=SignIn)


def open_services() -> Services:
    """Open the library that the environment names. Tests put their own function in its place.

    Raises ``SettingInvalid`` and what ``retrieval.assembly.open_engine`` raises.
    """
    settings = read_settings(os.environ)
    journal.begin(settings.log, "info", sys.stderr)
    _forget_old(settings)
    services = Services(
        assembly.open_engine(settings),
        read_vocabulary(settings.corpus),
        partial(feedback.keep, settings.index, days=settings.feedback_days),
        summarises=settings.chat is not None,
        feedback_days=settings.feedback_days,
        rates=Rates(settings.questions_per_minute, time.monotonic),
    )
    # What is here for good need not be gone through whenever garbage is collected.
    gc.collect()
    gc.freeze()
    return services


def _forget_old(settings: Settings) -> None:
    """Delete feedback that is kept no longer; where nothing can be written, who may write there does."""
    try:
        feedback.expire(settings.index, settings.feedback_days, feedback.today())
    except FileUnusable as error:
        _LOG.warning("old feedback was not deleted: %s", error)


@st.cache_resource(show_spinner=False)
def services() -> Services:
    """The services, opened once a process; what could not be opened is tried again at the next visit."""
    return open_services()


def open_management() -> Management | None:
    """What manages the library that the environment names; ``None`` where neither a password nor a role opens it. It needs no
    library.

    Raises ``SettingInvalid``. Tests put their own function in its place.
    """
    settings = read_settings(os.environ)
    sign_in, password = settings.sign_in, "" if settings.sign_in.on else settings.manage_key
    if not (sign_in.manage_role if sign_in.on else password):
        return None
    librarian = Librarian(settings.index, settings.corpus / CATALOGUE, os.environ)
    return Management(settings.index, librarian, Gate(password, time.monotonic), settings.feedback_days, sign_in)


@st.cache_resource(show_spinner=False)
def management() -> Management | None:
    """What manages the library, made once a process, so that all visitors see the same work."""
    return open_management()


@st.cache_resource(show_spinner=False)
def sign_in() -> SignIn:
    """How people sign in. Raises ``SettingInvalid``."""
    return read_settings(os.environ).sign_in


def may_upload(session: str) -> bool:
    """Whether the visitor of a session of the server may send files: only who signed in to manage the library."""
    try:
        managed = management()
    except PlanwijzerError:
        return False
    return managed is not None and managed.gate.is_in(session)
