"""Tables: sums that do not sum, and figures for a time that had not passed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from samverk.intake.lints.lint import Found, Lint, Spot
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.figures import cell_number
from samverk.intake.reading.model import Document, Paragraph, Table

_SUM = re.compile(r"(?:summa|totalt?|sammanlagt)\b", re.IGNORECASE)
_PART_SUM = re.compile(r"(?:del)?summa|totalt?|varav|därav", re.IGNORECASE)
_NOT_ADDED = re.compile(
    r"%|andel|procent|differens|avvikelse|förändring|snitt|medel|budget|utfall|index", re.IGNORECASE
)
_ROUNDED = re.compile(r"tkr|mnkr|mkr|tusental|miljon|%|procent", re.IGNORECASE)


class _Owned(NamedTuple):
    document: Document
    record: Paragraph | None
    table: Table


def owned_tables(reading: Reading) -> Iterator[_Owned]:
    """Yield every table with the document and record it stands in."""
    for document in reading.documents:
        for table in document.loose_tables:
            yield _Owned(document, None, table)
        for record in document.paragraphs:
            for table in record.tables:
                yield _Owned(document, record, table)


def sum_row(table: Table) -> tuple[str, ...] | None:
    """Answer the row of totals, the last one, if the table prints one."""
    if len(table.rows) > 1 and _SUM.match(table.rows[-1][0].strip("* ")):
        return table.rows[-1]
    return None


def _sums(reading: Reading) -> Iterator[Found]:
    for owned in owned_tables(reading):
        yield from _columns(owned)
        yield from _rows(owned)


def _columns(owned: _Owned) -> Iterator[Found]:
    table = owned.table
    total = sum_row(table)
    if total is None:
        return
    body = [row for row in table.rows[:-1] if not _PART_SUM.match(row[0])]
    if len(body) != len(table.rows) - 1:
        # With subtotals the columns add up in a way the table does not print.
        return
    for index in range(1, len(table.header)):
        parts = [row[index] for row in body]
        wrong = _wrong_sum(parts, total[index], table, table.header[index])
        if wrong is not None:
            yield _found(
                owned,
                f"Kolumnen {_name(table.header[index], index)} summerar till {_shown(wrong)}, "
                f"men {total[0]} anger {total[index]}.",
                len(table.rows),
            )


def _rows(owned: _Owned) -> Iterator[Found]:
    table = owned.table
    if len(table.header) < 4 or not _SUM.match(table.header[-1]):
        return
    if any(_NOT_ADDED.search(cell) for cell in table.header[1:]):
        return
    for number, row in enumerate(table.rows, 1):
        wrong = _wrong_sum(row[1:-1], row[-1], table, "")
        if wrong is not None:
            yield _found(
                owned,
                f"Raden {row[0]} summerar till {_shown(wrong)}, men {table.header[-1]} anger {row[-1]}.",
                number,
            )


def _wrong_sum(parts: Sequence[str], total: str, table: Table, heading: str) -> Decimal | None:
    """Answer the sum where it differs from the printed one by more than rounding explains."""
    stated = cell_number(total)
    numbers = [cell_number(part) for part in parts if part.strip(" -–")]
    if stated is None or len(numbers) < 2 or None in numbers or _NOT_ADDED.search(heading):
        return None
    computed = sum((n for n in numbers if n is not None), Decimal(0))
    places = max(_decimals(n) for n in [stated, *filter(None, numbers)])
    is_rounded = places > 0 or _ROUNDED.search(" ".join((table.caption or "", *table.header)))
    slack = Decimal(len(numbers) + 1) / 2 / 10**places if is_rounded else Decimal(0)
    return computed if abs(computed - stated) > slack else None


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _shown(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",").replace("-", "−")


def _name(heading: str, index: int) -> str:
    return heading or f"nummer {index + 1}"


def _found(owned: _Owned, text: str, row: int) -> Found:
    place = owned.table.places[min(row, len(owned.table.places) - 1)]
    spot = Spot(owned.document.source, place)
    return Found(text, (spot,), (owned.record,) if owned.record else ())


SUMS = Lint(
    "table-sum",
    "Tabellens summa stämmer inte",
    "Den som läser en summa ska kunna räkna om den.",
    "fault",
    _sums,
)

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
_AHEAD = re.compile(
    r"prognos|budget|plan|mål\b|beräkn|förvänt|preliminär|uppskatt|kommande|hittills|till och med|t\.o\.m",
    re.IGNORECASE,
)


def _not_ended(reading: Reading) -> Iterator[Found]:
    for owned in owned_tables(reading):
        day = owned.record.date if owned.record and owned.record.date else owned.document.date
        table = owned.table
        if day is None or _AHEAD.search(" ".join((table.caption or "", *table.header))):
            continue
        year = _only_year(table.caption)
        for index, heading in enumerate(table.header):
            values = [row[index] for row in table.rows]
            yield from _future(owned, heading, year, day, values)
        for row in table.rows:
            yield from _future(owned, row[0], year, day, list(row[1:]))


def _only_year(text: str | None) -> int | None:
    years = set(_YEAR.findall(text or ""))
    return int(years.pop()) if len(years) == 1 else None


def _future(
    owned: _Owned, heading: str, year: int | None, day: date, values: Sequence[str]
) -> Iterator[Found]:
    end = period_end(heading, year)
    printed = [v for v in values if cell_number(v) is not None]
    if end is not None and end >= day and printed and not _AHEAD.search(heading):
        yield _found(
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
LINTS = (SUMS, NOT_ENDED)
