"""Renderers of documents: pure functions from facts to the bytes of a file."""
