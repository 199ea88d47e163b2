"""Plans like another one, each with what they share and a button that does something with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from retrieval.model import Answer, PlanEntry
from retrieval.texts import Texts
from ui import markup
from ui.components import clickable, plan
from ui.components.plans import plan_cards
from ui.markup import escaped
from ui.naming import named

ACT = "act"


def show(
    answer: Answer, label: str, key: str, texts: Texts, picked: Callable[[str, str], None], *, without: Sequence[str] = ()
) -> None:
    """Draw the plans of ``answer``, or that there are none.

    ``label``: what the button of each says; ``picked``: gets ``plan_cards.OPEN`` or ``ACT`` with the id of a plan;
    ``without``: ids of plans that are left out.
    """
    entries = [entry for entry in answer.plans if entry.plan.id not in without]
    if not entries:
        st.html(markup.paragraph(texts("alike.none"), "note"))
        return

    def told(pick: str) -> None:
        act, _, identity = pick.partition(" ")
        if any(entry.plan.id == identity for entry in entries):
            picked(act, identity)

    clickable.show(rows(entries, label, texts), key, told)


def rows(entries: Sequence[PlanEntry], label: str, texts: Texts) -> str:
    """A list of plans with what they share and a button."""
    return f'<ul class="pw-alike">{"".join(_row(entry, label, texts) for entry in entries)}</ul>'


def _row(entry: PlanEntry, label: str, texts: Texts) -> str:
    name, why = escaped(f"{label}: {entry.plan.name}"), escaped(plan.shared(entry.why, texts))
    told = f'<div><h3>{plan_cards.link(entry.plan, named(entry.plan, texts))}</h3><p class="pw-details">{why}</p></div>'
    pick = f'data-pick="{ACT} {escaped(entry.plan.id)}" aria-label="{name}"'
    return f'<li>{told}<button type="button" class="pw-choose" {pick}>{escaped(label)}</button></li>'
