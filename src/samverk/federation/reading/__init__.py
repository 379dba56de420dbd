"""Reads files that others publish: populations as Statistics Sweden gives them."""
