"""The sentence that answers a question of fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from retrieval.answering.evidence import NOT_MENTIONED, Sentence
from retrieval.answering.facts import (
    DECIDING,
    ENOUGH,
    RANKING,
    Asked,
    Likeness,
    Scored,
    answering,
    decision,
    evidence,
    features,
    nearest,
    ranked,
)
from retrieval.coverage import Importance
from retrieval.dutch import content_words, stem
from retrieval.model import Notion, Passage
from tests.retrieval.answering.fakes import Frequencies

WORDS = "penvoerder consortium scale dordrecht subsidie studenten geld bouw"
KNOWN = Frequencies(100, dict.fromkeys(map(stem, WORDS.split()), 5))


def sentence(text: str, document: int = 1, *heading: str) -> Sentence:
    return Sentence(Passage(1, document, 1, 0, len(text), text, heading, "nl", ()), 0, len(text), text)


def asked(question: str, *, names_plan: bool = True) -> Asked:
    notions = [Notion((word,)) for word in content_words(question)]
    return Asked(question, Importance(KNOWN).weights(notions), names_plan)


def alike(count: int, *, cosine: float = 0.1, aligned: float = 0.1, standing: float = 0.5) -> Likeness:
    return Likeness([cosine] * count, [aligned] * count, [standing] * count)


def order(question: str, *found: Sentence, **likeness: float) -> list[str]:
    return [scored.sentence.text for scored in ranked(asked(question), found, alike(len(found), **likeness))]


def answers(question: Asked, found: Sequence[Sentence], likeness: Likeness) -> list[Scored]:
    return answering(question, ranked(question, found, likeness))


LEAD = sentence("Da Vinci College is penvoerder van het consortium SCALE.", 1)
PARTNERS = sentence("De partners van het consortium SCALE zitten in Dordrecht.", 2)
WEATHER = sentence("Het weer was die dag mooi en zonnig.", 3)
SURE = {"cosine": 0.8, "aligned": 0.9, "standing": 1.0}


def test_the_sentence_that_says_most_comes_first() -> None:
    assert order("wie is penvoerder van consortium SCALE?", WEATHER, PARTNERS, LEAD) == [LEAD.text, PARTNERS.text, WEATHER.text]


def test_scores_fall_and_come_with_the_features_they_rest_on() -> None:
    found = ranked(asked("wie is penvoerder van SCALE?"), [WEATHER, LEAD, PARTNERS], alike(3))
    assert [scored.score for scored in found] == sorted((scored.score for scored in found), reverse=True)
    for scored in found:
        assert scored.score == pytest.approx(sum(weight * scored.values[name] for name, weight in RANKING.items()))


@pytest.mark.parametrize("name", ["cosines", "alignments", "standings"])
def test_a_sentence_that_comes_nearer_goes_before_one_that_says_the_same(name: str) -> None:
    first, second = (
        sentence("SCALE heeft nu een penvoerder gekregen.", 1),
        sentence("SCALE heeft toen een penvoerder gekozen.", 2),
    )
    near = {other: [0.5, 0.5] for other in ("cosines", "alignments", "standings")} | {name: [0.1, 0.9]}
    found = ranked(asked("wie is penvoerder van SCALE?"), [first, second], Likeness(**near))
    assert [scored.sentence for scored in found] == [second, first]


@pytest.mark.parametrize("found", [(), (WEATHER,), (WEATHER, WEATHER)])
def test_without_evidence_there_is_no_sentence(found: tuple[Sentence, ...]) -> None:
    assert answers(asked("wie is penvoerder van SCALE?"), found, alike(len(found))) == []


def test_a_sentence_that_says_all_and_means_the_same_answers() -> None:
    (found,) = answers(asked("wie is penvoerder van SCALE?"), [LEAD], alike(1, **SURE))
    assert found.sentence == LEAD


def test_a_name_that_the_passage_does_not_hold_speaks_against_an_answer() -> None:
    here, elsewhere = asked("wie is penvoerder in Dordrecht?"), asked("wie is penvoerder in Parijs?")
    assert evidence(here, ranked(here, [PARTNERS], alike(1)))["missing_names"] == 0.0
    assert evidence(elsewhere, ranked(elsewhere, [PARTNERS], alike(1)))["missing_names"] == 1.0
    assert answers(elsewhere, [PARTNERS], alike(1)) == []


def test_the_first_word_of_a_question_is_no_name() -> None:
    question = asked("Penvoerder van het consortium?")
    assert evidence(question, ranked(question, [WEATHER], alike(1)))["missing_names"] == 0.0


def test_a_heading_may_supply_the_subject() -> None:
    under = sentence("Da Vinci College is hier de penvoerder.", 1, "SCALE")
    elsewhere = sentence("Scalda is daar vooral de penvoerder.", 1, "New Waves")
    assert order("penvoerder SCALE?", elsewhere, under)[0] == under.text


def test_at_most_two_sentences_of_a_document_and_three_in_all() -> None:
    same = [sentence(f"De penvoerder van SCALE is organisatie {n} uit Dordrecht.", n // 5) for n in range(10)]
    chosen = answers(asked("penvoerder SCALE?"), same, alike(10, **SURE))
    assert [scored.sentence.passage.version for scored in chosen] == [0, 0, 1]


def test_a_sentence_far_behind_the_best_is_left_out() -> None:
    behind = sentence("Dordrecht ligt aan het water.", 2)
    chosen = answers(asked("wie is penvoerder van consortium SCALE Dordrecht?"), [LEAD, behind], alike(2, **SURE))
    assert [scored.sentence for scored in chosen] == [LEAD]


SILENCE = sentence("In de gelezen bronnen over SCALE is niet vermeld: de penvoerder en de looptijd.", 9, "SCALE", NOT_MENTIONED)


def test_what_is_not_mentioned_never_stands_beside_an_answer() -> None:
    said = sentence("Over SCALE en zijn penvoerder is iets gezegd.", 2)
    chosen = answers(asked("penvoerder SCALE?"), [said, SILENCE], Likeness([0.8, 0.8], [0.9, 0.9], [1.0, 1.0]))
    assert [scored.sentence for scored in chosen] == [said]


def test_a_document_that_says_it_is_not_mentioned_speaks_against_a_lesser_sentence() -> None:
    question = asked("wat is de penvoerder van SCALE?")
    lesser = sentence("SCALE is een consortium uit Dordrecht.", 2)
    alone = ranked(question, [lesser], alike(1))
    beside = ranked(question, [lesser, SILENCE], alike(2))
    beside.sort(key=lambda scored: scored.sentence == SILENCE)
    assert evidence(question, alone)["silence"] == 0.0 < evidence(question, beside)["silence"]
    assert decision(question, beside) < decision(question, alone)


def test_everything_that_decides_is_weighed() -> None:
    question = asked("wie is penvoerder van SCALE?")
    found = ranked(question, [LEAD], alike(1))
    seen = evidence(question, found)
    assert set(seen) == set(DECIDING)
    assert decision(question, found) == pytest.approx(sum(DECIDING[name] * value for name, value in seen.items()))


@pytest.mark.parametrize(("year", "missing"), [("2021", 0.0), ("1999", 1.0)])
def test_a_figure_that_the_passage_does_not_hold_speaks_against_an_answer(year: str, missing: float) -> None:
    question = asked(f"hoeveel studenten had SCALE in {year}?")
    found = ranked(question, [sentence("SCALE had in 2021 al 450 studenten.")], alike(1))
    assert evidence(question, found)["missing_numbers"] == missing
    assert DECIDING["missing_numbers"] < 0


def test_an_answer_without_the_form_that_is_asked_for_is_less_sure() -> None:
    question = asked("hoeveel studenten heeft SCALE?")
    without = ranked(question, [sentence("SCALE heeft heel veel studenten uit Dordrecht.")], alike(1))
    with_number = ranked(question, [sentence("SCALE heeft al 450 studenten uit Dordrecht.")], alike(1))
    assert (evidence(question, without)["unmet"], evidence(question, with_number)["unmet"]) == (1.0, 0.0)
    assert decision(question, without) < decision(question, with_number)


def test_a_number_is_found_however_it_is_written() -> None:
    question = asked("wie kreeg 4.3 million en twintig studenten?")
    found = ranked(question, [sentence("SCALE kreeg € 4,3 miljoen voor 20 studenten.")], alike(1))
    assert evidence(question, found)["missing_numbers"] == 0.0


def test_what_comes_near_is_shown_though_it_is_not_sure_enough() -> None:
    question = asked("wie is penvoerder van het consortium?", names_plan=False)
    found = ranked(question, [LEAD, SILENCE], alike(2, cosine=0.2, standing=0.0))
    assert answering(question, found) == [] and [own.sentence for own in nearest(question, found)] == [LEAD]


@pytest.mark.parametrize("text", ["wat kost een zwembad?", "hoe oud is de opvolger van de penvoerder zijn hond?"])
def test_what_lacks_the_word_that_matters_is_not_near(text: str) -> None:
    question = asked(text)
    assert nearest(question, ranked(question, [WEATHER], alike(1))) == []


def test_what_a_sentence_has_nothing_of_speaks_against_an_answer() -> None:
    question = asked("wie is penvoerder van SCALE?")
    elsewhere, other = (replace(question, missed=lambda _, own=own: own) for own in ((1.0, 0.0), (0.0, 1.0)))
    found = ranked(question, [LEAD], alike(1))
    assert evidence(elsewhere, found)["other_place"] == evidence(other, found)["other_subject"] == 1.0
    assert max(decision(elsewhere, found), decision(other, found)) < decision(question, found)


def test_one_weighty_word_that_is_not_there_speaks_against_an_answer() -> None:
    question = asked("wie is de opvolger van de penvoerder van SCALE?")
    gap = evidence(question, ranked(question, [LEAD], alike(1)))["gap"]
    assert 0.0 < gap < 1.0 and DECIDING["gap"] < 0.0


def test_a_question_that_names_a_plan_is_answered_sooner() -> None:
    text = "wie is penvoerder van SCALE?"
    named, unnamed = (asked(text, names_plan=names) for names in (True, False))
    gain = decision(named, ranked(named, [LEAD], alike(1))) - decision(unnamed, ranked(unnamed, [LEAD], alike(1)))
    assert gain == pytest.approx(DECIDING["plan"]) and gain > 0


def test_a_question_is_answered_from_enough_evidence_on() -> None:
    question = asked("wie is penvoerder van SCALE?")
    for cosine in (0.0, 0.25, 0.5, 0.75, 1.0):
        found = ranked(question, [PARTNERS], alike(1, cosine=cosine, aligned=cosine))
        assert bool(answering(question, found)) == (decision(question, found) >= ENOUGH)


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        (
            "hoeveel subsidie kreeg SCALE?",
            "SCALE kreeg aan subsidie € 9 miljoen voor alles.",
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
        ("hoe lang duurt SCALE?", "SCALE duurt vier volle jaren lang.", "SCALE duurt nog een hele tijd."),
        (
            "wat is de website van SCALE?",
            "De website van SCALE is www.scale.nl vandaag.",
            "De website van SCALE is nog niet klaar.",
        ),
    ],
)
def test_a_sentence_of_the_kind_that_is_asked_for_goes_first(question: str, answer: str, other: str) -> None:
    assert order(question, sentence(other, 1), sentence(answer, 2))[0] == answer


@pytest.mark.parametrize(
    ("question", "found", "feature"),
    [
        ("hoeveel subsidie kreeg SCALE?", "Samen kregen zij € 29 miljoen aan subsidie.", "joint"),
        ("hoeveel studenten heeft SCALE?", "Er zijn veel bedrijven en 12 scholen.", "uncounted"),
        ("wie is penvoerder van SCALE?", SILENCE, "silence"),
    ],
)
def test_what_speaks_against_a_sentence_is_seen(question: str, found: str | Sentence, feature: str) -> None:
    assert features(asked(question), sentence(found) if isinstance(found, str) else found)[feature] == 1.0
    assert RANKING[feature] < 0
    assert features(asked("wie is penvoerder van SCALE?"), LEAD)[feature] == 0.0


def test_an_amount_together_is_meant_when_together_is_asked() -> None:
    assert features(asked("hoeveel subsidie kregen ze samen?"), sentence("Samen kregen zij € 29 miljoen."))["joint"] == 0.0


def test_a_definition_stands_under_its_word() -> None:
    defined = sentence("Een consortium is een samenwerkingsverband van scholen en bedrijven.", 1, "Begrippen", "Consortium")
    elsewhere = sentence("Een consortium is ook wel eens te klein.", 2, "Ervaringen")
    assert order("wat is een consortium?", elsewhere, defined)[0] == defined.text
    assert features(asked("wat is een consortium?"), defined)["defines"] == 1.0
    assert features(asked("wie leidt een consortium?"), defined)["defines"] == 0.0


def test_every_sentence_needs_its_likeness() -> None:
    with pytest.raises(ValueError, match="argument"):
        ranked(asked("x"), [LEAD, WEATHER], Likeness([0.1], [0.1], [0.1]))
