"""Derived indexes as immutable generations: built beside the old one, verified, then switched.

Embedded Chroma can't survive a kill while writing; a generation that nobody writes can.
"""
