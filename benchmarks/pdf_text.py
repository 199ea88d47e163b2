"""How well good pages are told from broken ones, and how fast PDF is read: ``python -m benchmarks.pdf_text``.

Good pages are the shipped texts (Dutch), the documentation (English), names and tables; broken ones are the Dutch pages
with their letters changed in the ways that PDF files have them wrong. The figures stand in docs/pdf-text.md.
"""

from __future__ import annotations

import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from ingest.reading.pdf import read_pdf
from ingest.reading.pdf.plausibility import BROKEN_BELOW, POOR_BELOW, USELESS_BELOW, plausibility
from retrieval.settings import CORPUS

_REPOSITORY = Path(__file__).parents[1]
_PAGE = 1_500
_SEED = 7
_PAGES = 200
_ROUNDS = 3

OTHERS = {
    "German": "Die Zusammenarbeit zwischen Schulen und Betrieben ist für die Ausbildung von Fachkräften wichtig. Deshalb "
    "wurde ein gemeinsames Zentrum gegründet, in dem Studierende an wirklichen Aufgaben arbeiten.",
    "French": "La coopération entre les écoles et les entreprises est importante pour la formation des jeunes. C'est pourquoi un "
    "centre commun a été créé où les étudiants travaillent sur de vrais projets.",
    "Frisian": "De gearwurking tusken skoallen en bedriuwen is wichtich foar de oplieding fan jonge minsken. Dêrom is der in "
    "mienskiplik sintrum oprjochte dêr't studinten oan echte projekten wurkje.",
    "Polish": "Współpraca między szkołami a przedsiębiorstwami jest ważna dla kształcenia młodych ludzi. Dlatego "
    "utworzono wspólne centrum, w którym studenci pracują nad prawdziwymi projektami.",
    "Turkish": "Okullar ve işletmeler arasındaki işbirliği gençlerin eğitimi için önemlidir. Bu nedenle öğrencilerin gerçek "
    "projeler üzerinde çalıştığı ortak bir merkez kuruldu.",
}


def _pages(paths: Sequence[Path]) -> list[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return [text[at : at + _PAGE] for at in range(0, len(text) - _PAGE, _PAGE)]


def good() -> dict[str, list[str]]:
    """Pages of text as it should be, by kind."""
    chance = random.Random(_SEED)
    dutch = _pages(sorted((CORPUS / "documents" / "profielen").glob("*.md")))
    words = " ".join(dutch).split()
    table = [
        "\n".join(
            f"{chance.choice(words)} {chance.choice(words)} | € {chance.randint(1, 9_999)}.000 | {chance.randint(1, 400)}"
            for _ in range(40)
        )
        for _ in range(20)
    ]
    return {
        "Dutch": dutch,
        "English": _pages([_REPOSITORY / "README.md", *sorted((_REPOSITORY / "docs").glob("*.md"))]),
        "names of plans and organisations": _pages([CORPUS / "plans.csv"]),
        "names of places": _pages([CORPUS / "gazetteer" / "places.csv"]),
        "tables": table,
        **{name: [text] for name, text in OTHERS.items()},
    }


def _with(share: float, change: Callable[[str], str]) -> Callable[[str], str]:
    def broken(text: str) -> str:
        chance = random.Random(_SEED)
        return "".join(change(letter) if letter.isalpha() and chance.random() < share else letter for letter in text)

    return broken


def _shifted(letter: str) -> str:
    return chr((ord(letter.lower()) - 97 + 3) % 26 + 97) if letter.isascii() else letter


BREAKS: Mapping[str, Callable[[str], str]] = {
    "other letters (a map that is shifted)": _with(1, _shifted),
    "a third of the letters others": _with(1 / 3, _shifted),
    "a tenth of the letters marks of replacement": _with(0.1, lambda _: "\ufffd"),
    "a tenth of the letters (cid:12)": _with(0.1, lambda _: "(cid:12)"),
    "private characters": _with(1, lambda letter: chr(0xE000 + ord(letter) % 256)),
    "letters apart, l i k e  t h i s": lambda text: re.sub(r"(?<=\w)(?=\w)", " ", text),
    "spaces in a fifth of the places": _with(0.2, lambda letter: letter + " "),
    "spaces in a twentieth of the places": _with(0.05, lambda letter: letter + " "),
    "no spaces": lambda text: text.replace(" ", ""),
    "backwards": lambda text: text[::-1],
    "a third of the letters missing": _with(1 / 3, lambda _: ""),
    "fi, fl, ff and ti missing": lambda text: re.sub("f[fil]|ti", "", text),
}


def _row(name: str, pages: Sequence[str]) -> str:
    found = sorted(plausibility(page).quality for page in pages)
    below = [sum(quality < limit for quality in found) for limit in (BROKEN_BELOW, POOR_BELOW, USELESS_BELOW)]
    figures = f"{found[0]:.2f} | {statistics.median(found):.2f} | {found[-1]:.2f} | {below[0]} | {below[1]} | {below[2]}"
    return f"| {name} | {len(found)} | {figures} |"


def _prose(path: Path) -> None:
    """A file of one column, and drawn as programs do that make PDF of text."""
    chance, style = random.Random(_SEED), getSampleStyleSheet()
    sentences = [" ".join(text.split()) for text in re.findall(r"[A-Z][^.#*|<>&\[\]]{60,240}\.", "\n".join(good()["Dutch"]))]
    flow: list[Flowable] = []
    for number in range(_PAGES):
        flow.append(Paragraph(f"Hoofdstuk {number}", style["Heading1"]))
        flow += [Paragraph(" ".join(chance.choices(sentences, k=3)), style["BodyText"]) for _ in range(6)]
        flow.append(PageBreak())
    SimpleDocTemplate(str(path)).build(list(flow))
    columns = BaseDocTemplate(str(path.with_name("columns.pdf")))
    columns.addPageTemplates(PageTemplate(frames=[Frame(40, 60, 245, 720), Frame(310, 60, 245, 720)]))
    columns.build([part for part in flow if not isinstance(part, PageBreak)])


def _pdfium(path: Path) -> int:
    document = pdfium.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()
    return len(document)


def _pypdf(path: Path) -> int:
    return len([page.extract_text() for page in pypdf.PdfReader(path).pages])


def _ours(path: Path) -> int:
    return len(read_pdf(path).pages)


def _rate(read: Callable[[Path], int], path: Path) -> float:
    """Pages a second of processor time, the best of some rounds."""
    rates = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        pages = read(path)
        rates.append(pages / (time.process_time() - started))
    return max(rates)


def main() -> None:
    """Print the tables."""
    kinds = good()
    print(f"| pages | number | worst | median | best | below {BROKEN_BELOW} | below {POOR_BELOW} | below {USELESS_BELOW} |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, pages in kinds.items():
        print(_row(name, pages))
    for name, change in BREAKS.items():
        print(_row(name, [change(page) for page in kinds["Dutch"]]))
    print("\n| file | PDFium alone | Planwijzer | pypdf alone |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prose.pdf"
        _prose(path)
        for name, file in (("one column", path), ("two columns", path.with_name("columns.pdf"))):
            print(f"| {name} | {_rate(_pdfium, file):.0f} | {_rate(_ours, file):.0f} | {_rate(_pypdf, file):.0f} |")


if __name__ == "__main__":
    main()
