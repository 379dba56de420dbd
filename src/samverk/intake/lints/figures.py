"""Figures in the text against figures in the tables beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from samverk.intake.lints.lint import Found, Lint, Spot
from samverk.intake.lints.tables import sum_row
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.figures import cell_number, decimal_of
from samverk.intake.reading.model import Paragraph, Table
from samverk.intake.reading.prose import Prose

_N = r"(\d{1,3}(?: \d{3})+|\d{1,6})"
# The words first, which are rarer than figures; the number of women stands before them.
_BY_SEX = re.compile(rf"(?P<women>kvinnor|flickor) och {_N} (?P<men>män|pojkar)")
_NUMBER_BEFORE = re.compile(rf"(?<!\d){_N} $")
_TOTAL_BEFORE = re.compile(rf"(?<!\d){_N} (?P<unit>\w{{3,20}})(?:, | \(|,? varav |: )$")
_IN_ALL = re.compile(
    r"\b(?:totalt|sammanlagt|sammantaget|i summa)\b(?P<between>[^.\n]{0,90}?)"
    rf"(?<![\d,]){_N} (?P<unit>[a-zåäö]{{2,20}})",
    re.IGNORECASE,
)
_TOTAL_WORD = re.compile("[tT]otalt|[sS]amman[lt]ag|[iI] summa")
_APPROXIMATE = re.compile(
    r"(?:cirka|ca\.?|omkring|ungefär|drygt|knappt|närmare|över|minst|fler än) ?$"
)
_PEOPLE = re.compile(r"person|deltagar|individ|kvinn|män\b|brukar|elev|barn", re.IGNORECASE)


def _differing(reading: Reading) -> Iterator[Found]:
    for record in reading.paragraphs:
        if record.prose is None or not record.tables:
            continue
        yield from _by_sex(record, record.prose)
        yield from _in_all(record, record.prose)


def _by_sex(record: Paragraph, prose: Prose) -> Iterator[Found]:
    """Compare women and men in the text with the tables' totals for the same columns."""
    for match in _BY_SEX.finditer(prose.text):
        first = _NUMBER_BEFORE.search(prose.text, max(0, match.start() - 12), match.start())
        if first is None:
            continue
        women, men = _whole(first[1]), _whole(match[2])
        totals = [t for table in record.tables if (t := _totals_by_sex(table))]
        if not totals or any((women, men) in t for t in totals):
            continue
        table_women, table_men = totals[0][-1]
        total = _TOTAL_BEFORE.search(prose.text, max(0, first.start() - 40), first.start())
        said = f"{total[1]} {total['unit']}" if total else f"{women + men} personer"
        text = (
            f"Texten anger {said} ({women} {match['women']}, {men} "
            f"{match['men']}), tabellen {table_women + table_men} ({table_women}, {table_men}). "
            "Avser de samma personer och samma tid?"
        )
        yield _hit(record, prose, first.start(), text, _with_sexes(record.tables))


def _whole(text: str) -> int:
    return int(text.replace(" ", ""))


def _totals_by_sex(table: Table) -> list[tuple[int, int]]:
    """Answer each row's women and men, the total last; empty for a table without them."""
    women, men = (_column(table, words) for words in (("kvinn", "flick"), ("män", "pojk")))
    if women is None or men is None:
        return []
    rows = [(_cell(row[women]), _cell(row[men])) for row in table.rows]
    whole = [(int(w), int(m)) for w, m in rows if w is not None and m is not None]
    if whole and sum_row(table) is None:
        whole.append((sum(w for w, _ in whole), sum(m for _, m in whole)))
    return whole


def _cell(text: str) -> Decimal | None:
    return cell_number(text)


def _column(table: Table, words: tuple[str, ...]) -> int | None:
    return next(
        (i for i, cell in enumerate(table.header) if cell.strip().lower().startswith(words)), None
    )


def _with_sexes(tables: Sequence[Table]) -> Table:
    return next(t for t in tables if _totals_by_sex(t))


def _in_all(record: Paragraph, prose: Prose) -> Iterator[Found]:
    """Compare "totalt 255 personer" with the tables that count the same thing."""
    if not _TOTAL_WORD.search(prose.text):
        return
    for match in _IN_ALL.finditer(prose.text):
        number, unit = decimal_of(match[2]), match["unit"].lower()
        if number is None or _APPROXIMATE.search(match["between"]):
            continue
        tables = [t for t in record.tables if _has_grand_total(t) and _counts(t, unit)]
        if not tables or any(number in _numbers(t) for t in tables):
            continue
        total = (sum_row(tables[0]) or ("",))[-1]
        text = f"Texten anger totalt {match[2]} {unit}, tabellens summa är {total}."
        yield _hit(record, prose, match.start(), text, tables[0])


def _has_grand_total(table: Table) -> bool:
    """Answer whether the last cell counts all: a sum of sums, or of the only figures."""
    is_summed = table.header[-1].strip().lower().startswith(("summa", "total"))
    return sum_row(table) is not None and (is_summed or len(table.header) == 2)


def _counts(table: Table, unit: str) -> bool:
    """Answer whether a table counts the unit: it says so, or both speak of people."""
    words = " ".join((table.caption or "", *table.header)).lower()
    if _PEOPLE.search(unit):
        return _PEOPLE.search(words) is not None
    return len(unit) > 2 and unit[:6] in words


def _numbers(table: Table) -> set[Decimal]:
    cells = (cell_number(cell) for row in table.rows for cell in row)
    return {number for number in cells if number is not None}


def _hit(record: Paragraph, prose: Prose, offset: int, text: str, table: Table) -> Found:
    spots = (Spot(record.source, prose.place(offset)), Spot(record.source, table.places[-1]))
    return Found(text, spots, (record,))


LINT = Lint(
    "text-against-table",
    "Siffror i texten och i tabellen skiljer sig",
    "Två uppgifter om samma sak i en handling: antingen är en av dem fel, eller så avser de "
    "olika tid, grupp eller enhet, och då behöver det sägas.",
    "question",
    _differing,
)
LINTS = (LINT,)
