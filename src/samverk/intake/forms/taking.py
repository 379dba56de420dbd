"""Taking a suggestion into a form with one press, and undoing it with another.

What the person had written in the fields before travels with the form, in hidden fields, so that
undoing gives it back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

# What one press may put into the form: nothing else is taken from the button.
_ROWS = re.compile(r"cited_\d+_body|votes_\d+_(?:yes|no|abstain)")
SUGGESTIBLE = frozenset(
    {
        "organ",
        "decided_on",
        "kind",
        "diary",
        "case_number",
        "same_as",
        "title",
        "diary_number",
        "dated_on",
    }
)
ACCEPT, UNDO, BEFORE = "accept", "undo", "fore_"


@dataclass(frozen=True, slots=True)
class Taken:
    """A form after a press: its values, and what each changed field held ``before``."""

    values: dict[str, Any]
    before: Mapping[str, str] = field(default_factory=dict)


def pressed(data: QueryDict) -> Taken | None:
    """Answer the form after a suggestion was taken or undone; None when neither was pressed.

    Everything else the person has written is kept.
    """
    if ACCEPT not in data and UNDO not in data:
        return None
    written, before = written_in(data), before_of(data)
    if ACCEPT in data:
        taken = pairs(str(data[ACCEPT]))
        kept = {name: before.get(name, written.get(name, "")) for name in taken}
        return Taken(written | taken, before | kept)
    undone = pairs(str(data[UNDO]))
    back = {name: before.get(name, "") for name in undone}
    return Taken(written | back, {n: text for n, text in before.items() if n not in undone})


def written_in(data: QueryDict) -> dict[str, str]:
    """Answer what the person has written in the fields, as the form sent it."""
    return {name: str(data[name]) for name in data if not _is_ours(name)}


def before_of(data: QueryDict) -> dict[str, str]:
    """Answer what the fields that suggestions have changed held before, as the form sent it."""
    names = (name for name in data if name.startswith(BEFORE))
    found = {name.removeprefix(BEFORE): str(data[name]) for name in names}
    return {name: text for name, text in found.items() if _is_suggestible(name)}


def pairs(button: str) -> dict[str, str]:
    """Answer what a button's value puts in the form, of what a suggestion may change."""
    given = dict(parse_qsl(button, keep_blank_values=True))
    return {name: value for name, value in given.items() if _is_suggestible(name)}


def undoing(accept: str) -> str:
    """Answer the value of the button that undoes a suggestion."""
    return urlencode(dict.fromkeys(pairs(accept), ""))


def _is_suggestible(name: str) -> bool:
    return name in SUGGESTIBLE or _ROWS.fullmatch(name) is not None


def _is_ours(name: str) -> bool:
    return name in (ACCEPT, UNDO, "key") or name.startswith(BEFORE)
