"""What a search found: plans with their best passages, in which the words of the query are marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.errors import PlanwijzerError
from retrieval.marking import Marker, Span, excerpt
from retrieval.model import Citation, Filter, Hit, Language
from retrieval.texts import Texts
from retrieval.vocabulary import Vocabulary
from ui import markup
from ui.components import citation, clickable, plan
from ui.finding import Entry, Found
from ui.markup import escaped
from ui.picking import Picks
from ui.resources import Engine
from ui.texts import number

# Enough to see why a plan is there; the page of the plan has them all.
PASSAGES_SHOWN = 3
# The others wait behind a click.
MOST_PASSAGES = 12
# About four lines of text.
MOST_CHARACTERS = 360


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation with the spans of its quotation that hold words of the query."""

    citation: Citation
    spans: tuple[Span, ...]


def quoted(entries: Sequence[Entry], marker: Marker | None, engine: Engine) -> list[tuple[Quoted, ...]]:
    """For each entry its best passages: exact spans of their pages, numbered through; what no longer holds is left out."""
    if marker is None:
        return [() for _ in entries]
    found = []
    mark = 0
    for entry in entries:
        own = []
        for hit in entry.hits[:MOST_PASSAGES]:
            cited = _citation(hit, mark + 1, marker, engine)
            if cited:
                mark += 1
                own.append(Quoted(cited, marker.spans(cited.quote, hit.passage.language)))
        found.append(tuple(own))
    return found


def show(
    found: Found, shown: int, asked: Sequence[Filter], language: Language, engine: Engine, vocabulary: Vocabulary, texts: Texts
) -> None:
    """Draw the first ``shown`` entries. ``asked``: the filters, whose themes go first."""
    entries = found.entries[:shown]
    quotations, picks = quoted(entries, found.marker, engine), Picks()
    body = "".join(
        item(
            entry,
            plan.described(entry.plan, ("place", "province", "theme"), asked, language, vocabulary, texts) if entry.plan else [],
            own,
            picks,
            texts,
        )
        for entry, own in zip(entries, quotations, strict=True)
    )
    subject = found.ranking.query if found.ranking else ""
    clickable.show(f'<ol class="pw-results">{body}</ol>', "results", picks.take, subject=subject)


def item(entry: Entry, details: Sequence[str], quotations: Sequence[Quoted], picks: Picks, texts: Texts) -> str:
    """A plan or document as HTML: its name, what it is, its passages."""
    name = plan.link(entry.plan, picks) if entry.plan else escaped(entry.name or texts("source.untitled"))
    told = [*details, texts(f"search.passages_{number(entry.passages)}", count=entry.passages)]
    if not entry.plan:
        told.insert(0, texts("search.no_plan"))
    small = f'<p class="pw-details">{" · ".join(map(escaped, told))}</p>'
    passages = [_passage(one, entry, picks, texts) for one in quotations]
    rest = passages[PASSAGES_SHOWN:]
    label = texts(f"search.others_{number(len(rest))}", count=len(rest))
    more = markup.more(f"more-{quotations[0].citation.mark}", label, "".join(rest)) if rest else ""
    return f'<li><h3 class="pw-plan">{name}</h3>{small}{"".join(passages[:PASSAGES_SHOWN])}{more}</li>'


def _passage(one: Quoted, entry: Entry, picks: Picks, texts: Texts) -> str:
    # The name of the plan or the document stands above it already.
    steps = [step for step in one.citation.heading if step not in (one.citation.document.title, entry.name)]
    above = markup.path(steps, "where") if steps else ""
    quote = f'<blockquote class="pw-quote">{markup.found(one.citation.quote, one.spans)}</blockquote>'
    return above + quote + citation.button(one.citation, picks, texts)


def _citation(hit: Hit, mark: int, marker: Marker, engine: Engine) -> Citation | None:
    """The part of a passage that holds most of the query, read back from its page; ``None`` when it no longer stands there."""
    passage = hit.passage
    start, end = excerpt(passage.text, marker.spans(passage.text, passage.language), MOST_CHARACTERS)
    quote, begin = passage.text[start:end], passage.start + start
    try:
        page = engine.page(hit.document.id, passage.page)
    except PlanwijzerError:
        return None
    if page.text[begin : begin + len(quote)] != quote:
        return None
    return Citation(mark, hit.document, passage.page, passage.heading, quote, begin, begin + len(quote))
