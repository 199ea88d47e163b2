"""A folder of documents that changes from state to state. Every text has a word that no other text has."""

from __future__ import annotations

import json
import random
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

_LINES, _MARKDOWN, _PDFS = 24, 6, 2
# A line changes every so many states, a file every so many, and a Markdown file is away every so many.
_LINE_CHANGES, _FILE_CHANGES, _AWAY = 2, 4, 5
_SECTIONS, _SENTENCES = 4, 5
_WORDS = """aanpak budget consortium docent elektrolyse fabriek gemeente hogeschool installatie jaar keuzedeel leerling
machine netwerk onderhoud partner regio student techniek uitvoering vakman waterstof zorg werkplaats praktijk bedrijf
opleiding ontwikkeling samenwerking energie bouw haven logistiek water landbouw""".split()


def write_state(folder: Path, number: int) -> dict[str, str]:
    """Make ``folder`` state ``number``; for each document the word that is its own."""
    folder.mkdir(exist_ok=True)
    words: dict[str, str] = {}
    names = [f"regel-{n:02d}" for n in range(_LINES)]
    texts = [_text(name, (number + n) // _LINE_CHANGES, words) for n, name in enumerate(names)]
    records = [{"id": name, "title": name, "text": text} for name, text in zip(names, texts, strict=True)]
    (folder / "regels.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    for n in range(_MARKDOWN):
        path = folder / f"plan-{n}.md"
        if (number + n) % _AWAY:
            path.write_text(_text(path.name, (number + n) // _FILE_CHANGES, words), encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
    for n in range(_PDFS):
        path = folder / f"blad-{n}.pdf"
        _write_pdf(path, _text(path.name, (number + n) // _FILE_CHANGES, words))
    return words


def _text(document: str, change: int, words: dict[str, str]) -> str:
    """The text of a document since a change of it; its own word is put in ``words``."""
    chance = random.Random(f"{document} {change}")
    own = words[document] = "".join(chance.choices("bdfghjklmprtvwz", k=12))
    sections = []
    for number in range(1, _SECTIONS + 1):
        sentences = [" ".join(chance.choices(_WORDS, k=12)).capitalize() + "." for _ in range(_SENTENCES)]
        sections.append(f"## Deel {number}\n\nHet kenmerk is {own}. {' '.join(sentences)}\n")
    return f"# Over {own}\n\n" + "\n".join(sections)


def _write_pdf(path: Path, text: str) -> None:
    """Write a PDF file, the same bytes for the same text."""
    canvas = Canvas(str(path), invariant=True)
    for number, section in enumerate(text.split("\n## ")):
        if number > 1:
            canvas.showPage()
        for line, sentence in enumerate(section.replace(". ", ".\n").splitlines()):
            canvas.drawString(40, 800 - 18 * line, sentence)
    canvas.save()
