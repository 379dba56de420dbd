"""A year's outcome by row and month, of a SIE file or of an Excel sheet: whole, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samverk.documents.sie import SieFile, SieRow
from samverk.federation.models.budget import RowKind
from samverk.federation.models.outcome import Target
from samverk.federation.reading.account_lines import WrittenRule, rule_for
from samverk.federation.reading.money import ore_in_cell
from samverk.federation.rows import RowKey, Rows
from samverk.foundation.errors import InputError
from samverk.rules.wording import MONTHS

HEAD = ("Slag", "Rad", *(month.capitalize() for month in MONTHS))
KINDS = {str(each.label): each.value for each in RowKind}
NOTHING_READ = "Inget har lästs in."
SHOWN = 5
Amounts = Mapping[tuple[RowKey, int], int]


@dataclass(frozen=True, slots=True)
class Sums:
    """What a file says (utfall i fil), in öre by row and month, with the last month that has any."""

    amounts: Amounts
    last_month: int


def refused(faults: Sequence[str]) -> InputError:
    """Say what is wrong in the file, the first faults of it, and that nothing is read in."""
    more = f" Och {len(faults) - SHOWN} fel till." if len(faults) > SHOWN else ""
    return InputError(f"{' '.join(faults[:SHOWN])}{more} {NOTHING_READ}", field="file")


def of_vouchers(file: SieFile, rules: Sequence[WrittenRule], rows: Rows, year: int) -> Sums:
    """Add up the vouchers of ``year``. Raises InputError that names the line and the account."""
    sums: defaultdict[tuple[RowKey, int], int] = defaultdict(int)
    faults: list[str] = []
    targets = _targets(rules, rows)
    last = 0
    for voucher in file.vouchers:
        if voucher.day.year != year:
            line = voucher.rows[0].line if voucher.rows else 0
            faults.append(
                f"Rad {line}: verifikationen är från {voucher.day}, men utfallet gäller {year}."
            )
            continue
        for row in voucher.rows:
            rule = rule_for(rules, row)
            if rule is None:
                faults.append(f"Rad {row.line}: konto {_told(row)} saknas i kontokopplingen.")
            elif rule.kind != Target.OUTSIDE:
                sign = -1 if rule.kind == Target.REVENUE else 1
                sums[targets[rule], voucher.day.month] += sign * row.amount
                last = max(last, voucher.day.month)
    if faults:
        raise refused(faults)
    return Sums(dict(sums), last)


def _targets(rules: Sequence[WrittenRule], rows: Rows) -> dict[WrittenRule, RowKey]:
    found, faults = {}, []
    for number, rule in enumerate(rules, start=1):
        if rule.kind == Target.OUTSIDE:
            continue
        key = rows.find(rule.kind, rule.name)
        if key is None:
            faults.append(
                f"Kontokopplingens rad {number} leder till {rule.name!r}, som inte finns i budgeten."
            )
        else:
            found[rule] = key
    if faults:
        raise refused(faults)
    return found


def _told(row: SieRow) -> str:
    objects = ", ".join(f"{dimension}:{code}" for dimension, code in row.objects)
    return f"{row.account} ({objects})" if objects else row.account


def of_sheet(cells: Sequence[Sequence[str]], rows: Rows) -> Sums:
    """Read the sheet with a column per month. Raises InputError that names row and column."""
    at = next((n for n, row in enumerate(cells) if _is_head(row)), None)
    if at is None:
        raise refused(["Ingen rad är rubrik med Slag och Rad. Hämta mallen."])
    months = _months(cells[at])
    faults: list[str] = []
    sums: dict[tuple[RowKey, int], int] = {}
    seen: dict[RowKey, int] = {}
    for number, row in enumerate(cells[at + 1 :], start=at + 2):
        if not any(row):
            continue
        key = _key(row, rows)
        if isinstance(key, str):
            faults.append(f"Rad {number}, {key}")
            continue
        if seen.setdefault(key, number) != number:
            faults.append(f"Rad {number}, kolumn B: {row[1]} står redan på rad {seen[key]}.")
            continue
        for column, month in months.items():
            amount = ore_in_cell(row[column]) if row[column] else 0
            if amount is None:
                place = f"kolumn {_letter(column)} ({MONTHS[month - 1]})"
                faults.append(f"Rad {number}, {place}: {row[column][:40]!r} är inget belopp.")
            elif amount:
                sums[key, month] = amount
    if faults:
        raise refused(faults)
    return Sums(sums, max((month for _, month in sums), default=0))


def _is_head(row: Sequence[str]) -> bool:
    return [cell.casefold() for cell in row[:2]] == ["slag", "rad"]


def _months(head: Sequence[str]) -> dict[int, int]:
    """Answer which column has which month. Raises InputError for a heading that is no month."""
    found: dict[int, int] = {}
    for column, text in enumerate(head[2:], start=2):
        name = text.casefold()
        if not name:
            continue
        if name not in MONTHS:
            raise refused([f"Kolumn {_letter(column)}: rubriken {text[:40]!r} är ingen månad."])
        month = MONTHS.index(name) + 1
        if month in found.values():
            raise refused([f"Kolumn {_letter(column)}: {name} står två gånger."])
        found[column] = month
    if not found:
        raise refused(["Rubriken har ingen månad. Hämta mallen."])
    return found


def _key(row: Sequence[str], rows: Rows) -> RowKey | str:
    kind = KINDS.get(row[0].casefold())
    if kind is None:
        return f"kolumn A: {row[0][:40]!r} ska vara {', '.join(KINDS)}."
    found = rows.find(kind, row[1])
    if found is None:
        known = ", ".join(rows.of_kind(kind)) or "inga"
        return f"kolumn B: {row[1][:60]!r} finns inte i budgeten. Där finns: {known}."
    return found


def _letter(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else str(column + 1)


def rows_of(amounts: Amounts) -> Iterator[tuple[RowKey, int, int]]:
    """Give each row, month and amount in order; what adds up to nothing says nothing."""
    for (key, month), amount in sorted(amounts.items()):
        if amount:
            yield key, month, amount
