"""Money of a plan that its sources call otherwise than the question does: what it received, where its budget is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum, auto

from retrieval.answering.evidence import Sentence
from retrieval.answering.expected import AMOUNT
from retrieval.answering.quoting import Quoter
from retrieval.answering.telling import told
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import Draft
from retrieval.aspects import Aspect
from retrieval.model import AnswerForm, AnswerStatus, Citation, Quotation
from retrieval.retrieving import Retriever
from retrieval.snapshot import Snapshot
from retrieval.understanding.amounts import JOINT
from retrieval.understanding.question import Question

# Sentences of one plan that are shown.
_EACH = 2
# Of the sentences that tell of money so many are looked at.
_READ = 6


class Sum(Enum):
    """What an amount is of a plan: all that it costs, what somebody gave for it, or what its partners put in."""

    WHOLE = auto()
    RECEIVED = auto()
    OWN = auto()


# Nouns before verbs: "krijgt een bijdrage van" is a contribution.
_WORDS: tuple[tuple[Sum, re.Pattern[str]], ...] = (
    (Sum.WHOLE, re.compile(r"\b(?:begroting|budget|omvang|kosten|kost(?:te)?|totale bedrag|costs?)\b", re.IGNORECASE)),
    (
        Sum.RECEIVED,
        re.compile(
            r"\b(?:subsidie|bijdragen?|investering|financiering|toekenning|voucher|grant|subsidy|contribution|funding)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Sum.RECEIVED,
        re.compile(
            r"\b(?:toegekende?|ontv[aio]ng\w*|krijg\w*|kre+g\w*|gekregen|gaf|gegeven|droeg|beschikbaar(?: gemaakt)?|"
            r"gereserveerd|bestemd|trek(?:t|ken)|trok(?:ken)?|uittrekken|stak|ging|received|awarded|granted|gave)\b",
            re.IGNORECASE,
        ),
    ),
    (Sum.OWN, re.compile(r"\b(?:inbreng|inleg|legde|legden|cofinanciering)\b", re.IGNORECASE)),
    # "Er was € 1,9 miljoen uit het RIF".
    (Sum.RECEIVED, re.compile(r"(?<=miljoen )uit (?:het|de)\b[^.,(]*", re.IGNORECASE)),
)


def otherwise_called(question: Question, silent: Draft, money: Aspect, retriever: Retriever) -> Draft | None:
    """The amounts of the plans asked about, with what the sources call them; ``None`` where there are none.

    ``silent``: the draft in which the documents say that they do not mention what is asked. What they deny is not shown under
    another name; what several plans got together is shown where nothing is of one alone.
    """
    snapshot = retriever.snapshot
    denied = {kind for citation in silent.citations for kind, _ in _kinds(citation.quote.partition(":")[2])}
    plans = [f.value for f in question.filters if f.facet == "plan" and not f.negated]
    told_of = [s for plan in plans for s in _amounts(plan, money, snapshot)]
    own = [(word, s) for s in told_of if not JOINT.search(s.text) for word in _called(s, denied)]
    joint = [("", s) for s in told_of if JOINT.search(s.text)] if not own else []
    quoter = Quoter(snapshot.library, snapshot.documents)
    marks = [citation.mark for _, sentence in own or joint if (citation := quoter.cite(sentence.quotation()))]
    if not marks:
        return None
    denials = [cited.mark for own_words in silent.citations if (cited := quoter.cite(_quotation(own_words)))]
    words = Wording(question.language, quoter.citations())
    called = words.joined("answer.and", dict.fromkeys(f"“{word}”" for word, _ in own))
    lead = words.texts("answer.otherwise_called", called=called) if own else words.texts("answer.joint_sum")
    said = composed(lead, (), words.quotations(marks, "\n\n"), words.quotations(denials, "\n\n"))
    return Draft(AnswerForm.FACT, AnswerStatus.PARTLY_ANSWERED, said, quoter.citations(), focus=silent.focus)


def said_otherwise(question: Question, draft: Draft) -> Draft:
    """A draft with what the sources call the amounts that it quotes, where the question asks for all that a plan costs."""
    amounts = [_kinds(citation.quote) for citation in draft.citations if AMOUNT.search(citation.quote)]
    kinds = {kind for own in amounts for kind, _ in own}
    if Sum.WHOLE not in {kind for kind, _ in _kinds(question.read)} or Sum.WHOLE in kinds or not kinds:
        return draft
    words = Wording(question.language)
    called = words.joined("answer.and", dict.fromkeys(f"“{own[0][1]}”" for own in amounts if own))
    lead = words.texts("answer.otherwise_called", called=called)
    return replace(draft, composed=composed(lead, draft.composed.notes, draft.composed.text))


def tells_of_grant(text: str) -> bool:
    """Whether a sentence tells what somebody gave for a plan."""
    return tells_of(Sum.RECEIVED, text)


def tells_of(kind: Sum, text: str) -> bool:
    """Whether a text tells of a sum of a kind."""
    return bool(AMOUNT.search(text)) and kind in {own for own, _ in _kinds(text)}


def asked_sum(text: str) -> Sum | None:
    """The kind of sum that a question speaks of; ``None`` where it says of none, or of several, what it is."""
    kinds = {kind for kind, _ in _kinds(text)}
    return next(iter(kinds)) if len(kinds) == 1 else None


def _amounts(plan: str, money: Aspect, snapshot: Snapshot) -> list[Sentence]:
    """The sentences that tell of an amount of a plan."""
    own = next(known for known in snapshot.plans if known.id == plan)
    return [s for s in told(own, money, _READ, snapshot) if AMOUNT.search(s.text) and _kinds(s.text)][:_EACH]


def _called(sentence: Sentence, denied: set[Sum]) -> list[str]:
    """What the amount of a sentence is called, in one word; none where it is of a kind that is denied."""
    kinds = _kinds(sentence.text)
    return [] if denied & {kind for kind, _ in kinds} else [kinds[0][1]]


def _kinds(text: str) -> list[tuple[Sum, str]]:
    """The kinds of sums that a text names, with its word for each."""
    found: Iterable[tuple[Sum, re.Match[str] | None]] = ((kind, pattern.search(text)) for kind, pattern in _WORDS)
    return [(kind, match.group().strip()) for kind, match in found if match]


def _quotation(cited: Citation) -> Quotation:
    return Quotation(cited.document.version, cited.page, cited.start, cited.end, cited.quote, cited.heading)
