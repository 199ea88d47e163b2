"""What a question asks: its language, its kind, its filters and what is left as its topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.aspects import Aspects
from retrieval.dutch import content_words, fold, tokens, undiminished, words
from retrieval.errors import QuestionEmpty, QuestionTooLong
from retrieval.glossary import Glossary
from retrieval.language import language_of
from retrieval.model import AnswerForm, Correction, Filter, Language, Notion
from retrieval.understanding.amounts import Bound, bound_in
from retrieval.understanding.beginnings import Beginning, beginning_in
from retrieval.understanding.conditions import as_conditions, by_narrowest_level, named_in, told_by_names
from retrieval.understanding.correcting import as_typed, corrected, phrases
from retrieval.understanding.details import asks_table, details_in
from retrieval.understanding.filters import FilterReader, Understood
from retrieval.understanding.forms import Verdict, as_missing, form_of
from retrieval.understanding.idle import ASIDE, IDLE
from retrieval.understanding.intent import Intent, asked_of_plans, asks_what_there_is, asks_who_offers, intent_of
from retrieval.understanding.kinds import GRANTEES, PROGRAMME, UNKNOWN
from retrieval.understanding.known import mostly_in
from retrieval.understanding.learned.learned import Learned
from retrieval.understanding.mentioned import Mentioned, mentioned_in
from retrieval.understanding.orders import Order, order_of_plans
from retrieval.understanding.parties import Party, party_in
from retrieval.understanding.programmes import beside_plans, form_of_set, is_paid_for, of_programmes
from retrieval.understanding.situation import Span, asking_part
from retrieval.understanding.spelling import Speller
from retrieval.understanding.strangers import strange_names
from retrieval.vocabulary import SUBJECTS

# A page of text; more is not a question, and every word costs time.
MAX_CHARACTERS = 2_000

# "Hoeveel kreeg SCALE?" does not say of what.
_AMOUNT = re.compile(r"\b(?:hoeveel (?:krijg\w*|kre+g\w*|ontv\w+)|how much)\b", re.IGNORECASE)
_MONEY = frozenset("geld bedrag budget begroting subsidie bijdrage money amount grant funding".split())
_AMOUNT_TOPIC: dict[Language, tuple[str, ...]] = {"nl": ("bedrag", "ontvangt"), "en": ("amount", "receives")}
# "Regiodeal: bij welke plannen komt die voor?" says before that what it asks.
_COMING = frozenset("komt komen voorkomt voorkomen".split())


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood.

    ``read``: the text with its typing errors mended; ``filters``: those it names and those given, conditions and
    preferences; ``topic``: content words that no filter explains; ``notions``: the topic with its synonyms; ``terms``: all
    content words with theirs; ``phrases``: words in quotation marks, which must stand there as written; ``names``: names that
    nothing known bears, which plans must mention;
    ``asked``: the content words of the part that asks; ``form``: that of its answer; ``left``: content words that no filter
    explains and that say what is asked; ``among``: ids of the plans shown before that are asked about, none for all;
    ``bound``: a number that plans must state; ``party``: who must have paid for them or founded them;
    ``beginning``: when they must have begun; ``mentioned``: what the sources must tell of them, or must not;
    ``order``: the number by which they are put in order;
    ``details``: ids of the aspects that are asked of each plan of a list;
    ``verdict``: what was decided about its form, where that was not known; ``ignored``: words of a condition that plans can't be
    chosen by.
    """

    text: str
    language: Language
    intent: Intent
    filters: tuple[Filter, ...]
    topic: tuple[str, ...]
    notions: tuple[Notion, ...]
    read: str = ""
    terms: tuple[Notion, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    form: AnswerForm = AnswerForm.FACT
    left: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    bound: Bound | None = None
    party: Party | None = None
    beginning: Beginning | None = None
    mentioned: Mentioned | None = None
    order: Order | None = None
    details: tuple[str, ...] = ()
    verdict: Verdict | None = None
    ignored: str = ""

    @property
    def conditions(self) -> tuple[Filter, ...]:
        """The filters that plans must meet."""
        return tuple(found for found in self.filters if not found.preferred)

    @property
    def errors(self) -> tuple[Correction, ...]:
        """Those of its corrections that mend an error: a diminutive is none."""
        return tuple(c for c in self.corrections if fold(c.meant) not in undiminished(fold(c.typed)))


@dataclass(frozen=True, slots=True)
class Understanding:
    """What questions are understood with: names of filters, words that say the same, the words there are, aspects of plans, and
    what was learned from examples."""

    reader: FilterReader
    glossary: Glossary
    speller: Speller
    aspects: Aspects
    learned: Learned


def understand(
    text: str,
    means: Understanding,
    given: Sequence[Filter] = (),
    *,
    expand: bool = True,
    correct: bool = True,
    intent: Intent | None = None,
) -> Question:
    """Understand a question; ``given``: filters chosen by hand, applied besides those in the words.

    A list or count question applies every filter it names; a question of fact only the plans it names, because its other
    words say what the fact is about: they are preferences. ``expand``: look for synonyms and narrower values besides;
    ``correct``: mend typing errors, outside quotation marks; ``intent``: the kind that it is known to be of.
    Raises ``QuestionEmpty``, ``QuestionTooLong``.
    """
    check_question(text)
    # Keywords have no stop words: "shipbuilding projects please".
    language = language_of(text, mostly_in(text, means.reader.name_words))
    read, corrections = corrected(text, language, means.speller) if correct else (text, ())
    understood, asking = means.reader.read(read, language), asking_part(read)
    bound, party, beginning = bound_in(read), party_in(read), beginning_in(read)
    order = order_of_plans(read, understood)
    details, detailed = details_in(read, means.aspects)
    explained = [*((own.start, own.end) for own in (bound, party, beginning, order) if own), *([detailed] if detailed else [])]
    understood = replace(understood, spans=(*understood.spans, *explained))
    names = {word for f in understood.filters if f.facet == "plan" for word in words(f.label)}
    left = tuple(word for word in _unexplained(read, understood.spans) if word not in ASIDE | names)
    verdict = form_of(read, understood, left, means.aspects, means.learned.forms) if intent is None else None
    said = verdict.form if verdict else AnswerForm(intent or Intent.FACT)
    form = (
        AnswerForm.LIST
        if order
        else _form(said, read, asking, understood, details, means.reader.holds if verdict else None, bounded=bound is not None)
    )
    intent = intent_of(form)
    of_set = intent is not Intent.FACT
    conditions = _conditions(read, understood, form, asking)
    conditions = tuple(own for own in conditions if not (party and _is_within(own, party, understood)))
    strange, mentioned = strange_names(read, understood.spans, asking, language), None
    if of_set:
        conditions = by_narrowest_level(conditions, read, understood, means.reader.values)
        conditions, strange, understood = _with_told_names(conditions, strange, read, understood, means.reader)
        left = tuple(word for word in left if word in _unexplained(read, understood.spans))
        mentioned = None if _asks_whether(read, conditions) else mentioned_in(read, left, means.aspects)
        mentioned = mentioned or _money_told(read, language, conditions, means.reader, told=bool(bound or party))
        conditions = tuple(own for own in conditions if not (mentioned and _is_undecided(own)))
        conditions = of_programmes(conditions, means.reader.holds, paid=is_paid_for(read))
    elif form is AnswerForm.FACT and is_paid_for(read):
        conditions = beside_plans(conditions, means.reader.holds)
    named = tuple(replace(as_typed(own, corrections), exact=own.exact or not expand) for own in conditions)
    topic = _topic(read, language, understood, intent, asking)
    terms = _notions(read, content_words(read), understood, means.glossary, language)
    notions = _of_topic(topic, terms, means.glossary, language)
    return Question(
        text=text,
        language=language,
        intent=intent,
        filters=tuple(dict.fromkeys((*given, *named))),
        topic=topic,
        notions=_bare(notions, expand=expand),
        read=read,
        terms=_bare(terms, expand=expand),
        phrases=phrases(read),
        asked=_unexplained(read, (), asking),
        names=strange,
        corrections=corrections,
        form=form,
        left=left,
        bound=bound if of_set else None,
        party=party if of_set else None,
        beginning=beginning if of_set else None,
        mentioned=mentioned,
        order=order,
        details=details if of_set else (),
        verdict=verdict,
    )


def _with_told_names(
    conditions: tuple[Filter, ...], strange: tuple[str, ...], read: str, understood: Understood, reader: FilterReader
) -> tuple[tuple[Filter, ...], tuple[str, ...], Understood]:
    """The conditions, the strange names and what was understood, with the names that sources hold as conditions."""
    told = {name: replace(own, source_text=name) for name in strange if (own := reader.told_by(name))}
    if not told:
        return conditions, strange, understood
    conditions, understood = told_by_names(conditions, tuple(told.values()), read, understood)
    return conditions, tuple(name for name in strange if name not in told), understood


def _money_told(
    read: str, language: Language, conditions: Sequence[Filter], reader: FilterReader, *, told: bool
) -> Mentioned | None:
    """That plans of which no grant is recorded got money: what their sources tell of it. ``told``: whether how much or by whom is
    a condition already."""
    facets = {own.facet for own in conditions}
    kinds = {f.value for f in conditions if f.facet == "kind"}
    # What a programme has to do with money is no grant that it got.
    recorded = facets & {"plan", "organisation", "status"} or kinds & {GRANTEES, PROGRAMME}
    granted = None if told or recorded else reader.granted(read, language)
    return Mentioned("money", known=not granted.negated) if granted else None


def _is_undecided(own: Filter) -> bool:
    return (own.facet, own.value) == ("status", UNKNOWN)


def _asks_whether(read: str, conditions: Iterable[Filter]) -> bool:
    """Whether "niet bekend" is said of the grant, as in "niet bekend of", and not of the aspect that is asked for."""
    undecided = (own for own in conditions if _is_undecided(own))
    return any(re.search(rf"{re.escape(own.source_text)}\s+(?:of|dat|whether|if|that)\b", read) for own in undecided)


def _form(
    said: AnswerForm,
    read: str,
    asking: Sequence[Span],
    understood: Understood,
    details: Sequence[str],
    holds: Callable[[Filter], bool] | None,
    *,
    bounded: bool,
) -> AnswerForm:
    """The form of an answer, unless a table is asked for or, where that form was only probable, the plans of a programme.

    ``holds``: whether a filter is on a value that is known; ``None`` where the form was known; ``bounded``: whether it sets a
    bound on a number.
    """
    selected = understood.filters and not understood.plan_spans
    if said in (AnswerForm.FACT, AnswerForm.COUNT) and details and asks_table(read) and selected:
        return AnswerForm.LIST
    if said is AnswerForm.FACT and holds and (asked := asked_of_plans(read[asking[0][0] :])):
        paid = is_paid_for(read)
        told = of_programmes(understood.filters, holds, paid=paid) if paid else understood.filters
        if not any(f.facet == "plan" and not f.negated for f in told):
            return asked
    if said is AnswerForm.FACT and holds and selected and asks_what_there_is(read) and not _says_more(read, understood):
        return AnswerForm.LIST
    if (
        said is AnswerForm.FACT
        and holds
        and asks_who_offers(read[asking[0][0] :])
        and ((bounded and not understood.plan_spans) or _wants_offer(understood))
    ):
        return AnswerForm.LIST
    if said in (AnswerForm.FACT, AnswerForm.PLAN) and holds and of_programmes(understood.filters, holds) != understood.filters:
        kinds = [own for (facet, _), starts in understood.starts.items() if facet == "kind" for own in starts]
        return form_of_set(read, kinds) or said
    return said


def _says_more(read: str, understood: Understood) -> bool:
    """Whether content words stand beside its filters."""
    return bool(set(_unexplained(read, understood.spans)) - IDLE)


def _wants_offer(understood: Understood) -> bool:
    """Whether it names something to be offered, and nobody who offers it."""
    named = {f.facet for f in understood.filters if not f.negated}
    return "offer" in named and not named & {"plan", "organisation"}


def _is_within(found: Filter, party: Party, understood: Understood) -> bool:
    """Whether a theme, a sector or a grant only says who paid: "Europa", "geld gekregen van de gemeente"."""
    starts = understood.starts.get((found.facet, found.value), ())
    ends = len(found.source_text) if found.facet == "status" else 1
    told = found.facet in SUBJECTS or found.facet == "status"
    return told and bool(starts) and all(party.start < start + ends and start < party.end for start in starts)


def _conditions(read: str, understood: Understood, form: AnswerForm, asking: Sequence[Span]) -> tuple[Filter, ...]:
    """The filters that a question names, marked as its form wants them."""
    named = as_conditions(read, understood, intent_of(form), asking)
    return as_missing(named) if form is AnswerForm.COVERAGE else named


def _of_topic(topic: Sequence[str], terms: Sequence[Notion], glossary: Glossary, language: Language) -> tuple[Notion, ...]:
    """The notions of the topic: those that the terms hold, and those of its further words before them."""
    own, said = set(topic), {word for notion in terms for word in notion.words}
    added = glossary.notions([word for word in topic if word not in said], language)
    return (*added, *(notion for notion in terms if own & set(notion.words)))


def as_fact(question: Question) -> Question:
    """A question for plans as one of fact: what it names are preferences, all its words are its topic."""
    hand = [f for f in question.filters if not f.source_text]
    named = [replace(f, preferred=f.facet != "plan" and not f.negated) for f in question.filters if f.source_text]
    topic = tuple(dict.fromkeys(word for notion in question.terms for word in notion.words))
    return replace(question, intent=Intent.FACT, filters=(*hand, *named), topic=topic, notions=question.terms)


def check_question(text: str) -> None:
    """Raises ``QuestionTooLong`` or ``QuestionEmpty`` for what can't be asked."""
    if len(text) > MAX_CHARACTERS:
        raise QuestionTooLong(length=len(text), limit=MAX_CHARACTERS)
    if not words(text):
        raise QuestionEmpty()


def _topic(text: str, language: Language, understood: Understood, intent: Intent, asking: Sequence[Span]) -> tuple[str, ...]:
    """The content words that the applied filters do not explain; for a question of fact all when none is left.

    Those of the part that asks, for a list, unless it says nothing.
    """
    if intent is not Intent.FACT:
        says = named_in(understood, asking) or set(_unexplained(text, understood.spans, asking)) - _COMING
        left = _unexplained(text, understood.spans, asking if says else None)
        return tuple(word for word in left if word not in IDLE)
    left = _unexplained(text, understood.plan_spans)
    if understood.plan_spans and _AMOUNT.search(text) and not _MONEY & set(left):
        return tuple(dict.fromkeys((*_AMOUNT_TOPIC[language], *left)))
    return left or _unexplained(text, ())


def _unexplained(text: str, spans: Iterable[Span], among: Sequence[Span] | None = None) -> tuple[str, ...]:
    """The content words of a text, or of parts of it, that do not stand in any of the spans."""
    explained = {word for start, end in spans for word in words(text[start:end])}
    found = (word for start, end in among or ((0, len(text)),) for word in content_words(text[start:end]))
    return tuple(word for word in dict.fromkeys(found) if word not in explained)


def _notions(
    text: str, asked: Sequence[str], understood: Understood, glossary: Glossary, language: Language
) -> tuple[Notion, ...]:
    """The content words with their synonyms: names of the thesaurus first, the other words by the glossary."""
    found: dict[int, Notion] = {}
    taken: set[int] = set()
    for start, end, names in understood.concepts:
        written = tuple(words(text[start:end]))
        same = [name for notion in glossary.notions(written, language) if notion.words == written for name in notion.synonyms]
        found[start] = Notion(written, tuple(name for name in dict.fromkeys((*same, *names)) if name != written))
        taken |= set(range(start, end))
    for start, end in (*understood.plan_spans, *understood.name_spans):
        # A name is no word: SCALE has nothing to do with size.
        found[start] = Notion(tuple(words(text[start:end])))
        taken |= set(range(start, end))
    keep = set(asked)
    loose: list[tuple[int, str]] = [(t.start, t.folded) for t in tokens(text) if t.start not in taken and t.folded in keep]
    place = {word: start for start, word in reversed(loose)}
    for notion in glossary.notions([word for _, word in loose], language):
        found.setdefault(place[notion.words[0]], notion)
    return tuple(dict.fromkeys(found[start] for start in sorted(found)))


def _bare(notions: tuple[Notion, ...], *, expand: bool) -> tuple[Notion, ...]:
    return notions if expand else tuple(Notion(notion.words) for notion in notions)
