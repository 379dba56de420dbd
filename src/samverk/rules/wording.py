"""Writing for people: a day as it stands in running text.

JSON values, tables and fields keep ISO dates; sentences do not.
"""

from __future__ import annotations

from datetime import date

NO_BREAK = "\N{NO-BREAK SPACE}"

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def running_date(day: date | None) -> str:
    """Write a day for running text: "den 1 november 2023", or "okänd dag" for None.

    The article is part of it, so a sentence must not put one before it.
    """
    if day is None:
        return "okänd dag"
    return f"den {day.day}{NO_BREAK}{MONTHS[day.month - 1]} {day.year}"


def month_and_year(day: date) -> str:
    """Write the month of a day: "mars 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def sentence(text: str) -> str:
    """Begin a text with a capital, as a sentence that may open with a day; the rest is kept."""
    return text[:1].upper() + text[1:]


def kronor_and_ore(amount: int) -> str:
    """Write an amount in öre: 1500050 becomes "15 000,50 kr"; a true minus when it is negative."""
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    kronor, ore = divmod(abs(amount), 100)
    whole = f"{kronor:,}".replace(",", NO_BREAK)
    return f"{sign}{whole},{ore:02d}{NO_BREAK}kr"
