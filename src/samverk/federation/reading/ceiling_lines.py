"""Steps of a ceiling as lines: "0: 20 %" or "10 000 000: 1 500 000 kr"."""

from __future__ import annotations

import re

from samverk.federation.reading.budget_lines import LineError, numbered
from samverk.federation.reading.money import ore_in
from samverk.rules.equity import WHOLE, Step

_LINE = re.compile(
    r"(?P<income>[\d\s]+?)\s*(?:kr)?\s*[:\t]\s*(?P<limit>[\d\s.,]+?)\s*(?P<unit>%|kr|)"
)
_SHARE = re.compile(r"(?P<whole>\d{1,3})(?:[.,](?P<part>\d{1,2}))?", re.ASCII)


def read_steps(text: str) -> tuple[Step, ...]:
    """Read a step a line: an income in kronor, then a share of it or an amount. Raises LineError."""
    faults, found = [], []
    for number, line in numbered(text):
        read = _step(line)
        if read is None:
            faults.append(f"Rad {number}: skriv som 0: 20 % eller 10 000 000: 1 500 000 kr.")
        else:
            found.append(read)
    if faults:
        raise LineError(faults)
    return tuple(found)


def _step(line: str) -> Step | None:
    found = _LINE.fullmatch(line)
    income = ore_in(found["income"]) if found else None
    if found is None or income is None:
        return None
    if found["unit"] == "%":
        share = _SHARE.fullmatch(found["limit"].strip())
        hundredths = (
            int(share["whole"]) * 100 + int((share["part"] or "0").ljust(2, "0"))
            if share
            else WHOLE + 1
        )
        return Step(income, hundredths=hundredths) if hundredths <= WHOLE else None
    amount = ore_in(found["limit"])
    return None if amount is None else Step(income, amount=amount)


def written_steps(steps: tuple[Step, ...]) -> str:
    """Write steps so that they read back the same."""
    return "\n".join(f"{_kronor(step.from_income)}: {_limit(step)}" for step in steps)


def _limit(step: Step) -> str:
    if step.amount is not None:
        return f"{_kronor(step.amount)} kr"
    share = f"{(step.hundredths or 0) / 100:.2f}".rstrip("0").rstrip(".")
    return f"{share.replace('.', ',')} %"


def _kronor(ore: int) -> str:
    whole, rest = divmod(ore, 100)
    return f"{whole:,}".replace(",", " ") + (f",{rest:02}" if rest else "")
