"""Reads a file of populations, whole or not at all, and picks the municipalities that are asked for."""

from __future__ import annotations

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samverk.federation.reading.counted import Counted, file_error
from samverk.federation.reading.pxweb import read_pxweb
from samverk.federation.reading.separated import read_separated
from samverk.foundation.errors import InputError

# Signs beside letters that Windows' own encoding has in tables
_PLAIN_SIGNS = frozenset("\N{NO-BREAK SPACE}§°´’–—·½²")


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality to find (kommun): its id, its names, and its code where somebody has given it."""

    id: int
    name: str
    short_name: str
    code: str = ""


def read_population(content: bytes, year: int) -> list[Counted]:
    """Read what a file says of ``year``: PxWeb's JSON in both formats, or CSV.

    Raises InputError for an unknown encoding or format and for any faulty value of that year.
    """
    text = decoded(content)
    if text.lstrip().startswith(("{", "[")):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as fault:
            line = getattr(fault, "lineno", 1)
            raise file_error(f"Rad {line}", "filen är inte hel JSON.") from fault
        return read_pxweb(data, year)
    return read_separated(text, year)


def decoded(content: bytes) -> str:
    """Read bytes as UTF-8, UTF-16 with its mark, or Windows-1252; raises InputError for another."""
    if content.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return content.decode("utf-16", "replace")
    try:
        return content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    for number, line in enumerate(text.splitlines(), start=1):
        for column, sign in enumerate(line, start=1):
            if not (sign.isascii() or sign.isalpha() or sign in _PLAIN_SIGNS):
                wrong = "okänd teckenkodning. Spara filen som UTF-8."
                raise file_error(f"Rad {number}, tecken {column}", wrong)
    return text


def picked(found: Sequence[Counted], towns: Sequence[Town], year: int) -> dict[int, int]:
    """Find each town's people, {id: people}, by its code if known, else by its name.

    Raises InputError for a town that is missing or stands twice, and for a code of another town.
    """
    by_code: Mapping[str, list[Counted]] = _grouped((one.code, one) for one in found)
    by_name: Mapping[str, list[Counted]] = _grouped((_plain(one.name), one) for one in found)
    people, missing = {}, []
    for town in towns:
        rows = by_code.get(town.code, []) if town.code else []
        _check_names(town, rows)
        rows = (
            rows or by_name.get(_plain(town.short_name), []) or by_name.get(_plain(town.name), [])
        )
        if not rows:
            missing.append(town.short_name)
        elif len(rows) > 1:
            places = " och ".join(row.place for row in rows[:2])
            raise file_error(places, f"{town.short_name} står två gånger.")
        else:
            people[town.id] = rows[0].people
    if missing:
        raise InputError(_missing(missing, found, year), field="file")
    for town in towns:
        if people[town.id] < 1:
            raise InputError(f"{town.short_name} har 0 invånare {year} i filen.", field="file")
    return people


def _check_names(town: Town, rows: Sequence[Counted]) -> None:
    names = {_plain(town.short_name), _plain(town.name)}
    for row in rows:
        if row.name and _plain(row.name) not in names:
            wrong = f"{row.code} är {row.name}, men koden är given för {town.short_name}."
            raise file_error(row.place, wrong)


def _missing(names: Sequence[str], found: Sequence[Counted], year: int) -> str:
    told = f"Filen saknar {', '.join(names)} för {year}."
    if found and not any(one.name for one in found):
        return (
            f"{told} Den har bara kommunkoder: skriv medlemmarnas koder nedan. Inget har lästs in."
        )
    return f"{told} Inget har lästs in."


def _grouped(pairs: Iterable[tuple[str, Counted]]) -> Mapping[str, list[Counted]]:
    grouped: defaultdict[str, list[Counted]] = defaultdict(list)
    for key, one in pairs:
        if key:
            grouped[key].append(one)
    return grouped


def _plain(name: str) -> str:
    return name.strip().casefold().removesuffix(" kommun")
