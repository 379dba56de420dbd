"""What can go wrong with the embedded database. Each message is one Swedish line that says what to do."""

from __future__ import annotations


class DatabaseUnavailableError(Exception):
    """The embedded database cannot be used; the message is for the person at the keyboard."""
