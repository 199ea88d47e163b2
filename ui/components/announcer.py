"""What a screen reader is told: the finished answer, once, and the language of the page.

Streamlit's chat says nothing of what arrives, and the language in ``<html>`` is that of the address at the first visit.
"""

from __future__ import annotations

from textwrap import shorten

import streamlit as st

from retrieval.model import Answer
from ui import conversation, state
from ui.texts import interface_texts

# Longer than this is tiresome to listen to; the answer itself is there to be read.
MOST_CHARACTERS = 200

_HTML = '<div class="pw-announcer" role="status" aria-live="polite"></div>'
# The document remembers what was said last: Streamlit may draw the element anew on another page.
_SCRIPT = """
export default function ({ data, parentElement }) {
  const root = document.documentElement;
  if (root.lang !== data.language) root.lang = data.language;
  const place = parentElement.querySelector(".pw-announcer");
  if (!data.occasion || root.dataset.pwAnnounced === String(data.occasion)) return;
  root.dataset.pwAnnounced = data.occasion;
  place.lang = data.spoken;
  place.textContent = data.text;
}
"""


def show() -> None:
    """Draw the element that announces; nobody sees it."""
    turns = conversation.turns()
    said = {"text": sentence(turns[-1].answer), "spoken": turns[-1].answer.language} if turns else {"text": "", "spoken": ""}
    component = st.components.v2.component("planwijzer_announcer", html=_HTML, js=_SCRIPT, isolate_styles=False)
    component(key="announcer", data={"occasion": conversation.answered(), "language": state.language(), **said})


def sentence(answer: Answer) -> str:
    """What is announced of an answer, in its language: its first sentence, or the first quotation where it has none."""
    texts = interface_texts(answer.language)
    first = answer.lead or answer.text.split("\n\n", maxsplit=1)[0]
    return shorten(texts("answer.announced", text=first), MOST_CHARACTERS, placeholder=" …")
