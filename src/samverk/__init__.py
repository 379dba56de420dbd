"""Samverk: the working system of Swedish coordination federations and their members."""

__version__ = "0.1.0"
