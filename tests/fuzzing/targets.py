"""What is fuzzed: each takes any bytes, and raises only for what is a fault of ours. Needs no fuzzer."""

from __future__ import annotations

import shutil
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from time import monotonic

from ingest.catalogue import is_catalogue, read_catalogue, read_plans
from ingest.errors import Unreadable
from ingest.reading import SUFFIXES, read_file
from ingest.reading.jsonl import read_jsonl
from retrieval.aspects import read_aspects
from retrieval.engine import Engine
from retrieval.errors import CorpusInvalid, QuestionEmpty, QuestionTooLong
from retrieval.glossary import read_glossary
from retrieval.model import State
from retrieval.recogniser import Recogniser
from retrieval.settings import CATALOGUE, CORPUS
from retrieval.vocabulary import read_vocabulary
from tests.fuzzing.seeds import HTML, WORDS, seeds

Target = Callable[[bytes], None]
ROOT = Path(__file__).resolve().parents[2]
OURS = tuple(str(ROOT / package) for package in ("ingest", "retrieval"))
# What a reader does with a small input takes milliseconds; with instruments on it some tenfold.
SECONDS = 10
# The member of each package that holds the text.
MAIN = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/slides/slide1.xml",
    ".xlsx": "xl/worksheets/sheet1.xml",
    ".odt": "content.xml",
    ".odp": "content.xml",
    ".ods": "content.xml",
}
PLAIN = sorted(SUFFIXES - MAIN.keys() - {".pdf"})
TABLES = (
    *(f"thesaurus/{name}.csv" for name in ("themes", "sectors", "levels", "offers", "roles", "aspects", "words")),
    *(f"gazetteer/{name}.csv" for name in ("provinces", "regions", "places")),
)


class Fault(AssertionError):
    """Something that a file or a text may not bring about."""


def plain(data: bytes) -> None:
    """The readers of text, Markdown, tables and web pages; the first byte chooses."""
    if data:
        _read(PLAIN[data[0] % len(PLAIN)], data[1:])
        list(read_jsonl(BytesIO(data[1:])))


def pdf(data: bytes) -> None:
    """The reader of PDF files."""
    _read(".pdf", data)


def packages(data: bytes) -> None:
    """The readers of packages, with the bytes as the member that holds the text; the first byte chooses."""
    if data:
        suffix = sorted(MAIN)[data[0] % len(MAIN)]
        _read(suffix, _with_main(suffix, data[1:]))


def catalogue(data: bytes) -> None:
    """A catalogue and a table of plans."""
    file = _folder() / CATALOGUE
    file.write_bytes(data)
    is_catalogue(file)
    for read in (read_catalogue, read_plans):
        try:
            read(file)
        except CorpusInvalid:
            continue


def thesaurus(data: bytes) -> None:
    """A thesaurus or gazetteer with the bytes as one of its tables, and what is recognised with it; the first byte chooses."""
    if not data:
        return
    table = TABLES[data[0] % len(TABLES)]
    corpus = _corpus()
    whole = (CORPUS / table).read_bytes()
    (corpus / table).write_bytes(data[1:])
    try:
        vocabulary = read_vocabulary(corpus)
        read_glossary(corpus)
        read_aspects(corpus)
        Recogniser(vocabulary).mentions(WORDS)
        for concept in vocabulary:
            vocabulary.with_narrower(concept.facet, concept.id)
    except CorpusInvalid:
        pass
    finally:
        (corpus / table).write_bytes(whole)


def question(data: bytes) -> None:
    """Questions, one a line, each after the one before it."""
    engine, state = _engine(), None
    for text in data.decode("utf-8", "surrogateescape").split("\n")[:5]:
        state = _asked(engine, text, state)


TARGETS: Mapping[str, Target] = {own.__name__: own for own in (plain, pdf, packages, catalogue, thesaurus, question)}


def beginnings(name: str) -> list[bytes]:
    """What a fuzzer begins with."""
    return {
        "plain": lambda: [bytes([n]) + one for n, suffix in enumerate(PLAIN) for one in seeds(_kin(suffix))],
        "pdf": lambda: list(seeds(".pdf")),
        "packages": lambda: [bytes([n]) + _main(suffix) for n, suffix in enumerate(sorted(MAIN))],
        "catalogue": lambda: [(CORPUS / CATALOGUE).read_bytes()[:2_000], (CORPUS / "plans.csv").read_bytes()[:2_000]],
        "thesaurus": lambda: [bytes([n]) + (CORPUS / table).read_bytes()[:1_500] for n, table in enumerate(TABLES)],
        "question": lambda: [text.encode() for text in _QUESTIONS],
    }[name]()


_QUESTIONS = (
    "Welke plannen werken aan waterstof in Overijssel?\nen in Zeeland?\nde tweede\nwie doen er mee?",
    "Vergelijk Delta Werkt met Kompas\nen het budget?\nnee, ik bedoel Rijnstroom",
    'Hoeveel pps\'en zijn er niet in "Twente" of Gelderland?\nalleen mbo\nterug naar Twente',
    "Which plans work on hydrogen between 2021 and 2024?\nwhat was the highest amount?",
    HTML[:200],
)


def _kin(suffix: str) -> str:
    return {".htm": ".html", ".markdown": ".md", ".tsv": ".csv"}.get(suffix, suffix)


def _read(suffix: str, data: bytes) -> None:
    """Read in this process. What a library raises becomes "damaged" in the child of a build; what our own code raises is a fault,
    as a file that could be read is lost by it."""
    began = monotonic()
    try:
        read_file(Path(f"a{suffix}"), data)
    except Unreadable:
        pass
    except MemoryError:
        pass
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        if frame.filename.startswith(OURS):
            raise Fault(f"{suffix}: {type(error).__name__}: {error} in {frame.filename}:{frame.lineno}") from error
    if monotonic() - began > SECONDS:
        raise Fault(f"{suffix}: {monotonic() - began:.0f} s")


def _asked(engine: Engine, text: str, state: State | None) -> State | None:
    try:
        answer = engine.ask(text, state=state)
    except (QuestionEmpty, QuestionTooLong):
        return state
    for citation in answer.citations:
        if engine.page(citation.document.id, citation.page).text[citation.start : citation.end] != citation.quote:
            raise Fault(citation.quote)
    return answer.state


@cache
def _engine() -> Engine:
    from tests.retrieval import landscape

    return landscape.opened(landscape.built(landscape.written(_folder())))


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="planwijzer-fuzzing-"))


@cache
def _corpus() -> Path:
    for name in ("thesaurus", "gazetteer"):
        shutil.copytree(CORPUS / name, _folder() / "corpus" / name)
    return _folder() / "corpus"


@cache
def _members(suffix: str) -> Mapping[str, bytes]:
    with zipfile.ZipFile(BytesIO(seeds(suffix)[0])) as package:
        return {name: package.read(name) for name in package.namelist()}


def _main(suffix: str) -> bytes:
    return _members(suffix)[MAIN[suffix]]


def _with_main(suffix: str, content: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, own in _members(suffix).items():
            package.writestr(name, content if name == MAIN[suffix] else own)
    return file.getvalue()
