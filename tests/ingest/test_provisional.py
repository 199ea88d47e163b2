"""Provisional plans: which headings and titles name one, and which are those of ordinary documents."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.attribution import PlanNames
from ingest.catalogue import read_catalogue, read_plans
from ingest.checking import check
from ingest.cleaning import clean_document
from ingest.printing import print_build, print_report
from ingest.provisional import Found, PlanFinder
from ingest.reading import ReadDocument, read_file
from ingest.reading.markdown import read_markdown
from ingest.reading.text import read_text
from ingest.sections import lay_out
from retrieval.aspects import read_aspects
from retrieval.library import Library
from retrieval.model import Plan
from retrieval.settings import CORPUS, Settings
from retrieval.texts import load_texts
from retrieval.vocabulary import read_vocabulary
from tests.conftest import Build

VOCABULARY, ASPECTS = read_vocabulary(CORPUS), read_aspects(CORPUS)
SHIPPED = read_plans(CORPUS / "plans.csv")
SCALE = Plan("scale", "SCALE", (), "consortium", "", "")


def find(read: ReadDocument, *known: Plan, kind: str = "", given: Sequence[str] = (), title: str = "") -> Found:
    return PlanFinder(VOCABULARY, ASPECTS, PlanNames(known)).find(read, title or read.title, kind, given)


def markdown(text: str, *known: Plan, kind: str = "", given: Sequence[str] = ()) -> list[str]:
    """The names of the provisional plans of a document."""
    return [plan.name for plan in find(read_markdown(text), *known, kind=kind, given=given).plans]


def chapters(names: Iterable[str], *fields: str, level: int = 2) -> str:
    marks = "#" * level
    told = "".join(f"{marks}# {field}\n\nHierover staat iets.\n\n" for field in fields)
    return "".join(f"{marks} {name}\n\n{told}" for name in names)


def shipped(name: str) -> ReadDocument:
    path = CORPUS / "documents" / name
    return clean_document(read_file(path, path.read_bytes()))


BUNDLE = "# Drie projecten\n\n## Inleiding\n\nOver dit boekje.\n\n"
NAMES = ("HoutLab Achterhoek", "DigiMaak", "Energie in de Klei")


def test_headings_with_the_same_fields_name_plans() -> None:
    text = BUNDLE + chapters(NAMES, "Regio", "Partners", "Doel") + "## Colofon\n\nGemaakt in 2025.\n"

    assert markdown(text) == list(NAMES)


def test_a_known_plan_among_them_stays_what_it_is() -> None:
    read = read_markdown(BUNDLE + chapters((*NAMES, "SCALE"), "Regio", "Partners"))
    found = find(read, SCALE)

    assert "SCALE" not in [plan.name for plan in found.plans]
    assert found.plan_of("SCALE") == "scale"
    assert found.plan_of("HoutLab Achterhoek") == "voorlopig-houtlab-achterhoek"
    assert found.plan_of("Inleiding") is None


def test_fields_may_be_labels_on_one_line() -> None:
    told = "**Regio:** Tiel **Partners:** telers **Budget:** € 400.000\n\n"

    assert markdown(BUNDLE + "".join(f"## {name}\n\n{told}" for name in NAMES)) == list(NAMES)


def test_fields_may_stand_on_the_level_of_the_names_as_in_plain_text() -> None:
    parts = "".join(f"{name}\n\nRegio\nTiel en omstreken\n\nPartners\nTelers en scholen.\n\n" for name in NAMES)
    read = read_text(f"Projectplannen 2025\n\n{parts}")
    found = find(read)
    _, sections = lay_out(found.read, "d", found.plan_of)

    assert [plan.name for plan in found.plans] == list(NAMES)
    # What stands under "Partners" belongs to the plan above it.
    assert {section.plan for section in sections if section.heading[-1:] == ("Partners",)} == {plan.id for plan in found.plans}


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (("Groningen", "Friesland", "Drenthe"), "Arbeidsmarkt per regio"),
        (("Waterstof", "Energietransitie", "Robotica"), "Onze thema's"),
        (("Werkpakket 1 Leren", "Werkpakket 2 Doen", "Werkpakket 3 DigiLab"), "Projectplan"),
        (("Bestuur", "Onderwijs", "Communicatie en marketing"), "Jaarverslag 2024"),
        (("1 Inleiding", "2 Achtergrond", "3 Conclusie"), "Over samenwerking"),
        (NAMES[:2], "Van alles"),
    ],
)
def test_chapters_of_an_ordinary_document_are_no_plans(names: Sequence[str], title: str) -> None:
    assert markdown(f"# {title}\n\n{chapters(names, 'Regio', 'Partners', 'Doel')}") == []


def test_chapters_without_who_and_where_are_no_plans() -> None:
    assert markdown(BUNDLE + chapters(NAMES, "Doel", "Planning", "Begroting")) == []


def test_two_are_enough_where_the_document_says_that_it_is_a_bundle() -> None:
    text = "# Samen\n\n" + chapters(("Slimme logistiek", "Goed gebouwd"), "Regio", "Partners")

    assert markdown(text) == []
    assert markdown(text, kind="bundel") == ["Slimme logistiek", "Goed gebouwd"]
    assert markdown(text.replace("# Samen", "# Bundel van plannen", 1)) == ["Slimme logistiek", "Goed gebouwd"]


def test_a_part_of_a_bundle_that_holds_plans_is_no_plan() -> None:
    parts = (
        f"## Deel {n} Het NoordLab\n\n{chapters([f'{name} {n}' for name in NAMES], 'Regio', 'Partners', level=3)}" for n in "AB"
    )

    assert markdown("# Alle plannen\n\n" + "".join(parts)) == [f"{name} {n}" for n in "AB" for name in NAMES]


FIELDS = chapters(("Doelstelling", "Partners", "Werkgebied"))


@pytest.mark.parametrize(
    ("title", "name", "kind"),
    [
        ("Projectplan pps Kustwerk", "pps Kustwerk", "pps"),
        ("Consortium Northern Dairy Futures", "Consortium Northern Dairy Futures", "consortium"),
        ("Plan van aanpak: Fieldlab DuinTech", "Fieldlab DuinTech", "plan"),
    ],
)
def test_a_document_whose_title_names_a_plan_is_about_that_plan(title: str, name: str, kind: str) -> None:
    found = find(read_markdown(f"# {title}\n\n{FIELDS}"))

    assert [(plan.name, plan.kind, plan.provisional) for plan in found.plans] == [(name, kind, True)]
    assert found.sole == found.plans[0].id


@pytest.mark.parametrize(
    "title",
    [
        "Evaluatie pps Kustwerk",
        "Jaarverslag consortium Noord",
        "De consortia van het Groeifonds",
        "Pps",
        "Een convenant voor de pps",
        "Samenvatting",
        "Kustwerk",
    ],
)
def test_a_report_is_no_plan(title: str) -> None:
    assert markdown(f"# {title}\n\n{FIELDS}") == []


def test_a_title_that_names_no_kind_needs_a_text_that_does() -> None:
    text = "# Kustwerk DuinTech\n\n{}\n\n" + FIELDS

    assert markdown(text.format("Wij werken samen.")) == []
    assert markdown(text.format("Kustwerk is een pps van scholen en havens.")) == ["Kustwerk DuinTech"]


def test_a_document_about_a_known_plan_gives_no_other() -> None:
    found = find(read_markdown(f"# Projectplan consortium SCALE\n\n{FIELDS}"), SCALE)

    assert (found.plans, found.sole) == ((), "scale")
    assert markdown(f"# Verhaal\n\n{FIELDS}", SCALE, given=("scale",)) == []


def test_a_plan_that_only_the_catalogue_of_documents_names_goes_by_its_id() -> None:
    found = find(read_markdown(f"# Kustwerk\n\n{FIELDS}"), given=("kustwerk",))

    assert [(plan.id, plan.name) for plan in found.plans] == [("kustwerk", "Kustwerk")]


def test_short_names_come_with_the_long_one() -> None:
    plan = find(read_markdown(f"# Pps DuinTech - leren aan zee (DTLZ)\n\n{FIELDS}")).plans[0]

    assert plan.aliases == ("Pps DuinTech", "DTLZ", "DuinTech")
    assert plan.id == "voorlopig-pps-duintech"


def test_the_shipped_bundle_without_a_catalogue_gives_all_its_plans_and_no_other() -> None:
    with (CORPUS / "plans.csv").open(encoding="utf-8", newline="") as file:
        bundled = {row["name"] for row in csv.DictReader(file) if row["kind"] == "consortium" and row["status"] != "missing"}
    found = find(shipped("samenvattingen-consortia.pdf"))

    assert {plan.name for plan in found.plans} == bundled


def test_the_shipped_guide_and_glossary_give_none() -> None:
    assert not find(shipped("programmagids.pdf")).plans
    assert not find(shipped("begrippenlijst.md")).plans


def test_the_shipped_catalogue_leaves_none_provisional() -> None:
    for entry in read_catalogue(CORPUS / "catalogue.csv"):
        if entry.file:
            read = shipped(str(Path(entry.file).relative_to("documents")))
            assert not find(read, *SHIPPED, kind=entry.kind, given=entry.plans, title=entry.title).plans, entry.id


def test_the_name_of_a_file_names_no_plan() -> None:
    text = "Regio: Twente\n\nPartners: Saxion en het roc\n\nDoel: vakmensen opleiden\n\nHet consortium begint in 2026.\n"
    assert [plan.name for plan in find(read_markdown(text), title="Zonnelab").plans] == ["Zonnelab"]
    assert find(read_markdown(text), title="zonnelab-v2.pdf").plans == ()


def write_bundle(path: Path, names: Iterable[str]) -> Path:
    """A PDF file without a title: a page for each plan."""
    canvas = Canvas(str(path))
    told = (
        ("Regio", "Het plan speelt in Tiel en omstreken en in de gemeente Venlo."),
        ("Partners", "De partners zijn telers, een roc en twintig bedrijven uit de regio."),
        ("Doel", "Het doel is vakmensen opleiden voor de techniek van morgen, met lessen in een werkplaats."),
    )
    for name in names:
        lines = [(20, name), *(line for heading, text in told for line in ((14, heading), *[(11, text)] * 3))]
        for number, (size, text) in enumerate(lines):
            canvas.setFont("Helvetica", size)
            canvas.drawString(72, 760 - 24 * number if size > 11 else 764 - 24 * number, text)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize(("name", "names"), [("drie.pdf", NAMES), ("bundel-twee.pdf", NAMES[:2])])
def test_a_bundle_without_a_title_is_not_called_after_its_first_plan(
    tmp_path: Path, build: Build, settings: Settings, capsys: pytest.CaptureFixture[str], name: str, names: tuple[str, ...]
) -> None:
    report = build(write_bundle(tmp_path / name, names))
    texts, library = load_texts("nl"), Library(settings.index)

    assert sorted((plan.name, plan.documents) for plan in report.provisional) == sorted((own, (name,)) for own in names)
    assert [document.title for document in library.documents()] == [name]
    print_build(report, texts)
    print_report(library, texts)
    out = capsys.readouterr().out
    assert all(out.count(f"- {own} (in {name})") == 2 for own in names)
    assert check(settings, texts) == []
