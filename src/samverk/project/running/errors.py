"""What can keep an installation from running."""

from __future__ import annotations


class NotStartedError(Exception):
    """The installation cannot run; the message is one Swedish line that says what to do."""
