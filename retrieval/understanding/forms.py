"""Which form of answer a question asks for: learned from labelled questions, bounded by what the question names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.aspects import Aspect, Aspects
from retrieval.dutch import content_words, fold, words
from retrieval.model import NATIONWIDE, AnswerForm, Filter
from retrieval.understanding.cues import LACKING, PER, cue, cues_in
from retrieval.understanding.filters import Understood
from retrieval.understanding.intent import PLAN_NOUNS
from retrieval.understanding.learned.classifier import Classifier, Described, Guess
from retrieval.understanding.learned.grams import Named, bare, grams, masked
from retrieval.understanding.situation import asking_part, within
from retrieval.understanding.talk import Talk, courtesy, is_courteous, of_itself
from retrieval.vocabulary import PLACES, SUBJECTS

# "Ben je een robot?" is about no robotics.
_ASSISTANTS = frozenset("robot robots computer machine bot".split())
# "Ik ben kapper" says who asks.
_SOMEBODY = re.compile(
    r"\W*(?:ik ben|i am|i['’]m)\s+(?:een\s+|an?\s+)?"
    r"(?!(?:klaar|er|hier|blij|tevreden|done|ready|here|happy|fine|good|ok)\b)[\w-]+\W*$",
    re.IGNORECASE,
)
# The label of questions that have nothing to do with the field.
OUTSIDE = "outside"
KINDS_OF_NAMES = {
    **dict.fromkeys(PLACES, "Place"),
    **dict.fromkeys(SUBJECTS, "Subject"),
    "level": "Level",
    "kind": "Kind",
    "status": "Status",
    "plan": "Plan",
    "offer": "Offer",
    "organisation": "Organisation",
}
# A question that is taken for small talk gets no answer: that must be more probable than not.
_SURE = 0.5
# From here on more is as much.
_MANY, _SEVERAL, _LONG = 5, 3, 8
_WORDS_A_STEP = 4


_COURTESIES = frozenset({Talk.GREETING, Talk.THANKS, Talk.GOODBYE})
# Words that ask for the values of a facet when they stand shortly before its name, and how shortly.
_ASKING = frozenset("welke welk which what wat per alle aan op in er zijn its to".split())
_NEAR = 4
_EXISTING = cue(r"zijn er|er zijn|bestaan|are there|there are|exist")
_COUNTED_NOUN = re.compile(r"\b(?:hoeveel|how many)\s+(?P<noun>[^\W\d_][\w'’-]+)", re.IGNORECASE)
# What somebody wants who tells what he lacks.
_FOR_HIMSELF = (AnswerForm.OPPORTUNITY, AnswerForm.LIST)
_WHERE = frozenset({"waar", "where"})
# What is counted for whom: the values of these facets.
_COUNTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("level", cue(r"niveaus?|onderwijsniveaus?|opleidingsniveaus?|levels?")),
    (
        "sector",
        cue(r"sectoren|sector(?= (?:ontbre|mist|miss|is|zijn|komt))|branches?|sectors?|bedrijfstakken|vakgebieden|industries"),
    ),
    ("theme", cue(r"thema'?s?|themas|onderwerp(?:en)?|themes?|topics?|subjects?")),
    ("province", cue(r"provincies?|provinces?|waar|where")),
    ("region", cue(r"regio'?s?|regions?")),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The form of the answer that a question asks for. ``guesses``: all labels, the most probable first."""

    form: AnswerForm
    guesses: tuple[Guess, ...] = ()

    @property
    def outside(self) -> bool:
        """Whether it most probably has nothing to do with the field."""
        return bool(self.guesses) and self.guesses[0].label == OUTSIDE


def form_of(text: str, understood: Understood, left: Sequence[str], aspects: Aspects, learned: Classifier) -> Verdict:
    """The most probable form that what the question names allows. ``left``: its content words that no filter explains."""
    if (said := courtesy(text)) and not understood.filters:
        return Verdict(AnswerForm.TALK, (Guess(said, 1.0),))
    if (said := of_itself(text)) and all(fold(f.source_text) in _ASSISTANTS for f in understood.filters):
        return Verdict(AnswerForm.TALK, (Guess(said, 1.0),))
    guesses = learned.ranked(described(text, understood, left, aspects))
    for guess in guesses:
        if guess.label == OUTSIDE:
            break  # whether sentences answer it tells whether that is so
        form = AnswerForm.TALK if guess.label in set(Talk) else AnswerForm(guess.label)
        if form is AnswerForm.TALK and (guess.probability < _SURE or (guess.label in _COURTESIES and not is_courteous(text))):
            continue
        if form is AnswerForm.COVERAGE and _lacks_himself(text):
            form = next(own for own in _FOR_HIMSELF if _allows(own, text, understood, ()))
        if _allows(form, text, understood, aspects.asked(left)):
            return Verdict(form, guesses)
    return Verdict(AnswerForm.FACT, guesses)


def talk_of(verdict: Verdict) -> Talk:
    """The kind of small talk that it is most probably, if it is any."""
    return next((Talk(guess.label) for guess in verdict.guesses if guess.label in set(Talk)), Talk.THANKS)


def described(text: str, understood: Understood, left: Sequence[str], aspects: Aspects) -> Described:
    """A question as it is classified."""
    tokens = masked(text, spans_of(text, understood))
    names = [KINDS_OF_NAMES[found.facet] for found in understood.filters if found.facet != "offer"]
    plans = {found.value for found in understood.filters if found.facet == "plan"}
    said = courtesy(text)
    marks = {
        f"left {min(_MANY, len(left))}",
        f"long {min(_LONG, len(words(text)) // _WORDS_A_STEP)}",
        f"plans {min(_SEVERAL, len(plans))}",
        *(f"{kind} {min(_SEVERAL, names.count(kind))}" for kind in names),
        *(f"cue {cue}" for cue in cues_in(text)),
        *([] if names else ["names nothing"]),
        *(["aspect"] if aspects.asked(left) else []),
        *([f"courtesy {said}"] if said else []),
    }
    return Described(frozenset({*grams(tokens), *(f"* {mark}" for mark in marks)}), bare(tokens))


def spans_of(text: str, understood: Understood) -> list[Named]:
    """The names in a text, with what they name."""
    found = []
    for own in (f for f in understood.filters if f.facet != "offer"):
        for start in understood.starts.get((own.facet, own.value), ()):
            found.append(Named(start, start + len(own.source_text), KINDS_OF_NAMES[own.facet]))
    return [name for name in found if name.end <= len(text)]


def counted_facet(text: str, filters: Sequence[Filter]) -> str:
    """The facet whose values are counted: "per provincie", "welke thema's ontbreken in Flevoland"; ``""`` when none is.

    Where no word says which: the themes of a place, the provinces of a subject.
    """
    facets = {f.facet for f in as_missing(filters) if not f.negated}
    if named := facet_named(text, facets & PLACES):
        return named
    if facets & PLACES:
        return "theme"
    return "province" if facets & SUBJECTS else ""


def facet_named(text: str, held: Collection[str] = ()) -> str:
    """The facet whose values a text asks for in so many words, of those of which no value is held; ``""`` for none."""
    each = PER.search(text)
    if each:
        return next(facet for facet, noun in _COUNTED if noun.search(each.group()))
    for facet, noun in _COUNTED:
        found = noun.search(text)
        if found and facet not in held and _asks_values(text[: found.start()], found.group()):
            return facet
    return ""


def _asks_values(before: str, noun: str) -> bool:
    """Whether the values themselves are asked for: "welke provincies ...", "waar ... nog niets", "gaps per province"."""
    return noun.lower() in _WHERE or not words(before) or bool(_ASKING & set(words(before)[-_NEAR:]))


def as_missing(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """The filters of a question for what is missing: "nog niets met waterstof" denies plans, not waterstof."""
    asked = tuple(filters)
    of_kind = any(f.facet == "kind" and not f.negated for f in asked)
    # Where all is counted the whole country is no condition, and of what is no consortium there may be pps'en only.
    idle = {("province", NATIONWIDE, False), *(("kind", f.value, True) for f in asked if of_kind)}
    kept = (f for f in asked if (f.facet, f.value, f.negated) not in idle)
    return tuple(replace(f, preferred=False, negated=f.negated and f.facet in PLACES) for f in kept)


def _counts_other(text: str, understood: Understood) -> bool:
    """Whether it counts what is no plan, and speaks of none: "hoeveel btw", "hoeveel labs heeft Saxion?"."""
    counted = _COUNTED_NOUN.search(text)
    if counted is None or _EXISTING.search(text) or any(f.facet == "kind" for f in understood.filters):
        return False
    named = any(start <= counted.start("noun") < end for start, end in understood.spans)
    of_plans = any(word.endswith(noun) for word in words(text) for noun in PLAN_NOUNS)
    return not named and not of_plans and words(counted["noun"])[0] in content_words(text)


def _lacks_himself(text: str) -> bool:
    """Whether what is lacking is only told, and not asked: "mijn monteurs kunnen dat nog niet. Waar leren ze het?"."""
    lacking = [found.start() for found in LACKING.finditer(text)]
    return bool(lacking) and not any(within(start, asking_part(text)) for start in lacking)


def _allows(form: AnswerForm, text: str, understood: Understood, asked: Sequence[Aspect]) -> bool:
    """Whether a question that names this, and asks for these aspects, can be answered in a form."""
    filters = understood.filters
    plans = {f.source_text or f.value for f in filters if f.facet == "plan" and not f.negated}
    if form is AnswerForm.TALK:
        spans = (*understood.spans, *((start, end) for start, end, _ in understood.concepts))
        return not asked and not _SOMEBODY.match(text) and all(fold(text[start:end]) in _ASSISTANTS for start, end in spans)
    if form is AnswerForm.COUNT:
        return not _counts_other(text, understood)
    if form is AnswerForm.COMPARE:
        return len(plans) > 1
    if form is AnswerForm.PLAN:
        return len(plans) == 1 and not {f.facet for f in filters} & (SUBJECTS | {"status"})
    if form is AnswerForm.LIKENESS:
        return len(plans) == 1
    if form is AnswerForm.COVERAGE:
        # "Waar is Saxion bij betrokken?" asks for plans, not for provinces.
        of_someone = any(f.facet == "organisation" for f in filters) and not (LACKING.search(text) or PER.search(text))
        return not plans and not of_someone and bool(counted_facet(text, filters))
    if form is AnswerForm.OPPORTUNITY:
        return not plans and bool({f.facet for f in filters if not f.negated} & (PLACES | SUBJECTS | {"level", "offer"}))
    return True
