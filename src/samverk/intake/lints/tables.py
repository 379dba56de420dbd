"""Tables whose sums do not sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from samverk.intake.lints.added import has_products, is_added
from samverk.intake.lints.lint import Found, Lint, Spot
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.figures import cell_number
from samverk.intake.reading.model import Document, Paragraph, Table

_SUM = re.compile(r"(?:summa|totalt?|sammanlagt)\b", re.IGNORECASE)
_PART_SUM = re.compile(r"(?:del)?summa|totalt?|varav|därav", re.IGNORECASE)
_ROUNDED = re.compile(r"tkr|mnkr|mkr|tusental|miljon|%|procent", re.IGNORECASE)


class OwnedTable(NamedTuple):
    """A table with the document and the record it stands in."""

    document: Document
    record: Paragraph | None
    table: Table


def owned_tables(reading: Reading) -> Iterator[OwnedTable]:
    """Yield every table with the document and record it stands in."""
    for document in reading.documents:
        for table in document.loose_tables:
            yield OwnedTable(document, None, table)
        for record in document.paragraphs:
            for table in record.tables:
                yield OwnedTable(document, record, table)


def sum_row(table: Table) -> tuple[str, ...] | None:
    """Answer the row of totals, the last one, if the table prints one."""
    if len(table.rows) > 1 and _SUM.match(table.rows[-1][0].strip("* ")):
        return table.rows[-1]
    return None


def _sums(reading: Reading) -> Iterator[Found]:
    for owned in owned_tables(reading):
        yield from _columns(owned)
        yield from _rows(owned)


def _columns(owned: OwnedTable) -> Iterator[Found]:
    table = owned.table
    total = sum_row(table)
    if total is None:
        return
    body = [row for row in table.rows[:-1] if not _PART_SUM.match(row[0])]
    if len(body) != len(table.rows) - 1:
        # With subtotals the columns add up in a way the table does not print.
        return
    for index in filter(partial(is_added, table), range(1, len(table.header))):
        parts = [row[index] for row in body]
        wrong = _wrong_sum(parts, total[index], table)
        if wrong is not None:
            yield found_in(
                owned,
                f"Kolumnen {_name(table.header[index], index)} summerar till {_shown(wrong)}, "
                f"men {total[0]} anger {total[index]}.",
                len(table.rows),
            )


def _rows(owned: OwnedTable) -> Iterator[Found]:
    table = owned.table
    if len(table.header) < 4 or not _SUM.match(table.header[-1]) or has_products(table):
        return
    if not all(is_added(table, index) for index in range(1, len(table.header))):
        return
    for number, row in enumerate(table.rows, 1):
        wrong = _wrong_sum(row[1:-1], row[-1], table)
        if wrong is not None:
            yield found_in(
                owned,
                f"Raden {row[0]} summerar till {_shown(wrong)}, men {table.header[-1]} anger {row[-1]}.",
                number,
            )


def _wrong_sum(parts: Sequence[str], total: str, table: Table) -> Decimal | None:
    """Answer the sum where it differs from the printed one by more than rounding explains."""
    stated = cell_number(total)
    numbers = [cell_number(part) for part in parts if part.strip(" -–")]
    if stated is None or len(numbers) < 2 or None in numbers:
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


def found_in(owned: OwnedTable, text: str, row: int) -> Found:
    """Build a hit in a table's row, the header being row 0."""
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
LINTS = (SUMS,)
