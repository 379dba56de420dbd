"""Files that strangers send: what they are, what they are called, and how they are handed out.

The one place that decides it, for every room that takes a file in.
"""

from __future__ import annotations
