"""Synthetic Dutch to hide real documents in: words by Zipf's law, in sentences, paragraphs and headings.

The words are real and so is how often they recur, in all and in one document, which is what decides how long a search takes
and how far an index of vectors finds what is near. The text means nothing, so that it holds no answer to any question.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

# The frequency of a word is one over its rank to this power, in Dutch as in other languages.
ZIPF = 1.0
# Characters under the heading of a document, before the sentence that ends it: mean, spread, least, most. The most, and a
# sentence, is still one passage.
_LENGTH, _SPREAD, _SHORTEST, _LONGEST = 540, 100, 300, 680
_SENTENCE_WORDS, _PARAGRAPH_SENTENCES, _HEADING_WORDS = (8, 19), (2, 5), (2, 6)
_SHORTEST_IN_HEADING = 4
# The words that a document is about, and their share of its text. So two passages of a document have 2.4 times as many content
# words in common as two of different ones; in the shipped corpus it is 2.3 times, and once without.
_THEME_WORDS, _THEME_SHARE = 40, 0.4


def by_frequency(*counted: Mapping[str, int]) -> list[str]:
    """The words of several counts, the most frequent first: their shares of each count, added up, then the alphabet."""
    shares: Counter[str] = Counter()
    for counts in counted:
        total = sum(counts.values())
        shares.update({word: count / total for word, count in counts.items()})
    return sorted(shares, key=lambda word: (-shares[word], word))


class Writer:
    """Writes documents from ``words``, the most frequent first; the same seed gives the same texts.

    ``kept_out``: words that no heading holds, such as those of names that would give a document to a plan.
    """

    def __init__(self, words: Sequence[str], seed: int, kept_out: Collection[str] = ()) -> None:
        self._words = np.array(words, dtype=object)
        self._sums = _sums(len(words))
        fit = [len(word) >= _SHORTEST_IN_HEADING and word.isalpha() and word not in kept_out for word in words]
        self._for_headings = self._words[np.array(fit)]
        self._heading_sums = _sums(len(self._for_headings))
        self._random: Generator = np.random.default_rng(seed)

    def documents(self, count: int) -> Iterator[dict[str, str]]:
        """Documents of one passage each, as lines of a ``.jsonl`` source hold them."""
        for number in range(1, count + 1):
            text = self._text(self._theme())
            yield {"id": f"synthetisch-{number:06d}", "title": self._heading(), "language": "nl", "text": text}

    def reports(self, passages: int, each: int) -> Iterator[dict[str, str]]:
        """Documents of ``each`` passages, as many as hold so many ``passages``, as lines of a ``.jsonl`` source hold them."""
        for number, start in enumerate(range(0, passages, each), start=1):
            theme = self._theme()
            text = "\n\n".join(self._text(theme) for _ in range(min(each, passages - start)))
            yield {"id": f"verslag-{number:06d}", "title": self._heading(), "language": "nl", "text": text}

    def _theme(self) -> NDArray[np.object_]:
        """The words that a document is about. They are drawn as all others are, so that in all texts each is as frequent."""
        return np.array(self._drawn(self._words, self._sums, _THEME_WORDS), dtype=object)

    def _text(self, theme: NDArray[np.object_]) -> str:
        """A heading, and paragraphs under it."""
        wanted = float(np.clip(self._random.normal(_LENGTH, _SPREAD), _SHORTEST, _LONGEST))
        sentences: list[str] = []
        while sum(map(len, sentences)) < wanted:
            sentences.append(self._sentence(theme))
        paragraphs: list[str] = []
        while sentences:
            length = int(self._random.integers(*_PARAGRAPH_SENTENCES))
            paragraphs.append(" ".join(sentences[:length]))
            sentences = sentences[length:]
        return "\n\n".join((self._heading(), *paragraphs))

    def _sentence(self, theme: NDArray[np.object_]) -> str:
        length = int(self._random.integers(*_SENTENCE_WORDS))
        words = np.array(self._drawn(self._words, self._sums, length), dtype=object)
        of_theme = self._random.random(length) < _THEME_SHARE
        words[of_theme] = self._random.choice(theme, int(of_theme.sum()))
        text = " ".join(words)
        return f"{text[:1].upper()}{text[1:]}."

    def _heading(self) -> str:
        length = int(self._random.integers(*_HEADING_WORDS))
        return " ".join(self._drawn(self._for_headings, self._heading_sums, length)).capitalize()

    def _drawn(self, words: NDArray[np.object_], sums: NDArray[np.float64], count: int) -> list[str]:
        places = np.searchsorted(sums, self._random.random(count), side="right")
        return list(words[np.minimum(places, len(words) - 1)])


def _sums(count: int) -> NDArray[np.float64]:
    """The cumulated probabilities of ranks under Zipf's law."""
    weights = 1.0 / np.arange(1, count + 1) ** ZIPF
    sums: NDArray[np.float64] = np.cumsum(weights) / weights.sum()
    return sums


def write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Write rows as JSON lines; the path."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path
