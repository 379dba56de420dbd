"""The part of JSON Schema (2020-12) that messages are described in, and the check against it.

A schema here says the same to the reader in ``docs/reference`` as to the check: it is one thing. The
check knows the words below and no others, so a schema that uses another fails at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = Mapping[str, Any]

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
_KNOWN = {
    "$schema",
    "$id",
    "title",
    "description",
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "pattern",
    "format",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
}


def record(about: str, /, *, optional: tuple[str, ...] = (), **fields: Schema) -> dict[str, Any]:
    """Describe an object with these fields and no others; all are required but the ``optional``."""
    return {
        "type": "object",
        "description": about,
        "properties": dict(fields),
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def words(about: str, longest: int, *, least: int = 0, **more: Any) -> dict[str, Any]:
    """Describe a text of at most so many characters."""
    bounds = {"minLength": least, "maxLength": longest}
    return {"type": "string", "description": about} | bounds | more


def whole(about: str, *, least: int = 0, most: int = 10**9) -> dict[str, Any]:
    """Describe a whole number."""
    return {"type": "integer", "description": about, "minimum": least, "maximum": most}


def many(about: str, each: Schema, most: int, *, least: int = 0) -> dict[str, Any]:
    """Describe a list of at most so many."""
    bounds = {"minItems": least, "maxItems": most}
    return {"type": "array", "description": about, "items": dict(each)} | bounds


def one_of(about: str, values: list[str]) -> dict[str, Any]:
    """Describe a word among some."""
    return {"type": "string", "description": about, "enum": values}


def day(about: str) -> dict[str, Any]:
    """Describe a day, as 2024-03-15."""
    return {"type": "string", "description": about, "format": "date"}


def or_none(schema: Schema) -> dict[str, Any]:
    """Let a value be null too."""
    return dict(schema) | {"type": [schema["type"], "null"]}


def faults(value: object, schema: Schema, place: str = "") -> Iterator[str]:
    """List in Swedish where a value departs from its schema, the first of each part of it."""
    if unknown := set(schema) - _KNOWN:
        raise ValueError(f"the schema uses words that are not checked: {sorted(unknown)}")
    where = place or "meddelandet"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not any(_is(value, kind) for kind in kinds):
        yield f"{where} är inte av rätt slag ({' eller '.join(kinds)})"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where} är inte något av {', '.join(schema['enum'])}"
    if "const" in schema and value != schema["const"]:
        yield f"{where} är inte {schema['const']}"
    match value:
        case str():
            yield from _text(value, schema, where)
        case bool() | None:
            return
        case int():
            yield from _number(value, schema, where)
        case list():
            yield from _list(value, schema, place)
        case dict():
            yield from _object(value, schema, place)


def _is(value: object, kind: str) -> bool:
    # True is an int to Python and not to JSON
    return isinstance(value, _TYPES[kind]) and (kind != "integer" or not isinstance(value, bool))


def _text(value: str, schema: Schema, where: str) -> Iterator[str]:
    if len(value) < schema.get("minLength", 0):
        yield f"{where} är för kort"
    if len(value) > schema.get("maxLength", len(value)):
        yield f"{where} är längre än {schema['maxLength']} tecken"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where} är inte skrivet som det ska"
    if "format" in schema and not _reads(_FORMATS[schema["format"]], value):
        yield f"{where} är inte {schema['format']}"


def _number(value: int, schema: Schema, where: str) -> Iterator[str]:
    if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{where} är utanför det som går"


def _list(value: list[Any], schema: Schema, place: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{place or 'meddelandet'} har fel antal"
        return
    for number, each in enumerate(value if "items" in schema else ()):
        yield from faults(each, schema["items"], f"{place}[{number}]")


def _object(value: dict[str, Any], schema: Schema, place: str) -> Iterator[str]:
    fields = schema.get("properties", {})
    dot = f"{place}." if place else ""
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{dot}{name} saknas"
    for name, each in value.items():
        if name in fields:
            yield from faults(each, fields[name], f"{dot}{name}")
        elif schema.get("additionalProperties", True) is False:
            yield f"{dot}{name[:40]} hör inte dit"


def _day(text: str) -> None:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)


def _moment(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(text)


def _id(text: str) -> None:
    if str(UUID(text)) != text:
        raise ValueError(text)


_FORMATS: dict[str, Callable[[str], None]] = {"date": _day, "date-time": _moment, "uuid": _id}


def _reads(read: Callable[[str], None], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
