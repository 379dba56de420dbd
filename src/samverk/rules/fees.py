"""What a stated fee says about the total, and what a total says about a fee: always intervals.

A fee printed in thousands is known to half a thousand, and which year's population a federation
used is seldom printed. So a computed fee is an interval, never one figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samverk.rules.apportionment import apportion
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.shares import POPULATION_2023
from samverk.rules.statutes.finsam import FINSAM_SHARES
from samverk.rules.statutes.provision import because

# The municipalities' part of the whole (5 § lag 2003:1210), unchanged since 2004.
MUNICIPAL_PART = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of whole kronor, both ends included (intervall)."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError("Ett intervall går från ett lägre till ett högre belopp, minst 0.")

    def holds(self, amount: int) -> bool:
        """Answer whether the amount lies within the span."""
        return self.low <= amount <= self.high

    def meets(self, other: Interval) -> bool:
        """Answer whether the spans have any amount in common."""
        return self.low <= other.high and other.low <= self.high


def stated_in_thousands(thousands: int) -> Interval:
    """Read a figure printed in tkr: every whole krona that rounds to it."""
    return Interval(max(0, 1000 * thousands - 500), 1000 * thousands + 499)


def implied_total(
    fee_low: int, fee_high: int, share_low: Fraction, share_high: Fraction
) -> Ruling[Interval]:
    """Compute the federation's total that a municipality's fee implies, rounded outwards.

    Shares are the municipality's part of the municipal quarter, above 0 and at most 1.
    """
    if not 0 < share_low <= share_high <= 1:
        raise ValueError("Andelen ska vara större än 0 och högst 1, den lägre först.")
    fee = Interval(fee_low, fee_high)
    low = int(fee.low / (share_high * MUNICIPAL_PART))
    high = -int(-fee.high // (share_low * MUNICIPAL_PART))
    text = "Totalen är avgiften delad med kommunens del av kommunernas fjärdedel."
    return Ruling(Interval(low, high), (because(text, FINSAM_SHARES, None),), (_MODEL,))


def fee_interval(
    total: Interval, populations: Sequence[Mapping[str, int]], member: str
) -> Ruling[Interval]:
    """Compute the span of a member's fee from a span of totals and several population years.

    Raises ValueError without any population or if the member is missing from one.
    """
    if not populations or any(member not in vector for vector in populations):
        raise ValueError(f"Folkmängd saknas för {member}.")
    lows = [_fee(total.low, vector, member) for vector in populations]
    highs = [_fee(total.high, vector, member) for vector in populations]
    years = "ett års folkmängd" if len(populations) == 1 else f"{len(populations)} års folkmängder"
    text = f"Kommunens del av kommunernas fjärdedel, räknad med {years}."
    reasons = (because(text, FINSAM_SHARES, None),)
    return Ruling(Interval(min(lows), max(highs)), reasons, (_MODEL,))


def share_of(population: Mapping[str, int], member: str) -> Fraction:
    """Compute the member's exact part of the municipal quarter."""
    return Fraction(population[member], sum(population.values()))


def _fee(total: int, population: Mapping[str, int], member: str) -> int:
    return apportion(int(total * MUNICIPAL_PART), population)[member]


_MODEL = Reason(
    "Att kommunernas del fördelas efter folkmängd följer förbundets överenskommelse, inte lagen. "
    "Vilket års folkmängd som använts är inte känt."
)

POPULATION_2015 = {
    "Alingsås": 39602,
    "Härryda": 36651,
    "Lerum": 40181,
    "Mölndal": 63340,
    "Partille": 36977,
}

EXAMPLES = (
    Example(
        implied_total,
        {
            "fee_low": 644_000,
            "fee_high": 644_000,
            "share_low": share_of(POPULATION_2023, "Alingsås"),
            "share_high": share_of(POPULATION_2015, "Alingsås"),
        },
        Interval(14_099_049, 14_418_781),
        "Alingsås 2020: 644 tkr mot intäkter på drygt 14 mnkr",
    ),
    Example(
        fee_interval,
        {
            "total": Interval(14_300_000, 14_300_000),
            "populations": (POPULATION_2015, POPULATION_2023),
            "member": "Alingsås",
        },
        Interval(638_695, 653_179),
        "Alingsås: 639 tkr är tryckt för 2023",
    ),
)
