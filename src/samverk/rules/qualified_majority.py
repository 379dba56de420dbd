"""Qualified majority (kvalificerad majoritet): which the by-laws ask for matter by matter (9 §)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_BYLAWS
from samverk.rules.statutes.provision import because, unknown_wordings


def votes_needed(votes: int, share: Fraction, *, day: date) -> Ruling[int]:
    """Compute how many of ``votes`` must agree.

    ``share`` is above a half and below the whole: ValueError for another, and for no votes. By-laws
    may not ask for agreement of all.
    """
    if not Fraction(1, 2) < share < 1:
        raise ValueError("Andelen ska vara större än hälften och mindre än alla.")
    if votes < 1:
        raise ValueError("Antalet röster ska vara minst 1.")
    needed = -(-votes * share.numerator // share.denominator)
    text = f"Minst {share.numerator}/{share.denominator} av {votes} röster är {needed}."
    remark = Reason(
        "Om andelen räknas av alla ledamöter, av de närvarande eller av de röstande säger "
        "förbundsordningen. Här räknas den av det antal som anges."
    )
    remarks = (*unknown_wordings(day, FINSAM_BYLAWS), remark)
    return Ruling(needed, (because(_NAMED, FINSAM_BYLAWS, day), Reason(text)), remarks)


_NAMED = "Förbundsordningen ska säga om, och i vilka ärenden, kvalificerad majoritet krävs."

EXAMPLES = (
    Example(
        votes_needed,
        {"votes": 8, "share": Fraction(2, 3), "day": date(2024, 1, 1)},
        6,
        "räknat för hand: två tredjedelar av åtta",
    ),
    Example(
        votes_needed,
        {"votes": 8, "share": Fraction(3, 4), "day": date(2024, 1, 1)},
        6,
        "räknat för hand: tre fjärdedelar av åtta går jämnt upp",
    ),
)
