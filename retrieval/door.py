"""What the command-line doors share: arguments to one exit code, every failure to one sentence."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from retrieval import journal
from retrieval.environment import read_settings
from retrieval.errors import FilterUnknown, PlanwijzerError
from retrieval.model import Language
from retrieval.settings import OFF, Settings
from retrieval.texts import Texts, load_texts

DONE, FINDINGS, WRONG = 0, 1, 2
# As a shell tells of a command that Ctrl-C ended.
STOPPED = 130
Command = Callable[[argparse.Namespace, Settings, Texts], int]
# A command that looks at the settings themselves, and so takes them as they stand in the environment.
Examination = Callable[[argparse.Namespace, Mapping[str, str], Texts], int]


class Parser(argparse.ArgumentParser):
    """A parser that states wrong use in one sentence, with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence and leave."""
        self.exit(WRONG, load_texts(_language_of(sys.argv))("error.usage", detail=f"{message} ({self.prog} --help)") + "\n")


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options of every command."""
    parser.add_argument("--index", type=Path, metavar="DIR", help="folder of the library")
    parser.set_defaults(log=OFF)
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="language of messages (default: nl)")


def positive(text: str) -> int:
    """A whole number from 1, for an argument. Raises ``ArgumentTypeError``."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} < 1")
    return int(text)


def facet_and_value(text: str) -> tuple[str, str]:
    """The parts of ``FACET=VALUE``. Raises ``FilterUnknown``."""
    facet, sign, value = text.partition("=")
    if not sign:
        raise FilterUnknown(filter=text, known="FACET=VALUE")
    return facet.strip(), value


def run(parser: Parser, arguments: Sequence[str] | None = None) -> int:
    """Parse, read the settings, run the command that the arguments chose; the exit code."""
    parsed = parser.parse_args(arguments)
    texts = load_texts(parsed.language)
    command: Command | None = getattr(parsed, "command", None)
    try:
        if command is None:
            examination: Examination = parsed.examination
            return examination(parsed, os.environ, texts)
        settings = read_settings(os.environ, parsed.index)
        journal.begin(settings.log, parsed.log, sys.stderr)
        return command(parsed, settings, texts)
    except PlanwijzerError as error:
        return complain(texts.error(error))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output left; nothing is wrong
        return DONE
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:  # a door: no bare traceback reaches a user
        return complain(texts("error.unexpected", detail=f"{type(error).__name__}: {error}"))


def complain(sentence: str) -> int:
    """Print a sentence on standard error; the exit code for wrong use."""
    print(sentence, file=sys.stderr)
    return WRONG


def print_json(value: Any) -> None:
    """Print one JSON value, readable, with its letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _language_of(arguments: Sequence[str]) -> Language:
    """The language asked for, before the arguments are parsed."""
    joined = " ".join(arguments)
    return "en" if "--language en" in joined or "--language=en" in joined else "nl"
