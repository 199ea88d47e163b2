"""What the sources must say of the plans asked for: "van welke consortia is bekend wie de penvoerder is?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.aspects import Aspects

# That something is known or told, and that it is not.
_KNOWN = re.compile(
    r"\b(?:bekend|vermeld|opgegeven|vastgelegd|known|stated|mentioned|recorded|disclosed|"
    r"(?:weten we|weet je|weet men|(?:do|does) (?:we|you|anyone) know)\s+(?:wie|wat|hoe\w*|wanneer|waar|who|what|how|when|where)|"
    r"(?:vermelden|noemen|mention|state)\s+(?:hun|een|de|het|their|an?|the)|"
    r"staat\b[^.?!;]*\b(?:wie|wat|hoe\w*|wanneer|waar)|sa(?:y|id)\b[^.?!;]*\b(?:who|what|how|when|where))\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"\b(?:onbekend|unknown|undisclosed|(?:vermelden|noemen|mention|state)\s+(?:geen|no)|(?:niet|nergens|geen|not|nowhere|never)\b[^.?!;]{0,30}\b(?:bekend|vermeld|opgegeven|known|stated|mentioned|recorded)|"
    r"(?:bekend|vermeld|known|stated)\s+(?:niet|not))\b",
    re.IGNORECASE,
)
# Whether these were got is recorded: "waarvan niet bekend is of ze subsidie kregen" asks for a status.
_GRANTED = frozenset("subsidie toekenning grant".split())
# What plans are for, where, and on what: of hardly any nothing is told of it.
_ALWAYS = frozenset({"aim", "area", "subject"})


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The aspect, by its id, that the sources must tell of plans, or be silent about where it is not ``known``."""

    aspect: str
    known: bool


def mentioned_in(text: str, left: Sequence[str], aspects: Aspects) -> Mentioned | None:
    """The aspect that must be known of what a question asks for; ``None`` when it asks for none, or for several.

    ``left``: its content words that name nothing else.
    """
    unknown = _UNKNOWN.search(text)
    if not (unknown or _KNOWN.search(text)) or _GRANTED & set(left):
        return None
    asked = [aspect.id for aspect in aspects.asked(left) if aspect.id not in _ALWAYS]
    # The lead partner is one of the partners.
    asked = ["lead"] if set(asked) == {"lead", "partners"} else asked
    return Mentioned(asked[0], known=not unknown) if len(asked) == 1 else None
