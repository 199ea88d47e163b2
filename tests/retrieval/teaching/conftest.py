"""What is reported on, and so must teach nothing."""

from __future__ import annotations

import pytest

from retrieval.evaluation.testset import read_testset
from retrieval.settings import CORPUS


@pytest.fixture(scope="session")
def reported() -> list[str]:
    return [topic.text.casefold() for topic in read_testset(CORPUS / "testset") if topic.half == "reported"]
