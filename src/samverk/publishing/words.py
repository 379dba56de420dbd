"""The index of a published thing: PostgreSQL's Swedish words, and the parts of compounds beside them."""

from __future__ import annotations

# Of title, text and the parts of their compounds, in that order
WORDS = (
    "setweight(to_tsvector('swedish', {title}), 'A') || to_tsvector('swedish', {text})"
    " || setweight(to_tsvector('swedish', {parts}), 'D')"
)
# PostgreSQL refuses a vector past 1 MB; a longer text is found by its beginning
LONGEST = 400_000


def parts_of(text: str) -> str:
    """Give the parts of the compounds in a text, with blanks between them."""
    return " ".join(()) if text else ""
