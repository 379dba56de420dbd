"""Reading what people type in a field: text in, value out, or an error in Swedish."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from samverk.rules.calculators.base import Answer, Calculator, Field, InputError, Kind, Value
from samverk.rules.ruling import Ruling

# Years outside this span are slips of the pen; the calendar rules reach further.
FIRST_YEAR, LAST_YEAR = 1900, 2199
# No assembly, notice period or class comes near; the bound keeps answers readable.
LARGEST_COUNT = 100_000
LARGEST_KRONOR = 1_000_000_000_000
_SHOWN = 60
_TRUE = {"1", "on", "ja", "true", "yes"}
_FALSE = {"0", "off", "nej", "false", "no"}


def quoted(text: str) -> str:
    """Show what was typed on one line: shortened, without control characters."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return f"”{plain if len(plain) <= _SHOWN else plain[:_SHOWN] + '…'}”"


def answer(calculator: Calculator, texts: Mapping[str, str]) -> Ruling[Answer]:
    """Read the texts and compute. Raises InputError for texts and combinations that cannot be."""
    values = read_values(calculator, texts)
    try:
        return calculator.compute(values)
    except InputError:
        raise
    except ValueError as error:
        raise InputError(str(error)) from None


def read_values(calculator: Calculator, texts: Mapping[str, str]) -> dict[str, Value]:
    """Read all fields from texts by field name; a missing or blank text takes the field's default.

    Raises InputError, naming the field, for the first text that cannot be read.
    """
    return {field.name: read_field(field, texts.get(field.name)) for field in calculator.fields}


def read_field(field: Field, text: str | None) -> Value:
    """Read one field. Blank gives the default, False for a flag, or an error if required."""
    typed = (text or "").strip()
    if not typed:
        if text is not None and field.kind is Kind.FLAG:
            return False
        if field.required:
            raise InputError(f"{field.named} saknas.", field.name)
        typed = field.default or ""
    if not typed:
        return False if field.kind is Kind.FLAG else None
    try:
        # A text is kept verbatim; the rule that reads it decides what to overlook.
        return _READERS[field.kind](text if text and field.kind is Kind.TEXT else typed, field)
    except ValueError as error:
        raise InputError(f"{field.named}: {error}", field.name) from None


def read_date(text: str) -> date:
    """Read an ISO date. Raises ValueError in Swedish for other forms and impossible days."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(f"{quoted(text)} är inget datum, skriv som 2023-11-01.")
    if not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise ValueError(f"{quoted(text)} ligger utanför åren {FIRST_YEAR}-{LAST_YEAR}.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{quoted(text)} finns inte i kalendern.") from None


def read_number(text: str, largest: int) -> int:
    """Read a whole number from 0 to ``largest``; blanks between groups of digits are allowed."""
    digits = "".join(text.split())
    if re.fullmatch(r"[-−]\d+", digits, re.ASCII):
        raise ValueError(f"{quoted(text)} är negativt, skriv 0 eller mer.")
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        raise ValueError(f"{quoted(text)} är inget heltal.")
    # The length is looked at first: Python refuses to read thousands of digits, also of zeros.
    digits = digits.lstrip("0") or "0"
    if len(digits) > len(str(largest)) or int(digits) > largest:
        bound = f"{largest:,}".replace(",", "\u00a0")
        raise ValueError(f"talet är för stort, högst {bound}.")
    return int(digits)


def read_weights(text: str) -> dict[str, int]:
    """Read "Namn=tal,Namn=tal", or one pair a line, as weights of at least 1.

    Names are unique whatever their case. Raises ValueError in Swedish for anything else.
    """
    # A library of its own: a command without weights starts without it
    from unicodedata import normalize

    weights: dict[str, int] = {}
    seen: set[str] = set()
    for part in re.split(r",\s*\n|,|\n", text.strip()):
        name, sign, number = part.partition("=")
        name = normalize("NFC", " ".join(name.split()))
        if not sign or not name:
            raise ValueError(f"{quoted(part.strip())} ska skrivas som Namn=tal.")
        if name.casefold() in seen:
            raise ValueError(f"{quoted(name)} är angivet två gånger.")
        seen.add(name.casefold())
        weights[name] = read_number(number.strip(), LARGEST_KRONOR)
        if not weights[name]:
            raise ValueError(f"{quoted(name)} har talet 0, det ska vara minst 1.")
    return weights


def _read_choice(text: str, field: Field) -> str:
    values = [choice.value for choice in field.choices]
    if text.casefold() not in values:
        raise ValueError(f"{quoted(text)} är inget av valen {', '.join(values)}.")
    return text.casefold()


def _read_flag(text: str) -> bool:
    if text.casefold() not in _TRUE | _FALSE:
        raise ValueError(f"{quoted(text)} är varken ja eller nej.")
    return text.casefold() in _TRUE


_READERS: dict[Kind, Callable[[str, Field], Value]] = {
    Kind.DATE: lambda text, _: read_date(text),
    Kind.COUNT: lambda text, _: read_number(text, LARGEST_COUNT),
    Kind.KRONOR: lambda text, _: read_number(text, LARGEST_KRONOR),
    Kind.WEIGHTS: lambda text, _: read_weights(text),
    Kind.CHOICE: _read_choice,
    Kind.FLAG: lambda text, _: _read_flag(text),
    Kind.TEXT: lambda text, _: text,
}
