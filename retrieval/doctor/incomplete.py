"""An installation that lacks what every command needs. Uses the standard library alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from retrieval.doctor import machine
from retrieval.texts import load_texts

_WRONG = 2


def told(missing: ModuleNotFoundError, arguments: Sequence[str]) -> int:
    """Say on standard error what is missing; the exit code. Raises what is missing where it is a module of our own."""
    module = (missing.name or "").partition(".")[0]
    if module in ("", "ingest", "retrieval", "serving"):
        raise missing
    joined = " ".join(arguments)
    texts = load_texts("en" if "--language en" in joined or "--language=en" in joined else "nl")
    print(texts("doctor.module_missing", module=module), file=sys.stderr)
    for finding in machine.packages():
        print(finding.sentence(texts), file=sys.stderr)
    return _WRONG
