"""The calculator of votes and the casting vote (omröstning och utslagsröst)."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.body import Body
from samverk.rules.calculators.ballots import ABSTAIN, CHAIR, WAITS_FOR_CHAIR, tally
from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Field,
    Kind,
    Row,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.inputs import (
    COUNCIL_OR_BOARD,
    MEETING_DAY,
    day_or_none,
    is_set,
    text,
)
from samverk.rules.ruling import Ruling
from samverk.rules.voting import Ballot, DecidedBy, vote_result


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    ruling = vote_result(
        tally(values),
        is_election=is_set(values, "election"),
        body=Body(text(values, "body")),
        day=day_or_none(values, "date"),
    )
    found = ruling.value
    answer = {
        "outcome": found.outcome and found.outcome.value,
        "decided_by": found.decided_by and found.decided_by.value,
    }
    return Ruling(answer, ruling.reasons, ruling.remarks)


def _hesitation(_: Mapping[str, Value], answer: Answer) -> str:
    if answer["outcome"] is not None:
        return ""
    if answer["decided_by"] == DecidedBy.LOT.value:
        return "Lika röstetal: lotten avgör"
    return WAITS_FOR_CHAIR


CALCULATOR = Calculator(
    command="vote",
    slug="omrostning",
    title="Omröstning och utslagsröst",
    intro="Avgör en omröstning mellan ja och nej. Den som avstår räknas inte till någon sida.",
    fields=(
        Field("yes", "Ja-röster", Kind.COUNT, required=True),
        Field("no", "Nej-röster", Kind.COUNT, required=True),
        ABSTAIN,
        CHAIR,
        Field("election", "Val eller anställning", Kind.FLAG, help="Då avgör lotten vid lika."),
        Field("body", "Organ", Kind.CHOICE, default="council", choices=COUNCIL_OR_BOARD),
        MEETING_DAY,
    ),
    rows=(
        Row("outcome", "Utfall", {Ballot.YES.value: "ja", Ballot.NO.value: "nej"}),
        Row(
            "decided_by",
            "Avgjort genom",
            {
                DecidedBy.MAJORITY.value: "majoritet",
                DecidedBy.CASTING_VOTE.value: "ordförandens utslagsröst",
                DecidedBy.LOT.value: "lottning",
            },
        ),
    ),
    compute=_compute,
    examples=(
        WorkedInput(
            {"yes": "6", "no": "6", "abstain": "1", "chair": "yes"},
            {"outcome": "yes", "decided_by": "casting_vote"},
            "Göteborg KS 2024-11-20 § 956",
        ),
        WorkedInput(
            {"yes": "38", "no": "43"},
            {"outcome": "no", "decided_by": "majority"},
            "Göteborg KF 2023-11-23 § 46",
        ),
    ),
    hesitation=_hesitation,
)
