"""The student: one vector and one weight a piece, fitted to the teacher's vectors."""

import logging
from collections import deque
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
    batch_size: int = 1024
    learning_rate: float = 5e-3
    start_deviation: float = 0.05
    contrast_share: float = 0.3
    translation_share: float = 0.3
    contrast_scale: float = 20.0
    rare_share: float = 1e-3
    learn_weights: bool = True
    dropout: float = 0.0
    averaged_epochs: int = 1


class Student(nn.Module):
    """A weighted sum of piece vectors, normalised."""

    def __init__(self, weights: Tensor, dimension: int, recipe: Recipe) -> None:
        """Start from random vectors and the given weights."""
        super().__init__()
        self.dropout = recipe.dropout
        self.vectors = nn.EmbeddingBag(len(weights), dimension, mode="sum", sparse=True)
        self.weights = nn.Embedding(len(weights), 1, sparse=True)
        nn.init.normal_(self.vectors.weight, std=recipe.start_deviation)
        self.weights.weight.data = weights[:, None].clone()
        self.weights.weight.requires_grad_(recipe.learn_weights)

    def forward(self, pieces: Tensor, starts: Tensor) -> Tensor:
        """Embed texts given as one run of piece ids and the place where each text starts."""
        weights = functional.dropout(self.weights(pieces)[:, 0], self.dropout, self.training)
        summed: Tensor = self.vectors(pieces, starts, per_sample_weights=weights)
        return functional.normalize(summed, dim=1)

    def baked(self) -> NDArray[np.float32]:
        """Return the vectors with their weights multiplied in; the unknown piece is zero."""
        table: NDArray[np.float32] = (self.vectors.weight * self.weights.weight).detach().numpy()
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
        starts = torch.tensor([0, *(len(text) for text in chosen[:-1])]).cumsum(0)
        return torch.cat(chosen), starts


def first_weights(sides: Sequence[TokenisedTexts], size: int, rare_share: float) -> Tensor:
    """Return a first weight for each piece: near 1 where it is rare, near 0 where it is everywhere."""
    counts = torch.bincount(torch.cat([text for side in sides for text in side.pieces]), minlength=size)
    return rare_share / (rare_share + counts / counts.sum())


def train_student(
    sides: Sequence[TokenisedTexts], targets: NDArray[np.float32], vocabulary: int, recipe: Recipe
) -> NDArray[np.float32]:
    """Fit vectors with which both languages land on the teacher's English vector and on each other."""
    torch.manual_seed(recipe.seed)
    student = Student(first_weights(sides, vocabulary, recipe.rare_share), targets.shape[1], recipe)
    learned = [parameter for parameter in student.parameters() if parameter.requires_grad]
    optimiser = torch.optim.SparseAdam(learned, lr=recipe.learning_rate)
    steps = recipe.epochs * -(-len(targets) // recipe.batch_size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    goals, tables = torch.from_numpy(targets), deque[NDArray[np.float32]](maxlen=recipe.averaged_epochs)
    for epoch in range(1, recipe.epochs + 1):
        loss = _train_epoch(student, sides, goals, recipe, (optimiser, schedule))
        tables.append(student.baked())
        log.info("epoch %d: loss %.4f", epoch, loss)
    average: NDArray[np.float32] = np.mean(tables, axis=0, dtype=np.float32)
    return average


def _train_epoch(
    student: Student,
    sides: Sequence[TokenisedTexts],
    goals: Tensor,
    recipe: Recipe,
    steppers: tuple[torch.optim.SparseAdam, torch.optim.lr_scheduler.LambdaLR],
) -> float:
    losses = []
    for rows in torch.split(torch.randperm(len(goals)), recipe.batch_size):
        student.zero_grad()
        english, dutch = (student(*side.batch(rows.tolist())) for side in sides)
        loss = _loss(english, dutch, goals[rows], recipe)
        torch.autograd.backward(loss)
        for stepper in steppers:
            stepper.step()
        losses.append(loss.item())
    return float(np.mean(losses))


def _loss(english: Tensor, dutch: Tensor, goals: Tensor, recipe: Recipe) -> Tensor:
    """Distance of both to the goal, and being nearer to the own goal and translation than to those of the rest."""
    distance = sum((1 - (side * goals).sum(dim=1).mean() for side in (english, dutch)), torch.zeros(()))
    contrast = _contrast(english, goals, recipe) + _contrast(dutch, goals, recipe)
    translation = (_contrast(english, dutch, recipe) + _contrast(dutch, english, recipe)) / 2
    return distance + recipe.contrast_share * contrast + recipe.translation_share * translation


def _contrast(vectors: Tensor, others: Tensor, recipe: Recipe) -> Tensor:
    """Cross entropy of finding, for each vector, the one of the same row among the others."""
    return functional.cross_entropy(recipe.contrast_scale * vectors @ others.T, torch.arange(len(others)))
