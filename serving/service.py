"""The tools that both doors offer, over the engine that the app and the command line answer from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.door import facet_and_value
from retrieval.engine import Engine
from retrieval.errors import FilterUnknown, PageUnknown
from retrieval.facet_citations import Shown
from retrieval.model import REQUIREMENTS, Answer, Citation, Document, Filter, Language, Plan
from retrieval.presenting import answer_json, coverage_json, filters_json, ranking_json
from serving import contract
from serving.conversation import carried, resumed
from serving.errors import PictureMissing, PlanUnknown, RequestInvalid


class Service:
    """Questions in, models of the public contract out; safe to use from several threads.

    Every method raises the errors of the engine besides its own.
    """

    def __init__(self, engine: Engine, answered: Callable[[Answer], None] = lambda _: None) -> None:
        """``answered``: told every answer."""
        self._engine = engine
        self._answered = answered

    def ask(self, asked: contract.Question) -> contract.Answer:
        """Answer a question. Raises ``QuestionEmpty``, ``QuestionTooLong``, ``FilterUnknown``, ``StateUnusable``."""
        answer = self._engine.ask(
            asked.question,
            self._filters(asked.filters),
            without=[self._taken_away(own) for own in asked.without],
            expand=asked.expand,
            correct=asked.correct,
            state=resumed(asked.state, self._engine.filter) if asked.state else None,
        )
        return self._told(answer)

    def search(
        self, query: str, filters: Sequence[str], limit: int, *, expand: bool = True, correct: bool = True
    ) -> contract.Ranking:
        """The best passages for a query. Raises ``QuestionEmpty``, ``QuestionTooLong``, ``FilterUnknown``."""
        ranking = self._engine.search(query, self._filters(filters), limit, expand=expand, correct=correct)
        return contract.Ranking.model_validate(ranking_json(ranking))

    def plans(self, filters: Sequence[str], language: Language) -> contract.Plans:
        """The plans that meet all filters. Raises ``FilterUnknown``."""
        wanted = self._filters(filters, language)
        found = self._engine.plans(wanted)
        return contract.Plans(
            count=len(found),
            filters=[contract.Filter.model_validate(own) for own in filters_json(wanted)],
            plans=[_plan(plan) for plan in found],
            coverage=self._coverage(),
        )

    def plan(self, identity: str, language: Language) -> contract.PlanCard:
        """A plan with what the sources say of it. Raises ``PlanUnknown``."""
        (plan,) = self._named([identity])
        shown = self._engine.shown(plan)
        pairs = [(facet, value) for facet, values in plan.facets.items() for value in values]
        features = [self._feature(facet, value, shown, language) for facet, value in pairs]
        answer = self._told(self._engine.describe([plan], language))
        return contract.PlanCard(plan=_plan(plan), features=features, answer=answer)

    def compare(self, identities: Sequence[str], language: Language) -> contract.Comparison:
        """Plans side by side. Raises ``PlanUnknown``, and ``RequestInvalid`` for one plan named twice."""
        if len(set(identities)) < len(identities):
            raise RequestInvalid(where="plan")
        plans = self._named(identities)
        return contract.Comparison(
            plans=[_plan(plan) for plan in plans], answer=self._told(self._engine.describe(plans, language))
        )

    def page(self, document_id: str, number: int) -> contract.Page:
        """The stored text of a page. Raises ``PageUnknown``."""
        page, document = self._engine.page(document_id, number), self._engine.document(document_id)
        if document is None:
            raise PageUnknown(document=document_id, page=number)
        return contract.Page(document=_document(document), page=number, pages=document.pages, label=page.label, text=page.text)

    def picture(self, document_id: str, number: int) -> bytes:
        """A page as it looks, as PNG. Raises ``PageUnknown``, ``PictureMissing`` and ``PageUndrawable``."""
        image = self._engine.page_image(document_id, number)
        if image is None:
            raise PictureMissing(document=document_id, page=number)
        return image.png

    def ready(self) -> contract.Ready:
        """From what questions are answered now."""
        return contract.Ready(coverage=self._coverage(), index=contract.Index(fingerprint=self._engine.fingerprint()))

    def _told(self, answer: Answer) -> contract.Answer:
        self._answered(answer)
        return contract.Answer.model_validate(answer_json(answer) | {"state": carried(answer.state)})

    def _filters(self, filters: Sequence[str], language: Language = "nl") -> list[Filter]:
        return [self._engine.filter(facet, value, language) for facet, value in map(facet_and_value, filters)]

    def _taken_away(self, told: str) -> tuple[str, str]:
        """The facet and value of a filter, or the kind and value of a requirement, which is whatever a question said."""
        facet, value = facet_and_value(told)
        if facet in REQUIREMENTS:
            return facet, value
        known = self._engine.filter(facet, value)
        return known.facet, known.value

    def _named(self, identities: Sequence[str]) -> list[Plan]:
        known = {plan.id: plan for plan in self._engine.plans()}
        for identity in identities:
            if identity not in known:
                raise PlanUnknown(plan=identity)
        return [known[identity] for identity in identities]

    def _feature(self, facet: str, value: str, shown: Shown, language: Language) -> contract.Feature:
        try:
            label = self._engine.filter(facet, value, language).label
        except FilterUnknown:
            label = value  # an amount, a year or an organisation is what it says
        return contract.Feature(facet=facet, value=value, label=label, shown=_quotation(shown.get((facet, value))))

    def _coverage(self) -> contract.Coverage:
        return contract.Coverage.model_validate(coverage_json(self._engine.coverage()))


def _plan(plan: Plan) -> contract.Plan:
    facets = {facet: list(values) for facet, values in plan.facets.items()}
    return contract.Plan(
        id=plan.id,
        name=plan.name,
        aliases=list(plan.aliases),
        kind=plan.kind,
        status=plan.status,
        website=plan.website,
        facets=facets,
        provisional=plan.provisional,
    )


def _quotation(citation: Citation | None) -> contract.Quotation | None:
    if citation is None:
        return None
    return contract.Quotation(
        document=_document(citation.document),
        page=citation.page,
        heading=list(citation.heading),
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
    )


def _document(document: Document) -> contract.Document:
    return contract.Document(id=document.id, title=document.title, url=document.url, hash=document.hash)
