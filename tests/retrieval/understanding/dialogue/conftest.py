"""A conversation over the plans of the shipped corpus."""

from __future__ import annotations

import pytest

from retrieval.model import Plan
from retrieval.understanding.question import Understanding
from tests.retrieval.understanding.dialogue.talking import Dialogue, Talk


@pytest.fixture
def dialogue(means: Understanding, plans: list[Plan]) -> Dialogue:
    return Dialogue(means, plans)


@pytest.fixture
def say(dialogue: Dialogue) -> Talk:
    return dialogue.say
