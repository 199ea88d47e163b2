"""Runs against named peers: same documents, same questions, same machine, one run."""
