"""The words of a name as they are searched: case and marks do not matter, å ä ö do."""

from __future__ import annotations

import unicodedata


def name_words(name: str) -> list[str]:
    """List the words of a name, each once, in their order."""
    kept = unicodedata.normalize("NFC", name).casefold().replace("-", " ")
    return list(dict.fromkeys(kept.split()))
