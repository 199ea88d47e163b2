"""Going on with a conversation: what a question means after the ones before it."""
