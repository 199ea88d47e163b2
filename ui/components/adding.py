"""Adding files to the library."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from retrieval.errors import PlanwijzerError
from retrieval.texts import Texts
from ui import failing, markup
from ui.components import starting
from ui.librarian import Librarian
from ui.shelf import SUFFIXES, Unfit
from ui.work import Kind

# The number in the key of the widget; the next one is empty.
_ROUND = "upload-round"


def show(librarian: Librarian, texts: Texts) -> None:
    """Draw where files are chosen and the button that adds them."""
    st.html(markup.section(texts("adding.title")))
    busy = librarian.busy()
    key = f"upload-{st.session_state.get(_ROUND, 0)}"
    files = st.file_uploader(
        texts("adding.choose", most=st.get_option("server.maxUploadSize")),
        [suffix.removeprefix(".") for suffix in SUFFIXES],
        accept_multiple_files=True,
        key=key,
        disabled=busy,
    )
    st.button(
        texts("adding.add"),
        key="add",
        type="primary",
        disabled=busy or not files,
        on_click=_add,
        args=(librarian, files, texts),
    )


def _add(librarian: Librarian, files: list[UploadedFile], texts: Texts) -> None:
    """Put files on the shelf and build, unless none of them can be added."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    added = [file for file in files if put(librarian, file.name, file.getvalue(), texts)]
    if added:
        starting.start(librarian, Kind.BUILD, texts)


def put(librarian: Librarian, name: str, data: bytes, texts: Texts) -> bool:
    """Put a file on the shelf; whether it is there. What is wrong with it is said."""
    try:
        librarian.shelf.put(name, data)
    except Unfit as unfit:
        starting.tell(texts("adding.unfit", file=name, reason=texts(f"unfit.{unfit.reason}")))
    except PlanwijzerError as error:
        starting.tell(failing.sentence_of(error))
    else:
        return True
    return False
