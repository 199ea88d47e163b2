"""Sentences that a language model could have written, labelled: are the proven ones kept and the others refused?

``python -m retrieval.evaluation.claims [--half HALF] [--limits]`` prints the shares by kind, and with ``--limits`` what other
limits on words would give on the development half, on which those of ``support.py`` were chosen.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.adapters.loading import load_encoder
from retrieval.alignment import Aligner
from retrieval.answering.generation import support
from retrieval.answering.generation.matching import match
from retrieval.errors import FileUnusable
from retrieval.settings import CORPUS, EMBEDDED

FILE = "claims.jsonl"
KEPT, REFUSED = "claims kept", "claims refused"
_WORDS = ("", "words")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim with its quotations, whether they prove it, and the kind of paraphrase or fault that it is."""

    id: str
    half: str
    language: str
    claim: str
    quotes: tuple[str, ...]
    supported: bool
    why: str


def read_claims(folder: Path) -> list[Labelled]:
    """The labelled claims of a test set; none when it has no such file. Raises ``FileUnusable``."""
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        return [Labelled(**{**row, "quotes": tuple(row["quotes"]), "supported": bool(row["supported"])}) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileUnusable(file=str(path), reason=str(error)) from error


def claim_values(claims: Iterable[Labelled], similarity: Aligner) -> dict[str, dict[str, float]]:
    """By measure and id: 1 for a proven claim that is kept, and for another one that is refused."""
    judged = [(own, _verdict(own, similarity).ok) for own in claims]
    return {
        KEPT: {own.id: float(ok) for own, ok in judged if own.supported},
        REFUSED: {own.id: float(not ok) for own, ok in judged if not own.supported},
    }


def _verdict(own: Labelled, similarity: Aligner) -> support.Support:
    return support.supported(own.claim, own.quotes, similarity)


def by_kind(claims: Sequence[Labelled], similarity: Aligner) -> Iterator[str]:
    """Lines with how many claims of each kind are shown, and why the others are not."""
    kinds = {(not own.supported, own.why): [] for own in claims}  # type: dict[tuple[bool, str], list[str]]
    for own in claims:
        kinds[not own.supported, own.why].append(_verdict(own, similarity).reason)
    for (wrong, why), reasons in sorted(kinds.items()):
        refusals = ", ".join(f"{reason} {reasons.count(reason)}" for reason in sorted(set(reasons) - {""}))
        yield f"{'unsupported' if wrong else 'supported'}\t{why}\tshown {reasons.count('')} of {len(reasons)}\t{refusals}"
    for wrong in (False, True):
        reasons = [reason for kind, own in kinds.items() if kind[0] is wrong for reason in own]
        yield f"{'unsupported' if wrong else 'supported'}\tall\tshown {reasons.count('')} of {len(reasons)}"


def limits(claims: Iterable[Labelled], similarity: Aligner) -> Iterator[str]:
    """Lines with what other limits on words would show of the claims that pass all other checks."""
    passed = [
        (own.supported, match(own.claim, own.quotes, similarity)) for own in claims if _verdict(own, similarity).reason in _WORDS
    ]
    for translated in (False, True):
        own = [(right, found) for right, found in passed if found.translated is translated]
        for most in range(7):
            for least in (0.3, 0.35, 0.4, 0.45, 0.5):
                shown = [right for right, found in own if found.own <= most and found.nearness >= least]
                yield f"{translated=}\town <= {most}\tnearness >= {least}\t{sum(shown)} right, {len(shown) - sum(shown)} wrong"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.evaluation.claims")
    parser.add_argument("--half", choices=("development", "reported"), default="reported")
    parser.add_argument("--limits", action="store_true")
    given = parser.parse_args(arguments)
    similarity = Aligner(load_encoder(EMBEDDED))
    half = "development" if given.limits else given.half
    claims = [own for own in read_claims(CORPUS / "testset") if own.half == half]
    sys.stdout.writelines(f"{line}\n" for line in (limits if given.limits else by_kind)(claims, similarity))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
