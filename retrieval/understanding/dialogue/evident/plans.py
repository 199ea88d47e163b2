"""What says itself that it is about plans: it answers a question back, picks, compares, points at, asks for the like."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm
from retrieval.understanding.cues import COMPARING, RESEMBLING, asks_for_whole
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.acts import (
    alike,
    anew,
    compared,
    is_talked_about,
    new,
    of_focus,
    picked,
    talk,
    what_is_asked,
)
from retrieval.understanding.dialogue.cues import (
    ASKS,
    ASKS_WHICH,
    ELLIPTIC,
    ELLIPTIC_AND,
    FORGETTING,
    HOW_MANY,
    HOW_MANY_ARE,
    INSTEAD,
    LIKE_IT,
    MORE,
    NEW,
    QUESTION_CUES,
    WHAT_IS,
    WITHOUT,
    YES_OR_NO,
    bare_left,
)
from retrieval.understanding.dialogue.meaning import about, with_filters
from retrieval.understanding.dialogue.merging import Way, adds
from retrieval.understanding.dialogue.places import other_reading
from retrieval.understanding.dialogue.pointing import described_plan
from retrieval.understanding.dialogue.saying import SETS, Act, Followed, Said
from retrieval.understanding.dialogue.sets import at_the_set, refined
from retrieval.understanding.intent import PLAN_NOUNS
from retrieval.understanding.talk import of_itself as asked_itself
from retrieval.vocabulary import PLACES, SUBJECTS

# "Wie zijn de partners van ...?", without the one it asks of.
_OF_NOTHING = re.compile(r"\s+(?:van|bij|voor|of|at|for|from)\s*([?.!]*)\s*$", re.IGNORECASE)
# More words than these, besides what is named, are a sentence that stands by itself.
_SHORT = 4


def chosen(said: Said) -> Followed | None:
    """An answer to "which of these do you mean?"."""
    if not said.state.pending or len(said.own.left) > _SHORT:
        return None
    pointed = references.ordinal(said.text, said.state.listed)
    named = [f.value for f in said.named("plan") if f.value in said.state.listed]
    places = said.named("place", "region", "province")
    chosen = pointed.plans if pointed else tuple(named) or (said.met(places) if places else ())
    if len(chosen) != 1:
        return None
    own = said.read(said.state.text)
    question = replace(own, filters=(said.plan(chosen[0]), *(f for f in own.filters if f.facet != "plan")))
    return Followed(question, Act.CHOSEN, own.read, own.form, own.read)


def announced(said: Said) -> Followed | None:
    """ "Andere vraag: ...", "ok new topic, offshore", "hoeveel consortia zijn er?": it says itself that it begins anew."""
    if NEW.search(said.text) and said.own.filters:
        return new(said)
    if said.own.form is AnswerForm.LIKENESS and said.named("plan") and RESEMBLING.search(said.text):
        return anew(said.own)  # "has BOOST a counterpart in the north?"
    asked = HOW_MANY_ARE.match(said.text)
    kinds = [f.source_text for f in said.named("kind")]
    in_all = asked and not said.is_list() and (asked["noun"] in kinds or asked["noun"].casefold() in PLAN_NOUNS)
    return anew(said.own) if in_all and said.own.form in SETS and not references.points_back(said.text) else None


def other_meant(said: Said) -> Followed | None:
    """ "De stad dan, hè": it says itself that it means the town, where the province of its name was read."""
    asks = YES_OR_NO.match(said.text) or ASKS.match(said.text) or any(not f.negated for f in said.own.filters)
    named = () if asks or not said.is_list() else other_reading(said)
    return with_filters(said, named, Way.REPLACE, Act.CORRECTED, loosely=True) if named else None


def both(said: Said) -> Followed | None:
    """ "How do those two differ?", "leg die eens naast SNEL": it says itself that it compares, and what."""
    others = {f.value for f in said.named("plan")} - set(said.focus)
    talked_about = len(said.focus) == 1 and any(f.value in said.focus for f in said.state.filters if f.facet == "plan")
    beside = len(others) == 1 and talked_about and not said.named()
    third = len(others) == 1 and not said.named() and adds(said.text) and sum(f.facet == "plan" for f in said.state.filters) > 1
    if third:  # "neem IT Verband mee als derde"
        return about(said, (*said.focus, *others), Act.COMPARED, what_is_asked(said), AnswerForm.COMPARE)
    compares = COMPARING.search(said.text) and not RESEMBLING.search(said.text)
    return compared(said) if compares and (beside or references.that_many(said.text)) else None


def left_out(said: Said) -> Followed | None:
    """ "Laat IT Verband er maar uit": the others of those compared."""
    out = {f.value for f in said.named("plan")}
    rest = tuple(plan for plan in said.focus if plan not in out)
    leaves = FORGETTING.search(said.text) or WITHOUT.match(said.text)
    if (
        not leaves
        or said.named()
        or not (out and rest)
        or not out < set(said.focus)
        or not any(f.facet == "plan" for f in said.state.filters)
    ):
        return None
    form = AnswerForm.COMPARE if len(rest) > 1 else AnswerForm.PLAN
    return about(said, rest, Act.COMPARED if len(rest) > 1 else Act.ABOUT, said.state.asked, form)


def not_that(said: Said) -> Followed | None:
    """ "Not House of Skills, I know that one": a plan that is left out of those asked for."""
    plans = said.named("plan")
    if not said.is_list() or not plans or said.named() or not (WITHOUT.match(said.text) or all(f.negated for f in plans)):
        return None
    if not {f.value for f in plans} <= set(said.state.listed):
        return None
    return with_filters(said, [replace(f, negated=True) for f in plans], Way.NARROW, Act.EXCLUDED, loosely=True)


def told(said: Said) -> Followed | None:
    """ "Die in Breda, hoe lang loopt dat?", "die over zorg, wie leidt die?": it says itself that it picks, and by what."""
    if references.told_by_place(said.text, said.own.filters):
        return picked(said)
    by = references.told_by_subject(said.text, said.own.filters)
    met = said.met(by) if by else ()
    rest = references.without_telling(said.text, by)
    asks = len(met) == 1 and len(by) == len(said.own.filters) and QUESTION_CUES & set(words(rest))
    return about(said, met, Act.PICKED, rest, AnswerForm.FACT, by) if asks else None


def as_a_whole(said: Said) -> Followed | None:
    """ "Wat is de eerste?": it asks of one of those shown what it is."""
    found = references.ordinal(said.text, said.state.listed) if not said.own.filters else None
    return picked(said) if found and WHAT_IS.match(said.text.replace(found.words, " ")) else None


def placed(said: Said) -> Followed | None:
    """ "The second one, how many firms did it help?", of those that were just compared."""
    compared = tuple(f.value for f in said.state.filters if f.facet == "plan")
    if len(compared) < 2 and not said.is_list():
        compared = said.state.recent[-2:]  # "and the first", after the second
    found = references.ordinal(said.text, compared) if len(compared) > 1 and not said.named("plan") else None
    if found is None:
        return None
    rest = said.text.replace(found.words, " ")
    left = [word for word in bare_left(said.own.left) if word not in MORE and word in words(rest)]
    asks = left or (QUESTION_CUES & set(words(rest)) and not WHAT_IS.match(rest))
    return about(said, found.plans, Act.PICKED, rest if asks else said.text, AnswerForm.FACT if asks else AnswerForm.PLAN)


def of_compared(said: Said) -> Followed | None:
    """ "Which of them works with Tata Steel?", of those that were just compared."""
    talked = tuple(f.value for f in said.state.filters if f.facet == "plan" and f.value in said.focus)
    # The name of a firm may be read as its branch.
    if (
        len(talked) < 2
        or len(said.named(*SUBJECTS)) < len(said.own.filters)
        or not (references.asks_which(said.text) or references.that_many(said.text))
    ):
        return None
    asked = what_is_asked(said)
    form = AnswerForm.COMPARE if said.means.aspects.asked(bare_left(said.read(asked).left)) else AnswerForm.FACT
    return about(said, talked, Act.COMPARED if form is AnswerForm.COMPARE else Act.ABOUT, asked, form)


def of_itself(said: Said) -> Followed | None:
    """ "In English please", "ben je een robot?": of the assistant, whatever is talked about."""
    return talk(said) if asked_itself(said.text) else None


def in_order(said: Said) -> Followed | None:
    """ "Wie zijn de partners van de eerste?" of those shown, and "en de tweede?" behind that: the same of it."""
    found = references.ordinal(said.text, said.state.listed)
    if not found or said.own.filters or COMPARING.search(said.text) or len(references.ordinals(said.text, said.state.listed)) > 1:
        return None
    rest = _OF_NOTHING.sub(r"\1", said.text.replace(found.words, " "))
    asked = said.state.asked
    before = said.read(asked) if words(asked) else None
    if before and ELLIPTIC_AND.match(said.text) and not bare_left(said.read(rest).left if words(rest) else ()):
        of_one = len(said.focus) == 1 and before.form is AnswerForm.FACT and said.means.aspects.asked(bare_left(before.left))
        return about(said, found.plans, Act.SAME, asked, AnswerForm.FACT) if of_one else None
    asks = [aspect for aspect in said.means.aspects.asked(words(rest)) if QUESTION_CUES & set(words(rest))]
    return about(said, found.plans, Act.PICKED, rest, AnswerForm.FACT, named=True) if asks else None


def pointed(said: Said) -> Followed | None:
    """ "Dat practoraat in Breda, hoe heet de practor?": it describes one plan, and asks about it or compares it."""
    found = described_plan(said)
    if not found:
        return None
    plan, own = found
    if (
        COMPARING.search(said.text)
        and (beside := tuple(f.value for f in said.named("plan")) or said.focus[-1:])
        and plan not in beside
    ):
        return about(said, tuple(dict.fromkeys((*beside, plan))), Act.COMPARED, said.text, AnswerForm.COMPARE)
    if said.named("plan") or RESEMBLING.search(said.text):
        return None
    rest = f"{said.text[: own.start]} {said.text[own.end :]}"
    asks = [word for word in said.read(rest).left if word not in MORE] or set(words(rest)) & QUESTION_CUES if words(rest) else ()
    form = AnswerForm.FACT if asks else AnswerForm.PLAN
    return about(said, (plan,), Act.PICKED, rest if asks else said.text, form, own.places)


def singled(said: Said) -> Followed | None:
    """ "The Avans and HZ one, how many students does it have?": what it names tells one from the others that were
    shown, or from all there are."""
    by = tuple(f for f in said.own.filters if f.facet not in ("plan", "kind", "level") and not f.negated and f.source_text)
    told = references.the_one(said.text)
    asks = QUESTION_CUES & set(words(said.text)) or asks_for_whole(said.text)
    if not (by and told and asks) or said.named("plan") or ASKS_WHICH.match(said.text) or COMPARING.search(said.text):
        return None
    met = said.met(by) or said.met_of_all(by)
    if len(met) != 1:
        return None
    rest = said.text
    for f in by:
        rest = rest.replace(f.source_text, " ")
    form = AnswerForm.FACT if QUESTION_CUES & set(words(rest)) else AnswerForm.PLAN
    return about(
        said, met, Act.PICKED, rest if form is AnswerForm.FACT else said.text, form, tuple(f for f in by if f.facet in PLACES)
    )


def instead(said: Said) -> Followed | None:
    """ "Nu lectoraten in plaats van practoraten": one takes the place of another that was asked for."""
    here = at_the_set(said)
    held = {(f.facet, f.value) for f in here.state.filters if not f.negated}
    out = [f for f in said.named() if f.negated and (f.facet, f.value) in held and f.facet in SUBJECTS]
    new = [f for f in said.named() if not f.negated and f.facet in SUBJECTS]
    return refined(here) if out and new and INSTEAD.search(said.text) and here.is_list() and not said.named("plan") else None


def resembling(said: Said) -> Followed | None:
    """ "Zoiets in Overijssel?", "anything similar there?": it says itself that it wants the like of the plan talked about."""
    likens = LIKE_IT.search(said.text) or (RESEMBLING.search(said.text) and references.points_back(said.text))
    return alike(said) if likens and is_talked_about(said) and not said.named(*SUBJECTS) else None


def alike_there(said: Said) -> Followed | None:
    """ "En in Groningen?", of the one plan talked about, which lies elsewhere: the like of it there."""
    places, about = said.named(*PLACES), tuple(f.value for f in said.state.filters if f.facet == "plan")
    only = places and len(places) == len(said.own.filters) and not said.own.left and not said.state.earlier
    if not only or said.is_list() or len(about) != 1 or not ELLIPTIC.match(said.text):
        return None
    if any(said.any_meets(about, place) for place in places):
        return None
    return alike(replace(said, state=replace(said.state, focus=about)))


def of_it(said: Said) -> Followed | None:
    """ "How many start-ups have they housed?", of the one plan that is talked about, whatever else that names."""
    asks = any(cue.match(said.text) for cue in (ASKS, HOW_MANY, YES_OR_NO)) and references.points_back(said.text)
    named = said.named("plan", *PLACES) or references.asks_which(said.text)
    return of_focus(said) if asks and not named and is_talked_about(said) else None
