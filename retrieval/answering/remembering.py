"""Where a conversation stands after an answer."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.requiring import lifts
from retrieval.answering.work import SETS, Draft, Work
from retrieval.model import AnswerForm, AnswerStatus, State
from retrieval.understanding.dialogue.returning import earlier_than
from retrieval.understanding.dialogue.saying import Act

# Plans talked about one by one that are kept in mind.
_RECENT = 4
# Questions that are kept for a language model that puts a follow-up in its own words.
_SAID = 6
_LISTING = SETS | {AnswerForm.LIKENESS}


def state_after(work: Work, draft: Draft) -> State | None:
    """The state that the next question goes on from; small talk, and what could not be understood, leave it as it was."""
    before, followed = work.request.state, work.followed
    asks = draft.status is AnswerStatus.NEEDS_CLARIFICATION
    if followed is None or draft.form is AnswerForm.TALK or (asks and not draft.choices and before):
        return before
    earlier = None if followed.act is Act.NEW else before
    shown = tuple(entry.plan.id for entry in (draft.plans or (*draft.nationwide, *draft.near)))
    listing = draft.form in _LISTING or asks
    one_by_one = () if listing else draft.focus
    return State(
        text=followed.base,
        form=followed.form,
        filters=followed.filters,
        asked=followed.asked or followed.base,
        listed=(shown if listing else ()) or (earlier.listed if earlier else ()),
        focus=_focus(draft, shown if listing else draft.focus) or (earlier.focus if earlier else ()),
        recent=_last((*(earlier.recent if earlier else ()), *one_by_one)),
        pending=asks and bool(draft.choices),
        said=(*(before.said if before else ()), work.request.text)[-_SAID:],
        earlier=earlier_than(followed, before),
        lifted=tuple(key for key in lifts(work.request.without) if earlier or not before or key not in before.lifted),
    )


def _focus(draft: Draft, plans: tuple[str, ...]) -> tuple[str, ...]:
    """The plans that "dat" may point at: not those that only came near what was not found."""
    near_only = draft.status is AnswerStatus.NO_EVIDENCE and not draft.plans and not draft.focus
    return () if near_only else plans


def _last(plans: Sequence[str]) -> tuple[str, ...]:
    """The last few of some plans, each where it stands last."""
    return tuple(reversed(tuple(dict.fromkeys(reversed(plans)))[:_RECENT]))
