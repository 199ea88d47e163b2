"""The harness: topics with judgements, runs over them, measures and a report."""
