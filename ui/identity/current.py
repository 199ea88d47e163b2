"""The person of this session, as Streamlit knows him."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from retrieval.settings import SignIn
from ui.identity.persons import Person, person_of


def person(sign_in: SignIn) -> Person | None:
    """Who is signed in here; ``None`` for nobody, or where nobody can be."""
    return person_of(claims(), str(auth().get("client_id", "")), sign_in, time.time()) if sign_in.on else None


def claims() -> Mapping[str, Any]:
    """What the cookie of the visitor tells of him, whose signature Streamlit checked."""
    return st.user.to_dict()


def auth() -> Mapping[str, Any]:
    """The settings of the provider; empty where there are none that can be read."""
    try:
        found = st.secrets.get("auth", {})
    except FileNotFoundError:
        return {}
    return found if isinstance(found, Mapping) else {}
