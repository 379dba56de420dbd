"""A population that a file gives, with its place in the file, and how its number is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverk.foundation.errors import InputError

FIELD = "file"
# Statistics Sweden marks a value that is missing or not published so
NO_VALUE = frozenset({"", "-", ".", "..", "...", ":"})
_SPACES = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}")
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"-?\d+[.,]\d+", re.ASCII)
_NEGATIVE = re.compile(r"[-−]\s*\d+", re.ASCII)
_REGION = re.compile(r"(?P<code>\d{2}|\d{4})(?:\s+(?P<name>\D.*))?", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
COUNTY_OR_NATION = 2
PEOPLE = ("folkmängd", "invånare", "population", "be0101n1")
OF_TIME = frozenset({"år", "year", "tid", "den", "december"})


@dataclass(frozen=True, slots=True)
class Counted:
    """How many a file says lived somewhere (folkmängd i en fil). ``place`` names row and column.

    ``code`` is the municipality's four figures, "" where the file gives only its name; ``name`` is ""
    where it gives only the code.
    """

    code: str
    name: str
    people: int
    place: str


def file_error(place: str, wrong: str) -> InputError:
    """Say what is wrong in the file, and where."""
    return InputError(f"{place}: {wrong} Inget har lästs in.", field=FIELD)


def counts_people(heading: str) -> bool:
    """Answer whether figures under ``heading`` may be populations: it says so, or names a time alone."""
    text = heading.casefold()
    return any(word in text for word in PEOPLE) or not set(_WORD.findall(text)) - OF_TIME


def people_in(value: object, place: str) -> int | None:
    """Read how many; None for a value that is not there. Raises InputError that names the place."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip().translate(_SPACES)
    if text in NO_VALUE:
        return None
    if _WHOLE.fullmatch(text) and not isinstance(value, bool):
        return int(text)
    if _NEGATIVE.fullmatch(text):
        raise file_error(place, f"{text} är negativt, men folkmängd är minst 0.")
    if _DECIMAL.fullmatch(text):
        raise file_error(place, f"{text} har decimaler, men folkmängd är hela personer.")
    raise file_error(place, f"{text[:40]!r} är inget tal.")


def region_in(text: str) -> tuple[str, str] | None:
    """Read "1489 Alingsås", "1489" or "Alingsås" as (code, name); None for a county or the nation."""
    read = _REGION.fullmatch(text.strip())
    if read is None:
        return "", text.strip()
    if len(read["code"]) == COUNTY_OR_NATION:
        return None
    return read["code"], (read["name"] or "").strip()
