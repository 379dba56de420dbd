"""`samverk archive`: check a package for the archive. No Django, no database, no network.

Exit status 1 when anything is wrong, with a line for each fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from samverk.documents.archive.verify import PackageReport, check_package
from samverk.project.cli import fail, quoted
from samverk.project.cli.output import write, writes_unicode

WRONG = 1
HELP = """Användning: samverk archive FIL [--nyckel NYCKEL] [--json]

Prövar ett arkivpaket som Samverk har gjort: att varje fil är uppräknad och oförändrad, att ingen är
tillagd, och att protokollens låsta poster hänger ihop fram till en signerad kontrollpunkt. Svarar 1
om något är fel. Mot standardens scheman prövas paketet med ett annat program, till exempel eark-validator.

  FIL              paketet, en ZIP-fil
  --nyckel NYCKEL  den publika nyckel som kontrollpunkten ska vara signerad med
  --json           svara som JSON, för program"""
OWN_KEY = "Nyckeln är paketets egen: jämför med en nyckel som fåtts på annat håll (--nyckel)."


def main(argv: Sequence[str]) -> int:
    """Check the package named and say what is wrong; 2 for wrong usage."""
    if {"-h", "--help"} & set(argv):
        return write(HELP)
    words, key, wants_json = list(argv), "", "--json" in argv
    words = [word for word in words if word != "--json"]
    if "--nyckel" in words:
        place = words.index("--nyckel")
        key = words[place + 1] if len(words) > place + 1 else ""
        if not key:
            return fail("--nyckel behöver ett värde. Hjälp: samverk archive --help")
        del words[place : place + 2]
    if any(word.startswith("-") for word in words):
        unknown = next(word for word in words if word.startswith("-"))
        return fail(f"Okänt val {quoted(unknown)}. Hjälp: samverk archive --help")
    if len(words) != 1:
        return fail("Ange ett paket. Hjälp: samverk archive --help")
    return _check(Path(words[0]), key, wants_json=wants_json)


def _check(place: Path, key: str, *, wants_json: bool) -> int:
    try:
        with place.open("rb") as file:
            report = check_package(file, trusted=key)
    except OSError:
        return fail(f"{quoted(str(place))} går inte att läsa.")
    told = write(_as_json(report) if wants_json else _as_text(report, key))
    return told or (0 if report.is_whole else WRONG)


def _as_text(report: PackageReport, key: str) -> str:
    head = "Inget är ändrat." if report.is_whole else f"{len(report.faults)} fel."
    checked = f"Prövat: {report.files} filer, {report.records} låsta poster."
    remark = ["", "Observera:", f"- {OWN_KEY}"] if report.records and not key else []
    return "\n".join([f"{head} {checked}", *(f"- {fault}" for fault in report.faults), *remark])


def _as_json(report: PackageReport) -> str:
    import json

    told = {
        "ok": report.is_whole,
        "faults": report.faults,
        "files": report.files,
        "records": report.records,
        "key": report.key,
    }
    return json.dumps(told, ensure_ascii=not writes_unicode(), indent=2)
