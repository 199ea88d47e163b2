"""The student: one vector and one weight a piece, fitted to the teacher's vectors."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from retrieval.encoder.training.pieces import UNKNOWN_ID

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of one training run."""

    seed: int = 1
    epochs: int = 15
    batch_size: int = 256
    learning_rate: float = 5e-3
    start_deviation: float = 0.05
    contrast_share: float = 0.3
    contrast_scale: float = 20.0
    rare_word_share: float = 1e-3
    dropout: float = 0.0
    mask_above: float = 2.0
    cross: float = 0.0


class Student(nn.Module):
    """A weighted sum of piece vectors, normalised."""

    def __init__(self, weights: Tensor, dimension: int, deviation: float) -> None:
        super().__init__()
        self.vectors = nn.EmbeddingBag(len(weights), dimension, mode="sum", sparse=True)
        self.weights = nn.Embedding(len(weights), 1, sparse=True)
        nn.init.normal_(self.vectors.weight, std=deviation)
        self.weights.weight.data = weights[:, None].clone()

    def forward(self, pieces: Tensor, starts: Tensor, keep: Tensor | None = None) -> Tensor:
        """Embed texts given as one run of piece ids and the place where each text starts."""
        weights = self.weights(pieces)[:, 0]
        if keep is not None:
            weights = weights * keep
        summed: Tensor = self.vectors(pieces, starts, per_sample_weights=weights)
        return functional.normalize(summed, dim=1)

    def baked(self) -> NDArray[np.float32]:
        """Return the vectors with their weights multiplied in; the unknown piece is zero."""
        table = (self.vectors.weight * self.weights.weight).detach().numpy().copy()
        table[UNKNOWN_ID] = 0.0
        return table


@dataclass(frozen=True, slots=True)
class TokenisedTexts:
    """Texts as piece ids, ready to be batched."""

    pieces: list[Tensor]

    @classmethod
    def of(cls, tokenizer: Tokenizer, texts: Sequence[str]) -> "TokenisedTexts":
        """Tokenise all texts."""
        encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return cls([torch.tensor(encoding.ids, dtype=torch.long) for encoding in encodings])

    def batch(self, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
        """Return the pieces of the chosen texts as one run, and where each text starts."""
        chosen = [self.pieces[row] for row in rows]
        lengths = torch.tensor([0, *(len(text) for text in chosen[:-1])])
        return torch.cat(chosen), lengths.cumsum(0)

    def weights(self, size: int, rare_word_share: float) -> Tensor:
        """Return a first weight for each piece: high where the piece is rare."""
        counts = torch.bincount(torch.cat(self.pieces), minlength=size).double()
        return (rare_word_share / (rare_word_share + counts / counts.sum())).float()


def train_student(sides: Sequence[TokenisedTexts], targets: NDArray[np.float32], vocabulary: int, recipe: Recipe) -> Student:
    """Fit a student so that both languages land on the teacher's English vector."""
    torch.manual_seed(recipe.seed)
    together = TokenisedTexts([pieces for side in sides for pieces in side.pieces])
    weights = together.weights(vocabulary, recipe.rare_word_share)
    student = Student(weights, targets.shape[1], recipe.start_deviation)
    optimiser = torch.optim.SparseAdam(list(student.parameters()), lr=recipe.learning_rate)
    steps = recipe.epochs * -(-len(targets) // recipe.batch_size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    goals = torch.from_numpy(targets)
    for epoch in range(recipe.epochs):
        losses = []
        for rows in torch.randperm(len(goals)).split(recipe.batch_size):
            optimiser.zero_grad()
            loss = _loss(student, [side.batch(rows.tolist()) for side in sides], goals[rows], recipe)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        log.info("epoch %d: loss %.4f", epoch + 1, np.mean(losses))
    return student


def _loss(student: Student, batches: Sequence[tuple[Tensor, Tensor]], goals: Tensor, recipe: Recipe) -> Tensor:
    same = goals @ goals.T > recipe.mask_above
    same.fill_diagonal_(False)
    total = torch.zeros(())
    outs = []
    for pieces, starts in batches:
        keep = None
        if recipe.dropout:
            keep = (torch.rand(len(pieces)) >= recipe.dropout).float()
        vectors = student(pieces, starts, keep)
        outs.append(vectors)
        total = total + (1 - (vectors * goals).sum(dim=1)).mean()
        total = total + recipe.contrast_share * _contrast(vectors, goals, same, recipe.contrast_scale)
    if recipe.cross:
        total = (
            total
            + recipe.cross
            * (
                _contrast(outs[1], outs[0], same, recipe.contrast_scale)
                + _contrast(outs[0], outs[1], same, recipe.contrast_scale)
            )
            / 2
        )
    return total


def _contrast(vectors: Tensor, goals: Tensor, same: Tensor, scale: float) -> Tensor:
    scores = (scale * vectors @ goals.T).masked_fill(same, -torch.inf)
    return functional.cross_entropy(scores, torch.arange(len(goals)))
