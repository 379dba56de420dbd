"""The calculator of three months (tremånadersgränsen)."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Field,
    Kind,
    Row,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.inputs import day
from samverk.rules.ruling import Ruling
from samverk.rules.three_months import three_months


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    ruling = three_months(day(values, "day"))
    answer = {
        "end_day": ruling.value.end_day.isoformat(),
        "first_reportable": ruling.value.first_reportable.isoformat(),
    }
    return Ruling(answer, ruling.reasons, ruling.remarks)


CALCULATOR = Calculator(
    command="three-months",
    slug="tre-manader",
    title="Tre månader från beslut",
    intro="Räknar ut när ett gynnande beslut som inte verkställts ska börja rapporteras.",
    fields=(
        Field(
            "day",
            "Beslutsdag eller avbrottsdag",
            Kind.DATE,
            required=True,
            is_positional=True,
        ),
    ),
    rows=(
        Row("end_day", "Tre månader slutar"),
        Row("first_reportable", "Rapporteras tidigast"),
    ),
    compute=_compute,
    examples=(
        WorkedInput(
            {"day": "2022-11-30"},
            {"end_day": "2023-02-28", "first_reportable": "2023-03-01"},
            "räknat för hand: februari är kortare",
        ),
        WorkedInput(
            {"day": "2023-11-30"},
            {"end_day": "2024-02-29", "first_reportable": "2024-03-01"},
            "räknat för hand: skottår",
        ),
    ),
)
