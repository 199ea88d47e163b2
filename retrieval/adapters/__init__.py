"""Adapters of the ports: each heavy library is imported in exactly one module."""
