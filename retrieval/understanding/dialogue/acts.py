"""What each dialogue act comes to: the question that is meant, or ``None`` where what was said does not allow it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm, Filter
from retrieval.understanding.cues import COMPARING, RESEMBLING, asks_for_whole
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.cues import (
    ASKS,
    DENIED,
    ELLIPTIC,
    ELLIPTIC_AND,
    FORGETTING,
    GOING_ON,
    HOW_MANY,
    HOW_MANY_ARE,
    LIKE_IT,
    MORE,
    NEW,
    QUESTION_CUES,
    SUPERLATIVE,
    WHAT_IS,
    WITHOUT,
    YES_OR_NO,
    bare_left,
)
from retrieval.understanding.dialogue.meaning import about, among, fitting, of_another, with_filters
from retrieval.understanding.dialogue.merging import Way
from retrieval.understanding.dialogue.places import other_reading, same_place
from retrieval.understanding.dialogue.pointing import by_place, described_plan, resolved
from retrieval.understanding.dialogue.saying import SETS, Act, Followed, Said, readable
from retrieval.understanding.dialogue.sets import broken_down, counted, dropped, excluded, narrowed, refined, widened
from retrieval.understanding.forms import as_missing
from retrieval.understanding.intent import PLAN_NOUNS, Intent
from retrieval.understanding.question import Question
from retrieval.vocabulary import PLACES, SUBJECTS

# Of more plans than these one asks which, not what of each.
_FEW = 4
# More plans than these are no comparison.
_MOST = 6
# More words than these, besides what is named, are a sentence that stands by itself.
_SHORT = 4


def anew(own: Question) -> Followed:
    """A question that stands by itself."""
    text = readable(own)
    return Followed(own, Act.NEW, text, own.form, text)


def new(said: Said) -> Followed:
    """A question that stands by itself, perhaps announced: "andere vraag: ..."."""
    if NEW.search(said.text):
        rest = NEW.sub(" ", said.text).strip(" ,:;.-–")
        return anew(replace(said.read(rest), text=said.own.text) if len(words(rest)) > 1 else said.own)
    own, before = said.own, {(f.facet, f.value) for f in said.state.filters if not f.negated}
    if any(f.negated and (f.facet, f.value) in before for f in own.filters) and (found := refined(said)):
        return found  # "robotica in plaats van waterstof" changes what was asked
    if own.intent is Intent.FACT and (found := _of_shown(said)):
        return found
    if own.form is AnswerForm.COVERAGE:
        own = replace(own, filters=as_missing(own.filters))
    return anew(replace(own, filters=(*own.filters, *same_place(said))) if own.intent is not Intent.FACT else own)


def announced(said: Said) -> Followed | None:
    """ "Andere vraag: ...", "ok new topic, offshore", "hoeveel consortia zijn er?": it says itself that it begins anew."""
    if NEW.search(said.text) and said.own.filters:
        return new(said)
    asked = HOW_MANY_ARE.match(said.text)
    kinds = [f.source_text for f in said.named("kind")]
    in_all = asked and not said.is_list() and (asked["noun"] in kinds or asked["noun"].casefold() in PLAN_NOUNS)
    return anew(said.own) if in_all and said.own.form in SETS and not references.points_back(said.text) else None


def general(said: Said) -> Followed:
    """What something is in general: "wat is eigenlijk een keuzedeel?"."""
    own = said.own if said.own.form is AnswerForm.FACT else said.read(said.text, Intent.FACT)
    return anew(replace(own, text=said.own.text))


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


def corrected(said: Said) -> Followed | None:
    """ "Nee, ik bedoel New Waves", "nee, de stad"."""
    if said.named("plan"):
        meant = tuple(f for f in said.own.filters if not DENIED.search(said.text[: said.text.find(f.source_text)]))
        denied = {f.value for f in said.own.filters if f not in meant} if meant else set()
        return of_another(replace(said, own=replace(said.own, filters=meant or said.own.filters)), Act.CORRECTED, denied)
    named = said.named() or other_reading(said)
    return with_filters(said, named, Way.REPLACE, Act.CORRECTED) if named else None


def other_meant(said: Said) -> Followed | None:
    """ "De stad dan, hè": it says itself that it means the town, where the province of its name was read."""
    asks = YES_OR_NO.match(said.text) or ASKS.match(said.text) or any(not f.negated for f in said.own.filters)
    named = () if asks or not said.is_list() else other_reading(said)
    return with_filters(said, named, Way.REPLACE, Act.CORRECTED, loosely=True) if named else None


def both(said: Said) -> Followed | None:
    """ "How do those two differ?": it says itself that it compares, and how many."""
    return compared(said) if COMPARING.search(said.text) and references.that_many(said.text) else None


def compared(said: Said) -> Followed | None:
    """ "Vergelijk die twee", "vergelijk die met SCALE"."""
    named = tuple(dict.fromkeys(f.value for f in said.named("plan")))
    placed = references.ordinals(said.text, said.state.listed)
    plans = tuple(dict.fromkeys((*placed, *named)))
    if references.asks_which(said.text) and said.named("place", "region", "province", "theme", "sector", "level", "kind"):
        return None
    if len(plans) == 1 and _asks_itself(said) and not COMPARING.search(said.text):
        return None  # "bij SCALE, hoeveel was er daar bij de start?" asks something of its own
    if len(plans) < 2:
        plans = tuple(dict.fromkeys((*said.focus[-1:], *named))) if named else said.several()
    if len(plans) < 2 or len(plans) > _MOST:
        return None
    return about(said, plans, Act.COMPARED, _asked(said), AnswerForm.COMPARE)


def _asks_itself(said: Said) -> bool:
    """Whether it says what it asks, so that it asks nothing that was asked before."""
    return bool(QUESTION_CUES & set(words(said.text))) and bool(bare_left(said.own.left) or not ELLIPTIC_AND.match(said.text))


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
    asked = _asked(said)
    form = AnswerForm.COMPARE if said.means.aspects.asked(bare_left(said.read(asked).left)) else AnswerForm.FACT
    return about(said, talked, Act.COMPARED if form is AnswerForm.COMPARE else Act.ABOUT, asked, form)


def left_out(said: Said) -> Followed | None:
    """ "Laat IT Verband er maar uit": the others of those compared."""
    out = {f.value for f in said.named("plan")}
    rest = tuple(plan for plan in said.focus if plan not in out)
    leaves = FORGETTING.search(said.text) or WITHOUT.match(said.text)
    if (
        not leaves
        or said.named()
        or not rest
        or not out < set(said.focus)
        or not any(f.facet == "plan" for f in said.state.filters)
    ):
        return None
    form = AnswerForm.COMPARE if len(rest) > 1 else AnswerForm.PLAN
    return about(said, rest, Act.COMPARED if len(rest) > 1 else Act.ABOUT, said.state.asked, form)


def _asked(said: Said) -> str:
    """What is said, with what was asked before where that alone tells of what: "welke van de twee kreeg het meest?"."""
    aspects = said.means.aspects
    if not SUPERLATIVE.search(said.text) or aspects.asked(bare_left(said.own.left)):
        return said.text
    longer = fitting(f"{said.text} {said.state.asked}", said.text)
    return longer if aspects.asked(said.read(longer).left) else said.text


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


def of_it(said: Said) -> Followed | None:
    """ "How many start-ups have they housed?", of the one plan that is talked about, whatever else that names."""
    asks = any(cue.match(said.text) for cue in (ASKS, HOW_MANY, YES_OR_NO)) and references.points_back(said.text)
    named = said.named("plan", *PLACES) or references.asks_which(said.text)
    return of_focus(said) if asks and not named and _is_talked_about(said) else None


def not_that(said: Said) -> Followed | None:
    """ "Not House of Skills, I know that one": a plan that is left out of those asked for."""
    plans = said.named("plan")
    if not said.is_list() or not plans or said.named() or not (WITHOUT.match(said.text) or all(f.negated for f in plans)):
        return None
    if not {f.value for f in plans} <= set(said.state.listed):
        return None
    return with_filters(said, [replace(f, negated=True) for f in plans], Way.NARROW, Act.EXCLUDED, loosely=True)


def told(said: Said) -> Followed | None:
    """ "Die in Breda, hoe lang loopt dat?": it says itself that it picks, and by what."""
    return picked(said) if references.told_by_place(said.text, said.own.filters) else None


def as_a_whole(said: Said) -> Followed | None:
    """ "Wat is de eerste?": it asks of one of those shown what it is."""
    found = references.ordinal(said.text, said.state.listed) if not said.own.filters else None
    return picked(said) if found and WHAT_IS.match(said.text.replace(found.words, " ")) else None


def picked(said: Said) -> Followed | None:
    """ "De tweede", "die in Breda, hoeveel geld is daarvoor?"."""
    if said.named("plan"):
        return _of_shown(said)
    by = references.told_by_place(said.text, said.own.filters) or _telling(said)
    pointed = references.ordinal(said.text, said.state.listed)
    plans = (said.met(by) or _talked_about(said, by) or _described(said, by)) if by else pointed.plans if pointed else ()
    if not plans and len(said.focus) == 1 and said.own.intent is Intent.FACT and references.points_back(said.text):
        plans = said.focus  # "where are its living labs?"
    if not plans and said.named():
        return narrowed(said)  # it names what several have, or none
    if not plans and len(said.focus) == 1:
        plans = said.focus
    if not plans:
        return None
    rest = references.without_telling(said.text, by) if by else said.text.replace(pointed.words if pointed else "", " ")
    left = [word for word in said.read(rest).left if word not in MORE] if words(rest) else []
    if not left and len(plans) > 1:
        return with_filters(said, by, Way.NARROW, Act.NARROWED)
    if not left and set(words(rest)) & {"alleen", "only", "just"}:
        return with_filters(said, by, Way.NARROW, Act.NARROWED)
    asks = left or (set(words(rest)) & QUESTION_CUES and not WHAT_IS.match(rest))
    form = AnswerForm.FACT if asks else AnswerForm.PLAN
    return about(said, plans, Act.PICKED, rest if asks else said.text, form, by, named=len(plans) == 1)


def _telling(said: Said) -> tuple[Filter, ...]:
    """What is named that tells one of those shown from the others; a bare name asks for all that have it."""
    if len(said.focus) == 1 and references.points_back(said.text):
        return ()  # "where are its living labs?" asks of the one talked about
    if said.own.intent is not Intent.FACT:
        return ()  # "any with a site in Barendrecht" asks which
    asks = set(bare_left(said.own.left)) - GOING_ON or QUESTION_CUES & set(words(said.text)) or references.points_back(said.text)
    return tuple(f for f in said.named() if len(said.met([f])) == 1) if asks else ()


def _talked_about(said: Said, by: Sequence[Filter]) -> tuple[str, ...]:
    """The plans talked about one by one that meet filters."""
    reader, recent = said.means.reader, set(said.state.recent)
    return tuple(plan.id for plan in said.plans if plan.id in recent and all(reader.meets(plan, f) for f in by))


def _described(said: Said, by: Sequence[Filter]) -> tuple[str, ...]:
    """The one plan that lies where is said, of those that meet what is in force besides, or of all there are."""
    found = resolved(said, by_place(by))
    return (found,) if found else ()


def _of_shown(said: Said) -> Followed | None:
    """ "Does CIV Water do anything with VR?", of one of the plans just listed: the list stays what it is about."""
    plans = tuple(dict.fromkeys(f.value for f in said.named("plan") if not f.negated))
    if len(plans) != 1 or not said.is_list() or plans[0] not in said.state.listed:
        return None
    form = said.own.form if said.own.intent is Intent.FACT else AnswerForm.FACT
    return about(said, plans, Act.PICKED, said.text, form)


def resembling(said: Said) -> Followed | None:
    """ "Zoiets in Overijssel?", "anything similar there?": it says itself that it wants the like of the plan talked about."""
    likens = LIKE_IT.search(said.text) or (RESEMBLING.search(said.text) and references.points_back(said.text))
    return alike(said) if likens and _is_talked_about(said) and not said.named(*SUBJECTS) else None


def alike_there(said: Said) -> Followed | None:
    """ "En in Groningen?", of the one plan talked about, which lies elsewhere: the like of it there."""
    places, about = said.named(*PLACES), tuple(f.value for f in said.state.filters if f.facet == "plan")
    only = places and len(places) == len(said.own.filters) and not said.own.left and not said.state.earlier
    if not only or said.is_list() or len(about) != 1 or not ELLIPTIC.match(said.text):
        return None
    if any(said.any_meets(about, place) for place in places):
        return None
    return alike(replace(said, state=replace(said.state, focus=about)))


def _is_talked_about(said: Said) -> bool:
    """Whether one plan is talked about that is not just the only one of a list."""
    return (
        len(said.focus) == 1
        and said.focus != said.state.listed
        and any(f.facet == "plan" and f.value in said.focus for f in said.state.filters)
    )


def alike(said: Said) -> Followed | None:
    """ "Is there anything like it in Zeeland?"."""
    if said.named("plan", *SUBJECTS) or len(said.focus) != 1:
        return None  # "same thing for care?" wants something else
    if said.is_list() and said.named() and not _is_talked_about(said):
        return None  # "zit er in Drenthe ook zoiets?" wants the same question for Drenthe
    named = tuple(replace(f, preferred=False) for f in said.named("place", "region", "province", "level"))
    question = replace(said.own, form=AnswerForm.LIKENESS, intent=Intent.FACT, filters=(said.plan(said.focus[0]), *named))
    return Followed(question, Act.ALIKE, said.state.text, said.state.form, said.text)


def same(said: Said) -> Followed | None:
    """ "En SCALE?", "doe dat ook eens voor SCALE": the same of another plan."""
    if not said.named("plan") or not said.state.asked:
        return None
    if len(said.focus) > 1 and _asks_itself(said) and said.read(said.state.asked).form is AnswerForm.COMPARE:
        return None  # who asks something else after a comparison wants no other plan beside those
    return of_another(said, Act.SAME)


def of_focus(said: Said) -> Followed | None:
    """ "En het budget?", "wie doen daar mee?": of the plans that were talked about."""
    if said.named("plan") or not said.focus:
        return None
    plans = said.several() if references.that_many(said.text) else said.focus
    compares = len(plans) > 1 and said.means.aspects.asked(said.own.left)
    if len(plans) > _FEW and not compares:
        return among(said, plans)
    whole = len(plans) == 1 and not [word for word in said.own.left if word not in MORE] and asks_for_whole(said.text)
    form = AnswerForm.COMPARE if compares else AnswerForm.PLAN if whole else AnswerForm.FACT
    return about(said, plans, Act.ABOUT, said.text, form, named=len(plans) == 1 or _means_several(said))


def _means_several(said: Said) -> bool:
    """Whether it says that it asks of all that were talked about, and not of one it leaves open: they were compared, or a word
    does."""
    compared = sum(f.facet == "plan" for f in said.state.filters) > 1
    return compared or references.that_many(said.text) or references.asks_which(said.text)


def talk(said: Said) -> Followed | None:
    """ "Bedankt!": it leaves the conversation where it is."""
    if said.own.form is not AnswerForm.TALK:
        return None
    return Followed(said.own, Act.TALK, said.state.text, said.state.form, said.state.asked, said.state.filters)


# Every act that is learned, and what it comes to.
ACTS: Mapping[Act, Callable[[Said], Followed | None]] = {
    Act.NEW: new,
    Act.GENERAL: general,
    Act.REFINED: refined,
    Act.WIDENED: widened,
    Act.NARROWED: narrowed,
    Act.EXCLUDED: excluded,
    Act.DROPPED: dropped,
    Act.COUNTED: counted,
    Act.BROKEN_DOWN: broken_down,
    Act.PICKED: picked,
    Act.ABOUT: of_focus,
    Act.SAME: same,
    Act.COMPARED: compared,
    Act.ALIKE: alike,
    Act.CORRECTED: corrected,
    Act.TALK: talk,
}
