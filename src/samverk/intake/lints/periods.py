"""Figures for a time that had not passed when the document was written."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from samverk.intake.lints.lint import Found, Lint
from samverk.intake.lints.tables import OwnedTable, found_in, owned_tables
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.figures import cell_number

_QUARTER = re.compile(
    r"(?P<y1>(?:19|20)\d\d)[ :,-]*(?:kv(?:artal)?\.?|q) ?(?P<q1>[1-4])\b"
    r"|\b(?:kv(?:artal)?\.?|q) ?(?P<q2>[1-4])\b(?:[ ,:-]*(?P<y2>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"\b(?:tertial|t) ?(?P<t>[1-3])\b(?:[ ,:-]*(?P<year>(?:19|20)\d\d))?", re.IGNORECASE
)
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
_MONTH = re.compile(
    rf"\b(?P<month>{_MONTHS.replace(' ', '|')})\b(?: (?P<year>(?:19|20)\d\d))?", re.IGNORECASE
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_WHOLE_YEAR = re.compile(
    r"(?P<told>(?:hel(?:a )?år(?:et)?|utfall|bokslut|resultat|verksamhetsår(?:et)?),? (?:år )?)?"
    r"(?:år )?(?P<year>(?:19|20)\d\d)\.?",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"prognos|budget|plan|mål\b|beräkn|förvänt|preliminär|uppskatt|kommande|hittills|till och med|t\.o\.m",
    re.IGNORECASE,
)
# Days of coming meetings are figures too, but not how much there was of anything.
_OF_DAYS = re.compile(
    r"sammanträde|möte|dagar\b|datum|kalend|schema|tider\b|helgdag|stoppdag", re.IGNORECASE
)
_COUNTED = re.compile(r"antal|utfall|statistik", re.IGNORECASE)
# A year heads what was and what is to be: it is judged where the words say that it was.
_PASSED = re.compile(
    r"utfall|bokslut|årsredovisning|verksamhetsberättelse|uppföljning|statistik|antal|deltagare"
    r"|inskriv|avslut|besök|genomför[dt]|inkomna|anmälningar|sjukfrånvaro",
    re.IGNORECASE,
)
_TO_BE = re.compile(
    r"tax[ao]|avgift|ram(?:ar|en)?\b|anslag|bidrag|fördel|hyr|pris|ansök|inför|flerår|behov|ersättning"
    r"|uppräkn|platser|\bska\b|avtal",
    re.IGNORECASE,
)


def _not_ended(reading: Reading) -> Iterator[Found]:
    for owned in owned_tables(reading):
        day = owned.record.date if owned.record and owned.record.date else owned.document.date
        if day is None or _AHEAD.search(_words(owned)) or _is_of_days(owned):
            continue
        table = owned.table
        year = _only_year(table.caption)
        for index, heading in enumerate(table.header):
            values = [row[index] for row in table.rows]
            yield from _future(owned, heading, year, day, values)
        for row in table.rows:
            yield from _future(owned, row[0], year, day, list(row[1:]))


def _words(owned: OwnedTable) -> str:
    return " ".join((owned.table.caption or "", *owned.table.header))


def _title(owned: OwnedTable) -> str:
    return (owned.record.title if owned.record else owned.document.title) or ""


def _is_of_days(owned: OwnedTable) -> bool:
    """Answer whether a table lists days of meetings and the like."""
    words = f"{_words(owned)} {_title(owned)}"
    return _OF_DAYS.search(words) is not None and not _COUNTED.search(words)


def _only_year(text: str | None) -> int | None:
    years = set(_YEAR.findall(text or ""))
    return int(years.pop()) if len(years) == 1 else None


def _future(
    owned: OwnedTable, heading: str, year: int | None, day: date, values: Sequence[str]
) -> Iterator[Found]:
    end = period_end(heading, year) or _year_end(owned, heading)
    printed = [v for v in values if cell_number(v) is not None]
    if end is not None and end >= day and printed and not _AHEAD.search(heading):
        yield found_in(
            owned,
            f"{heading} har värden ({'/'.join(printed)}) i en handling daterad {day}, "
            f"men perioden slutar {end}.",
            0,
        )


def period_end(heading: str, year: int | None) -> date | None:
    """Answer the last day of the quarter, third or month a heading names.

    ``year`` is the one the table's caption names, for headings without any.
    """
    if len(heading) > 40:
        return None
    if match := _QUARTER.search(heading):
        quarter = int(match["q1"] or match["q2"])
        return _month_end(match["y1"] or match["y2"] or year, 3 * quarter)
    if match := _THIRD.search(heading):
        return _month_end(match["year"] or year, 4 * int(match["t"]))
    if match := _MONTH.search(heading):
        return _month_end(match["year"] or year, _MONTHS.split().index(match["month"].lower()) + 1)
    return None


def _year_end(owned: OwnedTable, heading: str) -> date | None:
    """Answer the last day of the year a heading is, where its figures are of what has been."""
    match = _WHOLE_YEAR.fullmatch(heading.strip(" *"))
    if match is None:
        return None
    words = " ".join((_title(owned), _words(owned), *(row[0] for row in owned.table.rows)))
    is_ahead = _AHEAD.search(words) or _TO_BE.search(words)
    if is_ahead or not (match["told"] or _PASSED.search(words)):
        return None
    return date(int(match["year"]), 12, 31)


def _month_end(year: str | int | None, month: int) -> date | None:
    if year is None:
        return None
    return date(int(year), month, monthrange(int(year), month)[1])


NOT_ENDED = Lint(
    "period-not-ended",
    "Siffror för en period som inte var slut",
    "Ett utfall kan inte finnas innan perioden är slut: noll är inte samma sak som okänt.",
    "fault",
    _not_ended,
)
LINTS = (NOT_ENDED,)
