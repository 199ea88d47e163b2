"""Labelled claims: the shipped file, and the shares that are kept and refused."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.alignment import Aligner
from retrieval.errors import FileUnusable
from retrieval.evaluation.claims import FILE, KEPT, REFUSED, Labelled, by_kind, claim_values, limits, main, read_claims
from retrieval.settings import CORPUS

SIMILARITY = Aligner(EmbeddedEncoder())
QUOTE = "Scalda is penvoerder van New Waves."
SHIPPED = read_claims(CORPUS / "testset")


def line(identity: str, claim: str, supported: bool, why: str) -> str:
    row = {"id": identity, "half": "development", "language": "nl", "claim": claim, "quotes": [QUOTE]}
    return json.dumps(row | {"supported": supported, "why": why})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [
        line("a", "Penvoerder van New Waves is Scalda.", True, "paraphrase"),
        line("b", "Wie New Waves trekt, dat is de zaak van Zeeuwse bestuurders.", True, "paraphrase"),
        line("c", "Philips is penvoerder van New Waves.", False, "name"),
        line("d", QUOTE, False, "topic"),
    ]
    (tmp_path / FILE).write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return tmp_path


def test_claims_are_kept_or_refused(folder: Path) -> None:
    assert claim_values(read_claims(folder), SIMILARITY) == {KEPT: {"a": 1.0, "b": 0.0}, REFUSED: {"c": 1.0, "d": 0.0}}


def test_a_set_without_claims_has_no_values(tmp_path: Path) -> None:
    assert claim_values(read_claims(tmp_path), SIMILARITY) == {KEPT: {}, REFUSED: {}}


@pytest.mark.parametrize("broken", ["{", "3", "{}", '{"id": "a", "quotes": 3}', line("a", "x", True, "y")[:-1] + ', "more": 1}'])
def test_a_broken_file_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / FILE).write_text(broken, encoding="utf-8")
    with pytest.raises(FileUnusable, match=FILE):
        read_claims(tmp_path)


def test_lines_say_what_is_shown_and_why_not(folder: Path) -> None:
    lines = list(by_kind(read_claims(folder), SIMILARITY))
    assert lines[0].startswith("supported\tparaphrase\tshown 1 of 2\t")
    assert "unsupported\tname\tshown 0 of 1\tname 1" in lines
    assert lines[-2:] == ["supported\tall\tshown 1 of 2", "unsupported\tall\tshown 1 of 2"]


def test_other_limits_show_more_or_less(folder: Path) -> None:
    lines = list(limits(read_claims(folder), SIMILARITY))
    strictest = next(line for line in lines if "translated=False\town <= 0\tnearness >= 0.5" in line)
    assert strictest.endswith("1 right, 1 wrong")


def test_the_command_prints_the_shares(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--half", "reported"]) == 0
    assert "unsupported\tall\tshown" in capsys.readouterr().out


# --- the shipped file


def test_the_shipped_claims_are_labelled_in_two_halves() -> None:
    assert len(SHIPPED) == 300 and len({own.id for own in SHIPPED}) == 300
    assert Counter(own.half for own in SHIPPED) == {"development": 150, "reported": 150}
    assert Counter((own.supported, own.language) for own in SHIPPED) == {
        (True, "nl"): 93,
        (True, "en"): 47,
        (False, "nl"): 106,
        (False, "en"): 54,
    }
    assert {own.why for own in SHIPPED if own.supported} == {"paraphrase", "joined", "shortened", "translated"}
    assert {own.why for own in SHIPPED if not own.supported} == set(
        "number name negated added relation topic overgeneral status instruction".split()
    )


@pytest.mark.parametrize("own", SHIPPED, ids=lambda own: own.id)
def test_a_shipped_claim_has_text_and_quotations(own: Labelled) -> None:
    assert own.claim.strip() and 1 <= len(own.quotes) <= 3 and all(quote.strip() for quote in own.quotes)


def test_no_quotation_stands_in_both_halves() -> None:
    halves = [{quote for own in SHIPPED if own.half == half for quote in own.quotes} for half in ("development", "reported")]
    assert halves[0].isdisjoint(halves[1])


def test_few_unsupported_claims_are_shown() -> None:
    values = claim_values(read_claims(CORPUS / "testset"), SIMILARITY)
    for half in ("development", "reported"):
        ids = {own.id for own in SHIPPED if own.half == half}
        refused = [value for name, value in values[REFUSED].items() if name in ids]
        kept = [value for name, value in values[KEPT].items() if name in ids]
        assert sum(refused) / len(refused) >= 0.93 and sum(kept) / len(kept) >= 0.35
