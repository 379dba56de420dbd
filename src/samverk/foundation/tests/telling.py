"""What a page or a file tells, apart from the ids that a machine drew."""

from __future__ import annotations

import re

# An id, with or without hyphens, or a digest: four figures may come by chance in any of them
_DRAWN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32,}\b")


def without_ids(text: str) -> str:
    """Give a text without what was drawn by a machine, where short figures are looked for."""
    return _DRAWN.sub("", text)
