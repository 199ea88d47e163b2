"""Open a model from a folder, from the cache of the hub or, when it is in neither, from the hub."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from retrieval.adapters.presets import hub_name
from retrieval.errors import RetrievalError

Model = TypeVar("Model")
# From a folder or a name on the hub, and whether the network is to be left alone.
Open = Callable[[str, bool], Model]

# How long the hub may take to answer at all, in seconds: shorter refuses a slow line, longer keeps one without a line waiting.
HUB_PATIENCE = 5.0
HUB_NAME = re.compile(r"\w[\w.-]*(?:/[\w.-]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a model is for: who owns the names without an organisation, and how its failures are told."""

    organisation: str
    unavailable: Callable[[str, str], RetrievalError]
    not_here: Callable[[str, str], RetrievalError]


class _Unreachable(Exception):
    """A model is not in the cache, and the hub does not answer."""


def open_model(load: Open[Model], name: str, kind: Kind) -> Model:
    """The model in the folder ``name``, or of that name or alias on the hub; what the cache holds needs no network.

    Raises ``kind.not_here`` when the model has to be downloaded and can't be, else ``kind.unavailable``.
    """
    folder = Path(name).expanduser()
    model = hub_name(name)
    if not folder.is_dir() and not HUB_NAME.fullmatch(model):
        raise kind.unavailable(name, "no such folder")
    try:
        return load(str(folder), True) if folder.is_dir() else _from_hub(load, model)
    except _Unreachable as error:
        raise kind.not_here(name, model if "/" in model else f"{kind.organisation}/{model}") from error
    except Exception as error:  # loading runs through four libraries with errors of their own
        raise kind.unavailable(name, " ".join(f"{error}".split()) or type(error).__name__) from error


def _from_hub(load: Open[Model], model: str) -> Model:
    """Load from the cache, and download only what is not (wholly) there."""
    from huggingface_hub import constants

    # Otherwise its client asks the hub for a list of coding agents, also where the cache holds all.
    constants.HF_HUB_DISABLE_TELEMETRY = True
    try:
        return load(model, True)
    except Exception as error:  # a missing file is mostly an OSError, a half downloaded tokenizer can be anything
        if not _hub_answers():
            if isinstance(error, OSError):
                raise _Unreachable from error
            raise
    return load(model, False)


def _hub_answers() -> bool:
    """Ask the hub for a sign of life: without one its client would go on trying for more than a minute."""
    from huggingface_hub import constants, get_session

    try:
        get_session().head(constants.ENDPOINT, timeout=HUB_PATIENCE)
    except Exception:  # told to stay offline, no name server, no route, a proxy: each has a class of its own
        return False
    return True
