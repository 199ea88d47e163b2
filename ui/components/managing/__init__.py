"""The parts of the page behind a password."""
