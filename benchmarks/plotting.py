"""A picture of how cost grows with the number of passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.growth import Measured


def plot(found: Sequence[Measured], file: Path) -> None:
    """Draw four panels on logarithmic scales: building, asking, memory, disk."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    sizes = [own.passages for own in found]
    late = [np.percentile(own.milliseconds(), [50, 95]) for own in found]
    panels = {
        "building, s": {"all": [own.build_seconds for own in found], "ten more": [own.ten_seconds for own in found]},
        "asking, ms": {"p50": [p50 for p50, _ in late], "p95": [p95 for _, p95 in late]},
        "memory, MiB": {"building": [own.build_mib for own in found], "serving": [own.serving_mib for own in found]},
        "disk, MiB": {"all": [sum(own.disk_mib.values()) for own in found]},
    }
    figure, axes = pyplot.subplots(1, len(panels), figsize=(14, 3.5), layout="constrained")
    for axis, (title, lines) in zip(axes, panels.items(), strict=True):
        for name, values in lines.items():
            axis.loglog(sizes, values, marker="o", label=name)
        axis.set(title=title, xlabel="passages")
        axis.grid(visible=True, which="both", alpha=0.25)
        axis.legend(frameon=False)
    figure.savefig(file)
