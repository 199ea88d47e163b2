"""HTML of our own whose parts can be picked: maps, heat maps and rows that lead somewhere.

Streamlit has buttons and charts; a drawing of which each part can be reached with the keyboard is neither. The HTML is made with
``ui.markup``, which escapes every text. A part that can be picked has the attribute ``data-pick`` and is a link or a button, so
that the browser gives it focus, Enter and a name. When the drawing changes, the part that had the focus keeps it, and what was
unfolded (``<details id=...>``) stays so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

_SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".pw-clickable");
  if (place.drawn !== data.html) {
    const opened = [...place.querySelectorAll("details[open][id]")].map((part) => part.id);
    const held = place.contains(document.activeElement) ? document.activeElement : null;
    const folds = held && held.tagName === "SUMMARY" ? held.parentElement.id : "";
    const name = folds ? `#${CSS.escape(folds)} > summary` : held && `[data-pick="${CSS.escape(held.dataset.pick)}"]`;
    place.innerHTML = place.drawn = data.html;
    for (const part of place.querySelectorAll("details[id]")) part.open ||= opened.includes(part.id);
    // A part that was taken away leaves the focus to one that stays.
    const again = name && (place.querySelector(name) || place.querySelector("[data-pick]"));
    if (again) again.focus({ preventScroll: true });
  }
  place.onclick = (event) => {
    const part = event.target.closest("[data-pick]");
    if (!part || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const target = new URL(part.getAttribute("href") ?? "", window.location.href);
    if (part.hasAttribute("href") && target.pathname !== window.location.pathname) {
      // To another page in one step, as the browser's own way back is made of: the server would take two.
      window.history.pushState({}, "", target);
      window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
      return;
    }
    setTriggerValue("picked", part.getAttribute("data-pick"));
  };
}
"""


def show(html: str, key: str, picked: Callable[[str], None], *, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw ``html``; a click or Enter on a part hands its ``data-pick`` to ``picked``.

    The value comes from the browser: ``picked`` checks it as it would an address.
    """

    def told() -> None:
        value = st.session_state[key].picked
        if isinstance(value, str):
            picked(value)

    component = st.components.v2.component(
        "planwijzer_clickable", html='<div class="pw-clickable"></div>', js=_SCRIPT, isolate_styles=False
    )
    component(key=key, data={"html": html}, on_picked_change=told, width=width)
