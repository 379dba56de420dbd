"""What the two calculators of votes have in common: the counts and the chair's vote."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.calculators.base import Choice, Field, Kind, Value
from samverk.rules.calculators.inputs import number, text
from samverk.rules.voting import Ballot, Tally

ABSTAIN = Field("abstain", "Avstår", Kind.COUNT, default="0")
CHAIR = Field(
    "chair",
    "Ordförandens röst",
    Kind.CHOICE,
    choices=(
        Choice(Ballot.YES.value, "Ja"),
        Choice(Ballot.NO.value, "Nej"),
        Choice(Ballot.ABSTAIN.value, "Avstår"),
    ),
    help="Räknas med bland rösterna ovan. Behövs bara vid lika röstetal.",
)
# What an answer says instead of an outcome that the chair's vote would give
WAITS_FOR_CHAIR = "Går inte att avgöra: ordförandens röst saknas"


def tally(values: Mapping[str, Value]) -> Tally:
    """Take the counted votes. Raises ValueError if they are impossible together."""
    chair = Ballot(text(values, "chair")) if values["chair"] else None
    yes, no, abstain = (number(values, name) for name in ("yes", "no", "abstain"))
    return Tally(yes, no, abstain, chair)
