"""What says itself how it goes on about the set of plans that is asked for: it narrows, adds, leaves out, drops, counts."""

from __future__ import annotations

from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import AnswerForm, Filter
from retrieval.understanding.amounts import bound_in
from retrieval.understanding.cues import PER, only_tells_of_oneself
from retrieval.understanding.details import asks_table, details_in
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.cues import (
    AGAIN,
    ALL_CONDITIONS,
    ALSO_THERE,
    ASKS,
    ASKS_WHICH,
    CLAUSES,
    CONDITIONS,
    COUNT,
    ELLIPTIC,
    ELLIPTIC_AND,
    FORGETTING,
    HOW_MANY,
    LAST_CONDITION,
    MISSING_THERE,
    NO,
    ONLY,
    KEEPING,
    MAKING,
    SHOWN_AGAIN,
    SITUATED,
    THERE,
    THERE_THEN,
    THOSE_THAT,
    WHICH_ARE_THEY,
    WHICH_DO,
    WITHOUT,
    YES_OR_NO,
    bare_left,
)
from retrieval.understanding.dialogue.dropping import dropped_facets, facets_said
from retrieval.understanding.dialogue.meaning import with_filters
from retrieval.understanding.dialogue.merging import Way, accepts, adds, group_of, merged, takes_in
from retrieval.understanding.dialogue.places import whole_province
from retrieval.understanding.dialogue.references import swap_in
from retrieval.understanding.dialogue.saying import Act, Followed, Said
from retrieval.understanding.dialogue.sets import at_the_set, broken_down, counted, narrowed, on_the_set, refined, widened, without_facets
from retrieval.understanding.forms import as_missing
from retrieval.understanding.intent import Intent
from retrieval.understanding.organisations import ORGANISATION
from retrieval.understanding.programmes import of_programmes
from retrieval.vocabulary import PLACES, SUBJECTS

# A question by itself says more than so many words.
_BRIEF = 12
# Of more words than these many only surround what is named.
_SHORT = 6
# Words that begin with so many of the same letters are one, with another end.
_STEM = 6
_JOINING = frozenset("en of and or in bij samen together".split())


def enumerated(said: Said) -> Followed | None:
    """ "Welke zijn dat dan?": the plans that were only counted."""
    if not said.is_list() or said.own.filters or not WHICH_ARE_THEY.match(said.text):
        return None
    base = said.read(said.state.text, Intent.LIST)
    question = replace(base, text=said.own.text, form=AnswerForm.LIST, filters=said.carried, corrections=())
    return Followed(question, Act.REFINED, said.state.text, AnswerForm.LIST)


def put_right(said: Said) -> Followed | None:
    """ "No, mbo", "nee, Limburg": what is named takes the place of what it replaces."""
    named = said.named()
    alone = not (said.named("plan") or bare_left(said.own.left) or any(f.negated for f in named))
    if not (named and alone and said.is_list() and NO.match(said.text)) or len(words(said.text)) > _SHORT:
        return None
    return with_filters(said, named, Way.REPLACE, Act.CORRECTED)


def missing_there(said: Said) -> Followed | None:
    """ "Wat ontbreekt daar?": at the place that was asked about, "en wat ontbreekt in Zeeland?"."""
    before = () if said.named(*PLACES) else tuple(f for f in said.carried if f.facet in PLACES and not f.negated)
    if not (before or said.named(*PLACES)) or said.named("plan") or not MISSING_THERE.match(said.text):
        return None
    own = said.read(said.text, Intent.LIST)
    question = replace(own, text=said.own.text, form=AnswerForm.COVERAGE, filters=as_missing((*own.filters, *before)))
    return Followed(question, Act.REFINED, said.text, AnswerForm.COVERAGE)


def of_those(said: Said) -> Followed | None:
    """ "Die met de haven te maken hebben", "welke doen iets met water?": it says itself that it narrows what was shown."""
    several = said.is_list() and len(said.state.listed) > 1
    if not several or not said.named() or said.named("plan"):
        return None
    if THOSE_THAT.match(said.text):
        return narrowed(said)
    places = [f for f in said.named() if f.facet in PLACES and not f.negated]
    asks = WHICH_DO.match(said.text) and not bound_in(said.text) and (not places or said.met(places))
    return with_filters(said, said.named(), Way.NARROW, Act.NARROWED) if asks else None


def of_oneself(said: Said) -> Followed | None:
    """ "Wie kan ons iets leren over drones?" after "ik heb een hoveniersbedrijf in Ede": for whoever told of himself."""
    told = said.is_list() and only_tells_of_oneself(said.state.text)
    asks = ASKS.match(said.text) and said.named() and not said.named("plan")
    return with_filters(said, said.named(), Way.NARROW, Act.NARROWED) if told and asks else None


def bare(said: Said) -> Followed | None:
    """ "Techniek en zorg", "Alkmaar of Haarlem": names of one kind and nothing else, in the place of what was asked of that."""
    groups = {group_of(f) for f in said.named() if f.facet in PLACES | SUBJECTS | {"level"} and not f.negated}
    names = {word for f in said.named() for word in words(f.source_text)}
    said_else = [word for word in words(said.text) if word not in names and word not in _JOINING]
    alone = len(groups) == 1 and not said_else and len(said.own.filters) == len(said.named()) > 1
    return refined(said) if alone and said.is_list() else None


def there_then(said: Said) -> Followed | None:
    """ "Wat zit er dan wel in Groningen?", after what is missing where: the plans there."""
    here = PLACES | {"kind"}
    places = said.own.filters and all(f.facet in here for f in said.own.filters) and not said.own.form is AnswerForm.COVERAGE
    before = any(f.facet in PLACES and not f.negated for f in said.state.filters)
    there = not said.own.filters and before and THERE.search(said.text) and not bare_left(said.own.left)
    if said.state.form is not AnswerForm.COVERAGE or not (places or there) or not THERE_THEN.match(said.text):
        return None
    filters = merged(said.state.filters, [replace(f, negated=False, preferred=False) for f in said.own.filters], Way.REPLACE)
    question = replace(said.read(said.text, Intent.LIST), text=said.own.text, form=AnswerForm.LIST, filters=filters)
    return Followed(question, Act.REFINED, said.text, AnswerForm.LIST)


def swapped(said: Said) -> Followed | None:
    """ "Wat als je Oost-Nederland inruilt voor Limburg?", "replace partnerships by consortia": one in the place of the other."""
    here = at_the_set(said)
    old, new = swap_in(said.text, said.named())
    if not (old and new and here.is_list()) or said.named("plan"):
        return None
    out = {(f.facet, f.value) for f in old}
    kept = tuple(f for f in here.state.filters if (f.facet, f.value) not in out)
    beside = {f.facet for f in new} & {f.facet for f in kept if not f.negated}
    way = Way.ADD if beside else Way.NARROW
    new = [replace(f, negated=False) for f in new]
    return with_filters(replace(here, state=replace(here.state, filters=kept)), new, way, Act.REFINED, loosely=True)


def made(said: Said) -> Followed | None:
    """ "Make it manufacturing as a whole", "maak er Limburg van": what is named takes the place of what it replaces."""
    here = at_the_set(said)
    fits = said.named() and not any(f.negated for f in said.named()) and not said.named("plan") and here.is_list()
    return refined(here) if fits and MAKING.search(said.text) and "?" not in said.text else None


def situated(said: Said) -> Followed | None:
    """ "Ik zit in Zwolle trouwens": where somebody is who asked before."""
    places = said.named() and all(f.facet in PLACES and not f.negated for f in said.named())
    tells = SITUATED.match(said.text) and "?" not in said.text and not said.named("plan")
    return with_filters(said, said.named(), Way.REPLACE, Act.REFINED, loosely=True) if said.is_list() and places and tells else None


def broken(said: Said) -> Followed | None:
    """ "Hoe zijn die over de provincies verdeeld?": those of the set, counted by what it says."""
    return broken_down(said) if PER.search(said.text) and not said.own.filters and len(words(said.text)) <= _BRIEF else None


def kept_to(said: Said) -> Followed | None:
    """ "Onze leden zitten in Oost-Nederland, dus beperk je daartoe": it says itself that it narrows."""
    here = at_the_set(said)
    bounds = KEEPING.search(said.text) and "?" not in said.text and not any(f.negated for f in said.named())
    if not (bounds and said.named() and here.is_list()) or said.named("plan"):
        return None
    return with_filters(here, said.named(), Way.NARROW, Act.NARROWED, loosely=True)


def of_kind(said: Said) -> Followed | None:
    """ "En de pps'en?": the same of another kind of plan."""
    kinds = said.own.filters and all(f.facet == "kind" and not f.negated for f in said.own.filters)
    alone = kinds and not said.own.left and len(words(said.text)) <= _SHORT
    return refined(said) if said.is_list() and alone and ELLIPTIC_AND.match(said.text) and not adds(said.text) else None


def also_there(said: Said) -> Followed | None:
    """ "Is er ook iets in Noord-Holland?", "is there one for vmbo too?": the same question for another place or level."""
    others = PLACES | {"level"}
    elsewhere = said.named() and all(f.facet in others and not f.negated for f in said.own.filters) and not said.own.left
    return refined(said) if said.is_list() and elsewhere and ALSO_THERE.match(said.text) else None


def shown_again(said: Said) -> Followed | None:
    """ "Toon ze allemaal weer": the plans that were asked for."""
    if not said.is_list() or said.own.filters or not SHOWN_AGAIN.match(said.text):
        return None
    base = said.read(said.state.text, Intent.LIST)
    question = replace(base, text=said.own.text, form=said.state.form, filters=said.carried, corrections=())
    return Followed(question, Act.REFINED, said.state.text, said.state.form)


def resumed(said: Said) -> Followed | None:
    """ "En in Drenthe?" after a plan was asked about in between: the last question for plans, there."""
    here = on_the_set(said)
    return refined(said) if here is not said and ELLIPTIC.match(said.text) else None


def let_in(said: Said) -> Followed | None:
    """ "Water mag toch weer wel": what was left out no longer is."""
    out = {(f.facet, f.value) for f in said.state.filters if f.negated}
    named = {(f.facet, f.value) for f in said.named()}
    return widened(said) if said.is_list() and named and named <= out and AGAIN.search(said.text) else None


def taken_in(said: Said) -> Followed | None:
    """ "Make it the whole province", "and in the whole south?": a wider place, and nothing else."""
    places = said.named() and all(f.facet in PLACES and not f.negated for f in said.own.filters) and not said.own.left
    wider = whole_province(said) or (places and takes_in(said.text) and not adds(said.text))
    return refined(said) if said.is_list() and wider else None


def accepted(said: Said) -> Followed | None:
    """ "Hbo is ook prima", "Zeeland would be fine too": it says itself that what it names joins what there was."""
    asks = YES_OR_NO.match(said.text) or ASKS.match(said.text)
    return widened(said) if said.is_list() and said.named() and not asks and accepts(said.text) else None


def added(said: Said) -> Followed | None:
    """ "Doe er Noord-Brabant bij": it says itself that what it names comes besides."""
    asks = YES_OR_NO.match(said.text) or ASKS.match(said.text) or bare_left(said.own.left) or said.named("plan")
    more = said.named() and not any(f.negated for f in said.named()) and adds(said.text)
    return widened(said) if said.is_list() and more and not asks else None


def denied(said: Said) -> Followed | None:
    """ "En ook geen zorg": it says itself that it leaves out what was not asked for."""
    held = {(f.facet, f.value) for f in said.state.filters if not f.negated}
    out = said.named() and not said.named("plan") and all(f.negated and (f.facet, f.value) not in held for f in said.named())
    short = said.is_list() and WITHOUT.match(said.text) and not bare_left(said.own.left)
    return with_filters(said, said.named(), Way.NARROW, Act.EXCLUDED, loosely=True) if out and short else None


def only_counted(said: Said) -> Followed | None:
    """ "Hoeveel blijven er over?": how many there are, and nothing else."""
    if not said.is_list() or PER.search(said.text):
        return None
    denied = said.own.filters and all(f.negated for f in said.own.filters) and HOW_MANY.search(said.text)
    return counted(said) if denied or (COUNT.match(said.text) and not said.own.filters) else None


def granted(said: Said) -> Followed | None:
    """ "Welke zijn al gehonoreerd?", "how many of them got the money?": those of a set that were granted, and nothing else."""
    several = said.is_list() and len(said.state.listed) > 1
    if not several or not said.named("status") or len(said.own.filters) > 1 or bare_left(said.own.left):
        return None
    if HOW_MANY.search(said.text):
        return counted(said)
    return narrowed(said) if ASKS_WHICH.match(said.text) else None


def of_programme(said: Said) -> Followed | None:
    """ "Welke daarvan kregen RIF-geld?": those that a programme paid, of the plans of a kind that were asked for."""
    if not said.is_list() or not references.asks_which(said.text):
        return None
    kinds = tuple(f for f in said.carried if f.facet == "kind")
    named = [f for f in of_programmes((*kinds, *said.own.filters), said.means.reader.holds) if f.facet == ORGANISATION]
    return with_filters(said, named, Way.NARROW, Act.NARROWED, loosely=True) if named else None


def only(said: Said) -> Followed | None:
    """ "Alleen de consortia", "just Drenthe": it says itself that it narrows, and asks nothing else; "alleen hbo erbij" adds."""
    bounds = ONLY.match(said.text)
    asks = said.named("plan") or not said.named() or dropped_facets(said.text)
    if bounds is None or asks or not said.is_list() or set(said.own.left) - set(words(bounds.group())):
        return None
    if adds(said.text):
        return widened(said)
    return with_filters(said, said.named(), Way.NARROW, Act.NARROWED, loosely=True)


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
    return with_filters(replace(said, state=replace(said.state, filters=kept)), named, Way.REPLACE, Act.DROPPED, loosely=True)


def _forgotten(said: Said) -> tuple[Filter, ...]:
    """The conditions in force that are named, by themselves or by what kind they are; all, or the last, where it says so."""
    # "Laat biobased maar los, wat is er verder voor de bouw in Brabant?" lets go of what it says first.
    clauses = [clause for clause in CLAUSES.split(said.text) if FORGETTING.search(clause)]
    here = [f for f in said.named() if any(f.source_text in clause for clause in clauses)]
    others = [word for clause in clauses for word in said.own.left if word in words(FORGETTING.sub(" ", clause))]
    facets = frozenset().union(*map(facets_said, clauses))
    if not here and (found := tuple(f for f in said.state.filters if f.facet in facets)):
        return found  # "laat de regio's los. Alle smart maintenance buiten Noord-Holland" names what it asks for
    if not here and others and not (facets or any(map(CONDITIONS.search, clauses))):
        # "Precisiespul hoeft niet" lets go of precisielandbouw; "forget the comparing, just Gelderland" of nothing asked.
        return tuple(f for f in said.state.filters if any(_begin_alike(word, f) for word in others))
    here = here or list(said.named())
    named = {(f.facet, f.value) for f in here}
    if again := tuple(f for f in said.state.filters if (f.facet, f.value) in named):
        return again
    if narrower := tuple(f for f in said.state.filters if any(_takes_in(own, f, said) for own in here)):
        return narrower  # "laat dat biobased maar los", of biobased bouwen
    facets = facets_said(said.text)
    if found := tuple(f for f in said.state.filters if f.facet in facets):
        return found
    if named:
        return ()
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


def tabled(said: Said) -> Followed | None:
    """ "Zet ze in een tabel met penvoerder en bedrag": aspects of each plan of the set in force."""
    details, _ = details_in(said.text, said.means.aspects) if asks_table(said.text) else ((), None)
    if not said.is_list() or not details or said.own.filters:
        return None
    base = said.read(said.state.text, Intent.LIST)
    question = replace(base, text=said.own.text, form=AnswerForm.LIST, filters=said.carried, details=details, corrections=())
    return Followed(question, Act.DETAILED, said.state.text, said.state.form)


def impossible(said: Said) -> Followed | None:
    """ "Geen mkb-partners": what it denies is nothing that plans can be chosen by, so the set stays and that is said."""
    denied = WITHOUT.match(said.text)
    if not (said.is_list() and denied and said.own.left) or said.own.filters or len(words(said.text)) > _SHORT:
        return None
    base = replace(said.read(said.state.text, Intent.LIST), text=said.own.text, form=AnswerForm.LIST, corrections=())
    ignored = said.text[denied.end() :].strip(" ,.?!")
    return Followed(replace(base, filters=said.carried, ignored=ignored), Act.EXCLUDED, said.state.text, said.state.form)
