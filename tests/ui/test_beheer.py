"""The page "beheer": nothing without the password; adding, removing, keeping in order and reading what visitors said."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from retrieval import feedback
from retrieval.auditing import FILE as FILE_OF_LOG
from retrieval.auditing import changes, system_user
from retrieval.errors import IndexMissing
from retrieval.library import InputRecord
from retrieval.library.schema import FILE
from tests.ui.conftest import APP
from tests.ui.fakes import FakeEngine
from tests.ui.screen import inside, read_html, words
from ui import resources
from ui.components.managing import adding, history, received, working
from ui.components.managing import shelf as shelf_part
from ui.managing.filenames import Names
from ui.managing.gate import MOST_WRONG, PASSWORD, Gate
from ui.managing.librarian import Librarian
from ui.managing.shelf import Shelved
from ui.managing.work import Kind, Report, Told, Work
from ui.resources import Management
from ui.texts import interface_texts

KEY = "geheim-genoeg-123"
TEXTS = interface_texts("nl")
REPORT = {
    "inputs": [
        {"source": "/corpus/catalogue.csv#gids", "status": "indexed", "reason": ""},
        {"source": "/elders/<i>stuk.pdf", "status": "unreadable", "reason": "damaged"},
    ],
    "documents": 3,
    "plans": 2,
    "published": True,
}


def manager(index: Path, script: str) -> Management:
    """What manages a library with a child that runs a script."""
    command = (sys.executable, "-c", script)
    return Management(index, Librarian(index, Path("/corpus/catalogue.csv"), os.environ, command), Gate(KEY, lambda: 0.0))


@pytest.fixture
def management(tmp_path: Path) -> Management:
    """Its child says at once that all went well."""
    return manager(tmp_path / "index", f"print({json.dumps(json.dumps(REPORT))})")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def page(management: Management) -> AppTest:
    """The page at a first visit."""

    def script(management: object) -> None:
        from ui.pages import beheer
        from ui.texts import interface_texts

        beheer.show(management, interface_texts("nl"))  # type: ignore[arg-type]

    return AppTest.from_function(script, default_timeout=20, kwargs={"management": management}).run()


def enter(app: AppTest, password: str) -> AppTest:
    """Try a password."""
    app.text_input(key="password").set_value(password)
    return app.button[0].click().run()


def signed_in(management: Management) -> AppTest:
    return enter(page(management), KEY)


def fetch_button(app: AppTest) -> Any:
    """The button of a form has no key of ours."""
    (button,) = (button for button in app.button if button.label == "Haal op en voeg toe")
    return button


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


# --- signing in


def test_without_the_password_there_is_only_the_question_for_it(management: Management) -> None:
    management.librarian.shelf.put("geheim.md", b"x")
    app = page(management)

    assert [field.label for field in app.text_input] == ["Wachtwoord"]
    assert len(app.button) == 1
    assert not app.get("file_uploader")
    assert "geheim.md" not in words(app)


def test_a_wrong_password_opens_nothing_and_too_many_are_refused(management: Management) -> None:
    app = page(management)
    for _ in range(MOST_WRONG):
        enter(app, "fout")
        assert "Dat is niet het wachtwoord" in app.error[0].value
    enter(app, KEY)

    assert "Wacht een minuut" in app.error[0].value
    assert "sign-out" not in keys(app)


def test_the_right_password_opens_the_page_for_this_visitor_alone_until_he_leaves(management: Management) -> None:
    app = signed_in(management)
    assert {"sign-out", "add", "start-build", "start-check", "start-repair", "start-rebuild"} <= keys(app)
    assert KEY not in f"{app.query_params} {app.session_state}"
    assert "sign-out" not in keys(page(management))

    app.button(key="sign-out").click().run()
    assert [field.label for field in app.text_input] == ["Wachtwoord"]
    assert "start-build" not in keys(app.run())


def test_files_may_be_sent_by_who_is_signed_in_until_he_leaves(monkeypatch: pytest.MonkeyPatch, management: Management) -> None:
    session = "test session id"
    monkeypatch.setattr(resources, "open_management", lambda: management)
    page(management)
    assert not resources.may_upload(session)

    app = signed_in(management)
    assert resources.may_upload(session) and not resources.may_upload("")
    app.button(key="sign-out").click().run()
    assert not resources.may_upload(session)


def test_nobody_may_send_files_where_nothing_is_managed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not resources.may_upload("test session id")
    monkeypatch.setenv("PLANWIJZER_MANAGE_KEY", "kort")
    assert not resources.may_upload("test session id")


def test_an_empty_library_says_so(management: Management) -> None:
    said = words(signed_in(management))
    assert "Er zijn nog geen documenten toegevoegd." in said
    assert "Er zijn geen meldingen." in said


# --- work


def test_what_came_of_a_build_is_told_with_what_to_look_at_first(management: Management) -> None:
    app = signed_in(management)
    app.button(key="start-build").click().run()
    management.librarian.wait()
    app.run()

    assert "De bibliotheek telt 3 documenten over 2 plannen" in app.success[0].value
    assert "Bij 1 document is iets niet gelukt" in app.warning[0].value
    assert inside(app, "th") == ["Document", "Uitkomst", "<i>stuk.pdf", "gids"]
    assert inside(app, "td") == ["onleesbaar: het bestand is beschadigd", "opgenomen"]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import sys; print('Bezet: /a/b/index.', file=sys.stderr); sys.exit(2)", "Bezet&#58; index"),
        ("raise RuntimeError('/geheim')", "onverwacht gestopt"),
        ("""print('{"problems": ["passage 3 <b>"]}')""", "Kies Herstellen"),
    ],
)
def test_work_that_fails_is_a_sentence(tmp_path: Path, script: str, said: str) -> None:
    management = manager(tmp_path / "index", script)
    app = signed_in(management)
    app.button(key="start-check").click().run()
    management.librarian.wait()
    app.run()

    assert said in app.error[0].value
    assert not app.exception
    assert "geheim" not in words(app) + app.error[0].value


def test_all_visitors_see_work_that_goes_on_and_one_can_end_it(tmp_path: Path) -> None:
    management = manager(tmp_path / "index", "import time; time.sleep(600)")
    app, other = signed_in(management), signed_in(management)
    app.button(key="start-build").click().run()
    other.run()
    for own in (app, other):
        assert "Bezoekers kunnen intussen gewoon vragen stellen" in words(own)
        assert all(own.button(key=key).disabled for key in ("add", "start-build", "start-check", "start-rebuild"))

    other.button(key="cancel").click().run()
    management.librarian.wait()
    other.run()
    app.run()
    for own in (app, other):
        assert "Het werk is gestopt" in own.info[0].value
        assert not own.button(key="start-build").disabled


def test_who_starts_work_that_another_began_meanwhile_is_told(tmp_path: Path) -> None:
    management = manager(tmp_path / "index", "import time; time.sleep(600)")
    app = signed_in(management)
    assert management.librarian.start(Kind.CHECK, "nl")
    app.button(key="start-build").click().run()

    assert "Er wordt al aan de bibliotheek gewerkt" in app.error[0].value
    management.librarian.cancel()
    management.librarian.wait()


@pytest.mark.parametrize(
    ("kind", "done", "total", "said"),
    [
        (Kind.BUILD, 0, 0, "Starten …"),
        (Kind.REBUILD, 2, 5, "Document 3 van 5 lezen: *gids*"),
        (Kind.BUILD, 5, 5, "Alles is gelezen. De index wordt gemaakt en gecontroleerd …"),
        (Kind.CHECK, 0, 0, "Bezig …"),
        (Kind.FETCH, 0, 0, "https://x.nl wordt opgehaald …"),
        (Kind.FETCH, 1, 5, "Document 2 van 5 lezen: *gids*"),
    ],
)
def test_a_stage_is_told_in_words(kind: Kind, done: int, total: int, said: str) -> None:
    assert working.stage(Work(kind, datetime.now(UTC), done=done, total=total, name="*gids*", file="https://x.nl"), TEXTS) == said


def test_files_that_were_added_stand_before_those_of_the_catalogue() -> None:
    inputs = [
        Told("plan", "missing", "not_there"),
        Told("gids", "indexed", ""),
        Told("nieuw.md", "indexed", "", added=True),
        Told("stuk", "partial", "pages_unreadable"),
    ]
    assert [own.name for own in working.ordered(Report(tuple(inputs)))] == ["stuk", "nieuw.md", "gids", "plan"]


# --- files


def test_a_file_is_put_on_the_shelf_and_what_is_wrong_with_another_is_told(management: Management) -> None:
    def script(management: object) -> None:
        from ui.components.managing import adding, starting
        from ui.texts import interface_texts

        for name, data in (("../a.md", b"# A"), ("b.pdf", b"geen"), ("*c*.exe", b"MZ")):
            adding.put(management.librarian, name, data, interface_texts("nl"))  # type: ignore[attr-defined]
        starting.show()

    app = AppTest.from_function(script, kwargs={"management": management}).run()
    assert [file.name for file in management.librarian.shelf.files([])] == ["a.md"]
    assert [("b&#46;pdf" in error.value, "&#42;c&#42;" in error.value) for error in app.error] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://plan.example/a.pdf ", "https://plan.example/a.pdf"),
        ("HTTP://plan.example", "HTTP://plan.example"),
        ("www.plan.example/a b", ""),
        ("www.plan.example/a.pdf", "https://www.plan.example/a.pdf"),
        ("-x.nl", "https://-x.nl"),
        *((typed, "") for typed in ("", "  ", "plan", "ftp://plan.example/a", "file:///etc/passwd", "--index", "/etc/a.pdf")),
    ],
)
def test_an_address_is_completed_or_refused(typed: str, address: str) -> None:
    assert adding.full_address(typed) == address


def test_a_document_is_added_by_its_address(management: Management) -> None:
    app = signed_in(management)
    app.text_input(key="web-address").set_value("plan.example/a.pdf")
    fetch_button(app).click().run()
    management.librarian.wait()
    app.run()
    assert management.librarian.work().file == "https://plan.example/a.pdf"  # type: ignore[union-attr]
    assert "De bibliotheek telt 3 documenten" in app.success[0].value
    assert app.text_input(key="web-address").value == ""


def test_what_is_no_address_and_what_was_refused_is_told(tmp_path: Path) -> None:
    refusal = json.dumps({"documents": [{"sentence": "Niet opgehaald: *te groot*."}]})
    management = manager(tmp_path / "index", f"print({refusal!r}); raise SystemExit(1)")
    app = signed_in(management)
    fetch_button(app).click().run()
    assert "Dit is geen webadres" in app.error[0].value
    assert management.librarian.work() is None

    app.text_input(key="web-address").set_value("https://plan.example/a.pdf")
    fetch_button(app).click().run()
    management.librarian.wait()
    app.run()
    assert "&#42;te groot&#42;" in app.error[0].value


def test_an_added_file_is_removed_after_a_question(management: Management) -> None:
    management.librarian.shelf.put("zon.md", b"# Zon")
    app = signed_in(management)
    assert "nog niet opgenomen" in words(app)
    assert "zon.md en alles wat eruit is gelezen verwijderen?" in words(app)

    app.button(key="remove-zon.md").click().run()
    assert "zon&#46;md is verwijderd" in app.success[0].value
    assert "Er zijn nog geen documenten toegevoegd." in words(app)


def test_a_record_that_can_not_be_read_is_told_and_can_be_made_anew(management: Management) -> None:
    management.librarian.shelf.put("zon.md", b"# Zon")
    (management.index / FILE).write_bytes(b"geen bestand van SQLite" * 100)
    app = signed_in(management)

    assert "is beschadigd" in app.error[0].value
    assert "remove-zon.md" not in keys(app)
    assert not app.button(key="start-rebuild").disabled


def test_many_files_are_shown_when_asked_for(management: Management) -> None:
    for number in range(shelf_part.MOST_SHOWN + 2):
        management.librarian.shelf.put(f"{number:03}.md", b"x")
    app = signed_in(management)
    assert len([key for key in keys(app) if key.startswith("remove-")]) == shelf_part.MOST_SHOWN

    app.button(key="all-shelved").click().run()
    assert len([key for key in keys(app) if key.startswith("remove-")]) == shelf_part.MOST_SHOWN + 2


def test_what_became_of_a_file_of_several_documents_is_counted() -> None:
    inputs = tuple(InputRecord("", "", "", status, "", 0, 0) for status in ("indexed", "unreadable", "indexed"))
    assert shelf_part.became(Shelved("l.jsonl", 1, inputs), TEXTS) == "2 opgenomen, 1 onleesbaar"


@pytest.mark.parametrize(("count", "said"), [(1, "1 kB"), (999_000, "999 kB"), (999_001, "1 MB"), (2_000_001, "3 MB")])
def test_a_size_is_rounded_up(count: int, said: str) -> None:
    assert shelf_part.size(count, TEXTS) == said


def test_nothing_is_uploaded_that_is_larger_than_the_page_says(management: Management) -> None:
    app = signed_in(management)
    (uploader,) = app.get("file_uploader")
    assert uploader.proto.max_upload_size_mb == 50
    assert adding.SUFFIXES[0] in uploader.proto.type


# --- names


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("De index in /data/ons/index is kapot (/data/ons/index/added/a b.md).", "De index in index is kapot (added/a b.md)."),
        ("Zie https://voorbeeld.nl/a/b en en/of C:\\Users\\x\\y.pdf.", "Zie https://voorbeeld.nl/a/b en en/of y.pdf."),
        ("De tabel /corpus/plans.csv klopt niet", "De tabel corpus/plans.csv klopt niet"),
    ],
)
def test_a_sentence_shows_no_folders_of_this_computer(sentence: str, said: str) -> None:
    index = Path("/data/ons/index")
    spoken = Names(index / "added", index, Path("/corpus/catalogue.csv")).spoken(sentence)
    assert spoken == said


# --- feedback


def kept(index: Path, *questions: str) -> None:
    index.mkdir(parents=True, exist_ok=True)
    for question in questions:
        line = feedback.Feedback(feedback.Complaint.MISSING_ANSWER, question, "2026-11-22", remark="=1+1")
        feedback.keep(index, feedback.stored(line, "2026-11-22"), 365)


def test_feedback_is_shown_newest_first_and_never_as_a_tag(management: Management) -> None:
    kept(management.index, "Wie?", "<script>alert(1)</script>")
    with (management.index / feedback.FILE).open("a") as file:
        file.write("kapot\n")
    app = signed_in(management)

    assert "De nieuwste 2 van 2 meldingen" in words(app)
    assert "1 regel kon niet worden gelezen" in words(app)
    heads = inside(app, "th")
    assert heads[heads.index("Dag") + 1 :] == ["<script>alert(1)</script>", "Wie?"]
    assert not any("script" in read_html(body)[2] for body in (element.body for element in app.get("html")) if "Wie?" in body)


def test_feedback_is_deleted_after_a_question(management: Management) -> None:
    kept(management.index, "Wie?")
    app = signed_in(management)
    assert "Dit kan niet ongedaan worden gemaakt." in words(app)

    app.button(key="delete-feedback").click().run()
    assert "Er zijn geen meldingen." in words(app)
    assert feedback.read(management.index).lines == ()


def test_feedback_that_is_too_old_is_gone_before_it_is_read(management: Management) -> None:
    line = feedback.Feedback(feedback.Complaint.MISSING_ANSWER, "Lang geleden?", "2020-01-01")
    feedback.keep(management.index, feedback.stored(line, "2020-01-01"), 365)
    kept(management.index, "Wie?")
    said = words(signed_in(management))
    assert "Wie?" in said and "Lang geleden?" not in said
    assert "hoogstens 365 dagen bewaard" in said
    assert "Lang geleden?" not in (management.index / feedback.FILE).read_text()


def test_a_spreadsheet_runs_nothing_of_feedback(management: Management) -> None:
    kept(management.index, "@SUM(A1)")
    rows = list(csv.DictReader(io.StringIO(received.csv_of(feedback.read(management.index), TEXTS).decode("utf-8-sig"))))
    assert (rows[0]["Vraag"], rows[0]["Opmerking"], rows[0]["Dag"]) == ("'@SUM(A1)", "'=1+1", "2026-11-22")


def test_feedback_is_not_deleted_where_that_cannot_be_written_down(management: Management) -> None:
    kept(management.index, "Wie?")
    (management.index / FILE_OF_LOG).mkdir()
    app = signed_in(management)
    app.button(key="delete-feedback").click().run()
    assert "De wijziging is niet gedaan" in app.error[0].value and not app.exception
    assert len(feedback.read(management.index).lines) == 1


# --- who changed what


def test_who_changed_what_is_told_latest_first(management: Management) -> None:
    def script(management: object) -> None:
        from ui.components.managing import adding
        from ui.texts import interface_texts

        adding.put(management.librarian, "zon.md", b"# Zon", interface_texts("nl"))  # type: ignore[attr-defined]

    AppTest.from_function(script, kwargs={"management": management}).run()
    kept(management.index, "Wie?")
    app = signed_in(management)
    app.button(key="delete-feedback").click().run()
    app.button(key="remove-zon.md").click().run()

    heads, told = inside(app, "th"), inside(app, "td")
    assert heads[heads.index("Wanneer (UTC)") + 1 : heads.index("Wanneer (UTC)") + 5] == ["Wie", "Wat", "Waarop", "Uitkomst"]
    assert told[1:4] == ["verwijderd", "zon.md", "gedaan"]
    assert told[5:8] == ["meldingen verwijderd", "", "gedaan"]
    assert told[9:12] == ["bestand toegevoegd", "zon.md", "gedaan"]
    assert all("het wachtwoord van Beheer" in who for who in told[0::4])
    assert "Wie?" not in (management.index / FILE_OF_LOG).read_text()


def test_work_is_done_in_the_name_of_who_asked_for_it(tmp_path: Path) -> None:
    script = "import json, os; print(json.dumps({'problems': [os.environ['PLANWIJZER_WHO']]}))"
    management = manager(tmp_path / "index", script)
    app = signed_in(management)
    app.button(key="start-check").click().run()
    management.librarian.wait()
    assert management.librarian.work().report.problems == (PASSWORD,)  # type: ignore[union-attr]


def test_a_log_that_was_changed_is_said(management: Management) -> None:
    for name in ("a.md", "b.md"):
        management.librarian.ledger.add(name, b"# A", "anna@school.example")
    log = management.index / FILE_OF_LOG
    log.write_bytes(log.read_bytes().replace(b"anna", b"bert", 1))
    app = signed_in(management)
    assert "veranderd bij regel 1" in app.error[0].value
    assert "bert@school.example" in " ".join(words(app).split())


def test_a_spreadsheet_runs_nothing_of_the_log(management: Management) -> None:
    management.librarian.ledger.add("=1+1.md", b"# A", "@SUM(A1)")
    change = changes(management.librarian.ledger.history().entries)[0]
    row = history.cells(change, management.librarian, TEXTS)
    (told,) = csv.DictReader(io.StringIO(history.csv_of([row], list("abcdef"), TEXTS).decode("utf-8-sig")))
    assert told["b"] == "'@SUM(A1)" and told["f"] == system_user() and told["d"] == "'=1+1.md"


# --- the application


def test_without_a_password_the_page_does_not_exist(engine: FakeEngine) -> None:  # noqa: ARG001
    assert resources.management() is None
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    assert app.chat_input
    assert "beheer" not in app.session_state["pages"]


def test_a_first_library_can_be_made_without_one(monkeypatch: pytest.MonkeyPatch, management: Management) -> None:
    def missing() -> resources.Services:
        raise IndexMissing(index="hier")

    monkeypatch.setattr(resources, "open_services", missing)
    monkeypatch.setattr(resources, "open_management", lambda: management)
    app = AppTest.from_file(str(APP), default_timeout=20).run()

    assert "Er is nog geen index" in app.error[0].value
    assert set(app.session_state["pages"]) == {"vraag", "beheer"}


def test_a_password_that_is_too_short_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANWIJZER_MANAGE_KEY", "kort")
    app = AppTest.from_file(str(APP), default_timeout=20).run()

    assert "te kort" in app.error[0].value and "kort&#46;" in app.error[0].value
    assert not app.exception
