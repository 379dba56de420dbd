"""`samverk evb check`: whether a published table of unexecuted decisions can be true.

No Django, no database. Nothing in the file is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from samverk.project.cli import fail, quoted
from samverk.project.cli.arguments import UsageError, split_arguments
from samverk.project.cli.output import write, writes_unicode
from samverk.rules.calculators.base import Field, Kind

if TYPE_CHECKING:
    from samverk.rules.unexecuted.checks import Checked
    from samverk.rules.unexecuted.published import Published

FAILS = 1
HELP = """Användning: samverk evb check FIL [--as-of ÅÅÅÅ-MM-DD] [--year ÅÅÅÅ] [--json]

Prövar om en publicerad tabell över ej verkställda beslut hänger ihop: summor, vägda medelvärden,
avbrutna av alla, kvartal som inte tagit slut, och flödet från kvartal till kvartal. Filen ändras inte.
Kommandot slutar med 1 när något inte stämmer, och med 2 när filen inte går att läsa.

  FIL           CSV eller Excel. Antingen en rad per insats med antal och genomsnittliga dagar för
                kvinnor, män och totalt, eller en rad per lista med en kolumn per kvartal
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

    made = check_table(table, as_of).value
    told = write(_as_json(made) if given.wants_json else _as_text(made))
    return told or (FAILS if any(one.verdict is Verdict.FAILS for one in made) else 0)


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
    from samverk.documents.xlsx_reading import UnreadableSheetError, read_xlsx
    from samverk.rules.unexecuted.published import TableFaultError, read_published

    if not place:
        raise UsageError("Ange en fil. Hjälp: samverk evb --help")
    try:
        content = Path(place).read_bytes()
        rows: Sequence[tuple[int, Sequence[str]]] = (
            list(enumerate(read_xlsx(content), 1))
            if content.startswith(_EXCEL)
            else lines_of(content)
        )
        return read_published(rows, year)
    except (TableFaultError, TableError) as fault:
        raise UsageError(str(fault)) from None
    except UnreadableSheetError:
        raise UsageError("Excelfilen går inte att läsa. Spara bladet som CSV (UTF-8).") from None
    except (OSError, ValueError):
        raise UsageError(f"{quoted(place)} går inte att läsa. Finns filen?") from None


def _as_json(made: Sequence[Checked]) -> str:
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
            for one in made
        ],
        "failed": [one.check.id for one in made if one.faults],
    }
    return json.dumps(told, ensure_ascii=not writes_unicode(), indent=2)


def _as_text(made: Sequence[Checked]) -> str:
    lines = []
    for one in made:
        lines.append(f"{one.check.text} [{one.check.id}] {one.verdict.capitalize()}.")
        lines += [f"  - {fault}" for fault in one.faults]
        if one.faults:
            lines.append(f"  Grund: {one.check.ground}")
    return "\n".join(lines)
