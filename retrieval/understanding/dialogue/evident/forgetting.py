"""What says itself which conditions no longer hold, or hold again: "vergeet Zeeland", "maakt niet uit waar"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm, Filter
from retrieval.understanding.dialogue.cues import (
    AGAIN,
    ALL_CONDITIONS,
    CLAUSES,
    CONDITIONS,
    EVERYTHING,
    FORGETTING,
    LAST_CONDITION,
    WITHOUT,
)
from retrieval.understanding.dialogue.dropping import dropped_facets, facets_said
from retrieval.understanding.dialogue.meaning import with_filters
from retrieval.understanding.dialogue.merging import Way
from retrieval.understanding.dialogue.places import whole_province
from retrieval.understanding.dialogue.saying import Act, Followed, Said
from retrieval.understanding.dialogue.sets import asked_again, widened, without_facets
from retrieval.vocabulary import SUBJECTS

# Of more words than these many only surround what is named.
_SHORT = 6
# Words that begin with so many of the same letters are one, with another end.
_STEM = 6


def let_in(said: Said) -> Followed | None:
    """ "Water mag toch weer wel": what was left out no longer is."""
    out = {(f.facet, f.value) for f in said.state.filters if f.negated}
    named = {(f.facet, f.value) for f in said.named()}
    return widened(said) if said.is_list() and named and named <= out and AGAIN.search(said.text) else None


def unminded(said: Said) -> Followed | None:
    """ "Maakt niet uit waar", "any level": it says itself that a condition in force no longer matters."""
    dropped = dropped_facets(said.text)
    if said.named("plan") or any(f.facet not in dropped for f in said.named()):
        return None  # "biobased bouwen in Drenthe, elk niveau" may begin anew
    return without_facets(said, dropped) if any(f.facet in dropped for f in said.carried) else None


def forgotten(said: Said) -> Followed | None:
    """ "Vergeet Zeeland", "verwijder het filter", "doe ze allebei weg": it says itself which conditions no longer hold."""
    if not said.is_list() or said.named("plan") or not FORGETTING.search(said.text) or whole_province(said):
        return None
    out = _forgotten(said)
    if not out and not (CONDITIONS.search(said.text) and not said.own.filters):
        return None
    kept = tuple(f for f in said.state.filters if f not in out)
    gone = {(f.facet, f.value) for f in out}
    if not gone & {(f.facet, f.value) for f in said.named()}:
        gone |= {(f.facet, f.value) for f in said.named() if any(_takes_in(f, own, said) for own in out)}
    named = [f for f in said.named() if (f.facet, f.value) not in gone]
    return with_filters(said.holding(kept), named, Way.REPLACE, Act.DROPPED, loosely=True)


def _forgotten(said: Said) -> tuple[Filter, ...]:
    """The conditions in force that are named, by themselves or by what kind they are; all, or the last, where it says so."""
    # "Laat biobased maar los, wat is er verder voor de bouw in Brabant?" lets go of what it says first.
    clauses = [clause for clause in CLAUSES.split(said.text) if FORGETTING.search(clause)]
    here = [f for f in said.named() if any(f.source_text in clause for clause in clauses)]
    if not here and (unnamed := _forgotten_unnamed(said, clauses)) is not None:
        return unnamed
    wanted = here or said.named()
    named = {(f.facet, f.value) for f in wanted}
    if again := tuple(f for f in said.state.filters if (f.facet, f.value) in named):
        return again
    # "Laat dat biobased maar los", of biobased bouwen.
    if narrower := tuple(f for f in said.state.filters if any(_takes_in(own, f, said) for own in wanted)):
        return narrower
    return _of_facets(said, said.text) or (() if named else _spoken_of(said))


def _forgotten_unnamed(said: Said, clauses: Sequence[str]) -> tuple[Filter, ...] | None:
    """What goes by clauses that name nothing themselves; ``None`` where they leave it to the rest of the text."""
    if not any(map(facets_said, clauses)) and any(map(EVERYTHING.search, clauses)):
        return said.state.filters  # "wis alles. Wie doet circulair bouwen?"
    if found := tuple(f for clause in clauses for f in _of_facets(said, clause)):
        return found  # "laat de regio's los. Alle smart maintenance buiten Noord-Holland" names what it asks for
    others = [word for clause in clauses for word in said.own.left if word in words(FORGETTING.sub(" ", clause))]
    if not others or any(facets_said(clause) or CONDITIONS.search(clause) for clause in clauses):
        return None
    # "Precisiespul hoeft niet" lets go of precisielandbouw; "forget the comparing, just Gelderland" of nothing asked.
    return tuple(f for f in said.state.filters if any(_begin_alike(word, f) for word in others))


def _of_facets(said: Said, text: str) -> tuple[Filter, ...]:
    """The conditions in force of the facets that a text speaks of."""
    facets = facets_said(text)
    return tuple(f for f in said.state.filters if f.facet in facets)


def _spoken_of(said: Said) -> tuple[Filter, ...]:
    """All conditions in force but the kind, or the last, where a text speaks of them so."""
    conditions = tuple(f for f in said.state.filters if f.facet != "kind")
    if ALL_CONDITIONS.search(said.text):
        return conditions
    # Those of the turn before, else the last one that was named.
    last = tuple(f for f in conditions if not f.carried) or conditions[-1:]
    return last if LAST_CONDITION.search(said.text) else ()


def _begin_alike(word: str, own: Filter) -> bool:
    return any(word[:_STEM] == name[:_STEM] for name in words(own.label)) and len(word) >= _STEM


def _takes_in(wider: Filter, own: Filter, said: Said) -> bool:
    """Whether what is said means a condition in force by a broader word for it, or by one of its words."""
    if wider.facet not in SUBJECTS or own.facet not in SUBJECTS:
        return False
    return (own.facet, own.value) in said.means.reader.values(wider) or set(words(wider.source_text)) < set(words(own.label))


def impossible(said: Said) -> Followed | None:
    """ "Geen mkb-partners": what it denies is nothing that plans can be chosen by, so the set stays and that is said."""
    denied = WITHOUT.match(said.text)
    if not (said.is_list() and denied and said.own.left) or said.own.filters or len(words(said.text)) > _SHORT:
        return None
    question = replace(asked_again(said, AnswerForm.LIST), ignored=said.text[denied.end() :].strip(" ,.?!"))
    return Followed(question, Act.EXCLUDED, said.state.text, said.state.form)
