"""`samverk disclose`: how a table of counts can be published. No Django, no database, no network.

NumPy and HiGHS are loaded only once there is a table to protect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from samverk.project.cli import fail, quoted
from samverk.project.cli.arguments import UsageError
from samverk.project.cli.output import write, writes_unicode

if TYPE_CHECKING:
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.protect import Protection
    from samverk.analytics.disclosure.table import Table

LEAKS = 1
HELP = """Användning: samverk disclose FIL [--threshold ANTAL] [--totals-row NAMN] [--totals-column NAMN]
                        [--no-totals] [--protect-zeros] [--round BAS] [--proof FIL] [--json]

Visar hur en tabell med antal personer kan publiceras utan att små antal går att räkna ut: små rader
slås ihop, små antal döljs, och så många andra antal som behövs. Sedan prövas det som är kvar av en
angripare som vet summorna och regeln. Filen ändras inte.

  FIL                   CSV eller Excel: rubriker i första raden, namn i första kolumnen, annars antal
  --threshold ANTAL     antal under gränsen är små; annars 5
  --totals-row NAMN     raden med summor, annars den som är de andras summa
  --totals-column NAMN  kolumnen med summor, annars den som är de andras summa
  --no-totals           tabellen har inga summor, och inga är kända
  --protect-zeros       skydda 0 som andra små antal
  --round BAS           avrunda det som visas, till exempel till 5
  --proof FIL           skriv beviset dit, som JSON
  --json                svara som JSON, för program"""
_TAKING = ("threshold", "totals-row", "totals-column", "round", "proof")
_FLAGS = ("no-totals", "protect-zeros", "json")
_MOST = 1_000
_EXCEL = b"PK\x03\x04"


@dataclass(slots=True)
class _Wanted:
    """What was typed."""

    files: list[str] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    def number(self, name: str, default: int, least: int) -> int:
        """Read an option's number; raises UsageError."""
        text = self.given.get(name, str(default))
        if not (text.isascii() and text.isdigit()) or len(text) > len(str(_MOST)):
            raise UsageError(f"--{name} ska vara ett heltal: {quoted(text)} går inte.")
        if not least <= int(text) <= _MOST:
            raise UsageError(f"--{name} ska vara {least}-{_MOST}.")
        return int(text)


def main(argv: Sequence[str]) -> int:
    """Answer on stdout; 2 for what cannot be read, 1 for a table that must not be published."""
    if {"-h", "--help"} & set(argv):
        return write(HELP)
    try:
        wanted = _read(argv)
        policy = _policy(wanted)
        table = _table(wanted)
        told, protection = _answer(wanted, table, policy)
        if place := wanted.given.get("proof"):
            _write_proof(Path(place), protection)
    except UsageError as fault:
        return fail(str(fault))
    return write(told) or (LEAKS if protection.leaks else 0)


def _read(argv: Sequence[str]) -> _Wanted:
    found, words = _Wanted(), iter(argv)
    for word in words:
        option, sign, text = word.partition("=")
        name = option.removeprefix("--")
        if not word.startswith("-"):
            found.files.append(word)
        elif not option.startswith("--") or name not in (*_TAKING, *_FLAGS):
            raise UsageError(f"Okänt val {quoted(option)}. Hjälp: samverk disclose --help")
        elif name in _FLAGS:
            if sign:
                raise UsageError(f"--{name} tar inget värde. Hjälp: samverk disclose --help")
            found.flags.add(name)
        elif name in found.given:
            raise UsageError(f"--{name} är angivet två gånger.")
        else:
            value = text if sign else next(words, "")
            if not value.strip():
                raise UsageError(f"--{name} behöver ett värde. Hjälp: samverk disclose --help")
            found.given[name] = value.strip()
    if len(found.files) != 1:
        raise UsageError("Ange en fil. Hjälp: samverk disclose --help")
    if "no-totals" in found.flags and {"totals-row", "totals-column"} & set(found.given):
        raise UsageError("--no-totals går inte ihop med --totals-row eller --totals-column.")
    return found


def _policy(wanted: _Wanted) -> DisclosurePolicy:
    from samverk.analytics.disclosure.policy import (
        LEAST_THRESHOLD,
        THRESHOLD,
        DisclosurePolicy,
        ZeroRule,
    )

    zeros = ZeroRule.PROTECTED if "protect-zeros" in wanted.flags else ZeroRule.SHOWN
    threshold = wanted.number("threshold", THRESHOLD, LEAST_THRESHOLD)
    base = wanted.number("round", 1, 1)
    if base > 2 * threshold:
        raise UsageError(f"--round får vara högst dubbla gränsen, {2 * threshold}.")
    return DisclosurePolicy(threshold, zeros, base)


def _table(wanted: _Wanted) -> Table:
    from samverk.analytics.disclosure.reading import TableError, Totals, lines_of, table_of

    given, place = wanted.given, Path(wanted.files[0])
    totals = Totals(
        given.get("totals-row"), given.get("totals-column"), none="no-totals" in wanted.flags
    )
    try:
        content = place.read_bytes()
        lines = _excel(content) if content.startswith(_EXCEL) else lines_of(content)
        return table_of(lines, place.stem, totals)
    except (OSError, ValueError) as fault:
        if isinstance(fault, TableError):
            raise UsageError(str(fault)) from None
        raise UsageError(f"{quoted(str(place))} går inte att läsa. Finns filen?") from None


def _excel(content: bytes) -> list[tuple[int, Sequence[str]]]:
    from samverk.analytics.disclosure.reading import TableError, filled
    from samverk.documents.xlsx_reading import UnreadableSheetError, read_xlsx

    try:
        return filled(enumerate(read_xlsx(content), 1))
    except UnreadableSheetError:
        raise TableError("Excelfilen går inte att läsa. Spara bladet som CSV (UTF-8).") from None


def _answer(wanted: _Wanted, table: Table, policy: DisclosurePolicy) -> tuple[str, Protection]:
    import json

    from samverk.analytics.disclosure.protect import protect, unguarded
    from samverk.analytics.disclosure.report import as_json, as_text

    protection, plain = protect(table, policy), unguarded(table, policy)
    if "json" not in wanted.flags:
        return as_text(protection, plain), protection
    told = as_json(protection, plain)
    return json.dumps(told, ensure_ascii=not writes_unicode(), indent=2), protection


def _write_proof(place: Path, protection: Protection) -> None:
    import json

    from samverk.analytics.disclosure.proof import proof_of

    try:
        place.write_text(json.dumps(proof_of(protection), ensure_ascii=False), encoding="utf-8")
    except (OSError, ValueError):
        raise UsageError(f"Beviset kan inte skrivas till {quoted(str(place))}.") from None
