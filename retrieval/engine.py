"""The engine: questions in, answers, rankings and pages out, over the generation that is in use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from retrieval import lexical
from retrieval.alignment import Aligner
from retrieval.answering.pipeline import answer, answer_about
from retrieval.answering.proving import proven
from retrieval.answering.work import Means, Request
from retrieval.aspects import Aspects
from retrieval.browsing import facet_counts, plans_meeting
from retrieval.crossing import Crossing, crossed
from retrieval.current import Current
from retrieval.errors import PageUnknown
from retrieval.facet_citations import Shown, shown
from retrieval.generations.generation import Generation
from retrieval.glossary import Glossary
from retrieval.holdings import Holdings, Sheet, holdings, sheets
from retrieval.journal import request
from retrieval.journal.accounts import refusals, tell_answer, tell_ranking
from retrieval.library import Library
from retrieval.marking import Marker
from retrieval.model import (
    Answer,
    AnswerForm,
    Coverage,
    Document,
    Filter,
    Hit,
    Language,
    Page,
    PageImage,
    Passage,
    Plan,
    Ranking,
    Spot,
    State,
    Statement,
)
from retrieval.organisations import Organisation, recurring
from retrieval.picturing import Pictures
from retrieval.ports import ChatModel, Encoder, Entailment, Reranker
from retrieval.retrieving import Retriever
from retrieval.search import ALL_STAGES, Stage
from retrieval.snapshot import Snapshot
from retrieval.surveying import Told, survey
from retrieval.terms import Terms
from retrieval.understanding.learned.learned import Learned
from retrieval.understanding.organisations import ORGANISATION
from retrieval.understanding.question import understand
from retrieval.vocabulary import Vocabulary


class Engine:
    """Answers from one library; safe to use from several threads.

    Each question rests on one generation; a newly published one is used from the next question on.
    """

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        aligner: Aligner,
        reranker: Reranker | None,
        vocabulary: Vocabulary,
        glossary: Glossary,
        aspects: Aspects,
        learned: Learned,
        open_generation: Callable[[Path], Generation],
        pictures: Pictures,
        chat: ChatModel | None = None,
        judge: Entailment | None = None,
    ) -> None:
        self._library = library
        self._encoder = encoder
        self._aligner = aligner
        self._reranker = reranker
        self._pictures = pictures
        self._chat = chat
        self._judge = judge
        opened = partial(_opened, vocabulary, glossary, aspects, learned)
        self._current = Current(library, encoder, open_generation, opened)
        self._snapshot()

    def ask(
        self,
        question: str,
        filters: Sequence[Filter] = (),
        *,
        without: Sequence[tuple[str, str]] = (),
        expand: bool = True,
        correct: bool = True,
        state: State | None = None,
        on_sentence: Callable[[Statement], None] | None = None,
    ) -> Answer:
        """Answer a question; ``filters`` are applied besides those in its words.

        ``without``: (facet, value) of filters, and (kind, value) of requirements, not to be applied, though its words or the
        conversation ask for them;
        ``expand``: look for synonyms and narrower terms besides the words of the question; ``correct``: mend its typing
        errors; ``state``: where the conversation stands, as the last answer says; ``on_sentence``: told each sentence of a
        summary as it comes. Raises ``QuestionEmpty``, ``QuestionTooLong``, ``IndexMissing``, ``IndexDamaged``, ``IndexMismatch``.
        """
        asked = Request(question, tuple(filters), frozenset(without), expand, correct, state)
        with request(), refusals(question):
            given = answer(asked, Means(self.retriever(), self._chat, self._judge, on_sentence))
            tell_answer(given)
        return given

    def proven(self, answer: Answer) -> Answer:
        """An answer given earlier without the citations that no longer hold."""
        return proven(answer, self._library)

    def search(
        self,
        query: str,
        filters: Sequence[Filter] = (),
        limit: int = 10,
        stages: frozenset[Stage] = ALL_STAGES,
        *,
        expand: bool = True,
        correct: bool = True,
    ) -> Ranking:
        """The best passages for a query. What it names (a plan, a place) is preferred; only ``filters`` are conditions.

        ``stages``: the parts of search that take part; ``expand`` and ``correct``: as for ``ask``. Raises as ``ask``.
        """
        with request(), refusals(query):
            found = self._searched(query, filters, limit, stages, expand, correct)
            tell_ranking(found)
        return found

    def _searched(
        self, query: str, filters: Sequence[Filter], limit: int, stages: frozenset[Stage], expand: bool, correct: bool
    ) -> Ranking:
        retriever = self.retriever()
        snapshot = retriever.snapshot
        stages = stages if expand else stages - {Stage.SYNONYMS}
        expand = Stage.SYNONYMS in stages
        question = understand(query, snapshot.understanding, filters, expand=expand, correct=correct)
        question = replace(
            question, filters=tuple(f if f in filters or f.negated else replace(f, preferred=True) for f in question.filters)
        )
        found, passages = retriever.retrieve(question, limit, stages)
        hits = []
        for i in range(min(limit, len(found.ids))):
            passage = passages[int(found.ids[i])]
            scores = {"lexical": float(found.lexical[i]), "dense": float(found.dense[i])}
            hits.append(Hit(i + 1, float(found.fused[i]), scores, passage, snapshot.documents[passage.version]))
        named = {plan for hit in hits for plan in hit.passage.plans}
        asked = lexical.asked_words(question.read, question.terms, question.language)
        return Ranking(
            query=query,
            filters=tuple(filters),
            hits=tuple(hits),
            plans=tuple(plan for plan in snapshot.plans if plan.id in named),
            timings_ms=found.timings_ms,
            fingerprint=snapshot.generation.manifest.fingerprint,
            expansion=snapshot.expansion(question.terms),
            corrections=question.errors,
            language=question.language,
            asked=tuple(asked),
            related=lexical.sought((), question.terms, expand=expand),
        )

    def marker(self, ranking: Ranking) -> Marker:
        """What marks in a text the words that a ranking was looked for with."""
        return Marker(ranking, self._snapshot().generation.splitter.parts)

    def filter(self, facet: str, value: str, language: Language = "nl") -> Filter:
        """A filter by facet and value (an id or a label). Raises ``FilterUnknown``."""
        return self._snapshot().filters.named(facet, value, language)

    def plans(self, filters: Sequence[Filter] = ()) -> tuple[Plan, ...]:
        """The plans that meet all filters, in the order of the catalogue; those that no source names are left out."""
        return plans_meeting(filters, self._snapshot())

    def counts(
        self, filters: Sequence[Filter] = (), language: Language = "nl", among: Collection[str] | None = None
    ) -> dict[str, tuple[Spot, ...]]:
        """For each facet its values, with how many plans have each under the filters of the other facets, and anywhere.

        ``among``: ids of the plans that count under the filters, such as those that a query finds; ``None`` for all.
        """
        return facet_counts(filters, language, self._snapshot(), among)

    def crossing(self, rows: str, columns: str, filters: Sequence[Filter] = (), language: Language = "nl") -> Crossing:
        """How many plans under the filters have each pair of values of two facets."""
        return crossed(rows, columns, filters, language, self._snapshot())

    def survey(self, aspect: str) -> tuple[Told, ...]:
        """What the sources say of one aspect of every plan."""
        snapshot = self._snapshot()
        return survey(plans_meeting((), snapshot), aspect, snapshot)

    def organisations(self) -> tuple[Organisation, ...]:
        """The organisations that the sources name as partner or lead partner of two plans or more, most plans first."""
        snapshot = self._snapshot()
        plans, concepts = plans_meeting((), snapshot), snapshot.filters.concepts
        told = [own for aspect in ("lead", "partners") for own in survey(plans, aspect, snapshot)]
        return recurring(told, (label for concept in concepts if concept.facet != ORGANISATION for label in concept.labels))

    def holdings(self) -> Holdings:
        """What is in the library and what is not: every input, and what each plan rests on."""
        return holdings(self._snapshot())

    def sheets(self, document_id: str) -> tuple[Sheet, ...]:
        """The pages of a document as they are held; none of one that is not there."""
        snapshot = self._snapshot()
        document = snapshot.document(document_id)
        return sheets(document, snapshot) if document else ()

    def describe(self, plans: Sequence[Plan], language: Language = "nl") -> Answer:
        """What the sources say of one plan, aspect by aspect, or of several side by side."""
        form = AnswerForm.PLAN if len(plans) == 1 else AnswerForm.COMPARE
        return answer_about(plans, form, language, Means(self.retriever()))

    def alike(self, plan: Plan, language: Language = "nl") -> Answer:
        """The plans most like one, each with what they share."""
        return answer_about([plan], AnswerForm.LIKENESS, language, Means(self.retriever()))

    def passages(self, plan: Plan) -> tuple[tuple[Passage, Document], ...]:
        """The passages of a plan in reading order, each with its document."""
        snapshot = self._snapshot()
        return tuple((passage, snapshot.documents[passage.version]) for passage in snapshot.passages_of(plan.id))

    def shown(self, plan: Plan) -> Shown:
        """For each (facet, value) of a plan that some passage shows, the sentence that does."""
        snapshot = self._snapshot()
        return shown(snapshot.evidence(plan.id).values(), snapshot)

    def about(self, document_id: str) -> Shown:
        """What a document is about: each (facet, value) with the sentence that shows it; nothing of one that is not there."""
        snapshot = self._snapshot()
        document = snapshot.document(document_id)
        return shown(snapshot.library.evidence_of_document(document.version).values(), snapshot) if document else {}

    def terms(self) -> Terms:
        """The words of the field that the documents explain."""
        return self._snapshot().terms

    def page(self, document_id: str, number: int) -> Page:
        """The stored page of a document. Raises ``PageUnknown``."""
        page = self._snapshot().page(document_id, number)
        if page is None:
            raise PageUnknown(document=document_id, page=number)
        return page

    def pictured(self, document_id: str) -> bool:
        """Whether the pages of a document can be shown as they look."""
        document = self._snapshot().document(document_id)
        return document is not None and self._pictures.pictured(document)

    def page_image(self, document_id: str, number: int, span: tuple[int, int] | None = None) -> PageImage | None:
        """A page as it looks, with the text of ``span`` (start and end in the stored page) marked; ``None`` unless it is a PDF.

        Without boxes where the text can't be found in the picture. Raises ``PageUnknown``; ``PageUndrawable`` when the original
        file is gone, is not the one that was indexed, or can't be drawn.
        """
        page, document = self.page(document_id, number), self._snapshot().document(document_id)
        return self._pictures.page_image(document, page, span) if document else None

    def documents(self) -> list[Document]:
        """The documents of the generation in use, by id."""
        return sorted(self._snapshot().documents.values(), key=lambda document: document.id)

    def document(self, document_id: str) -> Document | None:
        """A document of the generation in use; ``None`` when it is not there."""
        return self._snapshot().document(document_id)

    def coverage(self) -> Coverage:
        """What is searched."""
        return self._snapshot().coverage

    def retriever(self) -> Retriever:
        """What searches the generation in use; it stays with that generation."""
        return Retriever(self._snapshot(), self._encoder, self._aligner, self._reranker)

    def fingerprint(self) -> str:
        """What shaped the index that is searched."""
        return self._snapshot().generation.manifest.fingerprint

    def _snapshot(self) -> Snapshot:
        return self._current.snapshot()


def _opened(
    vocabulary: Vocabulary,
    glossary: Glossary,
    aspects: Aspects,
    learned: Learned,
    library: Library,
    generation: Generation,
    stands_in: bool,
) -> Snapshot:
    return Snapshot(library, generation, vocabulary, glossary, aspects, learned, stands_in=stands_in)
