"""Which columns and rows of a table are added up: not prices, ages or years."""

from __future__ import annotations

import re

from samverk.intake.reading.figures import cell_number
from samverk.intake.reading.model import Table

_NOT_ADDED = re.compile(
    r"%|andel|procent|differens|avvikelse|förändring|snitt|medel|budget|utfall|index", re.IGNORECASE
)
# Headings of figures that tell which, when or how old, and not how much.
_NO_QUANTITY = re.compile(
    r"(?:medel|snitt|median)?ålder|(?!hel|halv|del)[a-zåäö]*år(?:tal)?|född(?:a)?|(?:löp|rad|post|konto|diarie)?n(?:umme)?r"
    r"|konto|kod|datum|dag|vecka|månad|sida?|paragraf|§|årskurs|klass|telefon(?:nummer)?|id",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\(.*\)|[.:*]")
_COUNT = re.compile(
    r"\b(?:antal|timmar|tim|dagar|dygn|veckor|månader|mängd|kvantitet|st|styck|enheter|platser)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"pris|kronor|\bt?kr\b|sek\b|kostnad|belopp|avgift|lön\b|arvode|ersättning|taxa|\b[àáa] ?kr",
    re.IGNORECASE,
)
_EACH = re.compile(r"\bper\b|/|\b[àá]\b|[àá]-|styck|tim|enhet|pris", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_added(table: Table, index: int) -> bool:
    """Answer whether a column's figures are quantities that a sum is printed of."""
    heading = table.header[index]
    if _NOT_ADDED.search(heading) or _NO_QUANTITY.fullmatch(_UNIT.sub("", heading).strip()):
        return False
    if _EACH.search(heading) and has_products(table):
        return False
    cells = [row[index].strip() for row in table.rows[:-1] if row[index].strip()]
    is_told = _COUNT.search(heading) or _MONEY.search(heading)
    return bool(is_told) or not cells or not all(map(_YEAR.fullmatch, cells))


def has_products(table: Table) -> bool:
    """Answer whether the last column multiplies those before it: hours at a price each.

    So it is where a count stands beside money, and where the figures say it.
    """
    between = table.header[1:-1]
    counts = [bool(_COUNT.search(cell)) and not _EACH.search(cell) for cell in between]
    money = [bool(_MONEY.search(cell)) for cell in between]
    is_mixed = any(counts) and any(m and not c for m, c in zip(money, counts, strict=True))
    return is_mixed or any(map(_is_product, table.rows))


def _is_product(row: tuple[str, ...]) -> bool:
    numbers = [cell_number(cell) for cell in row[1:] if cell.strip(" -–")]
    if len(numbers) != 3 or None in numbers:
        return False
    one, other, total = (number for number in numbers if number is not None)
    return one * other == total != one + other
