"""Reading a register of decisions from rows of text (registerfil), with what is wrong in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.unexecuted.grounds import read_ground, wrong_day
from samverk.rules.unexecuted.waits import Cause, End, Wait

COLUMNS = ("id", "beslutsdatum", "typ", "lagrum", "avbrottsdatum", "slutdatum", "utfall")
NEEDED = ("id", "beslutsdatum", "typ")
_ENDS = {"verkställt": End.EXECUTED, "avslutat": End.CLOSED}
_OPEN = ("", "öppet", "ej verkställt")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row (radfel): line in the file, column, and what to do about it."""

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"Rad {self.line}, {self.column}: {self.text}"


@dataclass(frozen=True, slots=True)
class Register:
    """What was read: the waits, the faults that keep a row from being read, and remarks."""

    waits: tuple[Wait, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()


def read_register(lines: Iterable[tuple[int, Sequence[str]]], today: date) -> Register:
    """Read lines with a heading first. A row with a fault gives no wait; all faults are told."""
    rows = iter(lines)
    at, heading = next(rows, (1, ()))
    names = [cell.strip().lower() for cell in heading]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        text = f"Kolumnen saknas. Den första raden ska ha rubrikerna {', '.join(COLUMNS)}."
        return Register(faults=tuple(Fault(at, name, text) for name in missing))
    seen: dict[str, int] = {}
    read = []
    for line, cells in rows:
        row = _Row(line, dict(zip(names, (cell.strip() for cell in cells), strict=False)), today)
        name = row.cells.get("id", "")
        if name and name in seen:
            row.fault("id", f"{name} står redan på rad {seen[name]}. En rad för varje beslut.")
        seen.setdefault(name, line)
        read.append((row, row.wait()))
    return Register(
        tuple(wait for row, wait in read if wait is not None and not row.faults),
        tuple(fault for row, _ in read for fault in row.faults),
        tuple(remark for row, _ in read for remark in row.remarks),
    )


class _Row:
    """One row under reading."""

    def __init__(self, line: int, cells: Mapping[str, str], today: date) -> None:
        self.line, self.cells, self.today = line, cells, today
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []

    def fault(self, column: str, text: str) -> None:
        """Note what is wrong."""
        self.faults.append(Fault(self.line, column, text))

    def wait(self) -> Wait | None:
        """Read the wait; None when its decision day cannot be read."""
        for name in ("id", "typ"):
            if not self.cells.get(name):
                self.fault(name, "Saknas.")
        decided = self._day("beslutsdatum")
        began, ended = self._day("avbrottsdatum"), self._day("slutdatum")
        if not self.cells.get("beslutsdatum"):
            self.fault("beslutsdatum", "Saknas.")
        if decided is None:
            return None
        act = self._act(decided)
        end = self._end(ended)
        if began is not None and began < decided:
            self.fault("avbrottsdatum", "Ligger före beslutsdatum.")
        if ended is not None and ended < (began or decided):
            self.fault("slutdatum", "Ligger före dagen då väntan började.")
        cause = Cause.INTERRUPTION if began else Cause.DECISION
        return Wait(
            self.cells.get("id", ""),
            self.cells.get("typ", ""),
            decided,
            began or decided,
            cause,
            ended,
            end,
            act,
        )

    def _day(self, column: str) -> date | None:
        text = self.cells.get(column, "")
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or len(text) != len("2023-01-31"):
            self.fault(column, f"{text[:40]} är inget datum. Skriv ÅÅÅÅ-MM-DD.")
            return None
        if day > self.today:
            self.fault(column, f"{text} har inte varit än.")
        return day

    def _act(self, decided: date) -> str:
        """Read which act the decision was taken under; "" where nothing or nothing known says it."""
        text = self.cells.get("lagrum", "")
        if not text:
            return ""
        ground = read_ground(text).value
        if ground is None:
            self.remarks.append(
                Fault(self.line, "lagrum", f"{text[:60]} är inget lagrum som rapporteras.")
            )
            return ""
        if told := wrong_day(ground, decided):
            self.remarks.append(Fault(self.line, "lagrum", told))
        return ground.act

    def _end(self, ended: date | None) -> End | None:
        text = self.cells.get("utfall", "").lower()
        if text in _OPEN:
            if ended is not None and text:
                self.fault("utfall", "Slutdatum är ifyllt, men utfallet säger att det är öppet.")
            return None if ended is None else End.EITHER
        if ended is None:
            if not self.cells.get("slutdatum"):
                self.fault("slutdatum", f"Utfallet är {text[:40]}, men slutdatum saknas.")
            return None
        said = [end for word, end in _ENDS.items() if word in text]
        if not said:
            self.fault("utfall", f"{text[:40]} är inget utfall. Skriv verkställt eller avslutat.")
        return said[0] if len(said) == 1 else End.EITHER
