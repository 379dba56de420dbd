"""How words are found in text and marked: the same for what is written here and what is attached."""

from __future__ import annotations

from collections.abc import Iterator

# Signs that no text has: they hold the found words until the page marks them
START, STOP = "\ue000", "\ue001"
SHOWN = (
    f'StartSel="{START}", StopSel="{STOP}", FragmentDelimiter=" … ",'
    " MaxFragments=3, MaxWords=28, MinWords=10"
)
# A word of three letters or more finds what begins with it too: Swedish writes compounds as one
ASKED = r"""
WITH asked AS (
    SELECT regexp_replace(
        websearch_to_tsquery('swedish', %s)::text, '(''(?:[^'']|''''){3,}'')', '\1:*', 'g'
    )::tsquery AS query
)"""
# The text of a place in order, each piece found or not
Pieces = tuple[tuple[str, bool], ...]


def asking(query: str) -> str:
    """Give a query the words that are asked for, its first value, as ``asked.query``."""
    return f"{ASKED}{query}"


def plain(words: str) -> str:
    """Take out the signs that mark what is found, and what the database does not take."""
    return words.replace(START, "").replace(STOP, "").replace("\0", "")


def pieces_of(line: str) -> Pieces:
    """Split a marked line into its pieces."""
    return tuple(_pieces(line))


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    for part in line.split(START):
        found, stop, after = part.partition(STOP)
        if stop:
            yield found, True
        yield (after if stop else found), False
