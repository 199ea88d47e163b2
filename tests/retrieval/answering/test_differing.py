"""Sources that contradict each other are both named."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.answering.differing import differing
from retrieval.answering.evidence import sentences_of
from retrieval.answering.quoting import Quoter
from retrieval.engine import Engine
from retrieval.library import Library
from tests.conftest import Store
from tests.retrieval.landscape import DELTA_GETS, DELTA_GOT, RIJN_GETS

AMOUNT, START = "Hoeveel subsidie kreeg Delta?", "Wanneer begon Delta?"


def found(folder: Path, store: Store, asked: str, *texts: str) -> list[tuple[str, int]]:
    """What differs between sentences, each the page of a stored document."""
    versions = [store(folder, f"bron-{n}", text) for n, text in enumerate(texts)]
    library = Library(folder)
    quoter = Quoter(library, library.documents_by_version(versions))
    passages = library.passages(range(1, len(texts) + 1))
    return differing(asked, list(sentences_of(passages.values())), quoter)


@pytest.mark.parametrize(
    ("asked", "texts", "figures"),
    [
        (AMOUNT, ("Delta kreeg € 4 miljoen.", "Delta kreeg € 5 miljoen."), ["€ 4 miljoen", "€ 5 miljoen"]),
        (AMOUNT, ("Delta kreeg 4,5 miljoen euro.", "Delta kreeg € 5.000."), ["4,5 miljoen", "€ 5.000"]),
        (AMOUNT, ("Delta kreeg € 4 miljoen.", "Delta kreeg € 4 miljard."), ["€ 4 miljoen", "€ 4 miljard"]),
        ("How much money did Delta get?", ("Delta got € 4 million.", "Delta got € 5 million."), ["€ 4 million", "€ 5 million"]),
        (START, ("Delta begon in mei 2022.", "Delta begon in mei 2023."), ["mei 2022", "mei 2023"]),
        ("When did Delta start?", ("Delta started in March 2022.", "Delta started in May 2022."), ["March 2022", "May 2022"]),
    ],
)
def test_figures_that_differ_are_named_with_the_marks_of_their_sentences(
    tmp_path: Path, store: Store, asked: str, texts: tuple[str, ...], figures: list[str]
) -> None:
    assert found(tmp_path, store, asked, *texts) == [(figure, mark) for mark, figure in enumerate(figures, start=1)]


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        (AMOUNT, ("Delta kreeg € 4 miljoen.", "In totaal kreeg Delta € 4 miljoen.")),
        (AMOUNT, ("Delta kreeg € 4 miljoen.", "Delta kreeg €4 miljoen van het fonds.")),
        (AMOUNT, ("Delta kreeg € 4,2 miljoen.", "Delta kreeg 4,2 miljoen euro.")),
        (AMOUNT, ("Delta kreeg € 4,2 miljoen.", "Delta kreeg € 4.200.000.")),
        (AMOUNT, ("Delta kreeg € 4,2 miljoen.", "Delta got € 4.2 million.")),
        (AMOUNT, ("Delta kreeg € 5.000.", "Delta kreeg € 5.000 van het fonds.")),
        (START, ("Delta begon in 2023.", "Delta begon in september 2023.")),
        (START, ("Delta begon op 1 september 2023.", "Delta begon in September 2023.")),
    ],
)
def test_figures_that_say_the_same_do_not_differ(tmp_path: Path, store: Store, asked: str, texts: tuple[str, ...]) -> None:
    assert found(tmp_path, store, asked, *texts) == []


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        (AMOUNT, ("Delta kreeg € 4 miljoen.",)),
        (AMOUNT, ("Delta kreeg € 4 miljoen.", "Delta kreeg geld van het fonds.")),
        ("Wie is de penvoerder van Delta?", ("Delta kreeg € 4 miljoen.", "Delta kreeg € 5 miljoen.")),
        ("Hoeveel scholen doen mee?", ("Zes scholen kregen € 4 miljoen.", "Zes scholen kregen € 5 miljoen.")),
        (AMOUNT, ("Delta kreeg in 2022 geld.", "Delta kreeg in 2023 geld.")),
    ],
    ids=["one sentence", "one figure", "asks for a name", "asks for a number", "figures of another kind"],
)
def test_without_two_figures_of_the_kind_that_is_asked_for_nothing_differs(
    tmp_path: Path, store: Store, asked: str, texts: tuple[str, ...]
) -> None:
    assert found(tmp_path, store, asked, *texts) == []


def test_a_figure_that_two_sentences_agree_on_is_named_once(tmp_path: Path, store: Store) -> None:
    texts = ("Delta kreeg € 4 miljoen.", "Delta ontving € 4 miljoen.", "Delta kreeg € 5 miljoen.")
    assert found(tmp_path, store, AMOUNT, *texts) == [("€ 4 miljoen", 1), ("€ 5 miljoen", 3)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Hoeveel subsidie ontvangt Delta Werkt?",
            "De bronnen noemen verschillende cijfers: € 4,2 miljoen [1] en € 5,1 miljoen [2].",
        ),
        (
            "How much money does Delta Werkt receive?",
            "The sources give different figures: € 4,2 miljoen [1] and € 5,1 miljoen [2].",
        ),
    ],
)
def test_an_answer_names_both_amounts_and_quotes_both_sources(guide: Engine, question: str, said: str) -> None:
    answer = guide.ask(question)
    assert [(c.document.id, c.quote) for c in answer.citations] == [("delta", DELTA_GETS), ("jaarverslag", DELTA_GOT)]
    (note,) = answer.notes
    assert note.startswith(said) and note in answer.text


def test_an_amount_that_one_source_gives_has_no_remark(guide: Engine) -> None:
    answer = guide.ask("Hoeveel subsidie ontvangt Rijnstroom?")
    assert (answer.text, answer.notes) == (f"“{RIJN_GETS}” [1]", ())
