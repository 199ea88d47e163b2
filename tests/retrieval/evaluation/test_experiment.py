"""A test set asked of an engine: what search ranks, what answers hold."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from retrieval.engine import Engine
from retrieval.errors import QuestionEmpty
from retrieval.evaluation import experiment
from retrieval.evaluation.experiment import Ranked, slot
from retrieval.evaluation.locating import Locator
from retrieval.evaluation.testset import Topic
from retrieval.model import AnswerStatus, Filter, Hit
from retrieval.search import Stage
from tests.retrieval.evaluation.conftest import AIM, GIFT
from tests.retrieval.evaluation.making import answered, nugget, topic

QUERY = "waterstof"


@pytest.fixture(scope="module")
def hits(small_engine: Engine) -> Sequence[Hit]:
    """All there is, in the order that search gives; four or more."""
    found = small_engine.search(QUERY, limit=100).hits
    assert len(found) >= 4
    return found


def rank(engine: Engine, *topics: Topic) -> list[Ranked]:
    return experiment.rank(engine, topics, Locator(engine, topics))


def quoting(*hits: Hit) -> tuple[tuple[str, str], ...]:
    """Quotations of the whole passages of hits."""
    return tuple((hit.document.id, hit.passage.text) for hit in hits)


def filler(hit: Hit) -> str:
    return f"{hit.document.id}#{hit.passage.id}"


def test_a_nugget_is_ranked_once_and_what_gives_nothing_new_keeps_its_place(small_engine: Engine, hits: Sequence[Hit]) -> None:
    nuggets = {"one": nugget(*quoting(hits[1], hits[2])), "other": nugget(*quoting(hits[3]))}
    (found,) = rank(small_engine, topic(text=QUERY, nuggets=nuggets))
    assert found.items == (filler(hits[0]), "one", filler(hits[2]), "other", *map(filler, hits[4:]))
    assert found.milliseconds > 0


def test_a_passage_may_give_several_nuggets(small_engine: Engine, hits: Sequence[Hit]) -> None:
    words = hits[0].passage.text.split()
    halves = [" ".join(words[:2]), " ".join(words[2:])]
    nuggets = {name: nugget((hits[0].document.id, half)) for name, half in zip("ab", halves, strict=True)}
    (found,) = rank(small_engine, topic(text=QUERY, nuggets=nuggets))
    assert found.items == ("a", "b", *map(filler, hits[1:]))


def test_what_stands_nowhere_is_ranked_nowhere(small_engine: Engine, hits: Sequence[Hit]) -> None:
    (found,) = rank(small_engine, topic(text=QUERY, nuggets={"n": nugget(("delta", "Dit staat er niet."))}))
    assert found.items == tuple(map(filler, hits))


def test_judged_documents_are_ranked_by_their_best_passage(small_engine: Engine, hits: Sequence[Hit]) -> None:
    (found,) = rank(small_engine, topic(text=QUERY, documents={"delta": 1}))
    assert found.items == tuple(dict.fromkeys(hit.document.id for hit in hits))
    assert len(found.items) == 2


@pytest.mark.parametrize("text", ["", " ", "?!", "w" * 100_000])
def test_a_query_that_can_not_be_asked_gives_nothing(small_engine: Engine, text: str) -> None:
    (found,) = rank(small_engine, topic(text=text, documents={"delta": 1}))
    assert found.items == ()


def test_topics_without_judgements_and_follow_ups_are_not_ranked(small_engine: Engine) -> None:
    gift = {"n": nugget(("delta", GIFT))}
    topics = topic("plain"), topic("next", kind="followup", nuggets=gift), topic("judged", text=QUERY, nuggets=gift)
    assert [found.topic.id for found in rank(small_engine, *topics)] == ["judged"]


@pytest.mark.parametrize("stages", [frozenset({Stage.LEXICAL}), frozenset({Stage.DENSE})], ids=lambda value: next(iter(value)))
def test_stages_are_those_of_search(small_engine: Engine, stages: frozenset[Stage]) -> None:
    asked = topic(text=QUERY, nuggets={"n": nugget(("delta", "Dit staat er niet."))})
    (found,) = experiment.rank(small_engine, [asked], Locator(small_engine, [asked]), stages)
    assert found.items == tuple(map(filler, small_engine.search(QUERY, limit=100, stages=stages).hits))


def test_every_topic_is_asked_and_a_further_turn_within_its_dialogue(small_engine: Engine) -> None:
    topics = (
        topic("one", kind="list", text="welke consortia werken aan waterstof?", dialogue="d"),
        topic("two", kind="followup", text="en in Zwolle?", dialogue="d"),
        topic("three", kind="list", text="consortia"),
        topic("four", kind="list", text="pps'en", dialogue="e"),
        topic("five", kind="followup", text="en in Enschede?", dialogue="d"),
    )
    found = experiment.ask(small_engine, topics, Locator(small_engine, topics))
    assert [(own.topic, own.answer.question) for own in found] == [(asked, asked.text) for asked in topics]
    assert [own.filters for own in found] == [
        {"kind=consortium", "theme=waterstof"},
        {"kind=consortium", "theme=waterstof", "place=Zwolle"},
        {"kind=consortium"},
        {"kind=pps"},
        {"kind=consortium", "theme=waterstof", "place=Enschede"},
    ]


def test_an_answer_gives_the_nuggets_that_it_quotes(small_engine: Engine) -> None:
    question = "Hoeveel miljoen ontvangt Delta Werkt uit het fonds?"
    quotes = [(citation.document.id, citation.quote) for citation in small_engine.ask(question).citations]
    assert ("delta", GIFT) in quotes and ("delta", AIM) not in quotes
    nuggets = {"gift": nugget(("delta", "ontvangt € 4,2  miljoen uit")), "aim": nugget(("delta", AIM))}
    asked = topic(text=question, nuggets=nuggets)
    (found,) = experiment.ask(small_engine, [asked], Locator(small_engine, [asked]))
    assert found.nuggets == {"gift"} and not found.refused


def test_a_topic_without_words_is_refused(small_engine: Engine) -> None:
    with pytest.raises(QuestionEmpty):
        experiment.ask(small_engine, [topic(text="?")], Locator(small_engine, []))


@pytest.mark.parametrize("status", AnswerStatus)
def test_nothing_found_and_nothing_to_do_with_it_are_refusals(status: AnswerStatus) -> None:
    refused = status in (AnswerStatus.NO_EVIDENCE, AnswerStatus.OUT_OF_SCOPE)
    assert answered(topic(), status=status).refused is refused


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        (Filter("place", "Den Haag", ""), "place=Den_Haag"),
        (Filter("province", "zeeland", "", negated=True), "province!=zeeland"),
        (Filter("theme", "waterstof", "Waterstof", source_text="h2", preferred=True), "theme=waterstof"),
    ],
)
def test_filters_are_written_as_they_are_judged(wanted: Filter, written: str) -> None:
    assert slot(wanted) == written
    assert answered(topic(), "a b", filters=[wanted]).filters == {written}


def test_plans_are_those_that_are_listed() -> None:
    assert answered(topic(), "a b").plans == {"a", "b"}
