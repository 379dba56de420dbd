"""Whose paper it is by its own heading: the municipality, city or region printed at its top."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverk.directory.queries import BodyRef
from samverk.intake.models import ReadRecord
from samverk.intake.readings import StoredLine, place_name

HEADING_LINES = 12
LONGEST = 70
_HOME = re.compile(
    r"(?:[A-ZÅÄÖ][\wåäöé-]*\s+){1,3}?(?:kommun|stad)\b|region\s+[A-ZÅÄÖ][\wåäöé-]+", re.IGNORECASE
)
_CAPITAL = re.compile(r"[A-ZÅÄÖ]")


@dataclass(frozen=True, slots=True)
class Home:
    """The organisation that a paper's heading prints, and where."""

    name: str
    place: str

    def is_of(self, body: BodyRef) -> bool:
        """Answer whether the body is one of that organisation's."""
        return self.name.casefold() == body.organisation_name.casefold()


def printed_home(record: ReadRecord) -> Home | None:
    """Answer whose paper the heading says that a record stands in; None when it prints nobody."""
    lines = record.source.lines or []
    for start in _tops(record, lines):
        for line in lines[start : start + HEADING_LINES]:
            text = line[2].strip(" #*_|\t")
            found = _HOME.match(text)
            if found and len(text) <= LONGEST and _CAPITAL.match(text) and not text.endswith("."):
                return Home(" ".join(found[0].split()), place_name(line[0], line[1]))
    return None


def _tops(record: ReadRecord, lines: list[StoredLine]) -> list[int]:
    """List where a heading may begin: with the record's part, after the one before, and at the top."""
    index = {(line[0], line[1]): at for at, line in enumerate(lines)}
    tops = [0]
    for part in record.source.parts:
        first, last = (
            index.get((end.get("page"), end["line"]), -1) for end in (part["from"], part["to"])
        )
        if last < record.first:
            tops.append(last + 1)
        elif first <= record.first:
            tops.append(max(first, 0))
    return tops[::-1]


def diary_named(record: ReadRecord, diaries: list[BodyRef]) -> int | None:
    """Answer the diary (body) of the body that the paper names; None when it names none of them."""
    home = printed_home(record)
    fields = record.fields
    named = (fields.get("body") or fields.get("addressed_to") or "").casefold()
    fits = [
        body.id
        for body in diaries
        if named
        and named in (body.name.casefold(), body.abbreviation.casefold())
        and (home is None or home.is_of(body))
    ]
    return fits[0] if len(fits) == 1 else None
