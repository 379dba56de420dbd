"""How accounts lead to rows, as lines: "4000-7999 1:BALDER = insats: Balder"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samverk.documents.sie import SieRow
from samverk.federation.models.outcome import Target
from samverk.federation.reading.budget_lines import LONGEST, LineError, numbered

_LINE = re.compile(
    r"(?P<first>\d{3,8})(?:\s*[-–]\s*(?P<last>\d{3,8}))?"
    r"(?:\s+(?P<dimension>[^\s:=]{1,20}):(?P<code>[^=]{1,40}?))?"
    r"\s*=\s*(?P<target>\w+)(?:\s*:\s*(?P<name>\S.*))?",
)
TARGETS = {str(each.label): each.value for each in Target}
# How many municipal and company charts are laid out; shown in the form, for the user to change
PROPOSED = (
    "1000-2999 = utanför\n"
    "8999 = utanför\n"
    "3000-3999 = intäkt: Bidrag från medlemmarna\n"
    "4000-8998 = administration: Administration"
)


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """A line (kontoregel i text): accounts from ``first`` to ``last``, and an object if one is named."""

    first: str
    last: str
    dimension: str
    code: str
    kind: str
    name: str

    def fits(self, row: SieRow) -> bool:
        """Answer whether a voucher's row is of these accounts, and of the object if one is named."""
        if not (len(row.account) == len(self.first) and self.first <= row.account <= self.last):
            return False
        return not self.code or (self.dimension, self.code) in row.objects

    def __str__(self) -> str:
        accounts = self.first if self.first == self.last else f"{self.first}-{self.last}"
        place = f" {self.dimension}:{self.code}" if self.code else ""
        target = Target(self.kind).label
        return f"{accounts}{place} = {target}" + (f": {self.name}" if self.name else "")


def read_rules(text: str) -> tuple[WrittenRule, ...]:
    """Read the lines in order. Raises LineError with every fault."""
    faults, found = [], []
    for number, line in numbered(text):
        read = _rule(line)
        if isinstance(read, str):
            faults.append(f"Rad {number}: {read}")
        else:
            found.append(read)
    if faults:
        raise LineError(faults)
    return tuple(found)


def _rule(line: str) -> WrittenRule | str:
    read = _LINE.fullmatch(line)
    if read is None:
        form = "6420 = administration: Revision"
        return f"skriv konto, likhetstecken och rad, som {form}. Det står: {line[:60]!r}."
    kind = TARGETS.get(read["target"].casefold())
    name = (read["name"] or "").strip()
    first, last = read["first"], read["last"] or read["first"]
    if kind is None:
        return f"{read['target']!r} ska vara intäkt, administration, insats eller utanför."
    if bool(name) == (kind == Target.OUTSIDE):
        return "skriv radens namn efter kolon, men inget efter utanför."
    if len(name) > LONGEST:
        return f"namnet är längre än {LONGEST} tecken."
    if len(first) != len(last) or first > last:
        return f"{first} till {last} är inget spann av konton."
    return WrittenRule(
        first, last, read["dimension"] or "", (read["code"] or "").strip(), kind, name
    )


def rule_for(rules: Sequence[WrittenRule], row: SieRow) -> WrittenRule | None:
    """Find the first line that fits a voucher's row; None when no line does."""
    return next((rule for rule in rules if rule.fits(row)), None)
