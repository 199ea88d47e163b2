"""The gate: the password opens it, and many wrong ones shut it for a while."""

from __future__ import annotations

import pytest

from tests.fakes import Clock
from ui.managing.gate import MOST_WRONG, SECONDS, Entry, Gate

KEY = "geheim-genoeg-é"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate(clock: Clock) -> Gate:
    return Gate(KEY, clock)


def wrong(gate: Gate, times: int) -> list[Entry]:
    return [gate.enter(f"fout {number}") for number in range(times)]


@pytest.mark.parametrize("tried", ["", "geheim-genoeg-e", KEY + " ", KEY.upper(), "\ud800"])
def test_only_the_password_opens(gate: Gate, tried: str) -> None:
    assert gate.enter(tried) is Entry.WRONG
    assert gate.enter(KEY) is Entry.OPEN


def test_after_five_wrong_tries_every_try_is_refused_for_a_minute(gate: Gate, clock: Clock) -> None:
    assert wrong(gate, MOST_WRONG) == [Entry.WRONG] * MOST_WRONG
    assert gate.enter(KEY) is Entry.REFUSED
    clock.now = SECONDS - 0.1
    assert gate.enter("fout") is Entry.REFUSED
    clock.now = SECONDS
    assert gate.enter(KEY) is Entry.OPEN


def test_tries_while_it_is_shut_do_not_keep_it_shut(gate: Gate, clock: Clock) -> None:
    wrong(gate, MOST_WRONG)
    clock.now = SECONDS / 2
    assert wrong(gate, 20) == [Entry.REFUSED] * 20
    clock.now = SECONDS
    assert gate.enter("fout") is Entry.WRONG
    assert gate.enter(KEY) is Entry.OPEN


def test_wrong_tries_over_more_than_a_minute_do_not_shut_it(gate: Gate, clock: Clock) -> None:
    for number in range(20):
        clock.now = number * SECONDS / (MOST_WRONG - 1)
        assert gate.enter("fout") is Entry.WRONG
    assert gate.enter(KEY) is Entry.OPEN


def test_a_right_try_between_wrong_ones_does_not_open_it_to_guessing(gate: Gate) -> None:
    wrong(gate, MOST_WRONG - 1)
    gate.enter(KEY)
    wrong(gate, 1)
    assert gate.enter(KEY) is Entry.REFUSED
