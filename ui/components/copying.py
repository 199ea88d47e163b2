"""A button that copies text, or the address of the page, to the clipboard; Streamlit has none."""

from __future__ import annotations

import streamlit as st

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


def show(label: str, done: str, failed: str, key: str, text: str | None = None) -> None:
    """Draw the button. ``text``: what it copies, ``None`` for the address; ``done``, ``failed``: what it says then."""
    component = st.components.v2.component("planwijzer_copying", html=_BUTTON, js=_SCRIPT, isolate_styles=False)
    with st.container(width="content", key=f"copying-{key}"):
        component(key=key, data={"label": label, "done": done, "failed": failed, "text": text})
