"""Equity (eget kapital): whether stated years hang together, and whether it stands above a ceiling.

The ceilings that the state looks at have not been confirmed: they are the user's own table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from samverk.rules.amounts import kr, rounded
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling

# Per cent are kept in hundredths
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class EquityYear:
    """A year as stated (årets eget kapital), in öre."""

    year: int
    opening: int
    result: int
    closing: int


@dataclass(frozen=True, slots=True)
class EquityFault:
    """What does not hang together in a year (avvikelse i eget kapital): text, and öre too much."""

    year: int
    text: str
    difference: int


def chain(years: Sequence[EquityYear]) -> Ruling[tuple[EquityFault, ...]]:
    """List what does not agree: opening and result make closing, which is the next year's opening.

    Years that do not follow on each other are not compared. Raises ValueError for a year twice.
    """
    rows = sorted(years, key=lambda one: one.year)
    if len({one.year for one in rows}) < len(rows):
        raise ValueError("samma år står två gånger")
    found = []
    for one in rows:
        if gap := one.closing - one.opening - one.result:
            text = (
                f"{one.year}: {kr(one.opening)} och resultatet {kr(one.result)} blir "
                f"{kr(one.opening + one.result)}, men {kr(one.closing)} är uppgivet."
            )
            found.append(EquityFault(one.year, text, gap))
    for earlier, later in pairwise(rows):
        gap = later.opening - earlier.closing
        if later.year == earlier.year + 1 and gap:
            text = (
                f"{later.year} börjar med {kr(later.opening)}, men {earlier.year} slutade med "
                f"{kr(earlier.closing)}."
            )
            found.append(EquityFault(later.year, text, gap))
    reasons = (
        Reason("Ingående eget kapital och årets resultat ska bli det utgående."),
        Reason("Det utgående ska vara nästa års ingående."),
    )
    return Ruling(tuple(sorted(found, key=lambda each: each.year)), reasons)


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the user's table (steg i taket): from an income in öre, an amount or a share of it.

    ``hundredths`` is the share in hundredths of a per cent. Exactly one of the two is given.
    """

    from_income: int
    amount: int | None = None
    hundredths: int | None = None

    def __post_init__(self) -> None:
        if (self.amount is None) == (self.hundredths is None):
            raise ValueError("ett steg har ett belopp eller en andel")


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What equity may be by the table (tak), in öre, and how much it is above; 0 when it is not."""

    limit: int
    above: int


def ceiling(
    equity: int, income: int, steps: Sequence[Step], *, source: str
) -> Ruling[Ceiling | None]:
    """Answer how equity stands to the ceiling for a federation with ``income`` a year; all in öre.

    None where no step reaches down to that income.
    """
    reached = [one for one in steps if one.from_income <= income]
    origin = Reason(f"Taket är inlagt här, ur: {source}. Det är inte bekräftat av någon lagtext.")
    if not reached:
        return Ruling(None, (Reason(f"Inget steg gäller intäkter på {kr(income)}."), origin))
    step = max(reached, key=lambda one: one.from_income)
    if step.amount is None:
        limit = rounded(income * (step.hundredths or 0), WHOLE)
        share = f"{(step.hundredths or 0) / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
        told = f"{share} procent av {kr(income)}, alltså {kr(limit)}"
    else:
        limit, told = step.amount, kr(step.amount)
    above = max(0, equity - limit)
    reasons = (Reason(f"Från intäkter på {kr(step.from_income)} är taket {told}."), origin)
    remarks = (
        (
            Reason(
                f"Eget kapital på {kr(equity)} är {kr(above)} över taket. "
                "Det kan påverka nästa tilldelning från staten."
            ),
        )
        if above
        else ()
    )
    return Ruling(Ceiling(limit, above), reasons, remarks)


EXAMPLES = (
    Example(
        chain,
        {"years": (EquityYear(2021, 240, -210, 30), EquityYear(2022, 35, 0, 35))},
        (
            EquityFault(
                2022,
                f"2022 börjar med {kr(35)}, men 2021 slutade med {kr(30)}.",
                5,
            ),
        ),
        "konstruerat: året börjar inte där det förra slutade",
    ),
    Example(
        ceiling,
        {
            "equity": 300_00,
            "income": 1_000_00,
            "steps": (Step(0, hundredths=2_000), Step(5_000_00, amount=100_00)),
            "source": "påhittat exempel",
        },
        Ceiling(200_00, 100_00),
        "räknat för hand: tjugo procent av tusen",
    ),
)
