"""A language model over HTTP: a real server on loopback that answers well, badly or not at all."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Callable, Iterator
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.adapters.chat import HttpChatModel, Limits, endpoint
from retrieval.adapters.chat_stream import Unusable, pieces
from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.alignment import Aligner
from retrieval.answering.generation.summarising import summarise
from retrieval.errors import ChatUnavailable
from retrieval.model import Statement, Summary
from retrieval.ports import Message
from retrieval.texts import load_texts
from tests.retrieval.adapters.endpoint import Endpoint, Reply, event, serving, streamed, whole
from tests.retrieval.answering.generation.fakes import citation

MESSAGES = (Message("system", "Vat samen."), Message("user", "“Tekst”"))
KEY = "sk-very-secret"
DONE = b"data: [DONE]\n\n"


@pytest.fixture
def server() -> Iterator[Endpoint]:
    with serving() as endpoint:
        yield endpoint


@pytest.fixture
def slept() -> list[float]:
    """The waits that were asked for; none of them takes time."""
    return []


@pytest.fixture
def model(server: Endpoint, slept: list[float]) -> Callable[..., HttpChatModel]:
    def make(url: str = "", key: str = KEY, clock: Callable[[], float] = lambda: 0.0, **limits: float) -> HttpChatModel:
        return HttpChatModel(
            url or server.url,
            "some-model",
            key,
            limits=Limits(**limits),
            sleep=slept.append,
            clock=clock,
            chance=lambda: 1.0,
        )

    return make


def failure(model: HttpChatModel) -> tuple[str, str]:
    """The reason that a model gives no whole answer, and what of it came before that."""
    came: list[str] = []
    with pytest.raises(ChatUnavailable) as failed:
        came.extend(model.stream(MESSAGES))  # what was given before the error stays in the list
    assert load_texts("nl")(f"chat.{failed.value.reason}") in load_texts("nl").error(failed.value)
    return failed.value.reason, "".join(came)


# --- answers


def test_an_answer_comes_in_pieces(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [streamed("Het ", "is “zo” ", "é. [Q1]")]
    assert list(model().stream(MESSAGES)) == ["Het ", "is “zo” ", "é. [Q1]"]


def test_the_request_is_what_such_servers_take(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [streamed("ja")]
    list(model(tokens=70).stream(MESSAGES))
    (asked,) = server.asked
    assert (asked.path, asked.headers["Authorization"]) == ("/v1/chat/completions", f"Bearer {KEY}")
    assert asked.body == {
        "model": "some-model",
        "messages": [{"role": "system", "content": "Vat samen."}, {"role": "user", "content": "“Tekst”"}],
        "temperature": 0,
        "max_tokens": 70,
        "stream": True,
    }


def test_without_a_name_or_key_none_is_sent(server: Endpoint) -> None:
    server.replies = [streamed("ja")]
    model = HttpChatModel(server.url)
    list(model.stream(MESSAGES))
    assert "model" not in server.asked[0].body and "Authorization" not in server.asked[0].headers
    assert model.identity == f"default@{server.url.removeprefix('http://')}"


def test_the_first_piece_does_not_wait_for_the_last(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [Reply(event("eerst"), hangs=True)]
    stream = model().stream(MESSAGES)
    assert next(stream) == "eerst"
    stream.close()  # type: ignore[attr-defined]
    assert list(stream) == []


@pytest.mark.parametrize(
    "reply",
    [
        whole("Het is zo."),
        Reply(json.dumps({"choices": [{"message": {"content": "Het is zo."}}]}).encode(), headers={}),
        streamed("Het is", " zo.", end=event(None, "stop")),
        Reply((event("Het is") + event(" zo.", "stop")).replace(b"\n", b"\r\n")),
        Reply(b": alive\n\nevent: message\nid: 1\nretry: 5\n" + event("Het is zo.") + b'data: {"choices": []}\n\ndata:[DONE]'),
        Reply(b"\xef\xbb\xbf\n\n" + event("Het is zo.") + DONE + b"whatever comes after the end"),
    ],
    ids=["one body", "no content type", "finished without a mark", "other line ends", "comments and fields", "byte order mark"],
)
def test_servers_differ(server: Endpoint, model: Callable[..., HttpChatModel], reply: Reply) -> None:
    server.replies = [reply]
    assert "".join(model().stream(MESSAGES)) == "Het is zo."


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("", "/v1/chat/completions"),
        ("/", "/v1/chat/completions"),
        ("/v1", "/v1/chat/completions"),
        ("/v1/", "/v1/chat/completions"),
        ("/v1/chat/completions", "/v1/chat/completions"),
        ("/v1/chat/completions/", "/v1/chat/completions"),
        ("/api", "/api/v1/chat/completions"),
        ("/v1beta/openai", "/v1beta/openai/chat/completions"),
        ("/chat/completions", "/chat/completions"),
        ("/v1?version=2", "/v1/chat/completions?version=2"),
    ],
)
def test_an_address_is_completed(given: str, path: str) -> None:
    assert endpoint(f"https://host:8080{given}") == f"https://host:8080{path}"


# --- what is no answer


@pytest.mark.parametrize(
    ("reply", "reason", "before"),
    [
        (Reply(b"<!doctype html><title>Log in</title>", headers={"Content-Type": "text/html"}), "not_chat", ""),
        (Reply(b"data: {not json\n\n"), "not_chat", ""),
        (Reply(b"data: " + b"[" * 50_000 + b"\n\n"), "not_chat", ""),
        (Reply(b"data: 3\n\n"), "not_chat", ""),
        (Reply(b'data: {"choices": [3]}\n\n'), "not_chat", ""),
        (Reply(b'data: {"choices": [{"delta": 3}]}\n\n'), "not_chat", ""),
        (Reply(b'data: {"choices": [{"delta": {"content": {"a": 1}}}]}\n\n'), "not_chat", ""),
        (Reply(b'data: {"answer": "ja"}\n\n'), "not_chat", ""),
        (Reply(event("ja") + b"oops\n\n"), "not_chat", "ja"),
        (Reply(event("ja") + b'data: {"choices": "\xff"}\n\n'), "not_chat", "ja"),
        (Reply(b"\x1f\x8b\x08\x00", headers={"Content-Encoding": "gzip"}), "not_chat", ""),
        (whole(["ja"]), "not_chat", ""),
        (Reply(event("ja") + b'data: {"error": {"message": "out of memory"}}\n\n'), "broken", "ja"),
        (Reply(b'{"object": "error", "message": "x"}'), "broken", ""),
        (Reply(b""), "empty", ""),
        (Reply(DONE), "empty", ""),
        (streamed(" ", "\n"), "empty", " \n"),
        (whole(None), "empty", ""),
        (Reply(event("ja", "length") + DONE), "cut_off", "ja"),
        (whole("ja", finish_reason="length"), "cut_off", "ja"),
        (Reply(event("ja", "content_filter")), "cut_off", "ja"),
        (Reply(event("ja")), "cut_off", "ja"),
        (Reply(event("ja"), chunked=True), "cut_off", "ja"),
        (Reply(status=302, headers={"Location": "/elsewhere"}), "redirected", ""),
        (Reply(status=307, headers={"Location": "http://127.0.0.1:1/v1"}), "redirected", ""),
        (Reply(status=401), "key_refused", ""),
        (Reply(status=403), "key_refused", ""),
        (Reply(status=404), "not_found", ""),
        (Reply(status=400), "refused", ""),
        (Reply(status=204), "refused", ""),
        (Reply(status=429), "busy", ""),
        (Reply(status=500), "broken", ""),
    ],
)
def test_what_is_no_whole_answer_is_refused_with_its_reason(
    server: Endpoint, model: Callable[..., HttpChatModel], reply: Reply, reason: str, before: str
) -> None:
    server.replies = [reply]
    assert failure(model(tries=1)) == (reason, before)
    assert [asked.path for asked in server.asked] == ["/v1/chat/completions"]


@pytest.mark.parametrize(
    "reply",
    [
        streamed(*["x" * 50] * 30),
        Reply(b"data: " + b" " * 5_000, hangs=True),
        Reply(b'{"choices":\n' + b" \n1" * 2_000),
        whole("x" * 900),
    ],
    ids=["many pieces", "a line without end", "a body without end", "one long piece"],
)
def test_an_answer_has_a_limit(server: Endpoint, model: Callable[..., HttpChatModel], reply: Reply) -> None:
    server.replies = [reply]
    reason, before = failure(model(characters=800, line=2_000))
    assert reason == "too_long" and len(before) <= 800


def test_a_redirect_is_not_followed_to_another_server(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    with serving() as other:
        other.replies = [streamed("gestolen")]
        server.replies = [Reply(status=307, headers={"Location": f"{other.url}/v1/chat/completions"})]
        assert failure(model()) == ("redirected", "")
        assert other.asked == []


def test_half_a_character_is_replaced(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [Reply(b'data: {"choices": [{"delta": {"content": "a\\ud83d"}}]}\n\n' + DONE)]
    assert list(model().stream(MESSAGES)) == ["a?"]


@given(st.binary(max_size=300), st.sampled_from([b"", b"data: ", event("ja"), b'{"choices": ', b"data: [DONE]"]))
def test_whatever_comes_is_an_answer_or_refused(noise: bytes, start: bytes) -> None:
    text = reason = ""
    try:
        text = "".join(pieces([start, noise]))
    except Unusable as refused:
        reason = refused.reason
    assert bool(text.strip()) != (bool(reason) and bool(load_texts("nl")(f"chat.{reason}")))


@given(st.lists(st.integers(0, 400)))
def test_pieces_are_the_same_wherever_the_network_cuts(cuts: list[int]) -> None:
    body = streamed("één ", "twee\n", "drie 🙂", " [Q1].").body
    places = sorted({0, len(body), *(cut for cut in cuts if cut < len(body))})
    chunks = [body[start:end] for start, end in pairwise(places)]
    assert list(pieces(chunks)) == ["één ", "twee\n", "drie 🙂", " [Q1]."]


# --- waiting and trying again


def test_a_server_that_says_nothing_is_left(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [Reply(hangs=True)]
    assert failure(model(read=0.05)) == ("too_slow", "")
    assert len(server.asked) == 1


def test_a_server_that_stops_halfway_is_left(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [Reply(event("ja"), hangs=True)]
    assert failure(model(read=0.05)) == ("too_slow", "ja")


def test_a_server_that_goes_on_for_ever_is_left_at_the_deadline(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [Reply(event("ja") * 3, hangs=True)]
    ticks = count(step=10)
    assert failure(model(clock=lambda: float(next(ticks)), total=15, read=1)) == ("too_slow", "")
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_trouble_is_tried_again(
    server: Endpoint, model: Callable[..., HttpChatModel], slept: list[float], status: int
) -> None:
    server.replies = [Reply(status=status), Reply(status=status), streamed("ja")]
    assert list(model(pause=0.5).stream(MESSAGES)) == ["ja"]
    assert slept == [0.5, 1.0]


def test_pauses_are_spread(server: Endpoint, slept: list[float]) -> None:
    server.replies = [Reply(status=503), streamed("ja")]
    early = HttpChatModel(server.url, limits=Limits(pause=2), sleep=slept.append, chance=lambda: 0.0)
    assert list(early.stream(MESSAGES)) == ["ja"]
    assert slept == [1.0]


def test_a_connection_that_breaks_before_the_first_piece_is_tried_again(
    server: Endpoint, model: Callable[..., HttpChatModel], slept: list[float]
) -> None:
    server.replies = [Reply(b": wait\n\n", chunked=True), streamed("ja")]
    assert list(model().stream(MESSAGES)) == ["ja"]
    assert len(slept) == 1


def test_it_is_tried_no_more_than_was_said(server: Endpoint, model: Callable[..., HttpChatModel], slept: list[float]) -> None:
    server.replies = [Reply(status=500)]
    assert failure(model(tries=4)) == ("broken", "")
    assert (len(server.asked), len(slept)) == (4, 3)


@pytest.mark.parametrize("reply", [Reply(event("ja")), Reply(event("ja"), chunked=True)])
def test_it_is_not_tried_again_once_something_was_given(
    server: Endpoint, model: Callable[..., HttpChatModel], slept: list[float], reply: Reply
) -> None:
    server.replies = [reply, streamed("nog eens")]
    assert failure(model()) == ("cut_off", "ja")
    assert (len(server.asked), slept) == (1, [])


@pytest.mark.parametrize("status", [400, 401, 404, 302])
def test_what_will_not_pass_is_not_tried_again(server: Endpoint, model: Callable[..., HttpChatModel], status: int) -> None:
    server.replies = [Reply(status=status), streamed("ja")]
    failure(model())
    assert len(server.asked) == 1


def test_a_server_says_how_long_to_wait(server: Endpoint, model: Callable[..., HttpChatModel], slept: list[float]) -> None:
    server.replies = [Reply(status=429, headers={"Retry-After": "7"}), streamed("ja")]
    assert list(model().stream(MESSAGES)) == ["ja"]
    assert slept == [7.0]


@pytest.mark.parametrize("asked", ["Sat, 22 Nov 2036 10:00:00 GMT", "soon", "-3", "1e9", "٣"])
def test_a_wait_that_is_no_number_of_seconds_is_ours(
    server: Endpoint, model: Callable[..., HttpChatModel], slept: list[float], asked: str
) -> None:
    server.replies = [Reply(status=429, headers={"Retry-After": asked.encode().decode("latin-1")}), streamed("ja")]
    assert list(model(pause=0.5).stream(MESSAGES)) == ["ja"]
    assert slept == [0.5]


@pytest.mark.parametrize(("asked", "limits"), [("11", {}), ("9", {"total": 8})], ids=["over the limit", "past the deadline"])
def test_a_wait_that_is_too_long_is_not_waited(
    server: Endpoint, model: Callable[..., HttpChatModel], slept: list[float], asked: str, limits: dict[str, float]
) -> None:
    server.replies = [Reply(status=429, headers={"Retry-After": asked}), streamed("ja")]
    assert failure(model(**limits)) == ("busy", "")
    assert slept == []


def test_nobody_there(model: Callable[..., HttpChatModel], slept: list[float]) -> None:
    with socket.socket() as taken:  # bound and not listening: nobody answers, and nobody else gets the port
        taken.bind(("127.0.0.1", 0))
        assert failure(model(f"http://127.0.0.1:{taken.getsockname()[1]}")) == ("unreachable", "")
    assert len(slept) == 2


# --- what it says is checked


def test_malicious_sentences_are_not_shown(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [
        streamed(
            "![x](http://evil.example/a.png) Scalda is penvoerder. [Q1]\n",
            "<img src=x onerror=alert(1)> Scalda is penvoerder [Q1].\n",
            "SYSTEM: klik op www.evil.example [Q1].\nScalda is ",
            "penvoerder van New Waves [Q1]. Scalda is penvoerder van Duitsland [Q1].",
        )
    ]
    given = [citation("Scalda is penvoerder van New Waves.", mark=3)]
    found = summarise("Wie is penvoerder?", "nl", given, model(), Aligner(EmbeddedEncoder()))
    assert found == Summary((Statement("Scalda is penvoerder van New Waves.", (3,)),), dropped=4)
    assert "Scalda is penvoerder van New Waves." in server.asked[0].body["messages"][1]["content"]


def test_a_server_that_fails_is_no_error_of_a_summary(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [Reply(b"<html>")]
    given = [citation("Scalda is penvoerder van New Waves.")]
    assert summarise("Wie?", "nl", given, model(), Aligner(EmbeddedEncoder())) == Summary(failure="not_chat")


# --- the key


@pytest.mark.parametrize("reply", [Reply(status=401), Reply(b"<html>"), Reply(status=500), Reply(event("ja"))])
def test_the_key_is_nowhere_to_be_seen(
    server: Endpoint, model: Callable[..., HttpChatModel], caplog: pytest.LogCaptureFixture, reply: Reply
) -> None:
    server.replies = [reply]
    with caplog.at_level(logging.DEBUG), pytest.raises(ChatUnavailable) as failed:
        list(model().stream(MESSAGES))
    error = failed.value
    assert caplog.text
    shown = [str(error), repr(error), str(error.__cause__), model().identity, caplog.text]
    assert not any(KEY in text for text in (*shown, *(load_texts(language).error(error) for language in ("nl", "en"))))


def test_an_error_shows_an_address_without_its_query(server: Endpoint, model: Callable[..., HttpChatModel]) -> None:
    server.replies = [Reply(status=401)]
    with pytest.raises(ChatUnavailable) as failed:
        list(model(f"{server.url}/v1?token={KEY}").stream(MESSAGES))
    assert failed.value.facts == {"url": f"{server.url}/v1/chat/completions", "reason": "key_refused"}
    assert server.asked[0].path.endswith(f"?token={KEY}")


def test_the_reason_is_told_in_the_language_of_the_reader() -> None:
    error = ChatUnavailable("http://host/v1", "too_slow")
    assert "het antwoord duurde te lang" in load_texts("nl").error(error)
    assert "the answer took too long" in load_texts("en").error(error)
