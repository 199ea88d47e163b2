"""HTML of our own whose parts can be picked: maps, heat maps and rows that lead somewhere.

Streamlit has buttons and charts; a drawing of which each part can be reached with the keyboard is neither. The HTML is made with
``ui.markup``, which escapes every text. A part that can be picked has the attribute ``data-pick`` and is a link or a button, so
that the browser gives it focus, Enter and a name. When the drawing changes, the part that had the focus keeps it, and what was
unfolded (``<details>`` with an id, or ``data-part`` where it may stand in several drawings) stays so, also where the drawing was
gone for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

_SCRIPT = """
// What is unfolded of each drawing, by its key and subject: a drawing that is made anew begins with that.
const unfolded = (window.planwijzerUnfolded ??= new Map());
const FOLDS = "details:is([id], [data-part])";
const named = (part) => part.id || part.dataset.part;

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".pw-clickable");
  if (place.drawn !== data.html) {
    const opened = unfolded.get(data.subject) ?? [];
    const held = place.contains(document.activeElement) ? document.activeElement : null;
    const folds = held && held.tagName === "SUMMARY" ? CSS.escape(named(held.parentElement)) : "";
    const fold = `details:is([id="${folds}"], [data-part="${folds}"]) > summary`;
    const name = folds ? fold : held && `[data-pick="${CSS.escape(held.dataset.pick)}"]`;
    place.innerHTML = place.drawn = data.html;
    for (const part of place.querySelectorAll(FOLDS)) part.open ||= opened.includes(named(part));
    // A part that was taken away leaves the focus to one that stays.
    const again = name && (place.querySelector(name) || place.querySelector("[data-pick]"));
    if (again) again.focus({ preventScroll: true });
  }
  // It does not bubble; what is unfolded at once with the drawing is told of too.
  place.removeEventListener("toggle", place.told, true);
  place.told = () => unfolded.set(data.subject, [...place.querySelectorAll(FOLDS)].filter((part) => part.open).map(named));
  place.addEventListener("toggle", place.told, true);
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


def show(
    html: str,
    key: str,
    picked: Callable[[str], None],
    *,
    width: Literal["stretch", "content"] = "stretch",
    subject: str = "",
) -> None:
    """Draw ``html``; a click or Enter on a part hands its ``data-pick`` to ``picked``.

    The value comes from the browser: ``picked`` checks it as it would an address. ``subject``: what the drawing is about, where
    that changes: with another one it begins folded.
    """

    def told() -> None:
        value = st.session_state[key].picked
        if isinstance(value, str):
            picked(value)

    component = st.components.v2.component(
        "planwijzer_clickable", html='<div class="pw-clickable"></div>', js=_SCRIPT, isolate_styles=False
    )
    component(key=key, data={"html": html, "subject": f"{key} {subject}"}, on_picked_change=told, width=width)
