"""`samverk evb check`: whether a published table of unexecuted decisions can be true.

No Django, no database. Nothing in the file is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from samverk.project.cli import fail, quoted
from samverk.project.cli.arguments import UsageError, split_arguments
from samverk.project.cli.files import content_of, shown
from samverk.project.cli.output import write, writes_unicode
from samverk.rules.calculators.base import Field, Kind

if TYPE_CHECKING:
    from samverk.rules.ruling import Ruling
    from samverk.rules.unexecuted.checks import Checked
    from samverk.rules.unexecuted.published import Published

FAILS = 1
HELP = """Användning: samverk evb check FIL [--as-of ÅÅÅÅ-MM-DD] [--year ÅÅÅÅ] [--json]

Prövar om en publicerad tabell över ej verkställda beslut hänger ihop: summor, vägda medelvärden,
avbrutna av alla, kvartal som inte tagit slut, och flödet från kvartal till kvartal. Filen ändras inte.
Kommandot slutar med 1 när något inte stämmer, och med 2 när filen inte går att läsa.

  FIL           CSV eller Excel (första bladet) med en tabell: antingen en rad per insats med antal och
                genomsnittliga dagar för kvinnor, män och totalt, eller en rad per lista med en kolumn
                per kvartal
  --as-of DAG   dagen då tabellen gjordes
  --year ÅR     året, om rubrikerna bara säger Kvartal 1
  --json        svara som JSON, för program"""
FIELDS = (
    Field("file", "Fil", Kind.TEXT, required=True, is_positional=True),
    Field("as_of", "Dagen då tabellen gjordes", Kind.TEXT),
    Field("year", "År", Kind.TEXT),
)
_EXCEL = b"PK\x03\x04"
_YEARS = range(1998, 2100)


def main(argv: Sequence[str]) -> int:
    """Answer on stdout: 0 when all that could be checked holds, 1 when something does not."""
    if {"-h", "--help"} & set(argv):
        return write(HELP)
    if not argv or argv[0] != "check":
        return fail("Skriv samverk evb check FIL. Hjälp: samverk evb --help")
    try:
        given = split_arguments(FIELDS, argv[1:])
        as_of, year = _day(given.texts.get("as_of")), _year(given.texts.get("year"))
        table = _table(given.texts.get("file", ""), year)
    except UsageError as fault:
        return fail(str(fault))
    from samverk.rules.unexecuted.checks import Verdict, check_table

    made = check_table(table, as_of)
    told = write(_as_json(made) if given.wants_json else _as_text(made))
    return told or (FAILS if any(one.verdict is Verdict.FAILS for one in made.value) else 0)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--as-of ska vara ett datum, ÅÅÅÅ-MM-DD: {quoted(text or '')}.") from None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) not in _YEARS:
        raise UsageError(f"--year ska vara ett årtal: {quoted(text)} går inte.")
    return int(text)


def _table(place: str, year: int | None) -> Published:
    from samverk.analytics.disclosure.reading import TableError, lines_of
    from samverk.rules.unexecuted.published import read_published
    from samverk.rules.unexecuted.published_cells import TableFaultError

    if not place:
        raise UsageError("Ange en fil. Hjälp: samverk evb --help")
    content = content_of(place)
    try:
        rows = _sheet(content) if content.startswith(_EXCEL) else lines_of(content)
        return read_published(rows, year)
    except (TableFaultError, TableError) as fault:
        raise UsageError(shown(str(fault))) from None


def _sheet(content: bytes) -> Sequence[tuple[int, Sequence[str]]]:
    """Read a workbook's first sheet; a formula that has no kept value has no number to check."""
    from samverk.documents.xlsx_kinds import read_kinds
    from samverk.documents.xlsx_reading import (
        MOST_ROWS,
        TooLargeSheetError,
        UnreadableSheetError,
        read_xlsx,
    )
    from samverk.rules.unexecuted.import_cells import CellKind

    try:
        rows = list(enumerate(read_xlsx(content), 1))
        kinds = dict(read_kinds(content))
    except TooLargeSheetError:
        raise UsageError(f"Bladet är för stort: högst {MOST_ROWS} rader. Dela det.") from None
    except UnreadableSheetError:
        raise UsageError("Excelfilen går inte att läsa. Spara bladet som CSV (UTF-8).") from None
    for at, cells in kinds.items():
        values = rows[at - 1][1] if at <= len(rows) else ()
        for nth, cell in enumerate(cells):
            if cell.kind is CellKind.FORMULA and not "".join(values[nth : nth + 1]):
                raise UsageError(
                    f"Rad {at}, kolumn {nth + 1}: formeln har inget sparat värde. Öppna filen i"
                    " Excel, spara den och pröva igen."
                )
    if not any(any(cells) for _, cells in rows):
        raise UsageError("Filens första blad är tomt. Bara det första bladet läses.")
    return rows


def _as_json(made: Ruling[tuple[Checked, ...]]) -> str:
    import json

    told = {
        "checks": [
            {
                "id": one.check.id,
                "text": one.check.text,
                "ground": one.check.ground,
                "verdict": one.verdict.name.lower(),
                "faults": list(one.faults),
            }
            for one in made.value
        ],
        "failed": [one.check.id for one in made.value if one.faults],
        "reasons": [each.text for each in made.reasons],
        "remarks": [each.text for each in made.remarks],
    }
    return json.dumps(told, ensure_ascii=not writes_unicode(), indent=2)


def _as_text(made: Ruling[tuple[Checked, ...]]) -> str:
    lines = []
    for one in made.value:
        lines.append(f"{one.check.text} [{one.check.id}] {one.verdict.capitalize()}.")
        lines += [f"  - {shown(fault)}" for fault in one.faults]
        if one.faults:
            lines.append(f"  Grund: {one.check.ground}")
    return "\n".join([*lines, *(each.text for each in (*made.reasons, *made.remarks))])
