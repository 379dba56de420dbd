"""The calculator of notice and exit from a federation (uppsägning och utträde)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Choice,
    Field,
    InputError,
    Kind,
    Row,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.inputs import day, number, text
from samverk.rules.ruling import Ruling
from samverk.rules.withdrawal import exit_day

# The form's terms are what the person typed: no known by-law row bounds them in time.
_TYPED_TERMS = "förbundsordningen (villkor enligt uppgift)"
_LONGEST_NOTICE = 100


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    years = number(values, "years")
    if not 1 <= years <= _LONGEST_NOTICE:
        raise InputError(f"Uppsägningstiden ska vara 1-{_LONGEST_NOTICE} år.", "years")
    counting = Counting(text(values, "counting"))
    terms = NoticeTerms(years, counting, date.min, None, _TYPED_TERMS)
    ruling = exit_day(day(values, "notice"), terms)
    return Ruling({"effective": ruling.value.isoformat()}, ruling.reasons, ruling.remarks)


CALCULATOR = Calculator(
    command="withdrawal",
    slug="uttrade",
    title="Uppsägning och utträde ur ett förbund",
    intro="Räknar ut när ett utträde gäller. Uppsägningen är handlingen som förbundet tar emot, "
    "inte fullmäktiges beslut att lämna. Kommuner och regioner kan lämna; Försäkringskassan och "
    "Arbetsförmedlingen ska delta enligt sina instruktioner.",
    fields=(
        Field("notice", "Uppsägningsdag", Kind.DATE, required=True),
        Field(
            "years",
            "Uppsägningstid i år",
            Kind.COUNT,
            required=True,
            help="Enligt förbundsordningen; lagens regel är tre år.",
        ),
        Field(
            "counting",
            "Hur tiden räknas",
            Kind.CHOICE,
            required=True,
            choices=(
                Choice(Counting.CALENDAR_YEARS.value, "Hela kalenderår efter uppsägningsåret"),
                Choice(Counting.FROM_NOTICE.value, "Från dag till dag"),
            ),
        ),
    ),
    rows=(Row("effective", "Utträdet gäller från utgången av"),),
    compute=_compute,
    examples=(
        WorkedInput(
            {"notice": "2020-06-15", "years": "3", "counting": "calendar-years"},
            {"effective": "2023-12-31"},
            "Härryda: dagen är tryckt i handlingarna",
        ),
        WorkedInput(
            {"notice": "2024-02-29", "years": "1", "counting": "from-notice"},
            {"effective": "2025-02-28"},
            "konstruerat: uppsägning på skottdagen",
        ),
    ),
)
