"""Showing an answer to people: each row as Swedish text."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.calculators.base import Answer, Calculator, Row, Shown

_NO_BREAK = "\u00a0"
NOTHING = "–"


def shown_rows(calculator: Calculator, answer: Answer) -> list[tuple[str, str]]:
    """Pair each row's label with its value in words; a table or list becomes one pair per entry."""
    pairs: list[tuple[str, str]] = []
    for row in calculator.rows:
        value = answer[row.key]
        if row.told and isinstance(value, list):
            pairs += [row.told(each) for each in value]
            continue
        if isinstance(value, Mapping):
            labelled = (
                (row.names[name] if row.names else name, each) for name, each in value.items()
            )
            pairs += [(f"{row.label}, {name}", in_words(each, row)) for name, each in labelled]
        else:
            pairs.append((row.label, in_words(value, row)))
    return pairs


def in_words(value: Shown | list[str], row: Row) -> str:
    """Write one value: ja or nej, a coded value's word, a list, grouped kronor, or a dash for nothing."""
    if value is None:
        return NOTHING
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, str) and row.words:
        return row.words[value]
    if isinstance(value, int) and row.unit == "kr":
        return f"{value:,}".replace(",", _NO_BREAK) + f"{_NO_BREAK}kr"
    return f"{value}{_NO_BREAK}{row.unit}" if row.unit else str(value)
