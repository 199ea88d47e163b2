"""The questions that are meant by what goes on: the one in force with other filters, or one about plans talked about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import NATIONWIDE, AnswerForm, Filter
from retrieval.understanding.amounts import bound_in
from retrieval.understanding.cues import COMPARING, cues_in
from retrieval.understanding.dialogue.cues import CITY, GOING_ON, HOW_MANY, LINKING, TOKENS
from retrieval.understanding.dialogue.dropping import without_dropping
from retrieval.understanding.dialogue.merging import Way, group_of, merged, takes_in, without_idle_denials
from retrieval.understanding.dialogue.saying import Act, Followed, Said
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import MAX_CHARACTERS, Question, as_fact
from retrieval.vocabulary import PLACES, SUBJECTS

# Of more plans than these one asks which, not what of each.
_MOST = 12


def with_filters(said: Said, named: Sequence[Filter], way: Way, act: Act, *, loosely: bool = False) -> Followed:
    """The question in force with further filters, and with the further words that no filter explains, unless ``loosely``."""
    if not said.is_list():
        return _in_the_place(said, named, act)
    before = said.state.filters
    if HOW_MANY.search(said.text) and any(f.value == NATIONWIDE for f in named):
        # "Hoeveel zijn dat er landelijk" counts those of the whole country.
        before = tuple(f for f in before if f.facet not in PLACES)
        named = [f for f in named if f.value != NATIONWIDE]
    kept, named = around(before, named, way, said)
    filters = merged(kept, [replace(f, preferred=False) for f in named], way, said.text)
    filters = (*filters, *(f for f in named if f not in filters and _lies_within(f, named, said)))
    filters = (*filters, *(f for f in _of_oneself(before, named, said) if f not in filters))
    filters = without_idle_denials(filters, "")
    text, form = said.state.text if loosely else _rebound(said) or _longer_by_what_is_left(said), said.state.form
    if form is AnswerForm.LIKENESS or (form is AnswerForm.COUNT and not _replaces(said, named)):
        form = AnswerForm.LIST
    counts = form is AnswerForm.COUNT or (HOW_MANY.search(said.text) and not said.own.left)
    intent = Intent.COUNT if counts else Intent.LIST
    question = replace(
        _of_conditions(said.read(text, intent), filters, said),
        text=said.own.text,
        intent=intent,
        form=AnswerForm.COUNT if counts else form,
        filters=filters,
        corrections=said.own.corrections,
    )
    return Followed(question, act, text, form)


def _of_oneself(before: Sequence[Filter], named: Sequence[Filter], said: Said) -> list[Filter]:
    """The sector of who asks, which stays when another theme is asked for: "ik heb een installatiebedrijf" and then
    "warmtepompen"."""
    subjects = {f.facet for f in named if f.facet in SUBJECTS and not f.negated}
    if subjects != {"theme"} or "first person" not in cues_in(said.state.text):
        return []
    denied = {f.value for f in named if f.negated}
    return [replace(f, carried=True) for f in before if f.facet == "sector" and not f.negated and f.value not in denied]


def _lies_within(out: Filter, named: Sequence[Filter], said: Said) -> bool:
    """Whether a place that is denied lies in one that is wanted, and named before: "the whole north, Drenthe left out"."""
    lies_in, find = said.means.reader.geography.lies_in, said.text.find
    wider = [f for f in named if not f.negated and find(f.source_text) < find(out.source_text)]
    return out.negated and out.facet in PLACES and any(lies_in((out.facet, out.value), f) for f in wider)


def around(before: Sequence[Filter], named: Sequence[Filter], way: Way, said: Said) -> tuple[list[Filter], list[Filter]]:
    """What was in force and what is named, less places within one that takes them in: "niet alleen Breda, heel Brabant"."""
    lies_in = said.means.reader.geography.lies_in
    wider = [f for f in named if f.facet in PLACES and not f.negated]

    def is_within(own: Filter) -> bool:
        return not own.negated and any(lies_in((own.facet, own.value), f) for f in wider)

    def is_asked_about(own: Filter) -> bool:
        """ "Niks in Hoogezand zelf? Neem dan heel Groningen" leaves out nothing."""
        behind = [f for f in wider if said.text.find(f.source_text) > said.text.find(own.source_text)]
        return own.negated and own.facet in PLACES and any(lies_in((own.facet, own.value), f) for f in behind)

    kept = [f for f in before if way is not Way.ADD or not is_within(f)]
    return kept, [f for f in named if not (takes_in(said.text) and is_within(f)) and not is_asked_about(f)]


def _of_conditions(question: Question, filters: Sequence[Filter], said: Said) -> Question:
    """A question with the words of conditions that joined it later, and without those of conditions that no longer hold."""
    held, own = ({(f.facet, f.value) for f in some} for some in (filters, question.filters))
    gone = [f for f in question.filters if (f.facet, f.value) not in held and f.source_text]
    added = [f for f in filters if (f.facet, f.value) not in own and f.source_text and not f.negated]
    kept = {word for f in question.filters if f not in gone for word in words(f.source_text)}
    out = {word for f in gone for word in words(f.source_text)} - kept
    terms = [notion for notion in question.terms if not out.issuperset(notion.words)]
    terms += [notion for f in added for notion in said.read(f.source_text, Intent.LIST).terms]
    read = question.read
    for old in gone:
        new = next((f for f in added if group_of(f) == group_of(old)), None)
        added = [f for f in added if f is not new]
        read = _swapped(read, old.source_text, new.source_text if new else "").strip()
    read = " ".join((read, *(f.source_text for f in added)))
    return replace(question, terms=tuple(dict.fromkeys(terms)), read=fitting(read, question.read))


def _rebound(said: Said) -> str:
    """The question in force with another bound: "meer dan 8 miljoen", then "en minder dan 8 miljoen?"; "" without one."""
    new, old = bound_in(said.text), bound_in(said.state.text)
    if new is None:
        return ""
    return said.state.text.replace(old.words, new.words) if old else longer(said)


def _replaces(said: Said, named: Sequence[Filter]) -> bool:
    """Whether places take the place of others: "hoeveel zijn er in Limburg? En in Flevoland?" counts again."""
    return bool(named) and all(f.facet in PLACES for f in named) and any(f.facet in PLACES for f in said.state.filters)


def _in_the_place(said: Said, named: Sequence[Filter], act: Act) -> Followed:
    """A question of fact with another place or subject in it."""
    text, before = said.state.text, list(said.read(said.state.text).filters)
    if any(f.negated or f not in said.own.filters for f in named):
        text = longer(said)
    else:
        for new in named:
            old = next((f for f in before if f.source_text and group_of(f) == group_of(new)), None)
            before = [f for f in before if f is not old]
            text = _swapped(text, old.source_text if old else "", new.source_text)
    text = fitting(text, said.text)
    own = said.read(text)
    return Followed(replace(own, text=said.own.text), act, text, own.form, text)


def _swapped(text: str, old: str, new: str) -> str:
    """The text with some words in the place of others, or behind it where it has none of those."""
    swapped, count = re.subn(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text) if old else (text, 0)
    return swapped if count else f"{text} {new}"


def about(
    said: Said, plans: Sequence[str], act: Act, text: str, form: AnswerForm, by: Sequence[Filter] = (), *, named: bool = True
) -> Followed:
    """A question of fact about some plans, while the question in force stays what it is. ``named``: whether these are conditions;
    where it leaves open which of them it means, it is only answered of them."""
    own = as_fact(said.read(text) if words(text) else said.own)
    before = merged(said.state.filters if said.is_list() else (), (), Way.REPLACE)
    earlier = tuple(f for f in said.state.filters if f.picking) if act is Act.ABOUT else ()
    picking = tuple(replace(f, picking=True) for f in by)
    # Besides what is in force where it picks one of those shown, until the set is talked about again.
    kept = (
        tuple(dict.fromkeys((*_beside(before, by, said), *earlier, *picking)))
        if said.met(by)
        else merged(before, picking, Way.REPLACE)
    )
    meant = tuple(said.plan(plan) for plan in plans[:_MOST]) if named else ()
    # Beside the plans stands what any of them meets of what was in force; the rest is kept in mind, for going on about the set.
    preferred = tuple(replace(f, preferred=True, carried=f.carried or f in said.state.filters) for f in kept)
    filters = (*meant, *(f for f in preferred if said.any_meets(plans, f)))
    question = replace(own, text=said.own.text, form=form, filters=filters, among=tuple(plans))
    return Followed(question, act, said.state.text, said.state.form, text, (*kept, *meant))


def _beside(before: Sequence[Filter], by: Sequence[Filter], said: Said) -> list[Filter]:
    """The filters in force that may stay beside what picks one of those shown: no place that does not hold the one it names."""
    geography = said.means.reader.geography
    places = [(f.facet, f.value) for f in by if f.facet in PLACES]
    moved = [f for f in before if f.facet in PLACES and not f.negated and not any(geography.lies_in(own, f) for own in places)]
    return [f for f in before if not places or f not in moved]


def of_another(said: Said, act: Act, denied: Collection[str] = ()) -> Followed:
    """What was asked last, of the plan that is named now. ``denied``: ids of plans that were not meant."""
    plans = tuple(dict.fromkeys(f.value for f in said.named("plan")))
    asked = said.state.asked
    if not asked:
        return Followed(replace(said.own, form=AnswerForm.PLAN, intent=Intent.FACT), act, said.text, AnswerForm.PLAN, said.text)
    before = said.read(asked)
    comparing = before.form is AnswerForm.COMPARE or bool(COMPARING.search(asked))
    if act is Act.CORRECTED and comparing and len(said.focus) > 1:
        # One of those compared was wrong: the one that is denied, else the last that was named, for want of a better guess.
        right = tuple(plan for plan in said.focus if plan not in denied)
        right = said.focus[:-1] if right == said.focus else right
        return about(said, tuple(dict.fromkeys((*right, *plans))), Act.COMPARED, asked, AnswerForm.COMPARE)
    if act is Act.SAME and before.form is AnswerForm.COMPARE and COMPARING.search(asked):
        # "Vergelijk A en B. En C?" wants C beside them.
        beside = tuple(dict.fromkeys((*said.focus, *plans)))
        return about(said, beside, Act.COMPARED, asked, AnswerForm.COMPARE)
    names = {word for f in before.filters if f.facet == "plan" for word in words(f"{f.source_text} {f.label}")} - LINKING
    text = "".join(" " if token.lower() in names else token for token in TOKENS.split(asked)) if names else asked
    text = text if words(text) else said.text
    labels = " ".join(f.label for f in said.named("plan"))
    form = before.form if before.form is AnswerForm.PLAN else said.read(fitting(f"{text} {labels}", text)).form
    found = about(said, plans, act, text, AnswerForm.PLAN if form is AnswerForm.PLAN else AnswerForm.FACT)
    question = replace(found.question, filters=tuple(f for f in said.own.filters if f.facet == "plan"))
    return replace(found, question=question, base=text, form=AnswerForm.FACT, asked=text)


def among(said: Said, plans: Sequence[str], *, stays: bool = True) -> Followed:
    """A question for those of some plans that have what it names. ``stays``: what it names is in force from now on."""
    filters = merged(said.state.filters, said.named(), Way.NARROW, said.text)
    question = replace(said.own, intent=Intent.LIST, form=AnswerForm.LIST, filters=filters, among=tuple(plans))
    if not stays:
        return Followed(question, Act.NARROWED, said.state.text, said.state.form, in_force=said.carried)
    text = longer(said) if said.is_list() else said.text
    return Followed(question, Act.NARROWED, text, AnswerForm.LIST)


def longer(said: Said) -> str:
    """The question in force with what is said now behind it, as long as that may be asked."""
    return fitting(f"{said.state.text} {said.text}", said.text)


def _longer_by_what_is_left(said: Said) -> str:
    """The question in force, with what is said now behind it where that says more than filters do."""
    rest = without_dropping(said.text).strip()
    left = said.own.left if rest == said.text.strip() else said.read(rest).left if words(rest) else ()
    if not set(left) - CITY - GOING_ON:
        return said.state.text
    return fitting(f"{said.state.text} {rest}", said.text)


def fitting(text: str, otherwise: str) -> str:
    """A text, or another where it is longer than may be asked."""
    return text if len(text) <= MAX_CHARACTERS else otherwise
