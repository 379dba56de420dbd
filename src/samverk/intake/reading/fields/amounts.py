"""Money in running text: "639 tkr", "1,5 mnkr", "10 000 kronor", "12 000–15 000 kr", "SEK 500".

A figure below zero is a result or a difference, no sum of money to pay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from samverk.intake.reading.fields.amount_words import is_money, worded
from samverk.intake.reading.figures import decimal_of
from samverk.intake.reading.model import Amount
from samverk.intake.reading.prose import Prose

_UNITS = (
    (r"tkr|tusen kronor|tusen kr|kkr|tsek", 1_000),
    (
        r"mnkr|mkr|mkronor|miljoner kronor|miljoner kr|miljon kronor|miljon kr|miljoner sek|msek",
        1_000_000,
    ),
    (r"mdkr|mdr kronor|miljarder kronor|miljarder kr|miljard kronor", 1_000_000_000),
    (r"kronor|kr|sek|:-", 1),
    (r"(?P<bare>miljon(?:er)?)", 1_000_000),
    (r"(?P<bare_too>miljard(?:er)?)", 1_000_000_000),
)
_UNIT = re.compile(
    rf" ?(?:{'|'.join(f'(?P<u{i}>{unit})' for i, (unit, _) in enumerate(_UNITS))})(?![a-zåäö])",
    re.IGNORECASE,
)
_GROUPED = r"\d{1,3}(?:[ .]\d{3}){1,4}(?!\d)(?:,\d{1,3})?"
_PLAIN = r"\d{1,12}(?:[,.]\d{1,3})?"
# Matched only where a run of digits begins: those are found fast.
_FIGURE = re.compile(rf"\d{{1,4}}:\d\d(?!\d)|{_GROUPED}|{_PLAIN}")
# A run of figures is taken whole; in tables most have no unit's first letter after them.
_RUN = re.compile(r"[0-9][\d .,:]*")
_UNIT_STARTS = frozenset("tkmsTKMS-")
_DIGITS = re.compile(r"\d+")
_NOT_BEFORE = frozenset("0123456789,.:§")
_BELOW_ZERO = re.compile(r"(?:(?:^|[\s(])[-–−]|\b[Mm]inus )$")
# The lower end of "12 000–15 000 kr", "mellan 12 000 och 15 000 kr", "från 10 till 15 tkr".
_LOWER = re.compile(
    rf"(?:(?:^|(?<=[\s(]))(?P<dashed>{_GROUPED}|{_PLAIN}) ?[-–−] ?"
    rf"|\b(?:mellan (?P<between>{_GROUPED}|{_PLAIN}) och|från (?P<from>{_GROUPED}|{_PLAIN}) till) )$",
    re.IGNORECASE,
)
# "SEK 5 000", "avgiften är kr 300"; a heading "Avgift, kr" above or before a table's figures is none.
# It begins with fixed letters, which the engine finds fast; what stands before is looked at after.
_UNIT_FIRST = re.compile(r"(?:kr\.?|Kr\.?|SEK) (?=\d)")
_BEFORE_UNIT = re.compile(r"(?:\b(?:är|blir|om|på|med|till|kostar|högst|minst)|:) $")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 48


class _Money(NamedTuple):
    """An amount and the span that prints it."""

    start: int
    end: int
    ore: int


def amounts_in(prose: Prose) -> list[Amount]:
    """Answer every amount printed in the text, in order, in integer öre."""
    text = prose.text
    found = [*_unit_last(text), *_unit_first(text)]
    found += [_Money(one.start, one.end, one.kronor * 100) for one in worded(text)]
    return [Amount(text[m.start : m.end], m.ore, prose.place(m.start)) for m in sorted(found)]


def _unit_last(text: str) -> Iterator[_Money]:
    end = 0
    for digits in _digits(text):
        start = digits.start()
        if start < end or text[max(0, start - 1) : start] in _NOT_BEFORE:
            continue
        figure = _FIGURE.match(text, start)
        unit = _UNIT.match(text, figure.end()) if figure else None
        if figure is None or unit is None or not _is_unit(text, unit):
            continue
        end = unit.end()
        factor = next(f for i, (_, f) in enumerate(_UNITS) if unit[f"u{i}"])
        if (ore := _ore(figure[0], factor)) is None:
            continue
        if (lower := _lower(text, start, figure[0], factor)) and lower.ore < ore:
            yield lower._replace(end=end)
        elif _is_no_amount(text, start):
            continue
        yield _Money(start, end, ore)


def _is_unit(text: str, unit: re.Match[str]) -> bool:
    """Answer whether a unit is of money: "miljoner" alone is where the sentence is of money."""
    return not (unit["bare"] or unit["bare_too"]) or is_money(text, unit.start(), unit.end())


def _is_no_amount(text: str, start: int) -> bool:
    """Answer whether a figure is below zero, or the end of a word or number such as "A-5"."""
    if text[start - 1 : start] == "-":
        return True
    return _BELOW_ZERO.search(text, max(0, start - 7), start) is not None


def _lower(text: str, start: int, figure: str, factor: int) -> _Money | None:
    """Answer the lower end of a range that ends in ``figure``, in the same unit.

    "5–15 000 kr" may mean five thousand, and "4010 - 15 000 kr" begins with an account.
    """
    match = _LOWER.search(text, max(0, start - _REACH), start)
    if match is None:
        return None
    group = match.lastgroup or 0
    least, most = _ore(match[group], factor), _ore(figure, factor)
    is_account = match[group].isdigit() and len(match[group]) > 3 and not figure.isdigit()
    if least is None or most is None or is_account or 0 < 1000 * least <= most:
        return None
    return _Money(match.start(group), start, least)


def _unit_first(text: str) -> Iterator[_Money]:
    for unit in _UNIT_FIRST.finditer(text):
        start = unit.start()
        figure = _FIGURE.match(text, unit.end())
        if figure is None or _YEAR.fullmatch(figure[0]) or _UNIT.match(text, figure.end()):
            continue
        before = text[max(0, start - 10) : start]
        # "200 SEK 12 gånger": the unit is that of the figure before it.
        is_first = not before[-1:].isalnum() and not before[-2:-1].isdigit()
        is_told = text[start] == "S" or _BEFORE_UNIT.search(before)
        if is_first and is_told and (ore := _ore(figure[0], 1)) is not None:
            yield _Money(start, figure.end(), ore)


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
