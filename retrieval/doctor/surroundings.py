"""The settings in the environment: every one that is wrong, not only the first."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from retrieval.doctor.finding import Finding, failed, ok, wrong
from retrieval.environment import KNOWN, PREFIX, read_settings
from retrieval.errors import PlanwijzerError
from retrieval.settings import Settings

# A setting that is looked at only where another one is there.
_WITH = {"CHAT_KEY": {"CHAT_URL": "http://127.0.0.1"}}


def settings_of(environment: Mapping[str, str], index: Path | None) -> tuple[Settings, list[Finding]]:
    """The settings without those that are wrong, and what was found of them all. Values are never told: one may be secret."""
    own = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    wrongs = {name: found for name in sorted(own) if (found := _wrong(name, own[name]))}
    usable = {name: value for name, value in own.items() if name not in wrongs}
    used = ", ".join(sorted(usable)) or "-"
    return read_settings(usable, index), [*wrongs.values(), *([] if wrongs else [ok("doctor.settings", names=used)])]


def _wrong(name: str, value: str) -> Finding | None:
    short = name.removeprefix(PREFIX)
    if short not in KNOWN:
        near = get_close_matches(short.upper(), sorted(KNOWN), 1)
        return wrong("doctor.setting_near", name=name, near=PREFIX + near[0]) if near else wrong("doctor.setting", name=name)
    try:
        read_settings({PREFIX + other: own for other, own in _WITH.get(short, {}).items()} | {name: value})
    except PlanwijzerError as error:
        return failed(error)
    return None
