"""Organisation numbers: ten digits, of which the last checks the others.

The shape is as Skatteverket describes it (SKV 709): a group digit, a third digit of at least 2, so
that no number is a personal identity number, and a check digit by the modulus 10 method.
"""

from __future__ import annotations

import re

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling

# Some registers write the century of a personal identity number as 16 for organisations
SHAPE = re.compile(r"(?:16)?(\d{6})-?(\d{4})", re.ASCII)
LEAST_THIRD = 2


def organisation_number(text: str) -> Ruling[str | None]:
    """Read an organisation number and write it as 222000-2071; None, with why, for what is none."""
    found = SHAPE.fullmatch(re.sub(r"\s", "", text))
    if found is None:
        return _none("Ett organisationsnummer har tio siffror, till exempel 222000-2071.")
    digits = found[1] + found[2]
    if int(digits[2]) < LEAST_THIRD:
        return _none("Tredje siffran i ett organisationsnummer är minst 2.")
    if check_digit(digits[:-1]) != int(digits[-1]):
        return _none("Kontrollsiffran stämmer inte: någon av siffrorna är fel.")
    return Ruling(f"{found[1]}-{found[2]}", (Reason("Tio siffror, och kontrollsiffran stämmer."),))


def check_digit(digits: str) -> int:
    """Compute the digit that makes the sum of every second digit doubled a whole ten."""
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return -sum(number // 10 + number % 10 for number in doubled) % 10


def _none(why: str) -> Ruling[str | None]:
    return Ruling(None, (Reason(why),))


EXAMPLES = (
    Example(
        organisation_number,
        {"text": "222000-2071"},
        "222000-2071",
        "Samordningsförbundet Insjörikets nummer, ur en offentlig handling.",
    ),
    Example(
        organisation_number,
        {"text": "222000-2072"},
        None,
        "Konstruerat: samma nummer med fel kontrollsiffra.",
    ),
)
