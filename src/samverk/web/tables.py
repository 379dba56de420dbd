"""Tables for narrow screens: each cell carries its column's heading, so that rows can stand as lists.

The style sheet then needs no script to turn a row into "heading: value" below 30 rem. A browser may
forget that something drawn as a list is a table, so the roles are written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(r"<(?:th|td)\b([^>]*)>(.*?)</(?:th|td)>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_CELL = re.compile(r"<(tr|th|td|tbody|tfoot)\b([^>]*)>(\s*</(?:th|td)>)?", re.IGNORECASE)
_SPAN = re.compile(r"\bcolspan=\"?(\d+)")
_ROLES = {"tr": "row", "td": "cell", "tbody": "rowgroup", "tfoot": "rowgroup"}


def stacked(markup: str) -> str | None:
    """Label every body cell by its column; None when the table has no headings to label with.

    ``markup`` is what stands within the table, escaped as our templates escape it.
    """
    head = _HEAD.search(markup)
    labels = list(_labels(head.group())) if head else []
    if head is None or not any(labels):
        return None
    return markup[: head.start()] + _head(head.group()) + _body(markup[head.end() :], labels)


def _labels(head: str) -> Iterator[str]:
    for attributes, text in _HEADING.findall(head):
        for _ in range(_width(attributes)):
            yield " ".join(_TAG.sub("", text).replace('"', "&quot;").split())


def _width(attributes: str) -> int:
    found = _SPAN.search(attributes)
    return int(found.group(1)) if found else 1


def _head(head: str) -> str:
    head = head.replace("<thead", '<thead role="rowgroup"', 1).replace("<tr", '<tr role="row"')
    return head.replace("<th ", '<th role="columnheader" ')


def _body(body: str, labels: list[str]) -> str:
    columns = count()

    def cell(found: re.Match[str]) -> str:
        nonlocal columns
        name, attributes, blank = found.groups()
        if name == "tr":
            columns = count()
        if name in ("tr", "tbody", "tfoot"):
            return f'<{name} role="{_ROLES[name]}"{attributes}>{blank or ""}'
        place = next(columns)
        for _ in range(_width(attributes) - 1):
            next(columns)
        role = _ROLES.get(name, "rowheader")
        said = f' data-label="{labels[place] if place < len(labels) else ""}"'
        return f'<{name} role="{role}"{" data-empty" if blank else said}{attributes}>{blank or ""}'

    return _CELL.sub(cell, body)
