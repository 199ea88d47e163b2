"""A judge of entailment: a cross-encoder with the three labels of natural language inference."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from retrieval.adapters.encoding import encodable
from retrieval.adapters.hub import cross_encoder, identity_of
from retrieval.adapters.opening import Kind, open_model
from retrieval.errors import JudgeNotHere, JudgeUnavailable, JudgeUnfit

_KIND = Kind("cross-encoder", JudgeUnavailable, JudgeNotHere)
_ENTAILMENT = "entailment"
_LABELS = {_ENTAILMENT, "neutral", "contradiction"}


class CrossEncoderJudge:
    """Any cross-encoder that names its labels entailment, neutral and contradiction, in whatever order."""

    def __init__(self, name: str) -> None:
        """Load a name on the hub or a local folder; a model in the hub's cache without the network.

        Raises ``JudgeNotHere`` when it has to be downloaded and can't be, ``JudgeUnfit`` for a model with other labels,
        else ``JudgeUnavailable``.
        """
        self._name = name
        self._model = open_model(cross_encoder, name, _KIND)
        self._place = _place_of_entailment(name, getattr(self._model.config, "id2label", None) or {})
        self._identity = identity_of(self._model, name, ())

    @property
    def identity(self) -> str:
        """Name, and short hash of weights, vocabulary, prompts and limit."""
        return self._identity

    def entails(self, premises: str, claim: str) -> float:
        """The probability, 0 to 1, that ``premises`` entail ``claim``; premises over the limit of the model are cut.

        Raises ``JudgeUnavailable`` for one that is not finite.
        """
        pairs = [(encodable(premises), encodable(claim))]
        given = self._model.predict(pairs, apply_softmax=True, show_progress_bar=False, convert_to_numpy=True)
        probability = float(np.asarray(given, dtype=np.float64)[0, self._place])
        if not np.isfinite(probability):
            raise JudgeUnavailable(self._name, "its scores are not finite")
        return probability


def _place_of_entailment(name: str, labels: Mapping[int, str]) -> int:
    """Where the label stands: models order them differently. Raises ``JudgeUnfit`` where the labels are others."""
    places = {str(label).casefold(): int(place) for place, label in labels.items()}
    if places.keys() != _LABELS or len(labels) != len(_LABELS):
        raise JudgeUnfit(name, ", ".join(str(label) for label in labels.values()) or "-")
    return places[_ENTAILMENT]
