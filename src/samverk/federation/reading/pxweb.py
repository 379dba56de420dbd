"""Reads PxWeb's two JSON formats: json-stat2, and the older with columns and keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from samverk.federation.reading.counted import (
    Counted,
    counts_people,
    file_error,
    people_in,
    region_in,
)
from samverk.foundation.errors import InputError

WHERE = frozenset({"region", "kommun", "regions"})
WHEN = frozenset({"tid", "år", "year", "time"})
CONTENTS = frozenset({"contentscode", "tabellinnehåll", "contents"})
# Every municipality of the country stands in some 300 of them
MOST_CELLS = 100_000
NOT_KNOWN = (
    "Filen är JSON men varken PxWebs format json-stat2 eller json. Hämta tabellen igen i ett av dem. "
    "Inget har lästs in."
)


def read_pxweb(data: object, year: int) -> list[Counted]:
    """Read the populations of ``year``. Raises InputError for another table, or a faulty value."""
    if isinstance(data, Mapping):
        try:
            if "columns" in data and "data" in data:
                return _classic(data, year)
            if data.get("class") == "dataset":
                return _stat(data, year)
        except (
            KeyError,
            TypeError,
            IndexError,
            AttributeError,
            ValueError,
            OverflowError,
        ) as fault:
            raise InputError(NOT_KNOWN, field="file") from fault
    raise InputError(NOT_KNOWN, field="file")


def _classic(data: Mapping[str, Any], year: int) -> list[Counted]:
    keys = [column for column in data["columns"] if column.get("type") != "c"]
    figures = [column for column in data["columns"] if column.get("type") == "c"]
    names = [str(column["code"]) for column in keys]
    where, when = _place_of(names, WHERE, "kommun"), _place_of(names, WHEN, "år")
    _only(figures, [c["text"] for c in figures])
    for place, name in enumerate(names):
        if place not in (where, when):
            _undivided(name, {str(row["key"][place]) for row in data["data"]})
    at = _people_among([f"{c['code']} {c['text']}" for c in figures])
    found = []
    for number, row in enumerate(data["data"], start=1):
        if not str(row["key"][when]).startswith(str(year)):
            continue
        told = f"Rad {number} i data, kolumn {figures[at]['text']}"
        found += _one(str(row["key"][where]), row["values"][at], told)
    return found


def _only(figures: Sequence[object], names: Sequence[str]) -> None:
    if not figures:
        raise InputError(f"Filen har inga värden, bara {', '.join(names)}.", field="file")


def _stat(data: Mapping[str, Any], year: int) -> list[Counted]:
    names, sizes = [str(name) for name in data["id"]], data["size"]
    where, when = _place_of(names, WHERE, "kommun"), _place_of(names, WHEN, "år")
    codes = [_codes(data["dimension"][name]["category"]) for name in names]
    labels = [data["dimension"][name]["category"].get("label", {}) for name in names]
    if not CONTENTS & {name.casefold() for name in names}:
        _people_among([str(data.get("label", ""))])
    chosen: list[Sequence[int]] = []
    for place, name in enumerate(names):
        if place == when:
            chosen.append([i for i, code in enumerate(codes[place]) if code.startswith(str(year))])
        elif place == where:
            chosen.append(range(len(codes[place])))
        elif name.casefold() in CONTENTS:
            told = [f"{code} {labels[place].get(code, '')}" for code in codes[place]]
            chosen.append([_people_among(told)])
        else:
            _undivided(name, codes[place])
            chosen.append([0])
    cells = prod(len(each) for each in chosen)
    if cells > MOST_CELLS:
        raise file_error(f"Filen beskriver {cells} värden", f"Högst {MOST_CELLS} läses.")
    found = []
    for indexes in product(*chosen):
        code = codes[where][indexes[where]]
        label = str(labels[where].get(code, "")).removeprefix(f"{code} ")
        value = _value(data["value"], _offset(indexes, sizes))
        cell = f"Värdet för {code} {label}".rstrip() + f", år {year}"
        found += _one(f"{code} {label}".strip(), value, cell)
    return found


def _codes(category: Mapping[str, Any]) -> list[str]:
    """List a dimension's codes in order: the index is a list or gives each code its place."""
    index = category.get("index")
    if index is None:
        return list(category["label"])
    if isinstance(index, Mapping):
        return sorted(index, key=lambda code: int(index[code]))
    return [str(code) for code in index]


def _offset(indexes: Sequence[int], sizes: Sequence[int]) -> int:
    offset = 0
    for index, size in zip(indexes, sizes, strict=True):
        offset = offset * int(size) + index
    return offset


def _value(values: Any, offset: int) -> object:
    """Pick a value: they are a list, or a mapping that leaves out what is missing."""
    found: object = values.get(str(offset)) if isinstance(values, Mapping) else values[offset]
    return found


def _one(region: str, value: object, place: str) -> list[Counted]:
    known = region_in(region)
    people = people_in(value, place)
    return [Counted(*known, people, place)] if known and people is not None else []


def _place_of(names: Sequence[str], wanted: frozenset[str], told: str) -> int:
    for place, name in enumerate(names):
        if name.casefold() in wanted:
            return place
    raise file_error(f"Filens variabler är {', '.join(names)}", f"ingen av dem är {told}.")


def _undivided(name: str, values: Sequence[str] | set[str]) -> None:
    if len(values) != 1:
        raise file_error(
            f"Filen är uppdelad på {name}",
            f"{len(values)} värden. Hämta tabellen utan den uppdelningen.",
        )


def _people_among(names: Sequence[str]) -> int:
    """Choose the figure that counts people."""
    for place, name in enumerate(names):
        if counts_people(name):
            return place
    raise file_error(f"Filens värden är {', '.join(names)}", "inget av dem är folkmängd.")
