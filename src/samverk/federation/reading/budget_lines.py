"""Rows of a budget as they are written or pasted: a name and an amount a line, details after a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverk.federation.reading.money import ore_in
from samverk.federation.rows import plain
from samverk.rules.amounts import kr

LONGEST = 100
MOST_LINES = 200
LONGEST_LINE = 300
_LINE = re.compile(
    r"(?P<name>\S.*?)\s*[:\t]\s*(?P<amount>[-−]?[\d \u00a0\u202f\u2009.,]*\d)\s*(?:kr)?"
    r"\s*(?:[;\t(]\s*(?P<people>\d{1,6})\s*(?:deltagare)?\s*\)?)?"
)
_DETAIL = re.compile(r"[-–•*]\s*(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row as written (budgetrad i text), in öre. ``details`` are (name, öre) and add up to it."""

    name: str
    amount: int
    participants: int | None = None
    details: tuple[tuple[str, int], ...] = ()


class LineError(ValueError):
    """The text cannot be used; each fault says in Swedish on which line and why."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults[:5]))
        self.faults = faults


def numbered(text: str) -> list[tuple[int, str]]:
    """Give the lines that are not empty, with their numbers. Raises LineError for too much of it."""
    lines = [(n, each.strip()) for n, each in enumerate(text.splitlines(), start=1) if each.strip()]
    if len(lines) > MOST_LINES:
        raise LineError([f"Det är fler än {MOST_LINES} rader."])
    if long := next((n for n, each in lines if len(each) > LONGEST_LINE), None):
        raise LineError([f"Rad {long} är längre än {LONGEST_LINE} tecken."])
    return lines


def read_rows(text: str, *, with_participants: bool = False) -> tuple[WrittenRow, ...]:
    """Read "Namn: belopp", or the two in columns as pasted; "- Namn: belopp" below it is a detail.

    With participants a row may end "(40 deltagare)". Raises LineError with every fault.
    """
    lines = numbered(text)
    faults: list[str] = []
    rows: list[tuple[int, WrittenRow]] = []
    for number, line in lines:
        detail = _DETAIL.fullmatch(line)
        read = _row(detail["rest"] if detail else line)
        if isinstance(read, str):
            faults.append(f"Rad {number}: {read}")
        elif detail and not rows:
            faults.append(f"Rad {number}: detaljen står före den första raden.")
        elif read.participants is not None and (detail or not with_participants):
            faults.append(f"Rad {number}: bara en insats har deltagare.")
        elif detail:
            at, above = rows[-1]
            details = (*above.details, (read.name, read.amount))
            rows[-1] = (at, WrittenRow(above.name, above.amount, above.participants, details))
        else:
            rows.append((number, read))
    faults += _faults_of(rows)
    if faults:
        raise LineError(faults)
    return tuple(row for _, row in rows)


def _row(line: str) -> WrittenRow | str:
    found = _LINE.fullmatch(line)
    if found is None:
        return f"skriv namn, kolon och belopp. Det står: {line[:60]!r}."
    amount = ore_in(found["amount"])
    if amount is None:
        return f"{found['amount'].strip()[:40]!r} är inget belopp i kronor."
    if amount < 0:
        return "beloppet är mindre än 0. Skriv intäkter och kostnader utan minus."
    if len(found["name"]) > LONGEST:
        return f"namnet är längre än {LONGEST} tecken."
    return WrittenRow(found["name"], amount, int(found["people"]) if found["people"] else None)


def _faults_of(rows: list[tuple[int, WrittenRow]]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for number, row in rows:
        first = seen.setdefault(plain(row.name), number)
        if first != number:
            yield f"Rad {number}: {row.name} står redan på rad {first}."
        names = [plain(name) for name, _ in row.details]
        if len(set(names)) < len(names):
            yield f"Rad {number}: {row.name} har samma detalj två gånger."
        parts = sum(amount for _, amount in row.details)
        if row.details and parts != row.amount:
            yield (
                f"Rad {number}: detaljerna under {row.name} blir {kr(parts)}, men raden är "
                f"{kr(row.amount)}."
            )


def written_rows(rows: tuple[WrittenRow, ...]) -> str:
    """Write rows so that they read back the same."""
    lines = []
    for row in rows:
        people = f" ({row.participants} deltagare)" if row.participants is not None else ""
        lines.append(f"{row.name}: {_plain(row.amount)}{people}")
        lines += [f"- {name}: {_plain(amount)}" for name, amount in row.details]
    return "\n".join(lines)


def _plain(ore: int) -> str:
    return kr(ore).replace("\N{NO-BREAK SPACE}", " ").removesuffix(" kr")
