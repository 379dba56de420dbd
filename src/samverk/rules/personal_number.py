"""Reads one personal identity number (personnummer) or coordination number (samordningsnummer)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from samverk.rules.personal_numbers import is_checked

_FORM = re.compile(r"(?P<century>\d\d)?(?P<day>\d{6})(?P<sign>[-+]?)(?P<last>\d{4})")
_COORDINATION = 60
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number as twelve digits, and what it tells: date of birth and sex at registration."""

    digits: str
    born: date
    is_woman: bool
    is_coordination: bool

    @property
    def masked(self) -> str:
        """The number as it is shown: the birth date alone."""
        return f"{self.digits[:8]}-••••"


def read_number(text: str, today: date) -> PersonalNumber:
    """Read ten or twelve digits, with or without the sign between; "+" is for a hundred and over.

    Ten digits are read as the latest birth that is not in the future. Raises ValueError with a
    Swedish line that says what to do.
    """
    plain = re.sub(r"[\s\u00a0]", "", text).translate({0x2010: "-", 0x2011: "-", 0x2013: "-"})
    match = _FORM.fullmatch(plain)
    if match is None:
        raise ValueError("Skriv tolv siffror: ÅÅÅÅMMDD-NNNN.")
    born = _born(match, today)
    if born is None or born > today:
        raise ValueError("Födelsedatumet finns inte. Kontrollera de åtta första siffrorna.")
    if not is_checked(match["day"] + match["last"]):
        raise ValueError("Kontrollsiffran stämmer inte. Kontrollera de fyra sista siffrorna.")
    century = str(born.year // _HUNDRED)
    return PersonalNumber(
        century + match["day"] + match["last"],
        born,
        int(match["last"][2]) % 2 == 0,
        int(match["day"][4:]) > _COORDINATION,
    )


def _born(match: re.Match[str], today: date) -> date | None:
    """Give the date of birth; None where there is no such day."""
    short = int(match["day"][:2])
    if match["century"]:
        year = int(match["century"]) * _HUNDRED + short
    else:
        year = today.year - (today.year - short) % _HUNDRED
    day = _day(year, match)
    if not match["century"]:
        if day is not None and day > today:
            day = _day(year - _HUNDRED, match)
        if match["sign"] == "+" and day is not None:
            day = _day(day.year - _HUNDRED, match)
    return day


def _day(year: int, match: re.Match[str]) -> date | None:
    number = int(match["day"][4:])
    try:
        return date(year, int(match["day"][2:4]), number % _COORDINATION or number)
    except ValueError:
        return None
