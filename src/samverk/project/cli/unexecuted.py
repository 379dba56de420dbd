"""`samverk law unexecuted`: what a quarter's report counts, out of a register in a file.

No Django, no database. Nothing in the file is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from samverk.project.cli import fail
from samverk.project.cli.arguments import UsageError, split_arguments
from samverk.project.cli.files import content_of, shown
from samverk.project.cli.output import write, writes_unicode
from samverk.rules.calculators.base import Field, Kind
from samverk.rules.unexecuted.counting import Definition, Snapshot, Tally, snapshot
from samverk.rules.unexecuted.quarters import Quarter, read_quarter
from samverk.rules.unexecuted.reading import Register, read_register

if TYPE_CHECKING:
    from samverk.rules.ruling import Reason, Ruling

HELP = """Användning: samverk law unexecuted --register FIL --quarter 2023Q1
                            [--definition open|open-or-ended] [--json]

Räknar ett kvartals ej verkställda gynnande beslut ur ett register: A ej verkställda, B avbrutna,
C som räknats förut och nu är verkställda eller avslutade, nya, och samma för varje typ.

  --register FIL     CSV med rubrikerna id, beslutsdatum, typ, lagrum, avbrottsdatum, slutdatum, utfall
  --quarter KVARTAL  2023Q1
  --definition VAL   open: de som är öppna när kvartalet slutar (annars detta)
                     open-or-ended: också de som verkställts eller avslutats under kvartalet
  --json             svara som JSON, för program"""
FIELDS = (
    Field("register", "Registerfil", Kind.TEXT, required=True),
    Field("quarter", "Kvartal", Kind.TEXT, required=True),
    Field("definition", "Definition", Kind.TEXT, default=Definition.OPEN),
)
_KEYS = {"not_executed": "A", "interrupted": "B", "ended": "C"}
_SHOWN = 5


def main(argv: Sequence[str]) -> int:
    """Answer on stdout; 2 with what is wrong on stderr."""
    if {"-h", "--help"} & set(argv):
        return write(HELP)
    try:
        given = split_arguments(FIELDS, argv)
        quarter, definition = _question(given.texts)
        register = _read(given.texts["register"])
    except (UsageError, ValueError) as fault:
        return fail(str(fault))
    ruling = snapshot(register.waits, quarter, definition, _today())
    return write(_as_json(ruling, register) if given.wants_json else _as_text(ruling, register))


def _today() -> date:
    return date.today()  # noqa: DTZ011 the day where the file lies


def _question(texts: dict[str, str]) -> tuple[Quarter, Definition]:
    for field in FIELDS:
        if field.required and field.name not in texts:
            raise UsageError(f"Ange {field.named}. Hjälp: samverk law unexecuted --help")
    chosen = texts.get("definition", Definition.OPEN)
    if chosen not in list(Definition):
        raise UsageError(f"--definition ska vara {' eller '.join(Definition)}.")
    return read_quarter(texts["quarter"]), Definition(chosen)


def _read(place: str) -> Register:
    from samverk.analytics.disclosure.reading import TableError, lines_of

    try:
        lines = lines_of(content_of(place))
    except TableError as fault:
        raise UsageError(str(fault)) from None
    register = read_register(lines, _today())
    if register.faults:
        told = " ".join(shown(f"{fault}") for fault in register.faults[:_SHOWN])
        more = len(register.faults) - _SHOWN
        raise UsageError(told + (f" Och {more} fel till." if more > 0 else ""))
    return register


def _numbers(tally: Tally | None) -> dict[str, int | None]:
    found = asdict(tally) if tally else dict.fromkeys(_KEYS)
    return {key: found[name] for name, key in _KEYS.items()}


def _as_json(ruling: Ruling[Snapshot], register: Register) -> str:
    import json

    counted = ruling.value
    told: dict[str, Any] = {
        "quarter": counted.quarter.code,
        "as_of": counted.quarter.last_day.isoformat(),
        "definition": str(counted.definition),
        **_numbers(counted.tally),
        "new": counted.new,
        "by_type": {kind: _numbers(tally) for kind, tally in counted.by_kind.items()},
        "elapsed_days": dict(counted.elapsed),
        "reasons": [_reason(each) for each in ruling.reasons],
        "remarks": [
            *(_reason(each) for each in ruling.remarks),
            *({"text": str(each), "statute": None} for each in register.remarks),
        ],
    }
    return json.dumps(told, ensure_ascii=not writes_unicode(), indent=2)


def _reason(reason: Reason) -> dict[str, str | None]:
    return {"text": reason.text, "statute": str(reason.statute) if reason.statute else None}


def _as_text(ruling: Ruling[Snapshot], register: Register) -> str:
    counted = ruling.value
    lines = [f"Ej verkställda beslut, {counted.quarter}", ""]
    if counted.tally is not None:
        lines += _table(counted)
        lines += [f"Väntetid {shown(name)}: {days} dagar" for name, days in counted.elapsed]
    lines += ["", "Varför:", *(_line(each) for each in ruling.reasons)]
    remarks = [*map(_line, ruling.remarks), *(f"- {shown(str(each))}" for each in register.remarks)]
    if remarks:
        lines += ["", "Observera:", *remarks]
    return "\n".join(lines)


def _table(counted: Snapshot) -> list[str]:
    assert counted.tally is not None
    rows = [("Alla", counted.tally)]
    rows += [(shown(kind), tally) for kind, tally in counted.by_kind.items()]
    width = max(len("Typ"), *(len(name) for name, _ in rows))
    heading = f"{'Typ':<{width}}  ej verkställda  avbrutna  avslutade sedan sist"
    lines = [
        f"{name:<{width}}  {tally.not_executed:>14}  {tally.interrupted:>8}  {tally.ended:>20}"
        for name, tally in rows
    ]
    return [heading, *lines, f"Nya: {counted.new}", ""]


def _line(reason: Reason) -> str:
    return f"- {reason.text}" + (f" [{reason.statute}]" if reason.statute else "")
