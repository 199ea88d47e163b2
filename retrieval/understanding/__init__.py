"""From the words of a question to its language, kind, filters and topic."""
