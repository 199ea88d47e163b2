"""The sentence that answers a question of fact."""

from __future__ import annotations

import pytest

from retrieval.answering.evidence import Sentence
from retrieval.answering.facts import best_sentences
from retrieval.coverage import Weighted
from retrieval.dutch import content_words, stem
from retrieval.model import Passage


def sentence(text: str, document: int = 1, *heading: str) -> Sentence:
    return Sentence(Passage(1, document, 1, 0, len(text), text, heading, "nl", ()), 0, len(text), text)


def asked(question: str) -> list[Weighted]:
    return [Weighted((frozenset({stem(word)}),), 1.0) for word in content_words(question)]


def best(question: str, *found: Sentence, cosine: float = 0.1) -> list[str]:
    return [s.sentence.text for s in best_sentences(question, asked(question), found, [cosine] * len(found))]


LEAD = sentence("Da Vinci College is penvoerder van het consortium SCALE.", 1)
PARTNERS = sentence("De partners van het consortium SCALE zitten in Dordrecht.", 2)
WEATHER = sentence("Het weer was die dag mooi en zonnig.", 3)


def test_the_sentence_that_says_most_comes_first() -> None:
    assert best("wie is penvoerder van consortium SCALE?", WEATHER, PARTNERS, LEAD)[0] == LEAD.text


@pytest.mark.parametrize("found", [(), (WEATHER,), (WEATHER, WEATHER)])
def test_without_evidence_there_is_no_sentence(found: tuple[Sentence, ...]) -> None:
    assert best("wie is penvoerder van SCALE?", *found) == []


def test_a_sentence_of_like_meaning_alone_is_no_evidence() -> None:
    assert best("wie is penvoerder van SCALE?", WEATHER, cosine=0.99) == []


def test_half_the_words_are_evidence_only_with_a_like_meaning() -> None:
    half = sentence("De penvoerder woont in een mooi huis aan zee.")
    assert best("penvoerder appeltaart?", half, cosine=0.1) == []
    assert best("penvoerder appeltaart?", half, cosine=0.8) == [half.text]


def test_a_heading_may_supply_the_subject() -> None:
    under = sentence("Da Vinci College is hier de penvoerder.", 1, "SCALE")
    elsewhere = sentence("Scalda is daar vooral de penvoerder.", 1, "New Waves")
    assert best("penvoerder SCALE?", elsewhere, under) == [under.text]


def test_one_sentence_of_each_document_at_most_three() -> None:
    same = [sentence(f"De penvoerder van SCALE is organisatie {n} uit Dordrecht.", n // 2) for n in range(10)]
    chosen = best_sentences("penvoerder SCALE?", asked("penvoerder SCALE"), same, [0.5] * len(same))
    assert len(chosen) == 3
    assert len({s.sentence.passage.version for s in chosen}) == 3


def test_a_sentence_far_behind_the_best_is_left_out() -> None:
    assert best(
        "wie is penvoerder van consortium SCALE Dordrecht?", LEAD, sentence("SCALE is in Dordrecht een consortium.", 2)
    ) == [LEAD.text]


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        (
            "hoeveel subsidie kreeg SCALE?",
            "SCALE kreeg aan subsidie € 9 miljoen in totaal.",
            "SCALE kreeg de subsidie na een lange tijd van wachten.",
        ),
        (
            "hoeveel studenten heeft SCALE?",
            "SCALE heeft nu al 450 studenten uit Dordrecht.",
            "SCALE heeft veel studenten sinds 2023 in Dordrecht.",
        ),
        (
            "hoeveel geld kreeg SCALE?",
            "SCALE kreeg het geld: 9 miljoen euro erbij.",
            "SCALE kreeg het geld na 12 maanden wachten.",
        ),
        (
            "wanneer begon de bouw van SCALE?",
            "De bouw van SCALE is in 2021 begonnen.",
            "De bouw van SCALE is toen snel begonnen.",
        ),
        ("wie leidt SCALE?", "Het is Henrik Stevens die SCALE leidt.", "Het is een college dat SCALE leidt."),
        (
            "how many students did SCALE train?",
            "SCALE did train 450 students last time.",
            "SCALE did train many students last time.",
        ),
        ("when did SCALE open?", "SCALE did open for all in 2021.", "SCALE did open for all then."),
    ],
)
def test_a_sentence_of_the_kind_that_is_asked_for_goes_first(question: str, answer: str, other: str) -> None:
    assert best(question, sentence(other, 1), sentence(answer, 2))[0] == answer


def test_scores_come_with_what_they_rest_on() -> None:
    (found,) = best_sentences("penvoerder SCALE", asked("penvoerder SCALE"), [LEAD], [0.4])
    assert found.coverage == 1.0 and found.cosine == 0.4 and found.score > 0


def test_every_sentence_needs_its_cosine() -> None:
    with pytest.raises(ValueError, match="argument"):
        best_sentences("x", [], [LEAD, WEATHER], [0.1])
