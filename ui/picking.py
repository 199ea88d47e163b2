"""What a click on each part of a drawing does.

A drawing (``ui.components.clickable``) is one piece of HTML, of which the browser tells the name of the part that was clicked.
Names come from the browser: only those that were given out here do something.
"""

from __future__ import annotations

from collections.abc import Callable

from ui.markup import escaped

Act = Callable[[], None]


class Picks:
    """The parts of one drawing that can be picked."""

    def __init__(self) -> None:
        self._acts: dict[str, Act] = {}

    def part(self, name: str, act: Act) -> str:
        """The attribute of a part at which a click does ``act``. ``name``: parts it from those that do something else."""
        self._acts[name] = act
        return f'data-pick="{escaped(name)}"'

    def button(self, name: str, act: Act, label: str, style: str = "link") -> str:
        """A button with ``label``. ``style``: the name of one of our classes without its prefix."""
        return f'<button type="button" class="pw-{style}" {self.part(name, act)}>{escaped(label)}</button>'

    def take(self, name: str) -> None:
        """Do what a click on the part does; nothing where there is no such part."""
        if act := self._acts.get(name):
            act()
