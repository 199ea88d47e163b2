"""What libraries of growing size took, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass(slots=True)
class Measured:
    """What one size took. Seconds, MiB and milliseconds by name; ``kinds``: milliseconds of questions by their kind."""

    size: int
    passages: int = 0
    build_seconds: float = 0.0
    build_mib: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    ten_seconds: float = 0.0
    start_seconds: float = 0.0
    open_seconds: float = 0.0
    serving_mib: float = 0.0
    first: list[float] = field(default_factory=list)
    near: float = 0.0
    disk_mib: dict[str, float] = field(default_factory=dict)
    kinds: dict[str, list[float]] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)

    def milliseconds(self) -> list[float]:
        """Of all questions."""
        return [one for own in self.kinds.values() for one in own]


def tables(found: Sequence[Measured], alone: Sequence[str]) -> str:
    """Three tables, a line for each size: building; starting and asking; the kinds of questions. ``alone``: the answers of
    the corpus alone."""
    lines = [
        "| passages | built, s | passages/s | memory, MiB | seconds by stage | ten more, s | disk, MiB |",
        "| ---: | ---: | ---: | ---: | --- | ---: | --- |",
    ]
    for own in found:
        stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in own.stages.items())
        largest = sorted(own.disk_mib.items(), key=lambda part: -part[1])[:4]
        disk = f"{sum(own.disk_mib.values()):,.0f}: " + ", ".join(f"{name} {size:,.0f}" for name, size in largest)
        lines.append(
            f"| {own.passages:,} | {own.build_seconds:,.1f} | {own.passages / own.build_seconds:,.0f} | {own.build_mib:,.0f} | "
            f"{stages} | {own.ten_seconds:.1f} | {disk} |"
        )
    lines += [
        "",
        "| passages | started, s | opened, s | first, p50 / p95, ms | p50, ms | p95, ms | p99, ms | near | same | memory, MiB |",
    ]
    lines += ["| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for own in found:
        middle, late, latest = np.percentile(own.milliseconds(), [50, 95, 99])
        first = "{:.0f} / {:.0f}".format(*np.percentile(own.first, [50, 95]))
        same = sum(one == other for one, other in zip(own.answers, alone, strict=True))
        lines.append(
            f"| {own.passages:,} | {own.start_seconds:.2f} | {own.open_seconds:.2f} | {first} | {middle:.0f} | {late:.0f} | "
            f"{latest:.0f} | {own.near:.3f} | {same} of {len(own.answers)} | {own.serving_mib:,.0f} |"
        )
    kinds = sorted(found[0].kinds)
    lines += ["", "| p50 / p95, ms | " + " | ".join(f"{kind} ({len(found[0].kinds[kind])})" for kind in kinds) + " |"]
    lines += ["| ---: |" + " ---: |" * len(kinds)]
    for own in found:
        cells = " | ".join("{:.0f} / {:.0f}".format(*np.percentile(own.kinds[kind], [50, 95])) for kind in kinds)
        lines.append(f"| {own.passages:,} | {cells} |")
    return "\n".join(lines)
