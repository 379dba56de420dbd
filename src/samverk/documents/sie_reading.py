"""Reads the vouchers of a SIE file of type 4, and refuses one that does not balance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from samverk.documents.sie import ENCODING, SieFile, SieRow, SieVoucher

# A text in quotes, a list in braces, or a word up to the next space
_PART = re.compile(r'"((?:\\.|[^"\\])*)"|(\{[^}]*\})|([^\s"{}]+)')
_AMOUNT = re.compile(r"-?\d{1,13}(?:\.\d{1,2})?", re.ASCII)
_TYPE = "4"


class SieError(ValueError):
    """The file cannot be used; the text says in Swedish on which line and why."""


def read_sie(content: bytes) -> SieFile:
    """Read a SIE file of type 4. Raises SieError; nothing of a faulty file is given back."""
    lines = content.decode(ENCODING).splitlines()
    if not lines or not lines[0].startswith("#FLAGGA"):
        raise SieError("Rad 1: filen börjar inte med #FLAGGA. Är det en SIE-fil?")
    found = _Reading()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            found.take(number, line.strip())
    return found.whole()


@dataclass(slots=True)
class _Reading:
    """What has been read so far; a voucher is open between its braces."""

    single: dict[str, list[str]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    vouchers: list[SieVoucher] = field(default_factory=list)
    head: tuple[int, list[str]] | None = None
    rows: list[SieRow] | None = None

    def take(self, number: int, line: str) -> None:
        if line == "{":
            if self.head is None:
                raise SieError(f"Rad {number}: {{ utan #VER före.")
            self.rows = []
        elif line == "}":
            self._close(number)
        else:
            self._record(number, line)

    def _record(self, number: int, line: str) -> None:
        label, *parts = [*_parts(line)] or [line]
        if not label.startswith("#"):
            raise SieError(f"Rad {number}: raden börjar inte med #.")
        match label.upper():
            case "#TRANS":
                self._row(number, parts)
            case "#VER":
                if self.head is not None:
                    raise SieError(f"Rad {number}: ny #VER innan den förra är avslutad med }}.")
                self.head = (number, parts)
            case "#KONTO" if len(parts) >= 2:
                self.accounts[parts[0]] = parts[1]
            case "#RAR" if parts and parts[0] != "0":
                pass  # an earlier fiscal year
            case known:
                self.single[known] = parts

    def _row(self, number: int, parts: list[str]) -> None:
        if self.rows is None:
            raise SieError(f"Rad {number}: #TRANS utanför en verifikation.")
        if len(parts) < 3:
            raise SieError(f"Rad {number}: #TRANS saknar konto eller belopp.")
        if not _AMOUNT.fullmatch(parts[2]):
            raise SieError(f"Rad {number}: beloppet {parts[2]!r} går inte att läsa.")
        text = parts[4] if len(parts) > 4 else ""
        objects = _objects(number, parts[1])
        self.rows.append(SieRow(parts[0], _ore(parts[2]), text, objects, number))

    def _close(self, number: int) -> None:
        if self.head is None or self.rows is None:
            raise SieError(f"Rad {number}: }} utan verifikation.")
        at, parts = self.head
        series, serial, day, text = (*parts, *[""] * 4)[:4]
        made = SieVoucher(series, serial, _day(at, day), text, tuple(self.rows))
        if made.difference:
            told = f"{made.difference / 100:.2f}".replace(".", ",")
            raise SieError(
                f"Rad {at}: verifikation {series} {serial}".rstrip()
                + f" balanserar inte: summan är {told} kr. Exportera filen på nytt."
            )
        self.vouchers.append(made)
        self.head = self.rows = None

    def whole(self) -> SieFile:
        """Give the file back. Raises SieError when it is cut short or of another kind."""
        if self.head is not None:
            raise SieError(f"Rad {self.head[0]}: verifikationen är inte avslutad med }}.")
        kind = (self.single.get("#SIETYP") or ["1"])[0]
        if kind != _TYPE:
            raise SieError(f"Filen är av SIE-typ {kind}. Exportera den som typ 4, transaktioner.")
        if (code := (self.single.get("#FORMAT") or ["PC8"])[0]) != "PC8":
            raise SieError(f"Teckenkoden {code!r} stöds inte: SIE-filer ska vara i PC8.")
        made, year = self.single.get("#GEN") or [""], self.single.get("#RAR", ["0", "", ""])
        days = [when.day for when in self.vouchers]
        first, last = min(days, default=date.min), max(days, default=date.max)
        return SieFile(
            company=(self.single.get("#FNAMN") or [""])[0],
            company_number=(self.single.get("#ORGNR") or [""])[0],
            made=_day(0, made[0]) if made[0] else date.min,
            year=(_day(0, year[1]), _day(0, year[2]))
            if len(year) > 2 and year[1]
            else (first, last),
            accounts=tuple(self.accounts.items()),
            vouchers=tuple(self.vouchers),
            program=(self.single.get("#PROGRAM") or [""])[0],
        )


def _parts(line: str) -> Iterator[str]:
    for quoted, listed, word in _PART.findall(line):
        yield re.sub(r"\\(.)", r"\1", quoted) if not (listed or word) else listed or word


def _objects(number: int, text: str) -> tuple[tuple[str, str], ...]:
    """Read "{1 "BALDER" 6 "P1"}" as pairs of dimension and object."""
    if not (text.startswith("{") and text.endswith("}")):
        raise SieError(f"Rad {number}: #TRANS saknar objektlistan, som står inom {{}}.")
    found = [*_parts(text[1:-1])]
    if len(found) % 2:
        raise SieError(f"Rad {number}: objektlistan {text} har en dimension utan objekt.")
    return tuple(zip(found[::2], found[1::2], strict=True))


def _day(number: int, text: str) -> date:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007
    except ValueError:
        place = f"Rad {number}: datumet" if number else "Filens datum"
        raise SieError(f"{place} {text!r} går inte att läsa.") from None


def _ore(text: str) -> int:
    kronor, _, ore = text.lstrip("-").partition(".")
    amount = int(kronor) * 100 + int(ore.ljust(2, "0") or 0)
    return -amount if text.startswith("-") else amount
