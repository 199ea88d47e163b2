"""The session that a run belongs to."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def name() -> str:
    """What the server knows this visitor by, as long as his page is open; files that he sends name it."""
    context = get_script_run_ctx()
    return context.session_id if context else ""
