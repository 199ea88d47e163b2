"""Organisations that plans work with, by the names that questions call them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from retrieval.dutch import fold, words
from retrieval.model import Plan
from retrieval.recogniser import Mention
from retrieval.understanding.known import shipped_words
from retrieval.vocabulary import Concept, Vocabulary

ORGANISATION = "organisation"
_SHORT_NAME = 3
_SORT = re.compile(r"^(?:ROC|MBO|Hogeschool|Universiteit)\s(?!van\b)|\s(?:College|Opleidingen|Hogeschool)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:de|het|the)\s", re.IGNORECASE)


def organisations(plans: Iterable[Plan], vocabulary: Vocabulary) -> list[Concept]:
    """The organisations that plans are told to work with, each under its name with and without an article, and without what it is
    where that says enough: "Mondriaan" for ROC Mondriaan, but not "Nijmegen" for ROC Nijmegen."""
    names = dict.fromkeys(name for plan in plans for name in plan.facets.get(ORGANISATION, ()))
    taken = {fold(label) for concept in vocabulary for label in concept.labels} | {fold(name) for name in names}

    def labels(name: str) -> Iterator[str]:
        yield name
        yield _ARTICLE.sub("", name)
        own = _SORT.sub("", name)
        if own != name and " " not in own and fold(own) not in taken and fold(own) not in shipped_words("nl"):
            yield own

    return [Concept(ORGANISATION, name, name, name, tuple(dict.fromkeys(labels(name)))) for name in names]


def may_be_word(mention: Mention) -> bool:
    """Whether the name of an organisation, in another case than its own, may be a word: "RUG", "VMO", "Vonk"."""
    own = words(mention.text)
    return len(own) == 1 and (len(own[0]) <= _SHORT_NAME or own[0] in shipped_words("nl"))
