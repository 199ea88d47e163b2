"""Models of the hub, by name or folder, on the CPU: encoders and rerankers through sentence-transformers.

The library takes 10 to 15 seconds to import; it is imported when a model is loaded, and in this module alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from retrieval.adapters.encoding import encodable, normalised, short_digest
from retrieval.adapters.opening import Kind, open_model
from retrieval.adapters.presets import Preset, find_preset, model_name, prompts_for
from retrieval.errors import (
    EncoderNotHere,
    EncoderPoolingDiffers,
    EncoderUnavailable,
    RerankerNotHere,
    RerankerUnavailable,
    RerankerUnfit,
)
from retrieval.ports import Scores, Vectors

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

# More go faster through long lists and take more memory.
TEXTS_PER_FORWARD = 32
# Some models are stored in half precision, which is slow and coarse on a CPU.
PRECISION = {"dtype": "float32"}
# A layer that does nothing where tokens are pooled; where a model comes without it, each load makes it up anew.
UNUSED_WEIGHTS = ".pooler."
# Models whose last layer gives a score for a pair of texts; on others the library would put an untrained one.
SCORING_ARCHITECTURES = ("ForSequenceClassification", "ForCausalLM")

_ENCODER = Kind("sentence-transformers", EncoderUnavailable, EncoderNotHere)
_RERANKER = Kind("cross-encoder", RerankerUnavailable, RerankerNotHere)


class SentenceTransformerEncoder:
    """Any sentence-transformers model, with the prompts, the pooling and the limit that it needs."""

    def __init__(self, name: str) -> None:
        """Load an alias of a preset, a name on the hub or a local folder.

        A model in the hub's cache is loaded without the network. Raises ``EncoderNotHere`` when it has to be downloaded and
        can't be, ``EncoderPoolingDiffers`` for a folder that contradicts its preset, else ``EncoderUnavailable``.
        """
        self._name = name
        self._model = open_model(_sentence_transformer, name, _ENCODER)
        preset = find_preset(name)
        if preset:
            _fit(self._model, name, preset)
        self._query_prompt, self._passage_prompt = prompts_for(name, self._model.prompts)
        self._identity = identity_of(self._model, name, (self._query_prompt, self._passage_prompt))

    @property
    def identity(self) -> str:
        """Name, and short hash of weights, vocabulary, prompts, pooling and limit."""
        return self._identity

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimension) of questions. Raises ``EncoderUnavailable`` for vectors that are not finite."""
        return self._encode(self._model.encode_query, texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimension) of passages. Raises ``EncoderUnavailable`` for vectors that are not finite."""
        return self._encode(self._model.encode_document, texts, self._passage_prompt)

    def _encode(self, encode: Callable[..., object], texts: Sequence[str], prompt: str | None) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        safe = [encodable(text) for text in texts]
        encoded = encode(safe, prompt=prompt, batch_size=TEXTS_PER_FORWARD, show_progress_bar=False, convert_to_numpy=True)
        vectors = np.asarray(encoded, dtype=np.float32)
        if not np.isfinite(vectors).all():
            raise EncoderUnavailable(self._name, "its vectors are not finite")
        return normalised(vectors)


class CrossEncoderReranker:
    """Any cross-encoder that gives one score for a question and a text."""

    def __init__(self, name: str) -> None:
        """Load a name on the hub or a local folder; a model in the hub's cache without the network.

        Raises ``RerankerNotHere`` when it has to be downloaded and can't be, ``RerankerUnfit`` for a model of another kind,
        else ``RerankerUnavailable``.
        """
        self._name = name
        self._model = open_model(cross_encoder, name, _RERANKER)
        if not _gives_one_score(self._model):
            raise RerankerUnfit(name)
        self._identity = identity_of(self._model, name, ())

    @property
    def identity(self) -> str:
        """Name, and short hash of weights, vocabulary, prompts and limit."""
        return self._identity

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        """How well each text (n,) answers the question; higher is better.

        Raises ``RerankerUnavailable`` for scores that are not finite.
        """
        if not texts:
            return np.zeros(0, dtype=np.float32)
        pairs = [(encodable(query), encodable(text)) for text in texts]
        given = self._model.predict(pairs, batch_size=TEXTS_PER_FORWARD, show_progress_bar=False, convert_to_numpy=True)
        scores: Scores = np.asarray(given, dtype=np.float32)
        if not np.isfinite(scores).all():
            raise RerankerUnavailable(self._name, "its scores are not finite")
        return scores


def _sentence_transformer(name: str, local: bool) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(name, device="cpu", trust_remote_code=False, local_files_only=local, model_kwargs=PRECISION)


def cross_encoder(name: str, local: bool) -> CrossEncoder:
    """Open a cross-encoder from a folder or by its name on the hub; ``local``: without the network."""
    from sentence_transformers import CrossEncoder

    model: CrossEncoder = CrossEncoder(
        name, device="cpu", trust_remote_code=False, local_files_only=local, model_kwargs=PRECISION
    )
    return model


def _fit(model: SentenceTransformer, name: str, preset: Preset) -> None:
    """Give the model the pooling and the limit of its preset. Raises ``EncoderPoolingDiffers`` when it declares another."""
    from sentence_transformers.sentence_transformer.modules import Pooling

    for index, module in enumerate(model):
        if isinstance(module, Pooling) and module.pooling_mode != preset.pooling:
            if _declares_modules(model):
                raise EncoderPoolingDiffers(name, preset.name, str(module.pooling_mode), preset.pooling)
            model[index] = Pooling(module.embedding_dimension, preset.pooling)
    limit = model.max_seq_length
    if model.transformers_model is not None and (limit is None or limit > preset.max_tokens):
        model.max_seq_length = preset.max_tokens


def _gives_one_score(model: CrossEncoder) -> bool:
    """Tell a reranker from a model that the library gave an untrained last layer."""
    made_for = getattr(model.config, "architectures", None) or [""]
    return model.num_labels == 1 and (_declares_modules(model) or made_for[0].endswith(SCORING_ARCHITECTURES))


def _declares_modules(model: SentenceTransformer | CrossEncoder) -> bool:
    """Tell whether the model came with its own list of modules; without one the library takes its defaults."""
    return bool(model.module_kwargs)


def identity_of(model: SentenceTransformer | CrossEncoder, name: str, prompts: tuple[str | None, ...]) -> str:
    """The name of a model and a short hash of what shapes the numbers that it gives."""
    return f"{model_name(name)}-{short_digest(_marks(model, prompts))}"


def _marks(model: SentenceTransformer | CrossEncoder, prompts: tuple[str | None, ...]) -> Iterator[bytes]:
    """What shapes the numbers that a model gives."""
    vocabulary: dict[str, int] = getattr(model.tokenizer, "get_vocab", dict)()
    poolings = [str(module.pooling_mode) for module in model if hasattr(module, "pooling_mode")]
    yield repr((sorted(model.prompts.items()), prompts, poolings, model.max_seq_length)).encode()
    yield repr(sorted(vocabulary.items())).encode()
    for name, tensor in sorted(model.state_dict().items()):
        if not (poolings and UNUSED_WEIGHTS in name):
            yield name.encode()
            yield tensor.detach().float().numpy().tobytes()
