"""Money in running text: "639 tkr", "1,5 mnkr", "10 000 kronor"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from samverk.intake.reading.figures import decimal_of
from samverk.intake.reading.model import Amount
from samverk.intake.reading.prose import Prose

_UNITS = (
    (r"tkr|tusen kronor|kkr|tsek", 1_000),
    (r"mnkr|mkr|mkronor|miljoner kronor|miljoner kr|miljon kronor|msek", 1_000_000),
    (r"mdkr|mdr kronor|miljarder kronor", 1_000_000_000),
    (r"kronor|kr|sek|:-", 1),
)
_UNIT = re.compile(
    rf" ?(?:{'|'.join(f'(?P<u{i}>{unit})' for i, (unit, _) in enumerate(_UNITS))})(?![a-zåäö])",
    re.IGNORECASE,
)
# Matched only where a run of digits begins: those are found fast.
_FIGURE = re.compile(
    r"\d{1,4}:\d\d(?!\d)|\d{1,3}(?:[ .]\d{3}){1,4}(?!\d)(?:,\d{1,3})?|\d{1,12}(?:[,.]\d{1,3})?"
)
# A run of figures is taken whole; in tables most have no unit's first letter after them.
_RUN = re.compile(r"\d[\d .,:]*")
_UNIT_STARTS = frozenset("tkmsTKMS-")
_DIGITS = re.compile(r"\d+")
_NOT_BEFORE = frozenset("0123456789,.:§-")


def amounts_in(prose: Prose) -> list[Amount]:
    """Answer every amount printed in the text, in order, in integer öre."""
    text = prose.text
    found = []
    end = 0
    for digits in _digits(text):
        start = digits.start()
        if start < end or text[max(0, start - 1) : start] in _NOT_BEFORE:
            continue
        figure = _FIGURE.match(text, start)
        unit = _UNIT.match(text, figure.end()) if figure else None
        if figure is None or unit is None:
            continue
        end = unit.end()
        factor = next(f for i, (_, f) in enumerate(_UNITS) if unit[f"u{i}"])
        ore = _ore(figure[0], factor)
        if ore is not None:
            found.append(Amount(text[start : unit.end()], ore, prose.place(start)))
    return found


def _digits(text: str) -> Iterator[re.Match[str]]:
    for run in _RUN.finditer(text):
        if text[run.end() : run.end() + 1] in _UNIT_STARTS:
            yield from _DIGITS.finditer(text, run.start(), run.end())


def _ore(figure: str, factor: int) -> int | None:
    # Tax rates are written with a colon: "21:75 kronor".
    number = decimal_of(figure.replace(":", ","))
    if number is None:
        return None
    ore = number * factor * Decimal(100)
    return int(ore) if ore == ore.to_integral_value() else None
