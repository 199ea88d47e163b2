"""A small peer that needs no package: it gives the passages with most words of the question."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from benchmarks.systems import Found

KEPT = "passages.json"


class ByWords:
    """Keeps the passages in a folder; later ones open those."""

    def __init__(self, folder: Path, passages: Path) -> None:
        if not folder.exists():
            folder.mkdir()
            texts = [json.loads(line)["text"] for line in passages.read_text(encoding="utf-8").splitlines()]
            (folder / KEPT).write_text(json.dumps(texts), encoding="utf-8")
        self._texts: list[str] = json.loads((folder / KEPT).read_text(encoding="utf-8"))
        self.asked: list[str] = []

    def built(self) -> Mapping[str, float]:
        """Nothing that takes long."""
        return {"words": 0.0}

    def search(self, question: str) -> Found:
        """Those that share a word with it."""
        self.asked.append(question)
        started, wanted = perf_counter(), set(question.lower().split())
        shared = {text: len(wanted & set(text.lower().split())) for text in self._texts}
        best = sorted((text for text in self._texts if shared[text]), key=lambda text: -shared[text])
        taken = (perf_counter() - started) * 1e3
        return Found(tuple(best), taken, taken)

    def call(self, name: str, *arguments: object) -> Found:
        """As a system in another process is asked."""
        found: Found = getattr(self, name)(*arguments)
        return found
