"""What each dialogue act comes to: the question that is meant, or ``None`` where what was said does not allow it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm, Filter
from retrieval.understanding.cues import COMPARING, RESEMBLING, asks_for_whole
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.cues import (
    CORRECTION,
    DENIED,
    ELLIPTIC_AND,
    GOING_ON,
    MORE,
    NEW,
    QUESTION_CUES,
    SUPERLATIVE,
    WHAT_IS,
    bare_left,
)
from retrieval.understanding.dialogue.meaning import about, among, fitting, of_another, with_filters
from retrieval.understanding.dialogue.merging import Way, without_idle_denials
from retrieval.understanding.dialogue.places import other_reading, same_place
from retrieval.understanding.dialogue.pointing import by_place, resolved
from retrieval.understanding.dialogue.saying import Act, Followed, Said, readable
from retrieval.understanding.dialogue.sets import at_the_set, broken_down, counted, dropped, excluded, narrowed, refined, widened
from retrieval.understanding.forms import as_missing
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question
from retrieval.vocabulary import SUBJECTS

# Of more plans than these one asks which, not what of each.
_FEW = 4
# More plans than these are no comparison.
_MOST = 6


def anew(own: Question) -> Followed:
    """A question that stands by itself."""
    text = readable(own)
    own = replace(own, filters=without_idle_denials(own.filters, text))
    return Followed(own, Act.NEW, text, own.form, text)


def new(said: Said) -> Followed:
    """A question that stands by itself, perhaps announced: "andere vraag: ..."."""
    if NEW.search(said.text):
        # "Laat dat vliegen maar zitten, ik begin opnieuw: media in Hilversum".
        behind = said.text[next(NEW.finditer(said.text)).end() :].strip(" ,:;.-–")
        rest = behind if len(words(behind)) > 1 else NEW.sub(" ", said.text).strip(" ,:;.-–")
        return anew(replace(said.read(rest), text=said.own.text) if len(words(rest)) > 1 else said.own)
    own, here = said.own, at_the_set(said)
    before = {(f.facet, f.value) for f in here.state.filters if not f.negated}
    if any(f.negated and (f.facet, f.value) in before for f in own.filters) and (found := refined(here)):
        return found  # "robotica in plaats van waterstof" changes what was asked
    if own.intent is Intent.FACT and (found := _of_shown(said)):
        return found
    if own.form is AnswerForm.COVERAGE:
        own = replace(own, filters=as_missing(own.filters))
    return anew(replace(own, filters=(*own.filters, *same_place(said))) if own.intent is not Intent.FACT else own)


def general(said: Said) -> Followed:
    """What something is in general: "wat is eigenlijk een keuzedeel?"."""
    own = said.own if said.own.form is AnswerForm.FACT else said.read(said.text, Intent.FACT)
    return anew(replace(own, text=said.own.text))


def corrected(said: Said) -> Followed | None:
    """ "Nee, ik bedoel New Waves", "nee, de stad"."""
    if said.named("plan"):
        meant = tuple(f for f in said.own.filters if not DENIED.search(said.text[: said.text.find(f.source_text)]))
        denied = {f.value for f in said.own.filters if f not in meant} if meant else set()
        return of_another(replace(said, own=replace(said.own, filters=meant or said.own.filters)), Act.CORRECTED, denied)
    named = _meant(said) or other_reading(said)
    return with_filters(said, named, Way.REPLACE, Act.CORRECTED) if named else None


def _meant(said: Said) -> tuple[Filter, ...]:
    """What is named, but for what "zeg ik Utrecht, ik bedoel Gelderland" takes back."""
    cue = CORRECTION.search(said.text)
    behind = tuple(f for f in said.named() if cue and said.text.find(f.source_text) >= cue.end())
    held = {(f.facet, f.value) for f in said.state.filters}
    return tuple(f for f in said.named() if f in behind or not behind or (f.facet, f.value) not in held)


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
    return about(said, plans, Act.COMPARED, what_is_asked(said), AnswerForm.COMPARE)


def _asks_itself(said: Said) -> bool:
    """Whether it says what it asks, so that it asks nothing that was asked before."""
    return bool(QUESTION_CUES & set(words(said.text))) and bool(bare_left(said.own.left) or not ELLIPTIC_AND.match(said.text))


def what_is_asked(said: Said) -> str:
    """What is said, with what was asked before where that alone tells of what: "welke van de twee kreeg het meest?"."""
    aspects = said.means.aspects
    if not SUPERLATIVE.search(said.text) or aspects.asked(bare_left(said.own.left)):
        return said.text
    longer = fitting(f"{said.text} {said.state.asked}", said.text)
    return longer if aspects.asked(said.read(longer).left) else said.text


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
    rest = said.text.replace(pointed.words, " ") if pointed and not by else references.without_telling(said.text, by)
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
    if form is AnswerForm.LIKENESS and not RESEMBLING.search(said.text):
        form = AnswerForm.FACT
    return about(said, plans, Act.PICKED, said.text, form)


def is_talked_about(said: Said) -> bool:
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
    if said.is_list() and said.named() and not is_talked_about(said):
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
