"""A small engine with fixed answers over a few pages, some of them hostile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.errors import PageUnknown, QuestionEmpty
from retrieval.model import Answer, AnswerStatus, Citation, Correction, Coverage, Document, Filter, Page, Plan, PlanEntry
from retrieval.vocabulary import Concept, Vocabulary

COVERAGE = Coverage(documents=41, plans=98, passages=730, unreadable_pages=1, built_at="2025-11-21T10:00:00", consortia=(9, 15))
GUIDE = Document(1, "gids", "Programmagids *Opschaling*", "gids", "https://voorbeeld.nl/gids.pdf", "nl", "2023", "ab12", 3)
ODD = Document(2, "odd", "![x](http://evil.example/x.png) <b>Titel</b>", "profiel", "javascript:alert(1)", "nl", "", "cd34", 1)

PAGES = {
    ("gids", 1): "Inhoud\nHoofdstuk 1",
    ("gids", 2): (
        "SCALE werkt aan de energietransitie in Zuid-Holland.\n\n"
        "Het hoogste toegekende bedrag is € 9.000.000.\n  <b>Let op:</b> $x$ -> ![beeld](http://evil.example/p.png) :red[rood]\n"
        "SNEL werkt aan smart maintenance in Limburg."
    ),
    ("gids", 3): "Slot",
    ("odd", 1): "Een `gek` document met www.evil.example en *sterren*.",
}

SCALE = Plan("scale", "SCALE", (), "consortium", "granted", "", {"province": ("zuid-holland",), "theme": ("energietransitie",)})
SNEL = Plan("snel", "SNEL", (), "consortium", "granted", "", {"province": ("landelijk",), "theme": ("smart-maintenance",)})
BARE = Plan("bare", "Zonder [citaat](http://evil.example)", (), "pps", "", "", {})

ENERGY = Filter("theme", "energietransitie", "energietransitie", "energietransitie")
HOLLAND = Filter("province", "zuid-holland", "Zuid-Holland", "Zuid-Hollandse")
PREFERRED = Filter("province", "limburg", "Limburg", "Limburg", preferred=True)
CONSORTIUM = Filter("kind", "consortium", "consortium", "consortia")

VOCABULARY = Vocabulary(
    [
        Concept("province", "zuid-holland", "Zuid-Holland", "South Holland", ()),
        Concept("theme", "energietransitie", "energietransitie", "energy transition", ()),
        Concept("theme", "smart-maintenance", "smart maintenance", "smart maintenance", ()),
    ]
)


def cite(mark: int, document: Document, page: int, quote: str) -> Citation:
    """A citation of words that stand on a page."""
    start = PAGES[document.id, page].index(quote)
    return Citation(mark, document, page, ("Geld", "Toegekend"), quote, start, start + len(quote))


FIRST = cite(1, GUIDE, 2, "SCALE werkt aan de energietransitie in Zuid-Holland.")
SECOND = cite(2, ODD, 1, "Een `gek` document met www.evil.example en *sterren*.")
AMOUNT = cite(1, GUIDE, 2, "Het hoogste toegekende bedrag is € 9.000.000.")
NEAR = cite(1, GUIDE, 2, "SNEL werkt aan smart maintenance in Limburg.")
HOSTILE = cite(1, GUIDE, 2, "<b>Let op:</b> $x$ -> ![beeld](http://evil.example/p.png) :red[rood]")
MOVED = Citation(1, GUIDE, 2, (), "Dit staat er niet meer.", 0, 23)


def answer(question: str, text: str, **parts: object) -> Answer:
    """An answer with little in it but what is given."""
    values: dict[str, object] = {
        "language": "nl",
        "lead": "" if text.startswith("“") else text.split("\n\n", maxsplit=1)[0],
        "notes": (),
        "status": AnswerStatus.ANSWERED,
        "filters": (),
        "plans": (),
        "near": (),
        "citations": (),
        "complete": True,
        "coverage": COVERAGE,
        "timings_ms": {},
        "fingerprint": "f",
        **parts,
    }
    return Answer(question=question, text=text, count=len(values["plans"]), **values)  # type: ignore[arg-type]


def listed(question: str) -> Answer:
    """Three plans, one of them without a quotation."""
    entries = (PlanEntry(SCALE, (1,)), PlanEntry(SNEL, (2,)), PlanEntry(BARE, ()))
    text = (
        "3 consortia in Zuid-Holland noemen energietransitie.\n\n- SCALE: “…” [1]\n- SNEL: “…” [2]\n- Zonder\n\n"
        "Niet gebruikt om te kiezen: grote.\n\nDoorzocht: 41 documenten."
    )
    filters = (CONSORTIUM, ENERGY, HOLLAND)
    notes = ("Niet gebruikt om te kiezen: grote.",)
    return answer(question, text, filters=filters, plans=entries, notes=notes, citations=(FIRST, SECOND))


def many(question: str) -> Answer:
    """More plans than are shown at once."""
    plans = tuple(PlanEntry(Plan(f"p{i}", f"Plan {i}", (), "pps", "", "", {}), (1,)) for i in range(12))
    return answer(question, "12 pps'en gevonden.\n\n- …\n\nDoorzocht.", plans=plans, citations=(FIRST,))


def nothing(question: str) -> Answer:
    """No plan, one near miss."""
    near = (PlanEntry(SNEL, (1,), (CONSORTIUM,)),)
    text = "Geen consortium in Zuid-Holland.\n\nWel elders:\n- SNEL: “…” [1]\n\nDoorzocht."
    filters = (CONSORTIUM, HOLLAND)
    return answer(question, text, status=AnswerStatus.NO_EVIDENCE, filters=filters, near=near, citations=(NEAR,))


def fact(question: str, citation: Citation = AMOUNT) -> Answer:
    """One quotation."""
    return answer(question, f"“{citation.quote}” [1]", citations=(citation,))


def misspelt(question: str, *, correct: bool) -> Answer:
    """A fact with two words read as others, one of them typed as a tag."""
    if not correct:
        return replace(fact(question), expansion=("H2",))
    corrections = (Correction("watestof", "waterstof", 0, 8), Correction("<b>bedarg</b>", "bedrag", 9, 22))
    return replace(fact(question), corrections=corrections, filters=(PREFERRED,), expansion=("H2",))


def related(question: str, *, expand: bool) -> Answer:
    """A list that was looked for with related words: one is the name of a filter, one is hostile."""
    words = ("Consortium", *(f"woord {i}" for i in range(1, 11)), "<img src=x>")
    return replace(listed(question), expansion=words if expand else ())


class FakeEngine:
    """Answers by a word in the question. ``own``: those asked without related words; ``typed``: those left as typed."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.own: list[str] = []
        self.typed: list[str] = []

    def ask(self, question: str, filters: Sequence[Filter] = (), *, expand: bool = True, correct: bool = True) -> Answer:  # noqa: ARG002
        self.asked.append(question)
        if not expand:
            self.own.append(question)
        if not correct:
            self.typed.append(question)
        if not question.strip(" ?"):
            raise QuestionEmpty()
        if "breek" in question:
            raise RuntimeError("secret detail")
        if "watestof" in question:
            return misspelt(question, correct=correct)
        if "verwant" in question:
            return related(question, expand=expand)
        if "vijandig" in question:
            return fact(question, HOSTILE)
        if "verschoven" in question:
            return fact(question, MOVED)
        if "bedrag" in question:
            return fact(question)
        if "alle" in question:
            return many(question)
        return nothing(question) if "Gelderland" in question else listed(question)

    def page(self, document_id: str, number: int) -> Page:
        if (document_id, number) not in PAGES:
            raise PageUnknown(document=document_id, page=number)
        return Page(document_id, number, f"{number + 10}", PAGES[document_id, number])

    def coverage(self) -> Coverage:
        return COVERAGE
