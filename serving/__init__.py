"""Doors for other programs: a small read-only HTTP API and an MCP server, both over the engine that the app answers from.

Optional: a plain install has neither FastAPI nor the MCP SDK, and nothing outside this package imports it.
"""
