"""What files and folders of this computer are called on a page: by their names, never by where they are."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

# The folders before the name of a file, but not those of an address on the web.
_FOLDERS = re.compile(r"(?<![\w/\\:])(?:[A-Za-z]:)?[\\/](?:[^\\/\s\"']+[\\/])+")


@dataclass(frozen=True, slots=True)
class Names:
    """The folder of the shelf, that of the library, and the catalogue of the corpus."""

    shelf: Path
    index: Path
    catalogue: Path

    def named(self, source: str) -> str:
        """The name of an input: a file on the shelf, a document of the catalogue, or a file elsewhere."""
        for begin in (f"{self.shelf}{os.sep}", f"{self.catalogue}#"):
            if source.startswith(begin):
                return source.removeprefix(begin)
        return re.split(r"[\\/]", source)[-1]

    def is_added(self, source: str) -> bool:
        """Whether an input is a file on the shelf, or stands in one."""
        return source.startswith(f"{self.shelf}{os.sep}")

    def spoken(self, sentence: str) -> str:
        """A sentence without the folders of this computer."""
        for folder in (self.shelf, self.index, self.catalogue.parent):
            sentence = sentence.replace(str(folder), folder.name)
        return _FOLDERS.sub("", sentence)
