"""What kinds of plan and the values of their facets are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.model import NATIONWIDE, Language, Plan
from retrieval.texts import Texts
from retrieval.vocabulary import Vocabulary


def named(plan: Plan, texts: Texts) -> str:
    """The name of a plan, and that it is provisional: for where its kind, which says so too, does not stand beside it."""
    return texts("provisional.name", name=plan.name) if plan.provisional else plan.name


def counted(said: str, plans: Iterable[Plan], texts: Texts) -> str:
    """A sentence that counts plans, with how many of them are provisional."""
    return among(said, sum(plan.provisional for plan in plans), texts)


def among(said: str, provisional: int, texts: Texts) -> str:
    """A sentence that counts plans, of which some are provisional."""
    return said + texts("provisional.among", count=provisional) if provisional else said


def document_kind(kind: str, texts: Texts) -> str:
    """The name of a kind of document; a kind that is not known goes by its id."""
    return texts(f"document_kind.{kind}") if f"document_kind.{kind}" in texts.keys() else kind  # noqa: SIM118


@dataclass(frozen=True, slots=True)
class Names:
    """The names in one language; a value without one goes by its id."""

    vocabulary: Vocabulary
    language: Language
    texts: Texts

    def value(self, facet: str, value: str) -> str:
        """The name of a value of a facet."""
        texts = self.texts
        if facet == "kind":
            return self.kind(value)
        if value == NATIONWIDE:
            return texts("place.nationwide")
        return self.vocabulary.label(facet, value, self.language)

    def values(self, plan: Plan, facet: str) -> list[str]:
        """The names of what a plan has of a facet."""
        return [self.value(facet, value) for value in held(plan, facet)]

    def kind(self, kind: str) -> str:
        """The name of a kind of plan."""
        texts = self.texts
        return texts(f"kind.{kind}") if f"kind.{kind}" in texts.keys() else kind  # noqa: SIM118

    def kind_of(self, plan: Plan) -> str:
        """The kind of a plan, and that it is provisional."""
        texts, kind = self.texts, self.kind(plan.kind)
        return texts("provisional.kind", kind=kind) if plan.provisional else kind

    def status(self, plan: Plan) -> str:
        """How far a consortium came, in words; ``""`` where nothing is known of that."""
        texts = self.texts
        return texts(f"plan_status.{plan.status}") if f"plan_status.{plan.status}" in texts.keys() else ""  # noqa: SIM118

    def where(self, plan: Plan) -> str:
        """The places and the provinces of a plan."""
        return ", ".join(dict.fromkeys((*self.values(plan, "place"), *self.values(plan, "province"))))


def held(plan: Plan, facet: str) -> tuple[str, ...]:
    """The ids of what a plan has of a facet, its kind included."""
    return (plan.kind,) if facet == "kind" else tuple(plan.facets.get(facet, ()))
