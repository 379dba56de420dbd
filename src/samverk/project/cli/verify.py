"""`samverk verify`: check an export of locked minutes. No Django, no database, no network.

Exit status 1 when anything is wrong, with a line for each fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from samverk.foundation.seals.bundle import read_export
from samverk.foundation.seals.checking import Report, check
from samverk.project.cli import fail, quoted
from samverk.project.cli.output import write, writes_unicode

WRONG = 1
_HELP = """Användning: samverk verify FIL|KATALOG [--nyckel NYCKEL] [--vittne FIL] ... [--json]

Prövar en export av låsta protokoll: att ingen fil, post eller kontrollpunkt är ändrad, borttagen
eller tillagd. Svarar 1 om något är fel.

  FIL|KATALOG      det som samverk manage export_chains skrev
  --nyckel NYCKEL  den publika nyckel som exporten ska vara signerad med
  --vittne FIL     en kontrollpunkt som någon annan har sparat; får anges flera gånger
  --json           svara som JSON, för program"""
_TAKING = ("--nyckel", "--vittne")


class _UsageError(Exception):
    """The command line cannot be read; the text is one Swedish line."""


@dataclass(slots=True)
class _Wanted:
    """What was typed."""

    places: list[str] = field(default_factory=list)
    given: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _TAKING})
    wants_json: bool = False


def main(argv: Sequence[str]) -> int:
    """Check the export named and say what is wrong; 2 for wrong usage."""
    if {"-h", "--help"} & set(argv):
        return write(_HELP)
    try:
        wanted = _read(argv)
        report = _report(wanted)
    except (_UsageError, OSError) as fault:
        return fail(_line(fault))
    told = write(_as_json(report) if wanted.wants_json else _as_text(report))
    return told or (0 if report.is_clean else WRONG)


def _line(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return f"{quoted(str(fault.filename))} går inte att läsa."
    return str(fault)


def _read(argv: Sequence[str]) -> _Wanted:
    found, words = _Wanted(), iter(argv)
    for word in words:
        option, sign, text = word.partition("=")
        if option in _TAKING:
            value = text if sign else next(words, "")
            if not value:
                raise _UsageError(f"{option} behöver ett värde. Hjälp: samverk verify --help")
            found.given[option].append(value)
        elif word == "--json":
            found.wants_json = True
        elif word.startswith("-"):
            raise _UsageError(f"Okänt val {quoted(word)}. Hjälp: samverk verify --help")
        else:
            found.places.append(word)
    if len(found.places) != 1:
        raise _UsageError("Ange en fil eller en katalog. Hjälp: samverk verify --help")
    return found


def _report(wanted: _Wanted) -> Report:
    place = Path(wanted.places[0])
    keys = wanted.given["--nyckel"]
    witnesses = [Path(name).read_text(errors="replace") for name in wanted.given["--vittne"]]
    try:
        files = read_export(place)
    except ValueError as fault:
        report = Report()
        report.fault(place.name, f"Exporten går inte att läsa: {fault}.")
        return report
    return check(files, trusted=keys[-1] if keys else "", witnesses=witnesses)


def _as_text(report: Report) -> str:
    checked = (
        f"{len(report.chains)} kedjor, {report.records} poster, "
        f"{len(report.checkpoints)} kontrollpunkter, {report.files} protokollfiler."
    )
    head = "Inget är ändrat." if report.is_clean else f"{len(report.faults)} fel."
    faults = [f"- {each.where}: {each.text}" for each in report.faults]
    return "\n".join([f"{head} Prövat: {checked}", *faults, *_remarks(report)])


def _remarks(report: Report) -> list[str]:
    return ["", "Observera:", *(f"- {each}" for each in report.remarks)] if report.remarks else []


def _as_json(report: Report) -> str:
    import json

    told = {
        "ok": report.is_clean,
        "faults": [asdict(each) for each in report.faults],
        "remarks": report.remarks,
        "chains": {name: len(links) for name, links in report.chains.items()},
        "checkpoints": len(report.checkpoints),
        "files": report.files,
    }
    return json.dumps(told, ensure_ascii=not writes_unicode(), indent=2)
