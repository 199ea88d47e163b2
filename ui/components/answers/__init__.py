"""The parts of a conversation."""
