"""What answers from the small landscape of plans."""

from __future__ import annotations

from tests.retrieval.conftest import guide, landscape
from tests.ui.conftest import _main_module, engine

__all__ = ["_main_module", "engine", "guide", "landscape"]
