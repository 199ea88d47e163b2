"""A question that names several plans, taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import Filter
from retrieval.understanding.correcting import as_read
from retrieval.understanding.question import Question, Understanding, as_fact, understand

# Each is looked for by itself, which takes as many searches.
_FEW = 6
_DIFFERENCE = re.compile(
    r"\b(?:(?:verschil\w*|onderscheid)\b.*?\btussen|difference\w* between|how do(?:es)?)\s+(.{2,60}?)\s+(?:en|and|van|from|"
    r"differ from)\s+"
    r"(.{2,60}?)(?:\s+differ\b.*)?\s*[?.!]*\s*$",
    re.IGNORECASE,
)


def apart(question: Question) -> list[Question]:
    """The question of each plan that it names, or of the few shown before that it is about: who asks about two plans wants
    something of both."""
    plans = [found for found in question.filters if found.facet == "plan"]
    if not plans and len(question.among) <= _FEW:
        plans = [Filter("plan", plan, plan) for plan in question.among]
    # One name may be that of two plans: "House of Skills".
    names = {plan: plan.source_text or plan.value for plan in plans}
    if len(plans) < 2:
        return [question]
    return [_of_one(question, plan, [other for other in plans if names[other] != names[plan]]) for plan in plans]


def terms_apart(question: Question, means: Understanding) -> list[Question]:
    """What each of two terms is, of a question for their difference ("een CIV en een CoE"); nothing where it names a plan."""
    found = _DIFFERENCE.search(question.read)
    if not found or any(f.facet == "plan" for f in question.filters):
        return []
    key = "Wat is {}?" if question.language == "nl" else "What is {}?"
    return [as_fact(understand(key.format(term.strip()), means)) for term in found.groups() if term and term.strip()]


def _of_one(question: Question, plan: Filter, others: Sequence[Filter]) -> Question:
    """The question as if it named one plan alone, as its condition."""
    read = question.read
    left_out = {word for other in others for word in words(as_read(other.source_text, question.corrections))}
    for other in filter(None, (as_read(other.source_text, question.corrections) for other in others)):
        read = read.replace(other, " ")
    left_out -= set(words(plan.source_text))
    return replace(
        question,
        read=read,
        filters=(replace(plan, preferred=False), *(f for f in question.filters if f.facet != "plan")),
        terms=tuple(notion for notion in question.terms if not left_out.issuperset(notion.words)),
    )
