"""The calculator of quorum (beslutsförhet)."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.body import Body
from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Field,
    InputError,
    Kind,
    Row,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.inputs import (
    COUNCIL_OR_BOARD,
    MEETING_DAY,
    day_or_none,
    number,
    text,
)
from samverk.rules.quorum import quorum
from samverk.rules.ruling import Ruling


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    if not number(values, "members"):
        raise InputError("Antalet ledamöter ska vara minst 1.", "members")
    ruling = quorum(
        number(values, "members"),
        number(values, "present"),
        body=Body(text(values, "body")),
        disqualified=number(values, "disqualified"),
        day=day_or_none(values, "date"),
    )
    found = ruling.value
    answer = {"quorate": found.is_quorate, "needs": found.needs}
    return Ruling(answer, ruling.reasons, ruling.remarks)


CALCULATOR = Calculator(
    command="quorum",
    slug="beslutsforhet",
    title="Beslutsförhet",
    intro="Mer än hälften av ledamöterna ska vara närvarande. Tjänstgörande ersättare räknas.",
    fields=(
        Field("members", "Antal ledamöter (platser)", Kind.COUNT, required=True),
        Field("present", "Närvarande", Kind.COUNT, required=True, help="Även på distans."),
        Field("body", "Organ", Kind.CHOICE, default="council", choices=COUNCIL_OR_BOARD),
        Field(
            "disqualified",
            "Borta för jäv i ärendet",
            Kind.COUNT,
            default="0",
            help="Har betydelse bara i fullmäktige.",
        ),
        MEETING_DAY,
    ),
    rows=(Row("quorate", "Beslutsför"), Row("needs", "Minsta antal närvarande")),
    compute=_compute,
    examples=(
        WorkedInput(
            {"members": "51", "present": "26"},
            {"quorate": True, "needs": 26},
            "fullmäktige med 51 platser",
        ),
        WorkedInput(
            {"members": "8", "present": "4", "body": "board"},
            {"quorate": False, "needs": 5},
            "förbundsstyrelse med 8 ledamöter",
        ),
    ),
)
