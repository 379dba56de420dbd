"""Taking the read values out by type, so that each calculator's ``compute`` stays typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samverk.rules.calculators.base import Choice, Field, Kind, Value

COUNCIL_OR_BOARD = (Choice("council", "Fullmäktige"), Choice("board", "Nämnd eller styrelse"))
MEETING_DAY = Field(
    "date",
    "Mötesdag",
    Kind.DATE,
    help="Bestämmer vilken lydelse av lagen som åberopas. Utan datum: den senast kända.",
)


def day(values: Mapping[str, Value], name: str) -> date:
    """Take a required date."""
    found = day_or_none(values, name)
    if found is None:
        raise KeyError(name)
    return found


def day_or_none(values: Mapping[str, Value], name: str) -> date | None:
    """Take a date that may be left out."""
    value = values[name]
    if value is None or isinstance(value, date):
        return value
    raise TypeError(name)


def number(values: Mapping[str, Value], name: str) -> int:
    """Take a required whole number."""
    value = values[name]
    if isinstance(value, int):
        return value
    raise TypeError(name)


def text(values: Mapping[str, Value], name: str) -> str:
    """Take a required text or choice."""
    value = values[name]
    if isinstance(value, str):
        return value
    raise TypeError(name)


def weights(values: Mapping[str, Value], name: str) -> Mapping[str, int]:
    """Take weights by name; empty when left out."""
    value = values[name]
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return value
    raise TypeError(name)


def is_set(values: Mapping[str, Value], name: str) -> bool:
    """Answer whether a flag is set."""
    return values[name] is True
