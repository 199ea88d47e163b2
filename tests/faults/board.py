"""What a writer tells its readers: which states of a folder it has begun to publish, and which are published."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Lock


class Board:
    """A file that only grows; safe to look at from threads."""

    def __init__(self, path: Path) -> None:
        self._path, self._at, self._lock = path, 0, Lock()
        self._words: list[dict[str, str]] = []
        self._done = -1

    def begin(self, number: int, words: dict[str, str]) -> None:
        """State ``number`` may be seen from now on; its documents, with the word that is their own."""
        self._add({"state": number, "words": words})

    def done(self, number: int) -> None:
        """State ``number`` must be seen from now on, or a later one."""
        self._add({"done": number})

    def published(self) -> int:
        """The last state that must be seen."""
        with self._lock:
            self._read()
            return self._done

    def since(self, number: int) -> list[dict[str, str]]:
        """The documents of each state from that one on to the last that may be seen."""
        with self._lock:
            self._read()
            return self._words[number:]

    def _add(self, line: dict[str, object]) -> None:
        with self._path.open("a", encoding="ascii") as file:
            file.write(json.dumps(line) + "\n")  # in one piece

    def _read(self) -> None:
        with self._path.open("rb") as file:
            file.seek(self._at)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self._at += len(line)
                told = json.loads(line)
                if "done" in told:
                    self._done = int(told["done"])
                else:
                    self._words.append(told["words"])
