"""Offline: files in, a filled and published library out."""
