"""What the addresses of the API give, over the shipped library."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from typing import Any

import httpx
import pytest

from retrieval.__main__ import main
from retrieval.settings import Settings
from tests.serving.servers import Server

QUESTIONS = (
    "wie is penvoerder van SCALE?",
    "welke consortia werken aan de energietransitie in Zuid-Holland?",
    "welke consortia werken aan smart maintenance in Gelderland",
    "how many consortia work on hydrogen?",
    "vergelijk SCALE en New Waves",
    "ik doe mbo-4 mechatronica in Enschede, wat kan ik doen?",
    "welke thema's ontbreken in Flevoland?",
    "welke plannen lijken op Tech Oost?",
    "vertel over het plan van het Katapult",
    "wat is de hoofdstad van Mongolië?",
    "dankjewel!",
    "watestof in twente",
)
# What differs between two processes that say the same, or is told in another way.
APART = ("state", "steps", "timings_ms")


def ask(client: httpx.Client, question: str, **more: Any) -> dict[str, Any]:
    response = client.post("/v1/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object) -> dict[str, Any]:
    arguments = [*map(str, words), "--json"]
    monkeypatch.setattr(sys, "argv", ["retrieval", *arguments])
    assert main(arguments) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def without_defaults(told: Any, like: Any) -> Any:
    """An answer of the API without the keys that the command line leaves out where they say nothing."""
    if isinstance(told, dict):
        return {
            key: without_defaults(value, like.get(key) if isinstance(like, dict) else None)
            for key, value in told.items()
            if not (isinstance(like, dict) and key not in like and not value)
        }
    if isinstance(told, list) and isinstance(like, list) and len(told) == len(like):
        return [without_defaults(one, other) for one, other in zip(told, like, strict=True)]
    return told


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_that_of_the_command_line(
    question: str,
    client: httpx.Client,
    shipped_library: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = printed(capsys, monkeypatch, "ask", question, "--index", shipped_library.index)
    told = without_defaults(ask(client, question), said)
    for key in APART:
        said.pop(key), told.pop(key, None)
    assert told == said


def test_a_ranking_is_that_of_the_command_line(
    client: httpx.Client, shipped_library: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("search", "waterstof keuzedeel", "--filter", "province=Groningen", "--limit", "3")
    said = printed(capsys, monkeypatch, *words, "--index", shipped_library.index)
    asked = {"q": "waterstof keuzedeel", "filter": "province=Groningen", "limit": "3"}
    told = without_defaults(client.get("/v1/search", params=asked).json(), said)
    assert said.pop("timings_ms") and told.pop("timings_ms")
    assert told == said and len(told["hits"]) == 3


def cited(told: dict[str, Any]) -> list[dict[str, Any]]:
    shown = [feature["shown"] for feature in told.get("features", []) if feature["shown"]]
    return [*told.get("answer", told)["citations"], *shown]


@pytest.mark.parametrize(
    "path",
    ["/v1/plans/scale", "/v1/compare?plan=scale&plan=new-waves", "/v1/plans/scale?language=en"],
    ids=["plan", "compare", "en"],
)
def test_every_quotation_stands_in_its_page(path: str, client: httpx.Client) -> None:
    found = cited(client.get(path).json())
    assert len(found) > 5
    for own in found:
        page = client.get(f"/v1/documents/{own['document']['id']}/pages/{own['page']}").json()
        assert page["text"][own["start"] : own["end"]] == own["quote"]
        assert page["document"] == own["document"] and own["document"]["title"] and own["document"]["url"]


def test_a_conversation_is_carried_by_the_client(client: httpx.Client) -> None:
    turns = ["Welke consortia werken aan de energietransitie in Zuid-Holland?", "en in Groningen?", "de tweede", "en het budget?"]
    answers = [ask(client, turns[0])]
    for turn in turns[1:]:
        answers.append(ask(client, turn, state=answers[-1]["state"]))
    assert [(f["value"], f["carried"]) for f in answers[1]["filters"] if f["facet"] == "province"] == [("groningen", False)]
    assert any(own["carried"] for own in answers[1]["filters"])
    assert answers[2]["form"] == "plan" and answers[3]["citations"]
    assert all(before["state"] != after["state"] for before, after in pairwise(answers))
    # Nothing is kept here: the same state gives the same answer to anybody, at any time.
    again = ask(client, turns[1], state=answers[0]["state"])
    assert again["text"] == answers[1]["text"]


def test_filters_that_were_read_can_be_taken_away_and_others_given(client: httpx.Client) -> None:
    asked = "welke consortia zijn er in Groningen?"
    values = lambda **more: {own["value"] for own in ask(client, asked, **more)["filters"]}  # noqa: E731
    assert "groningen" in values()
    assert "groningen" not in values(without=["province=groningen"])
    assert "waterstof" in values(filters=["theme=waterstof"])


def test_what_else_plans_must_meet_is_told_and_can_be_taken_away(client: httpx.Client) -> None:
    asked = "welke pps'en kregen meer dan een miljoen van het RIF?"
    first = ask(client, asked)
    assert [(own["kind"], own["label"], own["carried"]) for own in first["requirements"]] == [
        ("bound", "meer dan een miljoen", False)
    ]
    wider = ask(client, asked, without=["bound=meer dan een miljoen"])
    assert wider["requirements"] == [] and wider["count"] > first["count"]
    further = ask(client, "en in Friesland?", state=wider["state"])
    assert further["requirements"] == []


def test_plans_are_complete_and_counted(client: httpx.Client) -> None:
    every = client.get("/v1/plans").json()
    some = client.get("/v1/plans", params={"filter": ["province=Groningen", "kind=consortium"], "language": "en"}).json()
    assert every["count"] == len(every["plans"]) > some["count"] == len(some["plans"]) > 0
    assert all("groningen" in plan["facets"]["province"] for plan in some["plans"])
    assert [own["label"] for own in some["filters"]] == ["Groningen", "consortia"] or some["filters"][1]["label"]


def test_a_page_of_a_pdf_has_a_picture_and_another_has_not(client: httpx.Client) -> None:
    picture = client.get("/v1/documents/samenvattingen-consortia/pages/4/picture")
    assert picture.headers["content-type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    refused = client.get("/v1/documents/profiel-entrance/pages/1/picture")
    assert refused.status_code == 404 and refused.json()["code"] == "picture_missing"
    assert client.get("/v1/documents/profiel-entrance/pages/1").json()["text"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/plans/nergens", 404, "plan_unknown"),
        ("/v1/compare?plan=scale&plan=nergens", 404, "plan_unknown"),
        ("/v1/compare?plan=scale&plan=scale", 422, "request_invalid"),
        ("/v1/compare?plan=scale", 422, "request_invalid"),
        ("/v1/documents/samenvattingen-consortia/pages/999", 404, "page_unknown"),
        ("/v1/documents/samenvattingen-consortia/pages/0", 422, "request_invalid"),
        ("/v1/documents/nergens/pages/1", 404, "page_unknown"),
        ("/v1/plans?filter=province=Atlantis", 400, "filter_unknown"),
        ("/v1/plans?filter=kleur=rood", 400, "filter_unknown"),
        ("/v1/search?q=%3F%21", 400, "question_empty"),
        ("/v1/search", 422, "request_invalid"),
        ("/v1/nergens", 404, "path_unknown"),
        ("/v2/plans", 404, "path_unknown"),
    ],
)
def test_a_refusal_is_a_problem_with_a_sentence_in_the_language_asked_for(
    path: str, status: int, code: str, client: httpx.Client
) -> None:
    told = {}
    for language in ("nl", "en"):
        response = client.get(path, headers={"Accept-Language": f"{language}, *;q=0.1"})
        assert response.headers["content-type"] == "application/problem+json"
        assert response.headers["content-language"] == language
        problem = response.json()
        assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
        told[language] = problem["detail"]
    assert told["nl"] != told["en"] and all(len(sentence) > 20 and sentence.count("\n") == 0 for sentence in told.values())


def test_the_server_tells_that_it_lives_and_from_what_it_answers(client: httpx.Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    ready = client.get("/ready").json()
    assert ready["status"] == "ready" and ready["coverage"]["documents"] > 70 and ready["index"]["fingerprint"]


def test_what_was_asked_is_counted_and_not_told(client: httpx.Client) -> None:
    ask(client, "wat is de hoofdstad van Mongolië?")
    client.get("/v1/plans/geheimzinnig")
    told = client.get("/metrics").text
    assert 'planwijzer_requests_total{route="/v1/plans/{plan}",status="404"}' in told
    assert 'planwijzer_request_seconds_count{route="/v1/ask"}' in told
    assert 'planwijzer_stage_seconds_count{stage="total"}' in told
    assert 'planwijzer_answers_total{status="out_of_scope"}' in told and "planwijzer_failed_citations_total 0.0" in told
    assert 'planwijzer_found_nothing_total{reason="outside"}' in told
    assert 'planwijzer_refused_total{reason="plan_unknown"}' in told
    assert "Mongol" not in told and "geheimzinnig" not in told


def test_a_request_has_an_id_in_its_answer_and_in_the_lines_of_the_journal(client: httpx.Client, server: Server) -> None:
    identity = client.post("/v1/ask", json={"question": "Wat doet het onvindbare Zonderwoordbestaan?"}).headers["x-request-id"]
    refused = client.get("/v1/plans/geheimzinnig").headers["x-request-id"]
    client.get("/health")
    lines = [json.loads(line) for line in told(server, refused) if line.startswith("{")]
    assert [line["event"] for line in lines if line.get("request") == identity] == ["answered", "requested"]
    (last,) = [line for line in lines if line.get("request") == refused]
    assert (last["route"], last["status"], last["refused"]) == ("/v1/plans/{plan}", 404, "plan_unknown")
    assert not any(secret in line for line in server.said for secret in ("Zonderwoord", "geheimzinnig", "/health"))


def told(server: Server, identity: str) -> list[str]:
    """The lines of a server, once it told of a request: its lines come through a pipe."""
    for _ in range(1_000_000):
        lines = [*server.said]
        if any(identity in line for line in lines):
            return lines
    raise AssertionError(identity)


def test_the_page_of_the_schema_takes_nothing_from_elsewhere(client: httpx.Client) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "<script" not in page.text and "//" not in page.text.replace("/docs.css", "")
    assert client.get("/docs.css").headers["content-type"].startswith("text/css")
    schema = client.get("/openapi.json").json()
    assert all(path in page.text for path in schema["paths"]) and all(
        name in page.text for name in schema["components"]["schemas"]
    )
