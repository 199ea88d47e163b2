"""Adding documents to the library: files, or what is at an address on the web."""

from __future__ import annotations

import re

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from retrieval.errors import PlanwijzerError
from retrieval.texts import Texts
from ui import markup
from ui.components.managing import signing, starting
from ui.managing.librarian import Librarian
from ui.managing.shelf import SUFFIXES, Unfit
from ui.managing.work import Kind

# The number in the key of the widget; the next one is empty.
_ROUND = "upload-round"
_ADDRESS = "web-address"
_LONGEST = 2_000
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_SPACE = re.compile(r"\s")


def show(librarian: Librarian, texts: Texts) -> None:
    """Draw where files are chosen or an address is given, with the buttons that add them."""
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
    with st.form("web", clear_on_submit=True, border=False):
        st.text_input(texts("adding.address"), key=_ADDRESS, placeholder="https://", max_chars=_LONGEST, disabled=busy)
        st.html(markup.paragraph(texts("adding.address_help"), "quiet"))
        st.form_submit_button(texts("adding.fetch"), key="fetch", disabled=busy, on_click=_fetch, args=(librarian, texts))


def _fetch(librarian: Librarian, texts: Texts) -> None:
    """Fetch what is at the address and build; what is no address is said."""
    address = full_address(st.session_state[_ADDRESS])
    if address:
        starting.start(librarian, Kind.FETCH, texts, address)
    else:
        starting.tell(texts("adding.no_address"))


def full_address(typed: str) -> str:
    """An address as it is asked for, ``https`` where nothing was typed before the name; ``""`` for what is none."""
    found = _SCHEME.match(address := typed.strip())
    if found:
        return address if found[1].lower() in ("http", "https") else ""
    return f"https://{address}" if "." in address.partition("/")[0] and not _SPACE.search(address) else ""


def _add(librarian: Librarian, files: list[UploadedFile], texts: Texts) -> None:
    """Put files on the shelf and build, unless none of them can be added."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    added = [file for file in files if put(librarian, file.name, file.getvalue(), texts)]
    if added:
        starting.start(librarian, Kind.BUILD, texts)


def put(librarian: Librarian, name: str, data: bytes, texts: Texts) -> bool:
    """Put a file on the shelf; whether it is there. What is wrong with it is said."""
    try:
        librarian.ledger.add(name, data, signing.who())
    except Unfit as unfit:
        starting.tell(texts("adding.unfit", file=name, reason=texts(f"unfit.{unfit.reason}")))
    except PlanwijzerError as error:
        starting.tell_error(librarian, error)
    else:
        return True
    return False
