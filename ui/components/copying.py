"""A button that copies text, or the address of the page, to the clipboard; Streamlit has none."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts

_SCRIPT = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const told = parentElement.querySelector("[role=status]");
  button.querySelector("span").textContent = data.label;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text ?? window.location.href);
      told.textContent = data.done;
    } catch {
      told.textContent = data.failed;
    }
    setTimeout(() => { told.textContent = ""; }, 4000);
  };
}
"""
_BUTTON = (
    '<div class="pw-copying"><button type="button" class="pw-copy"><span></span></button><small role="status"></small></div>'
)


def show(texts: Texts, key: str, label: str, text: str | None = None) -> None:
    """Draw the button. ``text``: what it copies, ``None`` for the address."""
    told = {"label": label, "done": texts("share.copied"), "failed": texts("share.failed"), "text": text}
    component = st.components.v2.component("planwijzer_copying", html=_BUTTON, js=_SCRIPT, isolate_styles=False)
    with st.container(width="content", key=f"copying-{key}"):
        component(key=f"copy-{key}", data=told)
