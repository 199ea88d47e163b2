"""The parts of pages. Each module exposes one function ``show`` that draws it."""
