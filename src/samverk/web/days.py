"""Keeps ISO dates whole: a browser breaks a line after their hyphens, which nothing in CSS forbids.

Dates come to a page from everywhere, also within sentences that the rules write, so they are marked
where the page is put together. A mark and not another hyphen: a date that is copied stays a date.
"""

from __future__ import annotations

import re

# What stands before is looked at last: a pattern that begins with it is tried at every character
_DAY = re.compile(
    r"(?:1[89]|2[01])\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?<![\w-]\d{4}-\d\d-\d\d)(?![\w-])"
)
# What is marked already, and what can hold text alone or draws it in its own way.
_LEFT_ALONE = re.compile(r"<(time|option|textarea|svg|script|style|title)\b.*?</\1>", re.DOTALL)


def whole(markup: str) -> str:
    """Mark every date in the text of ``markup`` as a time, which the style sheet keeps on one line.

    ``markup`` is escaped as our templates escape it.
    """
    parts, done = [], 0
    for found in _LEFT_ALONE.finditer(markup):
        parts += [_marked(markup[done : found.start()]), found.group()]
        done = found.end()
    return "".join([*parts, _marked(markup[done:])])


def _marked(markup: str) -> str:
    def mark(found: re.Match[str]) -> str:
        is_in_a_tag = markup.rfind("<", 0, found.start()) > markup.rfind(">", 0, found.start())
        return found.group() if is_in_a_tag else f"<time>{found.group()}</time>"

    return _DAY.sub(mark, markup)
