"""Drawings of the country: outlines as data, made into paths."""
