"""The codes that a day's decisions are registered with, and their words."""

from __future__ import annotations

from datetime import date

from samverk.rules.unexecuted.code_lists import AREAS, REASONS, TYPES, Code, ReasonCode, TypeCode

_TYPES = {one.code: one for one in TYPES}
_AREAS = {one.code: one for one in AREAS}
_REASONS = {one.code: one for one in REASONS}


def type_codes(day: date) -> list[TypeCode]:
    """List the types that a decision of a day can have."""
    return [one for one in TYPES if one.holds_on(day)]


def type_code(code: str, day: date) -> TypeCode | None:
    """Find a type that holds on a day; None where there is none."""
    found = _TYPES.get(code)
    return found if found is not None and found.holds_on(day) else None


def area_codes(day: date) -> list[Code]:
    """List the areas of a day."""
    return [one for one in AREAS if one.holds_on(day)]


def reason_codes(day: date) -> list[ReasonCode]:
    """List the reasons for a delay of a day."""
    return [one for one in REASONS if one.holds_on(day)]


def kind_name(code: str) -> str:
    """Give a type's words with its act, also of one that is used no more."""
    found = _TYPES.get(code)
    return f"{found.text} ({found.act})" if found else code


def area_name(code: str) -> str:
    """Give an area's words."""
    return _AREAS[code].text if code in _AREAS else code


def reason_name(code: str) -> str:
    """Give a reason's words."""
    return _REASONS[code].text if code in _REASONS else code
