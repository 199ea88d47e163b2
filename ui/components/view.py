"""Brings a part of the page into view: the newest question, the marked passage.

Streamlit has no call for it. The script is constant but for a selector and an occasion that are our own; no text of a
document goes into it. The browser runs it once an occasion, because an element that stays the same is not drawn again.
"""

from __future__ import annotations

import json

import streamlit as st

_SCRIPT = """<script>
/* {occasion} */
setTimeout(() => {{
  const found = document.querySelectorAll({selector});
  if (found.length) found[found.length - 1].scrollIntoView({{block: {block}, behavior: "auto"}});
}}, 150);
</script>"""


def show(selector: str, occasion: int, *, block: str = "center") -> None:
    """Scroll to the last element that ``selector`` names, once for each ``occasion``."""
    script = _SCRIPT.format(occasion=occasion, selector=json.dumps(selector), block=json.dumps(block))
    st.html(script, unsafe_allow_javascript=True)
