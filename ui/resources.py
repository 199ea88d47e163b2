"""What the interface works with: one engine and one vocabulary for the whole process."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import streamlit as st

from retrieval import assembly
from retrieval.model import Answer, Coverage, Filter, Page, PageImage, State, Statement
from retrieval.settings import read_settings
from retrieval.vocabulary import Vocabulary, read_vocabulary


class Engine(Protocol):
    """What the pages ask of the engine."""

    def ask(
        self,
        question: str,
        filters: Sequence[Filter] = (),
        *,
        expand: bool = True,
        correct: bool = True,
        state: State | None = None,
        on_sentence: Callable[[Statement], None] | None = None,
    ) -> Answer:
        """Answer a question. ``expand``: look for related words besides; ``correct``: mend typing errors; ``state``: where the
        conversation stands; ``on_sentence``: told each sentence of a summary as it comes."""

    def proven(self, answer: Answer) -> Answer:
        """An answer given earlier without the citations that no longer hold."""

    def page(self, document_id: str, number: int) -> Page:
        """The stored page of a document."""

    def page_image(self, document_id: str, number: int, span: tuple[int, int] | None = None) -> PageImage | None:
        """A page as it looks, with a span of its text marked; ``None`` where it has no picture."""

    def coverage(self) -> Coverage:
        """What is searched."""


@dataclass(frozen=True, slots=True)
class Services:
    """The engine that answers and the vocabulary that names the values of facets.

    ``summarises``: a language model takes part, which takes its time.
    """

    engine: Engine
    vocabulary: Vocabulary
    summarises: bool = False


def open_services() -> Services:
    """Open the library that the environment names. Tests put their own function in its place.

    Raises ``SettingInvalid`` and what ``retrieval.assembly.open_engine`` raises.
    """
    settings = read_settings(os.environ)
    return Services(assembly.open_engine(settings), read_vocabulary(settings.corpus), summarises=settings.chat is not None)


@st.cache_resource(show_spinner=False)
def services() -> Services:
    """The services, opened once a process; what could not be opened is tried again at the next visit."""
    return open_services()
