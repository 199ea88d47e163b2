"""A small engine with fixed answers over a few pages, some of them hostile."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from PIL import Image

from retrieval.answering.proving import proven
from retrieval.crossing import Crossing, CrossRow
from retrieval.errors import FileUnusable, FilterUnknown, PageUndrawable, PageUnknown, QuestionEmpty
from retrieval.holdings import Holding, Holdings, PlanHolding, Sheet
from retrieval.library import Library
from retrieval.model import (
    Answer,
    AnswerForm,
    AnswerStatus,
    Box,
    Cell,
    Choice,
    Citation,
    Correction,
    Coverage,
    Document,
    Filter,
    Language,
    Nearness,
    Page,
    PageImage,
    Passage,
    Plan,
    PlanEntry,
    Reason,
    Requirement,
    RequirementKind,
    Row,
    Spot,
    State,
    Statement,
    Summary,
)
from retrieval.organisations import Named, Organisation
from retrieval.surveying import Told
from retrieval.terms import Term, Terms
from retrieval.vocabulary import Concept, Vocabulary
from ui.naming import held

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
SOME = Plan("some", "Een", (), "programme", "", "", {})
BARE = Plan("bare", "Zonder [citaat](http://evil.example)", (), "pps", "", "", {})

ENERGY = Filter("theme", "energietransitie", "energietransitie", "energietransitie")
HOLLAND = Filter("province", "zuid-holland", "Zuid-Holland", "Zuid-Hollandse")
PREFERRED = Filter("province", "limburg", "Limburg", "Limburg", preferred=True)
MBO = Filter("level", "mbo", "mbo")
CONSORTIUM = Filter("kind", "consortium", "consortium", "consortia")

VOCABULARY = Vocabulary(
    [
        Concept("province", "zuid-holland", "Zuid-Holland", "South Holland", ()),
        Concept("theme", "energietransitie", "energietransitie", "energy transition", ()),
        Concept("theme", "smart-maintenance", "smart maintenance", "smart maintenance", ("smart maintenance",)),
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
        "form": AnswerForm.LIST,
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


def bounded(question: str) -> Answer:
    """A list with a number that plans must meet, which was carried on, and an order."""
    wanted = (
        Requirement(RequirementKind.BOUND, "meer dan <8> miljoen", "meer dan <8> miljoen", carried=True),
        Requirement(RequirementKind.ORDER, "geld_highest", "volgorde: geld, hoogste eerst"),
    )
    return replace(listed(question), requirements=wanted)


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
    return answer(question, f"“{citation.quote}” [1]", form=AnswerForm.FACT, citations=(citation,))


def card(question: str) -> Answer:
    """What the sources say of one plan, and don't say."""
    rows = (
        Row("aim", "Doel", (Cell("scale", (1,), said=True),)),
        Row("lead", "Penvoerder", (Cell("scale", (2,), said=False),)),
        Row("money", "Geld <b>", (Cell("scale", (), said=False),)),
    )
    plans = (PlanEntry(SCALE, ()),)
    return answer(
        question,
        "SCALE: een consortium.",
        form=AnswerForm.PLAN,
        rows=rows,
        plans=plans,
        citations=(FIRST, replace(AMOUNT, mark=2)),
    )


def compared(question: str, plans: Sequence[Plan] = (SCALE, SNEL)) -> Answer:
    """Plans side by side."""
    quoted = tuple(Cell(plan.id, (1,), said=True) for plan in plans[1:])
    rows = (Row("aim", "Doel", (Cell(plans[0].id, (), said=False), *quoted)),)
    entries = tuple(PlanEntry(plan, ()) for plan in plans)
    return answer(question, "Naast elkaar.", form=AnswerForm.COMPARE, rows=rows, plans=entries, citations=(NEAR,))


def opportunity(question: str) -> Answer:
    """Plans by how near they are."""
    near = (PlanEntry(SCALE, (1,), (), Nearness.REGION), PlanEntry(SNEL, (2,), (), Nearness.ELSEWHERE))
    parts = {"form": AnswerForm.OPPORTUNITY, "near": near, "citations": (FIRST, SECOND)}
    return answer(question, "Geen plan in Dordrecht.", status=AnswerStatus.PARTLY_ANSWERED, **parts)


def nationwide(question: str) -> Answer:
    """No plan, but one of the whole country."""
    everywhere = (PlanEntry(SNEL, (1,), (ENERGY,)),)
    parts = {"status": AnswerStatus.NO_EVIDENCE, "reason": Reason.NOT_THERE, "filters": (HOLLAND,)}
    notes = ("Wel, maar niet in deze combinatie.", "En dit.")
    return answer(question, "Geen plan.", nationwide=everywhere, citations=(NEAR,), notes=notes, **parts)


def coverage(question: str) -> Answer:
    """More spots than are shown at once: white ones first."""
    white = tuple(Spot(Filter("theme", f"t{i}", f"thema <{i}>"), 0, 20 - i) for i in range(13))
    spots = (*white, Spot(Filter("theme", "nergens", "nergens"), 0, 0), Spot(ENERGY, 3, 5))
    return answer(question, "Voor 14 geen plan.", form=AnswerForm.COVERAGE, spots=spots, filters=(HOLLAND,), expansion=("ruis",))


def clarified(question: str) -> Answer:
    """Which of two plans of one name is meant."""
    named = Filter("plan", "scale", "SCALE", "huis"), Filter("plan", "snel", "SNEL", "huis")
    choices = (Choice("SCALE", "Hoeveel bij SCALE?"), Choice("*SNEL*", "Hoeveel bij SNEL?"))
    entries = (PlanEntry(SCALE, (1,)), PlanEntry(SNEL, ()))
    parts = {"form": AnswerForm.FACT, "status": AnswerStatus.NEEDS_CLARIFICATION, "filters": named}
    return answer(question, "Welke bedoelt u?", plans=entries, citations=(FIRST,), choices=choices, **parts)


def summarised(question: str) -> Answer:
    """A list with a summary, one sentence of which is hostile, two left out."""
    said = (Statement("SCALE werkt aan energie.", (1, 2)), Statement("<b>Dit</b> *niet* [x](http://evil.example).", (2,)))
    return replace(listed(question), summary=Summary(said, dropped=2))


def followed(question: str, state: State) -> Answer:
    """A list under the filters that stand, and a place besides."""
    carried = tuple(replace(f, carried=True) for f in state.filters)
    return replace(listed(question), filters=(*carried, HOLLAND))


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


def blank(text: str, span: tuple[int, int] | None) -> PageImage:
    """A white page; the lines that hold something of the span are marked over the whole width."""
    file = io.BytesIO()
    Image.new("1", (60, 80), 1).save(file, "PNG")
    lines = [text.count("\n", 0, end) for end in span] if span else []
    total = text.count("\n") + 1
    boxes = (Box(0.0, line / total, 1.0, (line + 1) / total) for line in range(lines[0], lines[1] + 1)) if lines else ()
    return PageImage(file.getvalue(), 60, 80, tuple(boxes))


# Answers that depend on nothing but the question, by a word in it.
_FIXED = {
    "vertel": card,
    "vergelijk": compared,
    "wat kan ik": opportunity,
    "landelijk": nationwide,
    "ontbreken": coverage,
    "huis": clarified,
    "miljoen": bounded,
    "samenvatting": summarised,
    "alle": many,
    "Gelderland": nothing,
}


class Shelf:
    """The stored pages, as the record gives them out. ``torn``: the versions of documents that are no longer there."""

    def __init__(self) -> None:
        self.torn: set[int] = set()

    def page(self, version: int, number: int) -> Page | None:
        text = PAGES.get((GUIDE.id if version == GUIDE.version else ODD.id, number))
        return None if text is None or version in self.torn else Page("", number, "", text)


class FakeEngine:
    """Answers by a word in the question, with a state whose text is the question; draws the pages of ``GUIDE``.

    ``own``: the questions asked without related words; ``typed``: those left as typed; ``stood``: where the conversation stood
    at each; ``left``, ``given``: the filters that were taken away and added at each; ``undrawn``: why no page can be drawn;
    ``vague``: nothing can be placed on a picture.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.own: list[str] = []
        self.typed: list[str] = []
        self.stood: list[State | None] = []
        self.left: list[tuple[tuple[str, str], ...]] = []
        self.given: list[tuple[Filter, ...]] = []
        self.feedback: list[Mapping[str, object]] = []
        self.full = False
        self.shelf = Shelf()
        self.undrawn = ""
        self.vague = False

    def ask(
        self,
        question: str,
        filters: Sequence[Filter] = (),
        *,
        without: Sequence[tuple[str, str]] = (),
        expand: bool = True,
        correct: bool = True,
        state: State | None = None,
        on_sentence: Callable[[Statement], None] | None = None,
    ) -> Answer:
        self.asked.append(question)
        self.stood.append(state)
        self.left.append(tuple(without))
        self.given.append(tuple(filters))
        given = self._answer(question, expand, correct, state)
        left = (f for f in (*given.filters, *filters) if (f.facet, f.value) not in without)
        given = replace(given, filters=tuple(dict.fromkeys(left)))
        for said in given.summary.sentences if given.summary and on_sentence else ():
            on_sentence(said)
        return replace(given, state=State(question, given.form, given.filters))

    def proven(self, answer: Answer) -> Answer:
        return proven(answer, cast("Library", self.shelf))

    def _answer(self, question: str, expand: bool, correct: bool, state: State | None) -> Answer:
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
        if "hallo" in question:
            return answer(question, "Goedendag! Stel een <vraag>.", form=AnswerForm.TALK)
        if question.startswith("en ") and state:
            return followed(question, state)
        return next((make(question) for word, make in _FIXED.items() if word in question), listed(question))

    def filter(self, facet: str, value: str, language: Language = "nl") -> Filter:
        found = VOCABULARY.find(facet, value)
        if found is None and (facet, value) != ("level", "mbo") and not any(value in held(p, facet) for p in self.plans()):
            raise FilterUnknown(filter=f"{facet}={value}", known="")
        return Filter(facet, found.id if found else value, found.label(language) if found else value)

    def page(self, document_id: str, number: int) -> Page:
        if (document_id, number) not in PAGES:
            raise PageUnknown(document=document_id, page=number)
        return Page(document_id, number, f"{number + 10}", PAGES[document_id, number])

    def pictured(self, document_id: str) -> bool:
        return document_id == GUIDE.id

    def page_image(self, document_id: str, number: int, span: tuple[int, int] | None = None) -> PageImage | None:
        text = self.page(document_id, number).text
        if document_id != GUIDE.id:
            return None
        if self.undrawn:
            raise PageUndrawable(document_id, self.undrawn)
        return blank(text, None if self.vague else span)

    def coverage(self) -> Coverage:
        return COVERAGE

    def keep(self, line: Mapping[str, object]) -> None:
        """Keep feedback, unless ``full``."""
        if self.full:
            raise FileUnusable(file="feedback.jsonl", reason="vol")
        self.feedback.append(line)

    def documents(self) -> list[Document]:
        return [GUIDE, ODD]

    def about(self, document_id: str) -> Mapping[tuple[str, str], Citation]:  # noqa: ARG002
        return {}

    def terms(self) -> Terms:
        return Terms([Term("Toegekend", "Toegekend <b>is</b> gegeven.")])

    def fingerprint(self) -> str:
        return "f"

    def crossing(self, rows: str, columns: str, filters: Sequence[Filter] = (), language: str = "nl") -> Crossing:  # noqa: ARG002
        plans = self.plans(filters)
        provinces = (Filter("province", "zuid-holland", "Zuid-Holland"), Filter("province", "landelijk", "landelijk"))
        themes = ("energietransitie", "smart-maintenance", "drones") if rows == "theme" else ()

        def holding(theme: str, province: str) -> int:
            return sum(theme in p.facets.get("theme", ()) and province in p.facets.get("province", ()) for p in plans)

        down = (
            CrossRow(
                Filter(rows, theme, f"thema <{theme}>"),
                tuple(holding(theme, province.value) for province in provinces),
                sum(theme in plan.facets.get("theme", ()) for plan in plans),
                int(theme != "drones"),
            )
            for theme in themes
        )
        totals = tuple(sum(province.value in plan.facets.get("province", ()) for plan in plans) for province in provinces)
        return Crossing(provinces, tuple(down), totals, len(plans))

    def survey(self, aspect: str) -> tuple[Told, ...]:
        given = {"money": {"scale": (AMOUNT,), "bare": (HOSTILE,)}}.get(aspect, {})
        return tuple(Told(plan, given.get(plan.id, ())) for plan in self.plans())

    def organisations(self) -> tuple[Organisation, ...]:
        return (Organisation("<b>College</b>", (Named(SCALE, FIRST), Named(SNEL, NEAR))),)

    def holdings(self) -> Holdings:
        addresses = (GUIDE.url, "https://voorbeeld.nl/gids?cookie=accept")
        known = (Holding("gids", GUIDE, "partial", "pages_unreadable", 3, 1, 12, ("scale", "snel"), addresses=addresses),)
        odd = (Holding("odd", ODD, "indexed", "", 1, 0, 1, (), copy_of="gids", addresses=(ODD.url,)),)
        lacking = (Holding("plan <x>.pdf", None, "unreadable", "encrypted", 0, 0, 0, (), title="Het <geheime> plan"),)
        return Holdings((*known, *odd, *lacking), (PlanHolding(SCALE, 1, 10), PlanHolding(SNEL, 1, 2)))

    def sheets(self, document_id: str) -> tuple[Sheet, ...]:
        if document_id != GUIDE.id:
            return ()
        text = PAGES[GUIDE.id, 2]
        passage = Passage(1, GUIDE.version, 2, 0, len(text), text, ("Geld",), "nl", ("scale",))
        return (
            Sheet(1, "i", 40, "pdfium", 0.987, False, 0, ()),
            Sheet(2, "2", len(text), "pypdf", 1.0, True, 12, (passage,)),
            Sheet(3, "3", 0, "", None, False, 0, ()),
        )

    def plans(self, filters: Sequence[Filter] = ()) -> tuple[Plan, ...]:
        wanted = {f.facet: {own.value for own in filters if own.facet == f.facet} for f in filters}
        return tuple(p for p in (SCALE, SNEL, SOME, BARE) if all(wanted[facet] & set(held(p, facet)) for facet in wanted))

    def counts(self, filters: Sequence[Filter] = (), language: str = "nl") -> dict[str, tuple[Spot, ...]]:
        found: dict[str, tuple[Spot, ...]] = {}
        for facet in ("kind", "province", "theme"):
            under = self.plans([f for f in filters if f.facet != facet])
            values = dict.fromkeys(value for plan in self.plans() for value in held(plan, facet))
            found[facet] = tuple(
                Spot(
                    self.filter(facet, value, language),
                    *(sum(value in held(p, facet) for p in ps) for ps in (under, self.plans())),
                )
                for value in values
            )
        return found | {"level": (Spot(MBO, 2, 2),)}

    def describe(self, plans: Sequence[Plan], language: str = "nl") -> Answer:  # noqa: ARG002
        if len(plans) > 1:
            return compared("", plans)
        identity, given = plans[0].id, card("")
        rows = (
            *given.rows,
            Row("training", "Opleiding", (Cell(identity, (1,), said=True),)),
            Row("contact", "Contact", (Cell(identity, (), said=False),)),
        )
        own = tuple(replace(row, cells=tuple(replace(cell, plan=identity) for cell in row.cells)) for row in rows)
        return replace(given, rows=own, plans=(PlanEntry(plans[0], ()),))

    def alike(self, plan: Plan, language: str = "nl") -> Answer:  # noqa: ARG002
        others = tuple(PlanEntry(other, (), (CONSORTIUM,)) for other in (SCALE, SNEL, BARE) if other.id != plan.id)
        return answer("", "Die lijken erop.", form=AnswerForm.LIKENESS, plans=others if plan != SOME else ())

    def shown(self, plan: Plan) -> Mapping[tuple[str, str], Citation]:
        return {("province", "zuid-holland"): AMOUNT, ("amount", "9000000"): AMOUNT} if plan == SCALE else {}

    def passages(self, plan: Plan) -> tuple[tuple[Passage, Document], ...]:
        given = (FIRST, SECOND, AMOUNT)
        return tuple(
            (Passage(n, c.document.version, c.page, c.start, c.end, c.quote, c.heading, "nl", (plan.id,)), c.document)
            for n, c in enumerate(given)
        )
