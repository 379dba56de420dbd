"""The calculator of tabling and referral back (bordläggning och återremiss)."""

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
from samverk.rules.deferral import DeferralOutcome, deferral
from samverk.rules.ruling import Ruling


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    ruling = deferral(
        tally(values),
        body=Body(text(values, "body")),
        earlier_minority=is_set(values, "earlier_minority"),
        is_election=is_set(values, "election"),
        day=day_or_none(values, "date"),
    )
    found = ruling.value
    answer = {
        "outcome": found.outcome and found.outcome.value,
        "present": found.present,
        "minority_needs": found.minority_needs,
    }
    return Ruling(answer, ruling.reasons, ruling.remarks)


def _hesitation(_: Mapping[str, Value], answer: Answer) -> str:
    return "" if answer["outcome"] else WAITS_FOR_CHAIR


CALCULATOR = Calculator(
    command="deferral",
    slug="aterremiss",
    title="Bordläggning och återremiss",
    intro="Ja betyder att ärendet avgörs i dag, nej att det skjuts upp. I fullmäktige kan en "
    "tredjedel av de närvarande få ett ärende uppskjutet en gång.",
    fields=(
        Field("body", "Organ", Kind.CHOICE, required=True, choices=COUNCIL_OR_BOARD),
        Field("yes", "Ja: avgörs i dag", Kind.COUNT, required=True),
        Field("no", "Nej: skjuts upp", Kind.COUNT, required=True),
        ABSTAIN,
        Field(
            "earlier_minority",
            "Ärendet har redan skjutits upp av en minoritet",
            Kind.FLAG,
            help="Gäller både bordläggning och återremiss.",
        ),
        Field("election", "Ärendet är ett val", Kind.FLAG),
        CHAIR,
        MEETING_DAY,
    ),
    rows=(
        Row(
            "outcome",
            "Utfall",
            {
                DeferralOutcome.DECIDED_TODAY.value: "ärendet avgörs i dag",
                DeferralOutcome.MINORITY.value: "uppskjutet på begäran av en minoritet",
                DeferralOutcome.MAJORITY.value: "uppskjutet av majoriteten",
            },
        ),
        Row("present", "Närvarande"),
        Row("minority_needs", "En minoritet behöver"),
    ),
    compute=_compute,
    examples=(
        WorkedInput(
            {"body": "council", "yes": "35", "no": "12", "abstain": "3"},
            {"outcome": "decided_today", "present": 50, "minority_needs": 17},
            "Härryda KF 2020-06-15 § 128",
        ),
        WorkedInput(
            {"body": "council", "yes": "43", "no": "38", "abstain": "0"},
            {"outcome": "minority", "present": 81, "minority_needs": 27},
            "Göteborg KF 2023-01-26 § 16",
        ),
    ),
    hesitation=_hesitation,
)
