"""Everything learned that questions are understood with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrieval.ports import Encoder
from retrieval.understanding.learned.classifier import Classifier, read_weights

_FOLDER = Path(__file__).resolve().parent
FORMS_FILE, ACTS_FILE = _FOLDER / "forms.npz", _FOLDER / "acts.npz"


@dataclass(frozen=True, slots=True)
class Learned:
    """``forms``: of the answer that a question asks for; ``acts``: of going on with a conversation."""

    forms: Classifier
    acts: Classifier


def read_learned(encoder: Encoder) -> Learned:
    """What comes with the package. ``encoder``: the embedded one, which it was learned with."""
    return Learned(Classifier(read_weights(FORMS_FILE), encoder), Classifier(read_weights(ACTS_FILE), encoder))
