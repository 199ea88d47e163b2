"""Learn again what questions are understood with: ``python -m retrieval.teaching --index FOLDER``.

Reads the labelled examples and the development half of the test set, asks the library what stood before each follow-up, prints
how well what others wrote tells the examples of each writer, and writes the weights that come with the package.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from retrieval.adapters.loading import load_encoder
from retrieval.assembly import open_engine
from retrieval.engine import Engine
from retrieval.evaluation.experiment import slots
from retrieval.evaluation.measures import fits
from retrieval.evaluation.testset import FOLLOW_UP, Topic, read_testset
from retrieval.model import State
from retrieval.ports import Encoder
from retrieval.settings import CORPUS, EMBEDDED, Settings
from retrieval.teaching.examples import DEVELOPMENT, Example, acts, forms, is_taught, of_topics
from retrieval.teaching.fitting import Labelled, cross_validated, fit
from retrieval.understanding.dialogue.describing import described as said_described
from retrieval.understanding.dialogue.following import meanings, said_in
from retrieval.understanding.forms import described
from retrieval.understanding.intent import Intent
from retrieval.understanding.learned.classifier import Classifier, Weights, unlearned, write_weights
from retrieval.understanding.learned.learned import ACTS_FILE, FORMS_FILE, Learned
from retrieval.understanding.question import Question, Understanding, understand
from retrieval.understanding.talk import without_courtesy

# Whole dialogues are as people go on; examples that were written to tell acts apart hold as much of what is rare.
_NATURAL = 3.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.teaching", description=__doc__)
    parser.add_argument("--index", type=Path, required=True, help="folder of the shipped library")
    settings, encoder = Settings(index=parser.parse_args(arguments).index), load_encoder(EMBEDDED)
    of_forms = teach_forms(settings, encoder)
    write_weights(of_forms, FORMS_FILE)
    write_weights(teach_acts(settings, encoder, of_forms), ACTS_FILE)


def teach_forms(settings: Settings, encoder: Encoder) -> Weights:
    """Learn the forms of answers."""
    means = _engine(settings, encoder, unlearned(), unlearned()).retriever().snapshot.understanding
    examples = []
    for example in (*forms(), *of_topics(read_testset(CORPUS / "testset"))):
        own = understand(without_courtesy(example.text), means, intent=Intent.FACT)
        named = means.reader.read(own.read, own.language)
        examples.append(Labelled(described(own.read, named, own.left, means.aspects), example.label, example.writer))
    _report("forms", examples, encoder)
    return fit(examples, encoder)


def teach_acts(settings: Settings, encoder: Encoder, of_forms: Weights) -> Weights:
    """Learn the dialogue acts: first of what follows one question, then with that of what follows several."""
    engine = _engine(settings, encoder, of_forms, unlearned())
    first = _described((example for example in acts() if len(example.before) == 1), engine)
    engine = _engine(settings, encoder, of_forms, fit(first, encoder))
    examples = [*first, *_described((example for example in acts() if len(example.before) > 1), engine)]
    examples += _of_dialogues(read_testset(CORPUS / "testset"), engine)
    _report("acts", examples, encoder)
    return fit(examples, encoder)


def _engine(settings: Settings, encoder: Encoder, of_forms: Weights, of_acts: Weights) -> Engine:
    return open_engine(settings, Learned(Classifier(of_forms, encoder), Classifier(of_acts, encoder)))


def _described(examples: Iterable[Example], engine: Engine) -> list[Labelled]:
    """What is said in conversations, described where these stand; small talk at the beginning leaves them nowhere."""
    snapshot = engine.retriever().snapshot
    means, plans = snapshot.understanding, snapshot.plans
    found = []
    for example in examples:
        state: State | None = None
        for text in example.before:
            state = engine.ask(text, state=state).state
        if state is not None:
            said = said_in(without_courtesy(example.text), state, means, plans, partial(_read, means=means))
            found.append(Labelled(said_described(said), example.label, example.writer))
    return found


def _read(text: str, intent: Intent | None = None, *, means: Understanding) -> Question:
    return understand(text, means, intent=intent)


def _of_dialogues(topics: Iterable[Topic], engine: Engine) -> list[Labelled]:
    """The follow-ups of the development half, each with the most probable act that comes to the filters judged right.

    No further than the first of a dialogue that none comes to: what stands behind that goes on from something else.
    """
    snapshot = engine.retriever().snapshot
    means, plans = snapshot.understanding, snapshot.plans
    states: dict[str, State | None] = {}
    found = []
    for topic in topics:
        if not is_taught(topic) or not topic.dialogue:
            continue
        state = states.get(topic.dialogue)
        if topic.kind == FOLLOW_UP and state is not None and topic.filters is not None:
            said = said_in(without_courtesy(topic.text), state, means, plans, partial(_read, means=means))
            act = next((guess for guess, meant in meanings(said) if _is_right(meant.question, topic)), None)
            if act is None:
                states[topic.dialogue] = None
                continue
            found.append(Labelled(said_described(said), act.label, DEVELOPMENT, _NATURAL))
        if topic.kind != FOLLOW_UP or state is not None:
            states[topic.dialogue] = engine.ask(topic.text, state=state).state
    return found


def _is_right(question: Question, topic: Topic) -> bool:
    judged = topic.filters is None or topic.filters.allows(slots(question.filters))
    return judged and (not topic.form or fits(question.form, topic.form))


def _report(name: str, examples: Sequence[Labelled], encoder: Encoder) -> None:
    writers = sorted({example.writer for example in examples})
    shares = dict(zip(writers, cross_validated(examples, writers, encoder), strict=True))
    print(f"{name}: {len(examples)} examples; told right by what others wrote:", end=" ")
    print(", ".join(f"{writer} {share:.3f}" for writer, share in shares.items()))


if __name__ == "__main__":
    main()
